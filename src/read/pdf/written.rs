//! PDFs that tests write: bare objects, and pages of lines set as a print sets them.

use std::fmt::Write;

/// Lines set on one page, 14 points high, as the print of a bill has them.
#[derive(Default)]
pub(in crate::read) struct Sheet {
    drawing: String,
}

impl Sheet {
    /// A line of one size. Text is ASCII without parentheses or backslashes, or escaped.
    pub(in crate::read) fn line(self, x: f32, y: f32, text: &str) -> Self {
        self.sized(x, y, (14.0, 14.0), text)
    }

    /// A run of small capitals: lower than the line's type and a little widened.
    pub(in crate::read) fn small(self, x: f32, y: f32, text: &str) -> Self {
        self.sized(x, y, (11.2, 10.544), text)
    }

    fn sized(mut self, x: f32, y: f32, (across, high): (f32, f32), text: &str) -> Self {
        let _ = writeln!(self.drawing, "BT /F1 1 Tf {across} 0 0 {high} {x} {y} Tm ({text}) Tj ET");
        self
    }

    /// The file of it, with a font whose characters are all half as wide as high.
    pub(in crate::read) fn pdf(self) -> Vec<u8> {
        let widths = ["500"; 224].join(" ");
        let font = format!(
            "<< /Type /Font /Subtype /Type1 /BaseFont /Times-Roman /Encoding /WinAnsiEncoding /FirstChar 32 /LastChar 255 /Widths [{widths}] >>"
        );
        let page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 4 0 R >> >> >>";
        pdf(&[CATALOG, PAGES, page, &font, &stream("", self.drawing.as_bytes())].map(str::as_bytes))
    }
}

/// The first two objects of a file whose only page is the third.
pub(in crate::read) const CATALOG: &str = "<< /Type /Catalog /Pages 2 0 R >>";
pub(in crate::read) const PAGES: &str = "<< /Type /Pages /Kids [3 0 R] /Count 1 >>";

/// A stream of text with entries of its dictionary.
pub(in crate::read) fn stream(entries: &str, content: &[u8]) -> String {
    let content = std::str::from_utf8(content).expect("tests write text");
    format!("<< {entries} /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// A stream of bytes with entries of its dictionary.
pub(in crate::read) fn packed(entries: &str, content: &[u8]) -> Vec<u8> {
    let head = format!("<< {entries} /Length {} >>\nstream\n", content.len());
    [head.as_bytes(), content, b"\nendstream"].concat()
}

/// A file of objects, numbered from 1; the first is the catalogue.
pub(in crate::read) fn pdf(objects: &[&[u8]]) -> Vec<u8> {
    let mut out = b"%PDF-1.4\n".to_vec();
    let mut table = String::new();
    for (at, object) in objects.iter().enumerate() {
        let _ = writeln!(table, "{:010} 00000 n ", out.len());
        out.extend(format!("{} 0 obj\n", at + 1).bytes());
        out.extend(*object);
        out.extend(b"\nendobj\n");
    }
    let (size, start) = (objects.len() + 1, out.len());
    out.extend(
        format!("xref\n0 {size}\n0000000000 65535 f \n{table}trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n")
            .bytes(),
    );
    out
}
