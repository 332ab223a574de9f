"""`python -m race`: the command behind `run.sh`."""

import argparse
import datetime
import json
import os
import platform
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

from race import gold, readme, report
from race.races import Track


def main() -> None:
    arguments = parse()
    if arguments.render:
        print(report.render(report.read(arguments.render)))
        return
    results = circumstances(arguments)
    with tempfile.TemporaryDirectory() as folder:
        track = Track(arguments.rust_worker, Path(folder), arguments.rounds)
        for race in races(arguments, track):
            results["races"].append(race)
            print(report.render_race(race), flush=True)
    print(report.conditions(results))
    keep(results, arguments.output)


def keep(results: dict, path: Path) -> None:
    """Writes raw results, and the tables made of them beside."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(results, indent=1, ensure_ascii=False) + "\n", "utf-8")
    path.with_name("table.md").write_text(report.render(results), "utf-8")


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="run.sh", description="Satz and its rivals on the same texts, in turns.")
    named = "may be given several times"
    parser.add_argument("--segmentation", action="append", default=[], metavar="LANGUAGE=FILE",
                        help="CoNLL-U, a text with a sentence a line, or JSON lines with text, sentences and perhaps "
                             f"tokens, in code points; {named}")
    parser.add_argument("--summaries", action="append", default=[], metavar="LANGUAGE=FILE",
                        help=f"JSON lines with text and summary; {named}")
    parser.add_argument("--entities", nargs=2, type=Path, metavar=("TRAIN", "TEST"),
                        help="IOB2; rivals are trained on TRAIN, all are measured on TEST")
    parser.add_argument("--rounds", type=int, default=7, help="passes of each tool (7)")
    parser.add_argument("--kilobytes", type=int, default=200, help="of each file, at most (200)")
    parser.add_argument("--output", type=Path, default=readme.RESULTS, help="where raw results are kept")
    parser.add_argument("--render", type=Path, metavar="RESULTS", help="print raw results of an earlier session")
    parser.add_argument("--rust-worker", type=Path, help=argparse.SUPPRESS)
    return parser.parse_args()


def races(arguments: argparse.Namespace, track: Track):
    """Runs one race after the other."""
    limit = 1000 * arguments.kilobytes
    for language in ("de", "en"):
        yield track.segmentation(f"fixtures/{language}", language, gold.fixtures(language))
    for language, path in map(language_and_path, arguments.segmentation):
        yield track.segmentation(path.name, language, gold.segmented(path, limit))
    for language, path in map(language_and_path, arguments.summaries):
        yield track.summaries(path.name, language, gold.summaries(path, limit))
    if arguments.entities:
        train, test = arguments.entities
        models = arguments.rust_worker.parent
        yield track.entities(f"{test.parent.name}/{test.name}", train, test, models)


def language_and_path(argument: str) -> tuple[str, Path]:
    language, path = argument.split("=", 1)
    return language, Path(path)


def circumstances(arguments: argparse.Namespace) -> dict:
    """What a reader must know to doubt the numbers, or to get them again."""
    return {
        "date": datetime.date.today().isoformat(),
        "commit": output("git", "-C", str(readme.ROOT), "rev-parse", "--short", "HEAD"),
        "command": shlex.join(["benches/rivals/run.sh", *map(shortened, told())]),
        "rounds": arguments.rounds,
        "python": platform.python_version(),
        "rust": output("rustc", "--version"),
        "machine": machine(),
        "races": [],
    }


def told() -> list[str]:
    """The arguments of the user."""
    return [argument for argument in sys.argv[1:] if argument not in hidden()]


def hidden() -> set[str]:
    place = sys.argv.index("--rust-worker")
    return set(sys.argv[place : place + 2])


def shortened(argument: str) -> str:
    """Paths by their last two parts: where they lie is the affair of one machine."""
    name, equals, path = argument.rpartition("=")
    return name + equals + "/".join(path.split("/")[-2:])


def machine() -> dict:
    models = [line for line in Path("/proc/cpuinfo").read_text().splitlines() if line.startswith("model name")]
    processor = models[0].split(":", 1)[1].strip() if models else platform.machine()
    load = f"{os.getloadavg()[0]:.1f}"
    return {"processor": processor, "cores": os.cpu_count(), "system": platform.system(), "load": load}


def output(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()


if __name__ == "__main__":
    main()
