//! The JSON report: the model itself, on one line. See docs/json.md.

use super::Report;

/// Writes the report, with a final line break.
pub fn write(report: &Report) -> String {
    // The model holds strings, numbers and lists only: writing it cannot fail.
    let mut out = serde_json::to_string(report).unwrap_or_default();
    out.push('\n');
    out
}
