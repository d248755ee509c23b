//! What long work is at, on standard error: on a terminal alone, and only after half a second.

use std::io::{IsTerminal, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::report::terminal::{cut, pad, plain};

/// Work that is over sooner is told by its result.
const PATIENCE: Duration = Duration::from_millis(500);

/// Shows the stage until it is dropped; then the line is as if nothing had been there.
pub struct Progress(Option<Shown>);

struct Shown {
    stages: Sender<String>,
    thread: JoinHandle<()>,
}

impl Progress {
    /// Shows nothing where it is not wanted, or where nobody looks.
    pub fn new(wanted: bool) -> Self {
        if !wanted || !std::io::stderr().is_terminal() {
            return Self(None);
        }
        let (stages, receiver) = channel();
        Self(Some(Shown { stages, thread: std::thread::spawn(move || show(&receiver)) }))
    }

    /// Tells the next stage: "reading ih.xml".
    pub fn stage(&self, what: &str) {
        if let Some(shown) = &self.0 {
            // The thread ends after this end of the channel.
            let _ = shown.stages.send(what.to_owned());
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        if let Some(Shown { stages, thread }) = self.0.take() {
            drop(stages);
            // What it wrote is cleared when it has ended.
            let _ = thread.join();
        }
    }
}

fn show(stages: &Receiver<String>) {
    let started = Instant::now();
    let mut what = String::new();
    let mut columns = 0;
    let mut is_long = false;
    loop {
        let next = if is_long {
            stages.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            stages.recv_timeout(PATIENCE.saturating_sub(started.elapsed()))
        };
        match next {
            Ok(next) => what = next,
            Err(RecvTimeoutError::Timeout) => is_long = true,
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if is_long {
            columns = draw(&what, columns);
        }
    }
    if columns > 0 {
        draw("", columns);
        write("\r");
    }
}

/// Writes the stage over what stood in so many columns; returns how many it takes.
fn draw(what: &str, before: usize) -> usize {
    let width = terminal_size::terminal_size_of(std::io::stderr()).map_or(80, |(width, _)| usize::from(width.0));
    let what = if what.is_empty() { String::new() } else { format!("billdiff: {what} ...") };
    let what = plain(&what).replace('\n', " ");
    // The last column stays free, or the terminal would begin another line.
    let shown = cut(&what, width.saturating_sub(1).max(3)).into_owned();
    write(&format!("\r{}", pad(&shown, before)));
    unicode_width::UnicodeWidthStr::width(shown.as_str())
}

fn write(text: &str) {
    let mut out = std::io::stderr().lock();
    // Nothing can be done where standard error is closed.
    let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
}
