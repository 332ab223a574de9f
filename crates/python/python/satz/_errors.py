"""What can go wrong with a document."""


class DocumentError(Exception):
    """A document has no annotation.

    `document` is its id, if it has one, `stage` the name of the stage that failed (`input` if
    there was no text to be had), `reason` what happened.
    """

    def __init__(self, document: str | None, stage: str, reason: str) -> None:
        super().__init__(document, stage, reason)
        self.document = document
        self.stage = stage
        self.reason = reason

    def __str__(self) -> str:
        document = "" if self.document is None else f"document `{self.document}`: "
        return f"{document}stage `{self.stage}`: {self.reason}"


class MissingLayerError(LookupError):
    """A document was asked for a layer that no stage of its pipeline writes."""
