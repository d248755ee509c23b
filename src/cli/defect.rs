//! The last resort: a defect of the program. It is told where it is, and nothing of the drafts, whose words may stand in
//! what a panic says.

use std::panic::{self, PanicHookInfo, UnwindSafe};
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, Ordering};

use super::say;

/// Runs the program; a defect ends it as whatever else goes wrong does, with exit code 2.
pub fn caught(run: impl FnOnce() -> ExitCode + UnwindSafe) -> ExitCode {
    // A thread that died takes those with it that wait for it: the first says what was wrong.
    static SAID: AtomicBool = AtomicBool::new(false);
    panic::set_hook(Box::new(|info| {
        if !SAID.swap(true, Ordering::Relaxed) {
            say(message(info));
        }
    }));
    panic::catch_unwind(run).unwrap_or(ExitCode::from(2))
}

/// The place, and what to do.
fn message(info: &PanicHookInfo<'_>) -> String {
    let place = info.location().map_or("a place not known".to_owned(), |at| {
        let file = at.file().rsplit(['/', '\\']).next().unwrap_or_default();
        format!("{file}:{}:{}", at.line(), at.column())
    });
    let version = env!("CARGO_PKG_VERSION");
    format!(
        "a defect of the program, at {place} of version {version}; no report is complete. Please report this line and the options of the command: \
         nothing of the drafts is in it."
    )
}

#[cfg(test)]
mod tests {
    use std::sync::{Mutex, PoisonError};

    use super::*;

    #[test]
    fn a_defect_is_told_by_its_place_and_without_a_word_of_the_drafts() {
        static TOLD: Mutex<String> = Mutex::new(String::new());
        let before = panic::take_hook();
        panic::set_hook(Box::new(|info| *TOLD.lock().unwrap_or_else(PoisonError::into_inner) = message(info)));
        let secret = "the confidential draft";
        let caught = panic::catch_unwind(|| assert!(secret.is_empty(), "{secret}"));
        panic::set_hook(before);
        let told = TOLD.lock().unwrap_or_else(PoisonError::into_inner);
        assert!(caught.is_err() && told.starts_with("a defect of the program, at defect.rs:"), "{told}");
        assert!(!told.contains(secret) && told.ends_with('.'), "{told}");
    }
}
