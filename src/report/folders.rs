//! Two folders of bills: added, dropped and changed bills, then what happened in each. Told bill by bill, so that no more
//! than one report is held.

use serde::Serialize;

use super::model::{Document, Provision, Report, Tool};
use super::several::{File, Outcome};
use super::summary::thousands;
use super::terminal::{HEAD, Wrapper, plain, styled};
use super::{Layout, Output, markdown};

/// The overview, as it grows.
#[derive(Debug)]
pub struct Folders {
    names: [String; 2],
    output: Output,
    layout: Layout,
    /// Of what the overview names; of what is only counted nothing is kept.
    rows: Vec<Row>,
    counts: [usize; Status::COUNT],
    /// Pairs that are no bills on any side.
    pub skipped: usize,
    /// Bills told so far, for the commas of JSON.
    told: usize,
}

/// What is kept of a bill when its report is let go.
#[derive(Debug)]
pub struct Row {
    status: Status,
    /// "H.R. 9403, 121st Congress, IH (2030-05-14) -> EH (2030-09-20)".
    who: String,
    /// Paths.
    files: String,
    /// What happened, or why it could not be compared.
    what: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Status {
    Changed,
    Added,
    Dropped,
    Failed,
    Unchanged,
}

impl Status {
    const COUNT: usize = Self::Unchanged as usize + 1;
}

/// Sections named of each kind of change, at most; the rest is counted.
const MOST_NAMED: usize = 12;

impl Row {
    /// The row of a file.
    pub fn new(file: &File) -> Self {
        let files = [&file.old, &file.new].into_iter().flatten().cloned().collect::<Vec<_>>().join(" -> ");
        let (status, who, what) = match &file.outcome {
            Outcome::Compared { report } if report.is_quiet() && !report.has_differences() => {
                (Status::Unchanged, pair(report), Vec::new())
            }
            Outcome::Compared { report } => (Status::Changed, pair(report), sections(report)),
            Outcome::Unchanged { document } => (Status::Unchanged, identified(document), Vec::new()),
            Outcome::Added { document } => (Status::Added, identified(document), vec![size(document)]),
            Outcome::Deleted { document } => (Status::Dropped, identified(document), vec![size(document)]),
            Outcome::Failed { error } => (Status::Failed, String::new(), vec![error.clone()]),
        };
        Self { status, who, files, what }
    }

    /// What could not be read or listed.
    pub fn failed(path: &str, error: &str) -> Self {
        Self { status: Status::Failed, who: String::new(), files: path.to_owned(), what: vec![error.to_owned()] }
    }
}

fn version(document: &Document) -> String {
    let code = document.version_code.as_ref().map(|code| code.to_ascii_uppercase());
    let date = document.date.as_ref().map(|date| format!("({date})"));
    [code, date].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn identified(document: &Document) -> String {
    let parts = [document.cite.clone().unwrap_or_else(|| "A draft".to_owned()), version(document)];
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(", ")
}

fn pair(report: &Report) -> String {
    let (old, new) = (version(&report.old), version(&report.new));
    if old == new || old.is_empty() {
        return identified(&report.new);
    }
    let cite = report.new.cite.clone().or_else(|| report.old.cite.clone()).unwrap_or_else(|| "A draft".to_owned());
    format!("{cite}, {old} -> {new}")
}

fn size(document: &Document) -> String {
    let plural = if document.sections == 1 { "" } else { "s" };
    format!("{} section{plural}, {} words", thousands(document.sections), thousands(document.words))
}

/// Whether a provision is of a kind.
type Is<'p> = &'p dyn Fn(&Provision) -> bool;

/// "added: Sec. 202; dropped: Sec. 403; changed: Sec. 103, Sec. 203".
fn sections(report: &Report) -> Vec<String> {
    let cite = |provision: &Provision| {
        let side = provision.new.as_ref().or(provision.old.as_ref());
        side.map_or(String::new(), |side| side.cite.clone())
    };
    let kinds: [(&str, Is<'_>); 5] = [
        ("added", &|provision| provision.change == "added"),
        ("dropped", &|provision| provision.change == "dropped"),
        ("changed", &|provision| provision.change == "changed" && !provision.form_only && !provision.conforming),
        ("conforming or of form alone", &|provision| {
            provision.change == "changed" && (provision.form_only || provision.conforming)
        }),
        ("redesignated, moved or retitled alone", &|provision| {
            provision.change == "unchanged" && (provision.redesignated || provision.moved || provision.retitled)
        }),
    ];
    let told = kinds.iter().filter_map(|(name, is)| {
        let cites: Vec<String> = report.provisions.iter().filter(|provision| is(provision)).map(cite).collect();
        let more = cites.len().saturating_sub(MOST_NAMED);
        let more = if more > 0 { format!(" and {} more", thousands(more)) } else { String::new() };
        let shown = cites.iter().take(MOST_NAMED).map(String::as_str).collect::<Vec<_>>().join(", ");
        (!cites.is_empty()).then(|| format!("{name}: {shown}{more}"))
    });
    let told: Vec<String> = told.collect();
    if told.is_empty() { vec!["around the provisions alone".to_owned()] } else { told }
}

/// A line of NDJSON.
#[derive(Debug, Serialize)]
#[serde(tag = "record", rename_all = "snake_case")]
enum Record<'f> {
    Folders {
        schema_version: u32,
        tool: Tool,
        old: &'f str,
        new: &'f str,
        records: usize,
    },
    File(&'f File),
    NotListed {
        path: &'f str,
        error: &'f str,
    },
    /// The last line: a file that was cut off is known by its absence.
    End {
        files: usize,
        changed: usize,
        added: usize,
        deleted: usize,
        unchanged: usize,
        failed: usize,
        skipped: usize,
    },
}

/// The part of one file in an output that has one.
pub fn part(file: &File, output: Output, layout: &Layout) -> String {
    match output {
        Output::Ndjson => line(&Record::File(file)),
        // As in `json`: strings, numbers and lists can always be written.
        Output::Json => serde_json::to_string(file).unwrap_or_default(),
        Output::Summary | Output::Markdown => String::new(),
        _ if Row::new(file).status == Status::Unchanged => String::new(),
        _ => super::several::told(file, output, layout),
    }
}

fn line(record: &Record<'_>) -> String {
    let mut line = serde_json::to_string(record).unwrap_or_default();
    line.push('\n');
    line
}

impl Folders {
    /// Of two folders, before anything is compared.
    pub fn new(names: [String; 2], output: Output, layout: Layout) -> Self {
        Self { names, output, layout, rows: Vec::new(), counts: [0; Status::COUNT], skipped: 0, told: 0 }
    }

    /// What comes first, before so many pairs.
    pub fn head(&self, pairs: usize) -> String {
        let [old, new] = &self.names;
        match self.output {
            Output::Ndjson => {
                let head = Record::Folders { schema_version: 1, tool: Tool::this(), old, new, records: pairs };
                let failed =
                    self.rows.iter().map(|row| line(&Record::NotListed { path: &row.files, error: &row.what[0] }));
                std::iter::once(line(&head)).chain(failed).collect()
            }
            Output::Json => {
                let name = |name: &str| serde_json::to_string(name).unwrap_or_default();
                format!("{{\"schema_version\":1,\"base\":{},\"head\":{},\"files\":[", name(old), name(new))
            }
            _ => String::new(),
        }
    }

    /// The part of a file as it stands after the others.
    pub fn part(&mut self, part: &str) -> String {
        self.told += 1;
        if self.output == Output::Json && self.told > 1 { format!(",{part}") } else { part.to_owned() }
    }

    /// Adds a row to the overview.
    pub fn add(&mut self, row: Row) {
        self.counts[row.status as usize] += 1;
        let is_data = matches!(self.output, Output::Json | Output::Ndjson);
        if row.status == Status::Failed || row.status != Status::Unchanged && !is_data {
            self.rows.push(row);
        }
    }

    /// How many files could not be compared.
    pub fn failures(&self) -> usize {
        self.count(Status::Failed)
    }

    fn count(&self, status: Status) -> usize {
        self.counts[status as usize]
    }

    /// What comes last: the overview, or the end of the data.
    pub fn end(&self) -> String {
        match self.output {
            Output::Ndjson => line(&Record::End {
                files: self.counts.iter().sum(),
                changed: self.count(Status::Changed),
                added: self.count(Status::Added),
                deleted: self.count(Status::Dropped),
                unchanged: self.count(Status::Unchanged),
                failed: self.failures(),
                skipped: self.skipped,
            }),
            Output::Json => format!("],\"skipped\":{}}}\n", self.skipped),
            Output::Markdown => self.markdown(),
            _ => self.overview(),
        }
    }

    fn counts(&self) -> String {
        let [old, new] = &self.names;
        let mut out = format!(
            "{} changed, {} added, {} dropped, {} unchanged between {old} and {new}",
            thousands(self.count(Status::Changed)),
            thousands(self.count(Status::Added)),
            thousands(self.count(Status::Dropped)),
            thousands(self.count(Status::Unchanged))
        );
        if self.skipped > 0 {
            out.push_str(&format!("; {} no bills", thousands(self.skipped)));
        }
        if self.failures() > 0 {
            out.push_str(&format!("; {} NOT COMPARED", thousands(self.failures())));
        }
        out.push('.');
        out
    }

    fn overview(&self) -> String {
        let mut out = String::new();
        for (status, title) in GROUPS {
            let rows: Vec<&Row> = self.rows.iter().filter(|row| row.status == status).collect();
            if rows.is_empty() {
                continue;
            }
            let title = format!("{title} ({})", thousands(rows.len()));
            out.push_str(&format!("{}\n", styled(&title, HEAD, self.layout.color)));
            for row in rows {
                self.row(row, &mut out);
            }
            out.push('\n');
        }
        let mut wrapper = Wrapper::new("", self.layout.width);
        wrapper.words(&plain(&self.counts()));
        format!("{out}{}", wrapper.finish())
    }

    fn row(&self, row: &Row, out: &mut String) {
        let mut wrapper = Wrapper::new("  ", self.layout.width).hanging(6);
        wrapper.words(&plain(&row.who));
        let files = plain(&row.files);
        files.split_whitespace().for_each(|part| wrapper.unbroken(part, part));
        out.push_str(&wrapper.finish());
        for what in &row.what {
            let mut wrapper = Wrapper::new("    ", self.layout.width).hanging(6);
            wrapper.words(&plain(what));
            out.push_str(&wrapper.finish());
        }
    }

    fn markdown(&self) -> String {
        let mut out = format!("{}\n{}\n", markdown::MARK, markdown::escape(&self.counts()));
        let mut left_out = 0;
        for (status, title) in GROUPS {
            let rows: Vec<&Row> = self.rows.iter().filter(|row| row.status == status).collect();
            if rows.is_empty() {
                continue;
            }
            out.push_str(&format!("\n### {title} ({})\n\n", thousands(rows.len())));
            for row in rows {
                let what: Vec<String> = row.what.iter().map(|what| markdown::escape(what)).collect();
                let (who, files) = (markdown::escape(&row.who), markdown::escape(&row.files));
                let told = format!("- {who} <code>{files}</code><br>{}\n", what.join("<br>"));
                if out.len() + told.len() + LAST_LINE <= self.layout.max_bytes {
                    out.push_str(&told);
                } else {
                    left_out += 1;
                }
            }
        }
        if left_out > 0 {
            out.push_str(&format!("\n**Left out to keep the report small:** {} bills.\n", thousands(left_out)));
        }
        out
    }
}

/// Groups of the overview, in their order. What is unchanged is counted.
const GROUPS: [(Status, &str); 4] = [
    (Status::Added, "Added"),
    (Status::Dropped, "Dropped"),
    (Status::Changed, "Changed"),
    (Status::Failed, "NOT COMPARED"),
];

/// Room kept for what was left out.
const LAST_LINE: usize = 160;
