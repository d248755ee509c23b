//! How far a line is set in, from the designation that it begins with: "(a)" once, "(1)" twice, "(A)" three times.
//!
//! For lines of which no report tells how they stand: those of the page of three drafts, put together of two reports, and
//! those of the first version in a history. Only the look hangs on it.

/// Deepest indent, that of "(AA)".
const DEEPEST: usize = 7;

/// Walks the lines of one provision.
#[derive(Default)]
pub struct Depths {
    /// The last ordinal seen at each depth that is open.
    last: [u32; DEEPEST + 1],
    current: usize,
}

impl Depths {
    /// The depth of the next line, 0 for the provision's own.
    pub fn next(&mut self, line: &str) -> usize {
        let line = line.trim_start_matches(['"', '\'', '“', '‘', ' ']);
        let Some(designation) = designation(line) else {
            // Flush words belong to what stands around the list before them.
            self.current = self.current.saturating_sub(1);
            return self.current;
        };
        let readings: Vec<(usize, u32)> = readings(designation);
        let begins = readings.iter().find(|(depth, ordinal)| *ordinal == 1 && *depth == self.current + 1);
        let follows =
            readings.iter().find(|(depth, ordinal)| (self.last[*depth]..=self.last[*depth] + 1).contains(ordinal));
        let Some(&(depth, ordinal)) = begins.or(follows).or(readings.first()) else { return self.current };
        self.last[depth] = ordinal;
        self.last[depth + 1..].fill(0);
        self.current = depth;
        depth
    }
}

/// "a" of "(a) In general".
fn designation(line: &str) -> Option<&str> {
    let inner = line.strip_prefix('(')?;
    let end = inner.find(')').filter(|&end| (1..=5).contains(&end))?;
    inner[..end].bytes().all(|byte| byte.is_ascii_alphanumeric()).then_some(&inner[..end])
}

/// What a designation can be: its depth and which one in its series.
fn readings(designation: &str) -> Vec<(usize, u32)> {
    let bytes = designation.as_bytes();
    if bytes[0].is_ascii_digit() {
        let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        return vec![(2, designation[..digits].parse().unwrap_or(0))];
    }
    let lower = bytes[0].is_ascii_lowercase();
    let (letter, roman, twice) = if lower { (1, 4, 6) } else { (3, 5, 7) };
    let ordinal = u32::from(bytes[0].to_ascii_lowercase() - b'a') + 1;
    let mut readings = Vec::new();
    if bytes.len() == 1 {
        readings.push((letter, ordinal));
    }
    readings.extend(roman_number(designation).map(|number| (roman, number)));
    if bytes.len() == 2 && bytes[0] == bytes[1] {
        readings.push((twice, ordinal));
    }
    readings
}

fn roman_number(text: &str) -> Option<u32> {
    let digit = |byte: u8| match byte.to_ascii_lowercase() {
        b'i' => Some(1),
        b'v' => Some(5),
        b'x' => Some(10),
        b'l' => Some(50),
        _ => None,
    };
    let digits = text.bytes().map(digit).collect::<Option<Vec<i32>>>()?;
    let signed =
        |at: usize| if digits.get(at + 1).is_some_and(|next| *next > digits[at]) { -digits[at] } else { digits[at] };
    u32::try_from((0..digits.len()).map(signed).sum::<i32>()).ok()
}

#[cfg(test)]
mod tests {
    use super::Depths;

    #[test]
    fn lines_are_set_in_as_their_designations_say() {
        let mut depths = Depths::default();
        let lines = [
            ("SEC. 3. GRANTS", 0),
            ("(a) IN GENERAL.—", 1),
            ("(1) one", 2),
            ("(A) two", 3),
            ("(i) a clause", 4),
            ("(ii) another", 4),
            ("(I) a subclause", 5),
            ("(aa) an item", 6),
            ("(B) back", 3),
            ("flush words", 2),
            ("(h) eighth", 1),
            ("(i) ninth", 1),
            ("(1) first of it", 2),
            ("no designation", 1),
            ("(deleted words) are no designation", 0),
        ];
        for (line, depth) in lines {
            assert_eq!(depths.next(line), depth, "{line}");
        }
    }

    #[test]
    fn any_text_has_a_depth() {
        for line in ["", "(", "()", "(zzzzz)", "(9999999999)", "(é)", "(ﬁ)", "(iiiii)"] {
            assert!(Depths::default().next(line) <= super::DEEPEST, "{line}");
        }
    }
}
