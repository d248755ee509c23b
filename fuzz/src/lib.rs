//! The targets of `tests/all/fuzzing`, for libFuzzer: the same code, under the paths it has there.

#![allow(dead_code, reason = "of the tests' helpers the targets need a part")]

#[path = "../../tests/all/fuzzing"]
pub mod fuzzing {
    pub mod targets;
    pub mod words;
}

#[path = "../../tests/all/holds/mod.rs"]
mod holds;

#[path = "../../tests/all/support"]
mod support {
    pub mod page;
    pub mod story;
    pub mod word;
}

/// Runs the target of a name.
pub fn run(name: &str, data: &[u8]) {
    let target = fuzzing::targets::TARGETS.iter().find(|(known, _)| *known == name);
    (target.unwrap_or_else(|| panic!("no target is called {name}")).1)(data);
}
