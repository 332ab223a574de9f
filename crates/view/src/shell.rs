//! What surrounds the content of a page.

use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::visible::plain;

const STYLE: &str = include_str!("../assets/style.css");
const SCRIPT: &str = include_str!("../assets/search.js");

/// Allows the script and no other; a test computes it anew.
const SCRIPT_HASH: &str = "sha256-3k6JtSRVb0XcEdXpGMvXTXXiVpjezALipJxAWJfAkVs=";

/// A whole document; `forms` is the source list of the policy's directive `form-action`.
///
/// The policy (Content Security Policy Level 3) forbids every request and every script but the
/// static one, so that even a mistake in the escaping could not act.
pub(crate) fn document(title: &str, forms: &str, body: &Markup) -> Markup {
    let policy = format!(
        "default-src 'none'; style-src 'unsafe-inline'; script-src '{SCRIPT_HASH}'; \
         base-uri 'none'; form-action {forms}"
    );
    html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (plain(title)) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                (body)
                script { (PreEscaped(SCRIPT)) }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine;
    use base64::prelude::BASE64_STANDARD;
    use sha2::{Digest, Sha256};

    use super::*;

    #[test]
    fn the_policy_allows_the_script() {
        let hash = BASE64_STANDARD.encode(Sha256::digest(SCRIPT));
        assert_eq!(SCRIPT_HASH, format!("sha256-{hash}"), "the script changed: change its hash");
    }

    #[test]
    fn the_assets_do_not_end_their_elements() {
        assert!(!STYLE.contains("</") && !SCRIPT.contains("</"));
    }
}
