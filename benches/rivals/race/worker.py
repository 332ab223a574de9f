"""A worker for a tool in Python: `python -m race.worker RACE TOOL INPUT [--train FILE] [--models FOLDER]`."""

import argparse
import json
from importlib.metadata import version
from pathlib import Path

from race.protocol import serve


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("race", choices=["segmentation", "summaries", "entities"])
    parser.add_argument("tool")
    parser.add_argument("input", type=Path)
    parser.add_argument("--language", default="de")
    parser.add_argument("--train", type=Path)
    parser.add_argument("--models", type=Path)
    arguments = parser.parse_args()
    documents = [json.loads(line) for line in arguments.input.read_text("utf-8").splitlines()]
    package, tool = tool_of(arguments, documents)
    serve(lambda: [tool(document) for document in documents], version(package))


def tool_of(arguments: argparse.Namespace, documents: list) -> tuple:
    """The package of a tool, and the function from a document to its answer."""
    # Each race imports its own packages only: what a tool does not need must not count as its memory.
    if arguments.race == "segmentation":
        from race.segmenters import segmenter

        return segmenter(arguments.tool, arguments.language, documents)
    if arguments.race == "summaries":
        from race.summarizers import summarizer

        return summarizer(arguments.tool, arguments.language)
    from race.taggers import tagger

    return tagger(arguments.tool, arguments.train, arguments.models)


if __name__ == "__main__":
    main()
