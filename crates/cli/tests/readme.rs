//! What the README shows is what one sees.

use std::env;

#[test]
fn transcripts_of_the_readme_come_out_again() {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");
    env::set_current_dir(root).expect("the crate lies in the workspace");
    trycmd::TestCases::new().case("README.md");
}
