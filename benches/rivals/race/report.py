"""Raw results as tables in Markdown; who wins a column is set in bold, whoever it is."""

import json
from pathlib import Path
from statistics import median

TITLES = {
    "segmentation": "Tokens and sentences",
    "summaries": "Summaries of three sentences",
    "entities": "Entities",
}


def render(results: dict) -> str:
    """All races of a session, and where and when it was."""
    tables = [render_race(race) for race in results["races"]]
    return "\n".join([*tables, conditions(results)])


def conditions(results: dict) -> str:
    machine = results["machine"]
    return (
        f"Commit {results['commit']}, {results['date']}, {machine['processor']}, {machine['cores']} cores, "
        f"{machine['system']}, load {machine['load']} when it began; Python {results['python']}, "
        f"{results['rust']}. {results['rounds']} rounds in turns, medians of processor time on one core; the spread "
        f"is half the distance between the fastest round and the slowest. `{results['command']}`\n"
    )


def render_race(race: dict) -> str:
    rows = [row for row in race["rows"] if "failure" not in row]
    columns = [*ordered(rows), "MB/s"]
    rows.sort(key=lambda row: -value(row, columns[0]))
    best = {column: max(value(row, column) for row in rows) for column in columns}
    satz = next((row["MB/s"] for row in rows if row["tool"] == "satz"), None)
    lines = [f"**{TITLES[race['race']]}: {race['texts']}** ({race['documents']} texts, {race['bytes'] / 1e3:.0f} kB)", ""]
    header = ["tool", "version", *columns, "spread", "satz is faster by", "peak MB"]
    lines += ["| " + " | ".join(header) + " |", "|---|---|" + "--:|" * (len(header) - 2)]
    for row in rows:
        cells = [row["tool"], row["version"], *(cell(row, column, best) for column in columns)]
        cells += [f"± {spread(row['seconds']):.0%}", ratio(satz, row), f"{row['peak MB']:.0f}"]
        lines.append("| " + " | ".join(cells) + " |")
    lines += [f"| {row['tool']} | did not run: {row['failure']} |" for row in race["rows"] if "failure" in row]
    return "\n".join(lines) + "\n"


def ordered(rows: list[dict]) -> list[str]:
    """The names of the scores, each once, in the order of the first row that has it."""
    return list(dict.fromkeys(name for row in rows for name in row["scores"]))


def value(row: dict, column: str) -> float:
    return row["MB/s"] if column == "MB/s" else row["scores"].get(column, float("-inf"))


def cell(row: dict, column: str, best: dict) -> str:
    found = value(row, column)
    if found == float("-inf"):
        return "–"
    text = f"{found:.2f}" if column != "MB/s" or found < 10 else f"{found:.1f}"
    return f"**{text}**" if found == best[column] else text


def ratio(satz: float, row: dict) -> str:
    if satz is None or row["tool"] == "satz":
        return "–"
    found = satz / row["MB/s"]
    return f"{found:.0f}" if found >= 10 else f"{found:.2f}"


def spread(seconds: list[float]) -> float:
    """Half the distance between the fastest round and the slowest, as a share of the median."""
    return (max(seconds) - min(seconds)) / 2 / median(seconds)


def read(path: Path) -> dict:
    return json.loads(path.read_text("utf-8"))
