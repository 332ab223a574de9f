//! `crates/io/FAULTS.md` names the tests that show what it says.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on may panic")]

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

fn read(path: impl AsRef<Path>) -> String {
    fs::read_to_string(root().join(path)).unwrap()
}

/// The rows of all tables with three columns, but for their heads.
fn rows(page: &str) -> impl Iterator<Item = &str> {
    let is_row = |line: &&str| line.starts_with("| ") && !line.starts_with("| case");
    page.lines().filter(is_row)
}

/// File and function of the tests in the last column.
fn tests(row: &str) -> Vec<(&str, &str)> {
    let column = row.trim_end_matches(" |").rsplit(" | ").next().unwrap_or_default();
    column.split('`').filter_map(|name| name.split_once("::")).collect()
}

#[test]
fn every_fault_has_a_test_that_is_there() {
    let page = read("crates/io/FAULTS.md");
    assert!(rows(&page).count() > 40, "the tables are not recognized");
    for row in rows(&page) {
        assert!(!tests(row).is_empty(), "no test: {row}");
        for (file, function) in tests(row) {
            let source = read(file);
            let defined = |keyword: &str| source.contains(&format!("{keyword} {function}("));
            assert!(defined("fn") || defined("def"), "{file} has no {function}");
        }
    }
}

#[test]
fn the_workspace_keeps_its_promises() {
    let manifest = read("Cargo.toml");
    let release = manifest.split_once("[profile.release]").unwrap().1;
    let release = release.split("\n[").next().unwrap();
    assert!(release.contains("overflow-checks = true"), "{release}");
    assert!(manifest.contains("unsafe_code = \"forbid\""));
    for folder in fs::read_dir(root().join("crates")).unwrap() {
        let Ok(manifest) = fs::read_to_string(folder.unwrap().path().join("Cargo.toml")) else {
            continue;
        };
        assert!(manifest.contains("[lints]\nworkspace = true"), "{manifest}");
        // Their hashes have no seed.
        for unseeded in ["rustc-hash", "fxhash", "fnv"] {
            assert!(!manifest.contains(unseeded), "{unseeded} in {manifest}");
        }
    }
}
