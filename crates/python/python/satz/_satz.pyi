"""The extension module: what `satz` offers, in Rust."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from os import PathLike
from typing import Any, Generic, Literal, Protocol, TypeAlias, TypeVar, final, overload

from typing_extensions import disjoint_base

from satz._errors import DocumentError

__all__ = [
    "ArrowStream",
    "Doc",
    "DocStream",
    "Entity",
    "Pipeline",
    "Sentence",
    "Span",
    "Token",
    "View",
    "ViewIterator",
    "restore",
]

_T = TypeVar("_T")
_T_co = TypeVar("_T_co", covariant=True)

class _ArrowArray(Protocol):
    def __arrow_c_array__(self, requested_schema: Any = ...) -> tuple[Any, Any]: ...

class _ArrowTable(Protocol):
    def __arrow_c_stream__(self, requested_schema: Any = ...) -> Any: ...

_TokenKind: TypeAlias = Literal[
    "word",
    "abbreviation",
    "number",
    "ordinal",
    "punctuation",
    "symbol",
    "url",
    "email",
    "file",
    "mention",
    "hashtag",
    "emoticon",
    "emoji",
]
_Language: TypeAlias = Literal["de", "en", "auto"]
_Stage: TypeAlias = Literal["tokens", "sentences", "entities", "summary"]

@final
class Pipeline:
    """Stages in a row, with their models; immutable, and pickled as its configuration."""

    def __new__(
        cls,
        language: _Language = "de",
        *,
        stages: Sequence[_Stage] | None = None,
        summary_sentences: int = 3,
        lexicon: str | PathLike[str] | None = None,
        entity_model: str | PathLike[str] | None = None,
        gazetteers: Sequence[str | PathLike[str]] = ...,
    ) -> Pipeline:
        """A pipeline of built-in stages, by default all. Raises ValueError if they do not fit."""

    def __call__(self, text: str, *, id: str | None = None) -> Doc:
        """Annotates one text. Raises DocumentError if that fails."""

    @overload
    def pipe(
        self,
        texts: Iterable[str | tuple[object, str]],
        *,
        batch_size: int = 256,
        threads: int | None = None,
        on_error: Literal["raise"] = "raise",
    ) -> DocStream[Doc]:
        """Annotates texts, or pairs of id and text, in order, reading 3 * batch_size ahead."""

    @overload
    def pipe(
        self,
        texts: Iterable[str | tuple[object, str]],
        *,
        batch_size: int = 256,
        threads: int | None = None,
        on_error: Literal["return"],
    ) -> DocStream[Doc | DocumentError]:
        """The same; a document that cannot be annotated is its DocumentError."""

    def annotate_arrow(
        self,
        data: _ArrowArray | _ArrowTable,
        *,
        text_col: str = "text",
        id_col: str | None = "id",
        offsets: Literal["chars", "bytes", "utf16"] = "chars",
        threads: int | None = None,
    ) -> ArrowStream:
        """Annotates a column of texts: a stream of id, tokens, …, error; a row for each row."""

    def with_stage(self, name: str, stage: Callable[[Doc], object]) -> Pipeline:
        """This pipeline and a function behind it, whose result is `doc.layers[name]`."""

    @property
    def language(self) -> _Language: ...
    @property
    def stages(self) -> list[str]: ...

@final
class Doc:
    """An annotated text; offsets count code points, as slices of `text` do."""

    @property
    def text(self) -> str: ...
    @property
    def id(self) -> str | None: ...
    @property
    def language(self) -> Literal["de", "en"] | None: ...
    @property
    def tokens(self) -> View[Token]: ...
    @property
    def sents(self) -> View[Sentence]: ...
    @property
    def ents(self) -> View[Entity]: ...
    @property
    def summary(self) -> View[Sentence]: ...
    @property
    def layers(self) -> dict[str, Any]: ...
    def to_json(self) -> str:
        """A line of the JSON that the command line writes; its offsets are bytes."""

    @staticmethod
    def from_json(line: str) -> Doc:
        """The document of such a line. Raises ValueError if it is none."""

@final
class View(Generic[_T_co]):
    """Part of a document as a sequence, whose items are made when they are asked for."""

    def __len__(self) -> int: ...
    @overload
    def __getitem__(self, key: int, /) -> _T_co: ...
    @overload
    def __getitem__(self, key: slice, /) -> View[_T_co]: ...
    def __iter__(self) -> ViewIterator[_T_co]: ...

@final
class ViewIterator(Iterator[_T]):
    def __iter__(self) -> ViewIterator[_T]: ...
    def __next__(self) -> _T: ...
    def __length_hint__(self) -> int: ...

@disjoint_base
class Span:
    """A stretch of a document: `doc.text[span.start:span.end] == span.text`."""

    @property
    def text(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def index(self) -> int: ...

@final
class Token(Span):
    @property
    def kind(self) -> _TokenKind: ...

@final
class Sentence(Span):
    """A sentence or heading; `score` is that of the summary, None outside of it."""

    @property
    def kind(self) -> Literal["sentence", "heading"]: ...
    @property
    def score(self) -> float | None: ...
    @property
    def tokens(self) -> View[Token]: ...
    @property
    def ents(self) -> View[Entity]: ...

@final
class Entity(Span):
    """A mention of a named entity; it may begin or end inside a token."""

    @property
    def label(self) -> str: ...
    @property
    def form(self) -> Literal["name", "derived", "part"]: ...
    @property
    def score(self) -> float | None: ...

@final
class DocStream(Iterator[_T]):
    """Documents in the order of their texts."""

    def __iter__(self) -> DocStream[_T]: ...
    def __next__(self) -> _T: ...

@final
class ArrowStream:
    """Record batches, made as they are read, once."""

    def __arrow_c_schema__(self) -> Any: ...
    def __arrow_c_stream__(self, requested_schema: Any = ...) -> Any: ...

def restore(
    configuration: dict[str, Any], python_stages: dict[str, Callable[[Doc], object]]
) -> Pipeline:
    """The pipeline of a pickle."""
