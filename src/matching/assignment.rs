//! The best choice over all candidates at once: a maximum-weight matching.
//!
//! A greedy choice gives a section to the first twin that asks; the global one asks what is left for the
//! other. Candidates fall apart into small groups that share no side, and each group is solved by itself
//! (the Hungarian method with potentials, O(n³)).

/// A possible match: row, column, gain. Only candidates with a gain above 0 are worth having.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Candidate {
    pub row: u32,
    pub column: u32,
    pub gain: f32,
}

/// Largest group (rows or columns) solved exactly: 400³ steps are some 60 ms. Beyond it the choice is
/// greedy, by gain.
pub const MAX_EXACT: usize = 400;

/// Chooses candidates so that no row or column is used twice and the sum of gains is greatest. The second
/// value tells whether a group was too large to be solved exactly. Equal sums are settled by row and column.
pub fn assign(candidates: &[Candidate]) -> (Vec<Candidate>, bool) {
    let mut chosen = Vec::new();
    let mut capped = false;
    let worthwhile: Vec<Candidate> = candidates.iter().copied().filter(|candidate| candidate.gain > 0.0).collect();
    for group in groups(&worthwhile) {
        if group.rows.len().max(group.columns.len()) > MAX_EXACT {
            capped = true;
            greedy(&group.candidates, &mut chosen);
        } else if group.candidates.len() == 1 {
            chosen.push(group.candidates[0]);
        } else {
            hungarian(&group, &mut chosen);
        }
    }
    chosen.sort_by_key(|candidate| (candidate.row, candidate.column));
    (chosen, capped)
}

/// Candidates that share rows or columns, directly or through others.
struct Group {
    rows: Vec<u32>,
    columns: Vec<u32>,
    candidates: Vec<Candidate>,
}

fn groups(candidates: &[Candidate]) -> Vec<Group> {
    let rows = candidates.iter().map(|c| c.row + 1).max().unwrap_or(0);
    let columns = candidates.iter().map(|c| c.column + 1).max().unwrap_or(0);
    let mut parent: Vec<u32> = (0..rows + columns).collect();
    for candidate in candidates {
        let (a, b) = (root(&mut parent, candidate.row), root(&mut parent, rows + candidate.column));
        parent[a.max(b) as usize] = a.min(b);
    }
    let mut by_root: Vec<(u32, Candidate)> = candidates.iter().map(|&c| (root(&mut parent, c.row), c)).collect();
    by_root.sort_by_key(|(root, c)| (*root, c.row, c.column));
    by_root
        .chunk_by(|a, b| a.0 == b.0)
        .map(|chunk| group(chunk.iter().map(|(_, candidate)| *candidate).collect()))
        .collect()
}

fn group(candidates: Vec<Candidate>) -> Group {
    let sorted = |mut all: Vec<u32>| {
        all.sort_unstable();
        all.dedup();
        all
    };
    Group {
        rows: sorted(candidates.iter().map(|c| c.row).collect()),
        columns: sorted(candidates.iter().map(|c| c.column).collect()),
        candidates,
    }
}

/// The representative of a group, with the path halved on the way.
fn root(parent: &mut [u32], mut at: u32) -> u32 {
    while parent[at as usize] != at {
        let above = parent[parent[at as usize] as usize];
        parent[at as usize] = above;
        at = above;
    }
    at
}

fn greedy(candidates: &[Candidate], chosen: &mut Vec<Candidate>) {
    let mut sorted = candidates.to_vec();
    sorted.sort_by(|a, b| b.gain.total_cmp(&a.gain).then((a.row, a.column).cmp(&(b.row, b.column))));
    let (mut rows, mut columns) = (rustc_hash::FxHashSet::default(), rustc_hash::FxHashSet::default());
    for candidate in sorted {
        if !rows.contains(&candidate.row) && !columns.contains(&candidate.column) {
            rows.insert(candidate.row);
            columns.insert(candidate.column);
            chosen.push(candidate);
        }
    }
}

/// Minimises cost = -gain over a square matrix whose absent cells cost 0 (no match).
fn hungarian(group: &Group, chosen: &mut Vec<Candidate>) {
    let n = group.rows.len();
    let m = group.columns.len().max(n);
    let mut cost = vec![0f64; n * m];
    for c in &group.candidates {
        let (row, column) = (index(&group.rows, c.row), index(&group.columns, c.column));
        cost[row * m + column] = -f64::from(c.gain);
    }
    let row_of = solve(&cost, n, m);
    for c in &group.candidates {
        if row_of[index(&group.columns, c.column)] == Some(index(&group.rows, c.row)) {
            chosen.push(*c);
        }
    }
}

fn index(sorted: &[u32], value: u32) -> usize {
    sorted.binary_search(&value).unwrap_or_default()
}

/// For each column the row assigned to it; n rows, m >= n columns, costs row by row.
fn solve(cost: &[f64], n: usize, m: usize) -> Vec<Option<usize>> {
    // Rows and columns from 1; 0 stands for none.
    let (mut row_potential, mut column_potential) = (vec![0f64; n + 1], vec![0f64; m + 1]);
    let (mut row_of, mut way) = (vec![0usize; m + 1], vec![0usize; m + 1]);
    for row in 1..=n {
        row_of[0] = row;
        let mut column = 0;
        let (mut least, mut used) = (vec![f64::INFINITY; m + 1], vec![false; m + 1]);
        loop {
            used[column] = true;
            let from = row_of[column];
            let (mut delta, mut next) = (f64::INFINITY, 0);
            for to in 1..=m {
                if used[to] {
                    continue;
                }
                let reduced = cost[(from - 1) * m + to - 1] - row_potential[from] - column_potential[to];
                if reduced < least[to] {
                    (least[to], way[to]) = (reduced, column);
                }
                if least[to] < delta {
                    (delta, next) = (least[to], to);
                }
            }
            for to in 0..=m {
                if used[to] {
                    row_potential[row_of[to]] += delta;
                    column_potential[to] -= delta;
                } else {
                    least[to] -= delta;
                }
            }
            column = next;
            if row_of[column] == 0 {
                break;
            }
        }
        while column != 0 {
            row_of[column] = row_of[way[column]];
            column = way[column];
        }
    }
    row_of[1..].iter().map(|&row| row.checked_sub(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(candidates: &[(u32, u32, f32)]) -> Vec<(u32, u32)> {
        let all: Vec<_> = candidates.iter().map(|&(row, column, gain)| Candidate { row, column, gain }).collect();
        assign(&all).0.iter().map(|c| (c.row, c.column)).collect()
    }

    #[test]
    fn the_first_to_ask_does_not_take_the_twin_of_another() {
        // Greedy would take (0, 0) at 0.9 and leave row 1 with nothing.
        assert_eq!(pairs(&[(0, 0, 0.9), (0, 1, 0.8), (1, 0, 0.85)]), [(0, 1), (1, 0)]);
    }

    #[test]
    fn no_gain_no_match() {
        assert_eq!(pairs(&[(0, 0, -0.2), (3, 2, 0.1)]), [(3, 2)]);
        assert_eq!(pairs(&[]), []);
    }

    #[test]
    fn more_columns_than_rows_and_the_other_way() {
        assert_eq!(pairs(&[(0, 0, 0.1), (0, 1, 0.3), (0, 2, 0.2)]), [(0, 1)]);
        assert_eq!(pairs(&[(0, 0, 0.1), (1, 0, 0.3), (2, 0, 0.2)]), [(1, 0)]);
    }
}
