"""The README's table of rivals, made of the raw results: `python -m race.readme` writes it, `--check` compares it."""

import sys
from pathlib import Path
from typing import Iterator

from race import report

ROOT = Path(__file__).resolve().parents[3]
README, RESULTS = ROOT / "README.md", ROOT / "benches/results/rivals.json"
REPAIR = "PYTHONPATH=benches/rivals python3 -m race.readme writes them"
BEGIN, END = "<!-- race -->\n", "<!-- /race -->"

# What is compared, on which texts, by which column: the headline of each race, won or lost.
ROWS = [
    ("tokens, F1", "UD German GSD dev", "de_gsd-ud-dev", "tokens F1"),
    ("sentences, F1", "UD German GSD dev", "de_gsd-ud-dev", "sentences F1"),
    ("sentences, F1", "WMT19 German news", "wmt19_de", "sentences F1"),
    ("tokens, F1", "UD English EWT dev", "en_ewt-ud-dev", "tokens F1"),
    ("sentences, F1", "UD English EWT dev", "en_ewt-ud-dev", "sentences F1"),
    ("sentences, F1", "the English articles of `fixtures/`", "fixtures/en", "sentences F1"),
    ("tokens and sentences, MB/s", "WMT19 German news", "wmt19_de", "MB/s"),
    ("entities, strict F1, twelve labels", "GermEval 2014 dev", "germeval2014", "all F1"),
    ("entities, MB/s with tokens given", "GermEval 2014 dev", "germeval2014", "MB/s"),
    ("three sentences, ROUGE-1", "German news with standfirsts", "fundus_de", "ROUGE1 F1"),
    ("three sentences, ROUGE-1", "derStandard, sub-headlines", "gnad_teaser", "ROUGE1 F1"),
    ("three sentences, ROUGE-1", "Klexikon, long articles of Wikipedia", "klexikon", "ROUGE1 F1"),
    ("three sentences, MB/s from the bare text", "German news with standfirsts", "fundus_de", "MB/s"),
]

# It makes no summary, so it is no rival in speed.
FLOOR = "first sentences"


def table(results: dict) -> str:
    lines = ["| what | data | satz | best rival |", "|---|---|--:|--:|"]
    return "\n".join([*lines, *rows(results)]) + "\n\n" + origin(results)


def rows(results: dict) -> Iterator[str]:
    for what, data, texts, column in ROWS:
        race = next((race for race in results["races"] if race["texts"].startswith(texts)), None)
        if race is None:
            sys.exit(f"the results have no race on {texts}: benches/README.md tells the command")
        entrants = [row for row in race["rows"] if "failure" not in row and (row["tool"], column) != (FLOOR, "MB/s")]
        satz = next(row for row in entrants if row["tool"] == "satz")
        rival = max((row for row in entrants if row is not satz), key=lambda row: report.value(row, column))
        best = {column: max(report.value(row, column) for row in (satz, rival))}
        cells = [report.cell(satz, column, best), f"{rival['tool']} {report.cell(rival, column, best)}"]
        yield f"| {what} | {data}, {race['bytes'] / 1e3:.0f} kB | {' | '.join(cells)} |"


def origin(results: dict) -> str:
    return (
        f"Commit {results['commit']}, {results['date']}, {results['machine']['processor']}, by\n"
        f"`{results['command']}`.\n"
    )


def written(readme: str, results: dict) -> str:
    """The README with the table of these results."""
    before, rest = readme.split(BEGIN)
    return before + BEGIN + "\n" + table(results) + "\n" + END + rest.split(END)[1]


def main() -> None:
    readme = README.read_text("utf-8")
    expected = written(readme, report.read(RESULTS))
    if sys.argv[1:] == ["--check"]:
        sys.exit(0 if readme == expected else f"README.md has other figures than the results: {REPAIR}")
    README.write_text(expected, "utf-8")


if __name__ == "__main__":
    main()
