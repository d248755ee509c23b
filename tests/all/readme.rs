//! What the README and the page on histories show is what the program prints.

use crate::support::command::{command, run};

#[test]
fn every_screen_in_the_readme_is_what_the_program_prints() {
    let screens = screens("README.md");
    assert!(screens >= 2, "only {screens} screens in the README");
}

#[test]
fn the_screen_on_the_page_of_histories_is_what_the_program_prints() {
    assert_eq!(screens("docs/history.md"), 1);
}

/// Runs each command that a page shows, and returns how many there are.
fn screens(page: &str) -> usize {
    let root = env!("CARGO_MANIFEST_DIR");
    let text = std::fs::read_to_string(format!("{root}/{page}")).expect("the page is there").replace("\r\n", "\n");
    let mut screens = 0;
    for block in text.split("```console\n$ billdiff ").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let (arguments, shown) = block.split_once('\n').expect("a screen follows the command");
        let mut program = command();
        program.current_dir(root);
        let told = run(program, &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!((told.stdout.as_str(), told.stderr.as_str()), (shown, ""), "{page}: billdiff {arguments}");
        screens += 1;
    }
    screens
}
