#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| _ = satz_tests::model(bytes));
