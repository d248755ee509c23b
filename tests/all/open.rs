//! `--open`: the page is written where it is told, nothing else is, and the browser is asked for it.

use std::path::Path;
use std::time::{Duration, Instant};

use crate::support::command::{Run, billdiff, command, run};
use crate::support::fixtures;

/// A folder with two drafts, and a program that stands in for the browser: it writes down what it was asked to open.
struct Desk {
    folder: tempfile::TempDir,
}

impl Desk {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a scratch folder");
        for side in ["old", "new"] {
            let name = format!("{side}.xml");
            std::fs::copy(fixtures::root().join("cascade").join(&name), folder.path().join(name)).expect("a fixture");
        }
        Self { folder }
    }

    fn path(&self, name: &str) -> String {
        self.folder.path().join(name).display().to_string()
    }

    /// Runs with a browser that writes to the file "opened".
    #[cfg(unix)]
    fn run(&self, arguments: &[&str]) -> Run {
        use std::os::unix::fs::PermissionsExt;
        let browser = self.folder.path().join("browser");
        let script = format!("#!/bin/sh\nprintf %s \"$1\" > '{0}.part' && mv '{0}.part' '{0}'\n", self.path("opened"));
        std::fs::write(&browser, script).expect("a script");
        std::fs::set_permissions(&browser, std::fs::Permissions::from_mode(0o755)).expect("a script that runs");
        let mut command = command();
        command.env("BROWSER", &browser);
        run(command, arguments)
    }

    /// What the browser was asked to open; it is not waited for by the program.
    fn opened(&self) -> Option<String> {
        let patience = Instant::now() + Duration::from_secs(20);
        while Instant::now() < patience {
            if let Ok(path) = std::fs::read_to_string(self.path("opened")) {
                return Some(path);
            }
            std::thread::sleep(Duration::from_millis(20));
        }
        None
    }

    fn files(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).expect("the folder can be listed");
        let mut names: Vec<String> =
            entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
        names.sort();
        names
    }
}

#[cfg(unix)]
#[test]
fn without_a_name_the_page_stands_beside_the_new_draft() {
    let desk = Desk::new();
    let (old, new, page) = (desk.path("old.xml"), desk.path("new.xml"), desk.path("billdiff-old-new.html"));
    let told = desk.run(&[&old, &new, "--open"]);
    assert_eq!((told.code, told.stdout.as_str()), (Some(0), ""));
    assert_eq!(told.stderr, format!("billdiff: the page is {page}\n"));
    assert_eq!(desk.opened().as_deref(), Some(&*page));
    assert_eq!(desk.files(), ["billdiff-old-new.html", "browser", "new.xml", "old.xml", "opened"], "nothing else");
    let fresh = billdiff(&[&old, &new, "-f", "html"]).stdout;
    assert_eq!(std::fs::read_to_string(&page).expect("the page"), fresh);
    // Again: our own page is replaced, and the differences are told by the exit code.
    assert_eq!(desk.run(&[&old, &new, "--open", "--exit-code"]).code, Some(1));
}

#[cfg(unix)]
#[test]
fn with_a_name_the_page_is_that_file() {
    let desk = Desk::new();
    let (old, new, page) = (desk.path("old.xml"), desk.path("new.xml"), desk.path("changes.html"));
    assert_eq!(desk.run(&[&old, &new, "--open", "-o", &page]).code, Some(0));
    assert_eq!(desk.opened().as_deref(), Some(&*page));
    assert_eq!(desk.files(), ["browser", "changes.html", "new.xml", "old.xml", "opened"]);
}

#[cfg(unix)]
#[test]
fn a_saved_report_is_opened_beside_itself() {
    let desk = Desk::new();
    let saved = desk.path("report.json");
    assert_eq!(billdiff(&[&desk.path("old.xml"), &desk.path("new.xml"), "-o", &saved]).code, Some(0));
    assert_eq!(desk.run(&["show", &saved, "--open"]).code, Some(0));
    assert_eq!(desk.opened(), Some(desk.path("billdiff-report.html")));
}

#[cfg(unix)]
#[test]
fn a_file_of_another_kind_is_not_replaced_unasked() {
    let desk = Desk::new();
    let page = desk.path("billdiff-old-new.html");
    std::fs::write(&page, "<p>mine").expect("a file");
    let told = desk.run(&[&desk.path("old.xml"), &desk.path("new.xml"), "--open"]);
    told.is_refused(&page).unwrap_or_else(|why| panic!("{why}"));
    assert!(told.stderr.contains("no page of billdiff") && told.stderr.contains("-o changes.html"), "{}", told.stderr);
    assert_eq!(std::fs::read_to_string(&page).expect("the file"), "<p>mine");
    assert!(!Path::new(&desk.path("opened")).exists());
}

#[cfg(unix)]
#[test]
fn where_no_browser_opens_the_page_is_told_and_stays() {
    let desk = Desk::new();
    let (old, new, page) = (desk.path("old.xml"), desk.path("new.xml"), desk.path("billdiff-old-new.html"));
    let mut command = command();
    command.env("BROWSER", desk.path("no-such-browser"));
    let told = run(command, &[&old, &new, "--open"]);
    assert_eq!(told.code, Some(2));
    assert!(
        told.stderr.contains(&format!("{page}: the page is written, but no browser could be opened")),
        "{}",
        told.stderr
    );
    assert!(Path::new(&page).exists());
}

#[test]
fn only_a_page_can_be_opened_and_only_where_there_is_a_folder_for_it() {
    let desk = Desk::new();
    let (old, new) = (desk.path("old.xml"), desk.path("new.xml"));
    for (arguments, what) in [
        (vec![&*old, &*new, "--open", "-f", "json"], "--open shows the page"),
        (vec![&old, &new, "--open", "-o", "changes.md"], "--open shows the page"),
        (vec![&old, "-", "--open"], "--open has no folder"),
        (vec!["show", "-", "--open"], "--open has no folder"),
    ] {
        let told = billdiff(&arguments);
        assert_eq!((told.code, told.stdout.as_str()), (Some(2), ""), "{arguments:?}");
        assert!(told.stderr.contains(what), "{}", told.stderr);
    }
    assert_eq!(desk.files(), ["new.xml", "old.xml"], "nothing was written");
}
