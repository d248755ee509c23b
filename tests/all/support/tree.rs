//! All that a reader understood of a draft's text, but for its places: what has to be the same in every format.
//!
//! ```text
//! section 103
//!   # Community Management Account.
//!   subsection a
//!     # authorization.—
//!     There is authorized to be appropriated ...
//! ```
//!
//! A line for each provision, with its level and number, and below it its heading and its own words. Headings are in
//! lower case: formats differ in that (print sets them in capitals).

use billdiff::bill::Bill;

pub fn tree(bill: &Bill) -> String {
    let mut out = String::new();
    let mut open: Vec<u32> = Vec::new();
    for (id, provision) in bill.provisions.iter().enumerate().skip(1) {
        while open.last().is_some_and(|&end| end <= id as u32) {
            open.pop();
        }
        let indent = "  ".repeat(open.len());
        let quoted = if provision.quoted { ", quoted" } else { "" };
        let number = bill.number(id as u32);
        let head = format!("{} {number}", provision.level.name());
        out.push_str(&format!("{indent}{}{quoted}\n", head.trim_end()));
        let (heading, body) = (bill.slice(provision.heading).to_lowercase(), bill.slice(provision.body));
        for line in [(!heading.is_empty()).then(|| format!("# {heading}")), (!body.is_empty()).then(|| body.to_owned())]
        {
            line.into_iter().for_each(|line| out.push_str(&format!("{indent}  {}\n", line.trim())));
        }
        open.push(provision.end);
    }
    out
}
