//! The same work on many files: on all cores, and told in the order of the files.
//!
//! Results come out in order, and nobody runs further ahead of the one that is told than a few files. So what is held
//! at once is bounded by the largest files, and not by their number. (A parallel iterator either holds all results or
//! gives them in any order; a loop over an index, with one lock, is all that is needed.)

use std::collections::BTreeMap;
use std::num::NonZero;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Condvar, Mutex, MutexGuard, Once, PoisonError};
use std::time::{Duration, Instant};

use super::{Failure, Progress};
use crate::parallel;
use crate::report::summary::thousands;

/// Results that may wait for their turn, for each thread.
const AHEAD: usize = 2;
/// As much as a main thread has: the writers go down into provisions.
const STACK_BYTES: usize = 8 << 20;

/// What the threads share.
struct Desk<R> {
    state: Mutex<State<R>>,
    /// Somebody may begin another, or a result is there.
    changed: Condvar,
}

struct State<R> {
    next: usize,
    told: usize,
    ready: BTreeMap<usize, R>,
    stops: bool,
}

impl<R> Desk<R> {
    fn state(&self) -> MutexGuard<'_, State<R>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'s>(&self, state: MutexGuard<'s, State<R>>) -> MutexGuard<'s, State<R>> {
        // Awake now and then to see an interrupt.
        let waited = self.changed.wait_timeout(state, Duration::from_millis(100));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// Ends the work where a thread panics: nobody would wait for its result for ever.
struct Stop<'d, R>(&'d Desk<R>);

impl<R> Drop for Stop<'_, R> {
    fn drop(&mut self) {
        if std::thread::panicking() {
            self.0.state().stops = true;
            self.0.changed.notify_all();
        }
    }
}

/// Does the work on every item and takes the results in order. `what` names the work for who waits: "searching".
///
/// # Errors
/// The first that `take` returns, or an interrupt.
pub fn in_order<T: Sync, R: Send>(
    items: &[T],
    what: &str,
    progress: &Progress,
    work: impl Fn(&T) -> R + Sync,
    mut take: impl FnMut(usize, R) -> Result<(), Failure>,
) -> Result<(), Failure> {
    interrupts_are_seen();
    let cores = std::thread::available_parallelism().map_or(1, NonZero::get);
    let threads = cores.min(items.len().max(1));
    let state = State { next: 0, told: 0, ready: BTreeMap::new(), stops: false };
    let desk = Desk { state: Mutex::new(state), changed: Condvar::new() };
    let started = Instant::now();
    std::thread::scope(|scope| {
        for _ in 0..threads {
            let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
            thread.spawn_scoped(scope, || labour(&desk, items, threads * AHEAD, &work)).map_err(Failure::Threads)?;
        }
        let result = (0..items.len()).try_for_each(|at| {
            progress.stage(&so_far(what, at, items.len(), started.elapsed()));
            match next_result(&desk, at) {
                Some(result) => take(at, result),
                None => Err(Failure::Interrupted { done: at, total: items.len() }),
            }
        });
        desk.state().stops = true;
        desk.changed.notify_all();
        result
    })
}

fn labour<T, R>(desk: &Desk<R>, items: &[T], ahead: usize, work: &impl Fn(&T) -> R) {
    let _stop = Stop(desk);
    loop {
        let mut state = desk.state();
        while !state.stops && state.next < items.len() && state.next >= state.told + ahead {
            state = desk.wait(state);
        }
        if state.stops || state.next >= items.len() {
            return;
        }
        let at = state.next;
        state.next += 1;
        drop(state);
        let result = parallel::alone(|| work(&items[at]));
        desk.state().ready.insert(at, result);
        desk.changed.notify_all();
    }
}

/// The result whose turn it is; none after an interrupt.
fn next_result<R>(desk: &Desk<R>, at: usize) -> Option<R> {
    let mut state = desk.state();
    loop {
        if INTERRUPTED.load(Ordering::Relaxed) {
            return None;
        }
        if let Some(result) = state.ready.remove(&at) {
            state.told = at + 1;
            desk.changed.notify_all();
            return Some(result);
        }
        if state.stops {
            return None;
        }
        state = desk.wait(state);
    }
}

/// "searching 1,200 of 20,000, 2 min left".
fn so_far(what: &str, done: usize, total: usize, elapsed: Duration) -> String {
    let left = elapsed.as_secs_f64() / done.max(1) as f64 * (total - done) as f64;
    let left = match left.ceil() as u64 {
        _ if done == 0 || elapsed < Duration::from_secs(1) => String::new(),
        seconds @ 0..=90 => format!(", {seconds} s left"),
        seconds => format!(", {} min left", seconds.div_ceil(60)),
    };
    format!("{what} {} of {}{left}", thousands(done), thousands(total))
}

static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// From now on an interrupt ends the work between two results: what was written ends with a whole line. A second one
/// ends the program.
fn interrupts_are_seen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        // Without a handler an interrupt ends the program at once: nothing worse.
        let _ = ctrlc::set_handler(|| {
            if INTERRUPTED.swap(true, Ordering::Relaxed) {
                std::process::exit(2);
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_and_an_error_ends_the_work() {
        let items: Vec<usize> = (0..200).collect();
        let quiet = Progress::new(false);
        let mut told = Vec::new();
        let slow_first = |&item: &usize| {
            if item.is_multiple_of(7) {
                std::thread::sleep(Duration::from_millis(1));
            }
            item * 2
        };
        in_order(&items, "", &quiet, slow_first, |at, result| {
            told.push((at, result));
            Ok(())
        })
        .unwrap();
        assert_eq!(told, items.iter().map(|&item| (item, item * 2)).collect::<Vec<_>>());
        let ended = in_order(
            &items,
            "",
            &quiet,
            |&item| item,
            |at, _| {
                if at == 5 { Err(Failure::ClosedPipe) } else { Ok(()) }
            },
        );
        assert!(matches!(ended, Err(Failure::ClosedPipe)));
    }

    #[test]
    fn time_left_is_told_once_there_is_something_to_tell_it_by() {
        assert_eq!(so_far("searching", 0, 20_000, Duration::ZERO), "searching 0 of 20,000");
        assert_eq!(so_far("searching", 500, 1_000, Duration::from_secs(10)), "searching 500 of 1,000, 10 s left");
        assert_eq!(so_far("searching", 10, 1_010, Duration::from_secs(2)), "searching 10 of 1,010, 4 min left");
    }
}
