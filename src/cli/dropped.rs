//! On Windows, files can be dropped on the program. A console then opens for it alone, and closes with it: so the page
//! is opened, and trouble stays on the screen until a key is pressed.

/// Whether the program was started by dropping files on it: two arguments that are no options.
pub fn are_files() -> bool {
    let arguments: Vec<_> = std::env::args_os().skip(1).collect();
    arguments.len() == 2 && arguments.iter().all(|one| !one.to_string_lossy().starts_with('-')) && owns_console()
}

/// Waits before the window closes, if it will.
pub fn hold_window() {
    if owns_console() {
        use std::io::{BufRead, Write};
        let _ = writeln!(std::io::stderr(), "\nPress Enter to close this window.");
        let _ = std::io::stdin().lock().read_line(&mut String::new());
    }
}

/// Whether this is the only program in its console: it was not started from a shell.
#[cfg(windows)]
#[allow(unsafe_code, reason = "only the system knows, and asking it is a foreign call")]
fn owns_console() -> bool {
    let mut programs = [0u32; 2];
    // SAFETY: the pointer is to an array of as many numbers as the second argument says, and both live for the call.
    // It returns how many programs share the console, 0 where there is none.
    unsafe { windows_sys::Win32::System::Console::GetConsoleProcessList(programs.as_mut_ptr(), 2) == 1 }
}

#[cfg(not(windows))]
fn owns_console() -> bool {
    false
}
