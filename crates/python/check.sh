#!/usr/bin/env bash
# Builds the wheel, installs it into a fresh virtual environment, and runs tests, types and the
# Python lines of the READMEs there. Needs a Rust toolchain and python3 with venv and pip.
set -euo pipefail
cd "$(dirname "$0")"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 -m venv "$work/venv"
PATH="$work/venv/bin:$PATH"

python -m pip install --quiet --disable-pip-version-check \
    'maturin>=1.9.4,<2' mypy pytest pyarrow polars duckdb
# The profile of the Rust tests, whose dependencies are compiled by then, and a stage that panics.
maturin build --profile dev --features panicking-stage --locked --out "$work/wheels"
python -m pip install --quiet --disable-pip-version-check --no-index "$work"/wheels/*.whl

python -m pytest
python -m mypy tests python/satz
python -m mypy.stubtest satz._satz --mypy-config-file pyproject.toml
python -m doctest README.md ../../README.md
