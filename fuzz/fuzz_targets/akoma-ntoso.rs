#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| billdiff_fuzz::run("akoma-ntoso", data));
