//! Some units of some drafts, as a draft of their own: they are compared as any other.

use super::{Bill, FrontMatter, Provision, ProvisionId, Span, Unit};

/// A draft that is made of parts of others.
#[derive(Debug, Clone)]
pub struct Excerpt {
    pub bill: Bill,
    /// For each provision which part it is of, and which provision it was there. The bill itself is that of the first.
    pub origins: Vec<(usize, ProvisionId)>,
}

impl Excerpt {
    /// Units of drafts, one draft after another, each below what it stood in there.
    pub fn of(front: FrontMatter, parts: &[(&Bill, Vec<Unit>)]) -> Self {
        let bill = Bill {
            source: Default::default(),
            front,
            text: String::new(),
            headings: String::new(),
            provisions: Vec::new(),
            contents: Vec::new(),
            notes: Vec::new(),
        };
        let mut excerpt = Self { bill, origins: Vec::new() };
        for (part, (bill, units)) in parts.iter().enumerate() {
            excerpt.push(part, bill, units);
        }
        let end = excerpt.bill.provisions.len() as ProvisionId;
        if let Some(whole) = excerpt.bill.provisions.first_mut() {
            whole.end = end;
        }
        excerpt
    }

    fn push(&mut self, part: usize, from: &Bill, units: &[Unit]) {
        let is_kept = kept(from, units);
        // For each provision where it stands in the excerpt: how many are kept before it. The bill itself is there once.
        let mut places = vec![self.bill.provisions.len() as ProvisionId - u32::from(part > 0)];
        places.extend(is_kept.iter().scan(places[0], |place, kept| {
            *place += u32::from(*kept);
            Some(*place)
        }));
        for (id, provision) in from.provisions.iter().enumerate() {
            if !is_kept[id] || part > 0 && id == 0 {
                continue;
            }
            let parent = if provision.parent == 0 { 0 } else { places[provision.parent as usize] };
            let end = places[provision.end as usize];
            self.push_one(from, &Provision { parent, end, ..provision.clone() });
            self.origins.push((part, id as ProvisionId));
        }
    }

    /// A provision with the words of its own line.
    fn push_one(&mut self, from: &Bill, provision: &Provision) {
        let start = self.bill.text.len() as u32;
        let moved = |span: Span| Span {
            start: span.start - provision.line.start + start,
            end: span.end - provision.line.start + start,
        };
        self.bill.text.push_str(from.slice(provision.line));
        if !provision.line.is_empty() {
            self.bill.text.push('\n');
        }
        let drafted = self.bill.headings.len();
        self.bill.headings.push_str(&from.headings[provision.drafted.start as usize..provision.drafted.end as usize]);
        self.bill.provisions.push(Provision {
            line: moved(provision.line),
            designation: moved(provision.designation),
            number: moved(provision.number),
            heading: moved(provision.heading),
            body: moved(provision.body),
            drafted: Span { start: drafted as u32, end: self.bill.headings.len() as u32 },
            ..provision.clone()
        });
    }
}

/// Which provisions of a draft are taken: the units whole, and what they stand in.
fn kept(bill: &Bill, units: &[Unit]) -> Vec<bool> {
    let mut kept = vec![false; bill.provisions.len()];
    for unit in units {
        (unit.id..unit.end).for_each(|id| kept[id as usize] = true);
        bill.ancestors(unit.id).for_each(|id| kept[id as usize] = true);
    }
    if let Some(whole) = kept.first_mut() {
        *whole = true;
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::read_bytes;

    fn read(text: &str) -> Bill {
        read_bytes("draft.xml", text.as_bytes(), &Default::default()).expect("a draft")
    }

    #[test]
    fn an_excerpt_of_all_units_is_the_draft_and_one_of_some_holds_them_below_what_they_stood_in() {
        let draft = read(
            "<bill><legis-body><section><enum>1.</enum><text>One.</text></section><title><enum>I</enum><header>First</header>\
             <section><enum>101.</enum><header>Alpha</header><text>Words:</text><paragraph><enum>(1)</enum><text>a;</text></paragraph>\
             <continuation-text>flush.</continuation-text></section><section><enum>102.</enum><text>More.</text></section></title></legis-body></bill>",
        );
        let units = draft.units();
        let all = Excerpt::of(draft.front.clone(), &[(&draft, units.clone())]);
        assert_eq!((&all.bill.text, &all.bill.provisions), (&draft.text, &draft.provisions));
        let section = |number: &str| *units.iter().find(|unit| draft.number(unit.id) == number).expect("it is there");
        let twice = Excerpt::of(
            draft.front.clone(),
            &[(&draft, vec![section("101")]), (&draft, vec![section("1"), section("102")])],
        );
        assert_eq!(
            twice.bill.canonical_text(),
            "TITLE I FIRST\n  SEC. 101. ALPHA.— Words:\n    (1) a;\n    flush.\nSEC. 1. One.\nTITLE I FIRST\n  SEC. 102. More.\n"
        );
        let alpha = twice.bill.provisions.iter().position(|one| twice.bill.slice(one.number) == "101").expect("101");
        assert_eq!((twice.bill.heading(alpha as ProvisionId), twice.origins[alpha]), ("Alpha", (0, section("101").id)));
        let ends: Vec<ProvisionId> = twice.bill.provisions.iter().map(|one| one.end).collect();
        assert_eq!(ends, [8, 5, 5, 4, 5, 6, 8, 8]);
    }
}
