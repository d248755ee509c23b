//! Trap 50, in Markdown.

use super::{Side, read_as, tree};

#[test]
fn trap_50_a_statute_copied_with_blank_lines_and_no_indents_nests_by_its_numbers() {
    let bill = read_as(
        "statute.md",
        "# SEC. 7. RECORDS\n\n(1) Any record—\n\n(A) of a meeting;\n\n(B) of a vote; or\n\n(C) of a payment.\n\n(2) A summary of each.\n",
        Side::Current,
    );
    assert_eq!(
        tree(&bill),
        "section 7\n  paragraph 1\n    subparagraph A\n    subparagraph B\n    subparagraph C\n  paragraph 2\n"
    );
}
