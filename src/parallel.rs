//! The work of one comparison on several cores. What comes out never depends on how many there are.
//!
//! Where many comparisons run side by side (`cli/work.rs`) each stays on its own thread: see [`alone`].

use std::cell::Cell;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Fewer bytes of text are done before a thread has begun.
const WORTH_A_THREAD: usize = 200_000;
/// Items that a thread takes at once.
const BLOCK: usize = 16;
/// More threads than this gain nothing: what cannot be divided takes longer than the rest.
const MOST_THREADS: usize = 8;
/// As much as a main thread has: bills nest, and so do the functions that walk through them.
const STACK_BYTES: usize = 8 << 20;

thread_local! {
    static IS_ALONE: Cell<bool> = const { Cell::new(false) };
}

/// Does the work without further threads: all cores are taken already.
pub fn alone<R>(work: impl FnOnce() -> R) -> R {
    let before = IS_ALONE.replace(true);
    let result = work();
    IS_ALONE.set(before);
    result
}

/// How many threads so many bytes of text are worth, here and now.
pub fn threads(bytes: usize) -> usize {
    if bytes < WORTH_A_THREAD || IS_ALONE.get() {
        return 1;
    }
    std::thread::available_parallelism().map_or(1, NonZero::get).min(MOST_THREADS)
}

/// Both results, side by side where so many bytes of text are worth it. The second, the longer of the two, may be divided
/// further.
pub fn both<A: Send, B: Send>(bytes: usize, a: impl Fn() -> A + Sync, b: impl Fn() -> B) -> (A, B) {
    if threads(bytes) < 2 {
        return (a(), b());
    }
    std::thread::scope(|scope| match builder().spawn_scoped(scope, || alone(&a)) {
        Ok(handle) => {
            let b = b();
            (handle.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)), b)
        }
        // The system gives no more threads.
        Err(_) => (a(), b()),
    })
}

/// The result of every item, in order.
pub fn map<T: Sync, R: Send>(bytes: usize, items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let threads = threads(bytes).min(items.len().div_ceil(BLOCK));
    if threads < 2 {
        return items.iter().map(work).collect();
    }
    let next = AtomicUsize::new(0);
    let labour = || {
        let mut done: Vec<(usize, Vec<R>)> = Vec::new();
        loop {
            let block = next.fetch_add(1, Ordering::Relaxed);
            let Some(items) = items.chunks(BLOCK).nth(block) else { return done };
            done.push((block, items.iter().map(&work).collect()));
        }
    };
    let mut blocks = std::thread::scope(|scope| {
        let others: Vec<_> =
            (1..threads).filter_map(|_| builder().spawn_scoped(scope, || alone(labour)).ok()).collect();
        let mut blocks = alone(labour);
        for other in others {
            blocks.append(&mut other.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)));
        }
        blocks
    });
    blocks.sort_unstable_by_key(|&(block, _)| block);
    blocks.into_iter().flat_map(|(_, results)| results).collect()
}

fn builder() -> std::thread::Builder {
    std::thread::Builder::new().stack_size(STACK_BYTES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_come_in_order_on_any_number_of_threads() {
        let items: Vec<u32> = (0..1_000).collect();
        let doubled: Vec<u32> = items.iter().map(|at| at * 2).collect();
        for bytes in [0, WORTH_A_THREAD] {
            assert_eq!(map(bytes, &items, |at| at * 2), doubled);
            assert_eq!(both(bytes, || 1, || "two"), (1, "two"));
        }
        assert_eq!(alone(|| map(WORTH_A_THREAD, &items, |at| at * 2)), doubled);
        assert!(map(WORTH_A_THREAD, &Vec::<u32>::new(), |at| *at).is_empty());
    }

    #[test]
    fn a_thread_that_is_alone_begins_no_other() {
        let here = std::thread::current().id();
        let items = [(); 200];
        let elsewhere = alone(|| map(WORTH_A_THREAD, &items, |()| std::thread::current().id()));
        assert!(elsewhere.into_iter().all(|thread| thread == here));
    }

    #[test]
    #[should_panic(expected = "item 700")]
    fn a_panic_of_any_thread_is_the_caller_s() {
        let items: Vec<u32> = (0..1_000).collect();
        map(WORTH_A_THREAD, &items, |&at| assert!(at != 700, "item {at}"));
    }
}
