"""Documents and their views."""

import pickle

import pytest

import satz

from .conftest import ARTICLE

HOSTILE = [
    "",
    " ",
    "👩‍👩‍👧‍👦 in Köln. 🦆🦆 am See!",
    "Cafe\u0301 Zu\u0308rich \u2013 ein A\u030angstrom.",
    "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 ist überall. \u202eRückwärts\u202c.",
    "a\u0000b\r\nc\u2028d",
    "Straße " * 50 + "🇦🇹",
]


@pytest.mark.parametrize("text", [ARTICLE, *HOSTILE])
def test_text_is_a_slice_by_code_point(nlp: satz.Pipeline, text: str) -> None:
    doc = nlp(text)
    for items in (doc.tokens, doc.sents, doc.ents, doc.summary):
        for item in items:
            assert text[item.start : item.end] == item.text


@pytest.mark.parametrize("text", [ARTICLE, *HOSTILE])
def test_tokens_leave_only_gaps(splitter: satz.Pipeline, text: str) -> None:
    tokens = list(splitter(text).tokens)
    ends = [0, *(token.end for token in tokens)]
    starts = [*(token.start for token in tokens), len(text)]
    assert all(end <= start for end, start in zip(ends, starts))
    gaps = "".join(text[end:start] for end, start in zip(ends, starts))
    assert not any(letter.isalnum() for letter in gaps)


def test_tokens(doc: satz.Doc) -> None:
    assert [token.text for token in doc.tokens[:3]] == ["Schneefall", "legt", "Osttirol"]
    kinds = {token.text: token.kind for token in doc.tokens}
    assert (kinds["80"], kinds["24."], kinds["👩‍🚒"]) == ("number", "ordinal", "emoji")
    assert [token.index for token in doc.tokens] == list(range(len(doc.tokens)))
    assert repr(doc.tokens[0]) == 'Token("Schneefall", word)'


def test_sentences(doc: satz.Doc) -> None:
    assert (doc.sents[0].text, doc.sents[0].kind) == ("Schneefall legt Osttirol lahm", "heading")
    assert doc.sents[-1].text == "Die Großmutter nimmt es gelassen: Sie strickt."
    assert [len(sent.tokens) for sent in doc.sents][0] == 4
    assert sum(len(sent.tokens) for sent in doc.sents) == len(doc.tokens)


def test_entities(doc: satz.Doc) -> None:
    found = {(ent.text, ent.label, ent.form) for ent in doc.ents}
    assert ("Hanna Moser", "PER", "name") in found
    assert ("Lienz", "LOC", "name") in found
    assert all(ent.score is None or 0 <= ent.score <= 1 for ent in doc.ents)
    of_sentences = [ent.index for sent in doc.sents for ent in sent.ents]
    assert of_sentences == [ent.index for ent in doc.ents]


def test_summary(doc: satz.Doc) -> None:
    assert 1 <= len(doc.summary) <= 3
    indices = [sent.index for sent in doc.summary]
    assert indices == sorted(indices)
    scored = [sent.index for sent in doc.sents if sent.score is not None]
    assert scored == indices


def test_views_are_sequences(doc: satz.Doc) -> None:
    tokens = doc.tokens
    assert tokens[-1] == tokens[len(tokens) - 1]
    assert tokens[0] == next(iter(tokens)) and hash(tokens[0]) == hash(tokens[0])
    others: list[object] = [tokens[1], doc.sents[0], object()]
    assert all(tokens[0] != other for other in others)
    assert isinstance(tokens[0], satz.Span) and isinstance(doc.ents[0], satz.Span)
    assert [token.text for token in tokens[1:3]] == [token.text for token in list(tokens)[1:3]]
    assert len(tokens[5:2]) == 0
    for wrong in (len(tokens), -len(tokens) - 1):
        with pytest.raises(IndexError):
            tokens[wrong]
    with pytest.raises(ValueError, match="step 1"):
        tokens[::2]


def test_items_keep_their_document(splitter: satz.Pipeline) -> None:
    token = splitter("Es taut.").tokens[1]
    assert token.text == "taut"


def test_a_layer_that_no_stage_writes(splitter: satz.Pipeline) -> None:
    with pytest.raises(satz.MissingLayerError, match="no layer `entities`"):
        splitter("Es taut.").ents


def test_json_and_pickle_keep_all(doc: satz.Doc) -> None:
    doc.layers["mine"] = {"a": 1}
    copy = pickle.loads(pickle.dumps(doc))
    assert (copy.text, copy.id, copy.layers) == (doc.text, "lienz", {"mine": {"a": 1}})
    assert copy.to_json() == doc.to_json() == satz.Doc.from_json(doc.to_json()).to_json()
    with pytest.raises(ValueError, match="not a document"):
        satz.Doc.from_json("{}")


def test_the_language_is_detected() -> None:
    nlp = satz.load("auto", stages=["tokens"])
    assert nlp("The council has not yet decided on the new bridge.").language == "en"
    assert nlp("Der Gemeinderat hat noch nicht entschieden.").language == "de"
    assert satz.load("de", stages=["tokens"])("Es taut.").language is None
