#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| satz_tests::brat(bytes));
