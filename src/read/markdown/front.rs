//! Metadata at the head of a Markdown file: `key: value` lines between two lines of dashes.
//!
//! Not all of YAML: a draft's metadata are plain values, and what is nested says nothing of who a bill is.

use crate::bill::FrontMatter;
use crate::read::blocks;

/// Fills in what the metadata tell.
pub(super) fn read(metadata: &str, front: &mut FrontMatter) {
    for line in metadata.lines().filter(|line| !line.starts_with([' ', '\t', '#', '-'])) {
        if let Some((key, value)) = line.split_once(':') {
            blocks::read_entry(key, unquoted(value.trim()), front);
        }
    }
}

fn unquoted(value: &str) -> &str {
    ['"', '\'']
        .iter()
        .find_map(|&mark| value.strip_prefix(mark)?.strip_suffix(mark))
        .unwrap_or_else(|| value.split(" #").next().unwrap_or(value).trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bill::Format;

    #[test]
    fn values_may_be_quoted_and_commented() {
        let mut front = FrontMatter::new(Format::Markdown);
        read("title: \"To do: a thing\"\nnumber: H.R. 7 # ours\ncongress: 121\nauthors:\n  - title: No\n", &mut front);
        assert_eq!(front.title.as_deref(), Some("To do: a thing"));
        assert_eq!(front.citation().as_deref(), Some("H.R. 7, 121st Congress"));
    }
}
