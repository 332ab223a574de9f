#!/usr/bin/env bash
# Sets up everything and prints the table: satz and its rivals on the same texts, in turns.
#
#   benches/rivals/run.sh                                   the articles of the fixtures
#   benches/rivals/run.sh --segmentation de=GOLD.jsonl      texts of your own beside them
#   benches/rivals/run.sh --help                            the rest
#
# Needs cargo and Python 3.10 or later with venv; the packages come from the usual registries.
set -euo pipefail
here="$(cd "$(dirname "$0")" && pwd)"
root="$(cd "$here/../.." && pwd)"
target="${CARGO_TARGET_DIR:-$root/target}/rivals"

if ! cmp -s "$here/requirements.txt" "$target/venv/installed.txt"; then
    python3 -m venv --clear "$target/venv"
    "$target/venv/bin/pip" install --quiet --requirement "$here/requirements.txt"
    cp "$here/requirements.txt" "$target/venv/installed.txt"
fi
cargo build --release --manifest-path "$here/Cargo.toml" --target-dir "$target"

export PYTHONPATH="$here"
exec "$target/venv/bin/python" -m race --rust-worker "$target/release/satz-rivals" "$@"
