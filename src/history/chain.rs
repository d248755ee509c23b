//! Each version compared with the next, and every provision followed from one to the other.

use rustc_hash::{FxHashMap, FxHashSet};

use super::returns::{self, Dropped};
use super::{Course, History, Return, Stage, Step};
use crate::bill::{Bill, ProvisionId};
use crate::diff::{Change, Comparison, UnlikeKinds, compare};

/// Follows every provision through versions that are in order. Fewer than two have no history.
///
/// # Errors
/// A version only amends a bill, and another is a whole text.
pub fn trace<'b>(bills: &[&'b Bill]) -> Result<History<'b>, UnlikeKinds> {
    let mut chain = Chain::new(bills);
    for two in bills.windows(2) {
        chain.step(compare(two[0], two[1])?);
    }
    Ok(chain.finish())
}

/// A history as far as it is known.
struct Chain<'b> {
    bills: Vec<&'b Bill>,
    steps: Vec<Step<'b>>,
    courses: Vec<Course>,
    /// The course of each unit of the version that was reached.
    at: FxHashMap<ProvisionId, usize>,
    /// Courses in reading order.
    order: Vec<usize>,
    /// What is gone, in the order in which it went.
    gone: Vec<Dropped>,
}

impl<'b> Chain<'b> {
    fn new(bills: &[&'b Bill]) -> Self {
        let units = bills.first().map(|bill| bill.units()).unwrap_or_default();
        Self {
            bills: bills.to_vec(),
            steps: Vec::new(),
            courses: vec![Course { stages: vec![Stage::First] }; units.len()],
            at: units.iter().enumerate().map(|(course, unit)| (unit.id, course)).collect(),
            order: (0..units.len()).collect(),
            gone: Vec::new(),
        }
    }

    fn step(&mut self, comparison: Comparison<'b>) {
        let version = self.steps.len() + 1;
        let (lost, back) = returns::find(&self.bills, &self.gone, &comparison);
        let mut at = FxHashMap::default();
        let mut told = Vec::new();
        for (finding, found) in comparison.findings.iter().enumerate() {
            let returned = found.place.new.and_then(|new| back.get(&new));
            let course = match (found.place.old, returned) {
                (Some(old), _) => self.at[&old],
                (None, Some(returned)) => returned.course,
                (None, None) => self.begin(version),
            };
            let stage = returned.map_or(Stage::Told(finding), |returned| {
                Stage::Returned(Return { finding, since: returned.since, lost: returned.lost })
            });
            self.courses[course].stages.push(stage);
            at.extend(found.place.new.map(|new| (new, course)));
            told.push(Told { course, moved: found.moved });
        }
        self.leave(&comparison, version - 1, &back.values().map(|returned| returned.course).collect());
        self.order = woven(&self.order, &told);
        self.courses.iter_mut().for_each(|course| course.stages.resize(version + 1, Stage::Absent));
        self.at = at;
        self.steps.push(Step { comparison, lost });
    }

    /// A provision that was in no version before.
    fn begin(&mut self, version: usize) -> usize {
        self.courses.push(Course { stages: vec![Stage::Absent; version] });
        self.courses.len() - 1
    }

    /// Keeps account of what is gone.
    fn leave(&mut self, comparison: &Comparison<'b>, version: usize, back: &FxHashSet<usize>) {
        self.gone.retain(|dropped| !back.contains(&dropped.course));
        let dropped = comparison.findings.iter().filter(|found| found.change == Change::Dropped);
        let dropped = dropped.filter_map(|found| found.place.old);
        self.gone.extend(dropped.map(|id| Dropped { version, id, course: self.at[&id] }));
    }

    fn finish(mut self) -> History<'b> {
        let courses = self.order.iter().map(|&course| std::mem::take(&mut self.courses[course].stages));
        let courses = courses.map(|stages| Course { stages }).collect();
        History { bills: self.bills, steps: self.steps, courses }
    }
}

/// A course that a step tells of.
struct Told {
    course: usize,
    moved: bool,
}

/// The order of a step, with what it does not tell of where that stood: after its nearest predecessor that kept its place.
fn woven(before: &[usize], step: &[Told]) -> Vec<usize> {
    let told: FxHashMap<usize, bool> = step.iter().map(|one| (one.course, one.moved)).collect();
    let mut absent: FxHashMap<Option<usize>, Vec<usize>> = FxHashMap::default();
    let mut after = None;
    for &course in before {
        match told.get(&course) {
            None => absent.entry(after).or_default().push(course),
            Some(false) => after = Some(course),
            Some(true) => {}
        }
    }
    let mut order = absent.remove(&None).unwrap_or_default();
    for one in step {
        order.push(one.course);
        order.extend(absent.remove(&Some(one.course)).unwrap_or_default());
    }
    order
}

#[cfg(test)]
mod tests {
    use super::{Told, woven};

    #[test]
    fn what_a_step_does_not_tell_of_stands_where_it_stood() {
        let told = |courses: &[usize]| -> Vec<Told> {
            courses.iter().map(|&course| Told { course, moved: course == 9 }).collect()
        };
        assert_eq!(woven(&[0, 1, 2, 3, 4], &told(&[5, 1, 9, 3])), [0, 5, 1, 2, 9, 3, 4]);
        // 9 moved away from before 2, and does not take it along.
        assert_eq!(woven(&[1, 9, 2], &told(&[9, 1])), [9, 1, 2]);
    }
}
