//! What the README shows is what the program prints.

use crate::support::command::{command, run};

#[test]
fn every_screen_in_the_readme_is_what_the_program_prints() {
    let root = env!("CARGO_MANIFEST_DIR");
    let readme = std::fs::read_to_string(format!("{root}/README.md")).expect("there is a README").replace("\r\n", "\n");
    let mut screens = 0;
    for block in readme.split("```console\n$ billdiff ").skip(1) {
        let block = block.split("```").next().unwrap_or_default();
        let (arguments, shown) = block.split_once('\n').expect("a screen follows the command");
        let mut program = command();
        program.current_dir(root);
        let told = run(program, &arguments.split(' ').collect::<Vec<_>>());
        assert_eq!((told.stdout.as_str(), told.stderr.as_str()), (shown, ""), "README: billdiff {arguments}");
        screens += 1;
    }
    assert!(screens >= 2, "only {screens} screens in the README");
}
