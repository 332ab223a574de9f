"""Pipelines: configuration, errors, stages of one's own, pickles."""

import pickle
from pathlib import Path
from typing import Any

import pytest

import satz


def count_words(doc: satz.Doc) -> int:
    return sum(token.kind == "word" for token in doc.tokens)


def refuse(doc: satz.Doc) -> None:
    raise RuntimeError("no luck")


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ({"language": "fr"}, "`fr` is none of `de`, `en`, `auto`"),
        ({"stages": ["nouns"]}, "`nouns` is none of"),
        ({"stages": ["sentences"]}, "`sentences` needs layer `tokens`"),
        ({"summary_sentences": 0}, "at least one"),
    ],
)
def test_a_configuration_that_does_not_fit(arguments: dict[str, Any], expected: str) -> None:
    with pytest.raises(ValueError, match=expected):
        satz.load(**arguments)


@pytest.mark.parametrize(
    ("text", "reason"),
    [(None, "a text is a str, and this is NoneType"), ("\ud83e", "surrogates not allowed")],
)
def test_what_is_no_text(splitter: satz.Pipeline, text: Any, reason: str) -> None:
    with pytest.raises(satz.DocumentError) as raised:
        splitter(text, id="7")
    error = raised.value
    assert (error.document, error.stage) == ("7", "input")
    assert reason in error.reason
    assert str(error).startswith("document `7`: stage `input`: ")
    assert str(pickle.loads(pickle.dumps(error))) == str(error)


def test_a_stage_in_python(splitter: satz.Pipeline) -> None:
    nlp = splitter.with_stage("acme.words", count_words)
    assert nlp.stages == ["tokens", "sentences", "acme.words"]
    assert nlp("Es taut.").layers == {"acme.words": 2}
    assert [doc.layers["acme.words"] for doc in nlp.pipe(["Es taut.", "Ja!"])] == [2, 1]
    assert splitter("Es taut.").layers == {}
    with pytest.raises(ValueError, match="two stages would be called `tokens`"):
        nlp.with_stage("tokens", count_words)


def test_a_stage_in_python_that_raises(splitter: satz.Pipeline) -> None:
    nlp = splitter.with_stage("acme.refusal", refuse)
    with pytest.raises(satz.DocumentError, match="stage `acme.refusal`: .*no luck") as raised:
        nlp("Es taut.")
    assert isinstance(raised.value.__cause__, RuntimeError)


def test_an_interrupt_in_a_stage_is_no_failure_of_the_document(splitter: satz.Pipeline) -> None:
    def interrupt(doc: satz.Doc) -> None:
        raise KeyboardInterrupt

    docs = splitter.with_stage("acme.interrupt", interrupt).pipe(["Ja."], on_error="return")
    with pytest.raises(KeyboardInterrupt):
        next(docs)


def test_files_of_the_user(tmp_path: Path) -> None:
    text = "Sie kauft bei Wien! Die Messe beginnt."
    lexicon = tmp_path / "words.toml"
    lexicon.write_text('tokens.exceptions = { "Wien!" = ["Wien!"] }')
    model = Path(__file__).parents[2] / "entities" / "data" / "en" / "entities.model"
    nlp = satz.load("de", lexicon=lexicon, entity_model=str(model))
    assert len(nlp(text).sents) == 1 < len(satz.load("de")(text).sents)
    english = "Anna Baker of Reuters flew from London to Boston on Monday."
    names = [(ent.text, ent.label) for ent in satz.load("en")(english).ents]
    assert [(ent.text, ent.label) for ent in nlp(english).ents] == names != []

    data = pickle.dumps(nlp)
    assert len(data) < 1000
    assert pickle.loads(data)(text).to_json() == nlp(text).to_json()
    lexicon.unlink()
    with pytest.raises(FileNotFoundError, match="words.toml"):
        pickle.loads(data)


def test_lists_of_names(tmp_path: Path) -> None:
    (tmp_path / "clubs.tsv").write_text("SK Sturm\tCLUB\tq1\nVierkanter\tPRODUCT\n", encoding="utf-8")
    (tmp_path / "more.jsonl").write_text('{"name": "Vierkanter", "label": "HOUSE"}\n')
    nlp = satz.load("de", gazetteers=[tmp_path / "clubs.tsv", str(tmp_path / "more.jsonl")])
    text = "Der SK Sturm spielt in Wien vor dem Dach des Vierkanters."
    for pipeline in (nlp, pickle.loads(pickle.dumps(nlp))):
        names = [(ent.text, ent.label) for ent in pipeline(text).ents]
        assert names == [("SK Sturm", "CLUB"), ("Wien", "LOC"), ("Vierkanters", "HOUSE")]
    (tmp_path / "clubs.tsv").write_text("Sturm\n")
    with pytest.raises(ValueError, match="cannot use .*clubs.tsv: line 1: expected a name"):
        pickle.loads(pickle.dumps(nlp))
    with pytest.raises(FileNotFoundError, match="missing"):
        satz.load("de", gazetteers=[tmp_path / "missing"])


@pytest.mark.parametrize("name", ["fast", "accurate"])
def test_built_in_models_have_names(name: str) -> None:
    doc = satz.load("de", entity_model=name)("Lawrow sprach am Dienstag in Wien mit der ÖVP.")
    assert [ent.text for ent in doc.ents] == ["Lawrow", "Wien", "ÖVP"]


@pytest.mark.parametrize("argument", ["lexicon", "entity_model"])
def test_files_of_the_user_that_cannot_be_used(argument: str, tmp_path: Path) -> None:
    path = tmp_path / "wrong"
    path.write_text("= neither words nor a model")
    with pytest.raises(ValueError, match="cannot use .*wrong: "):
        satz.load("de", **{argument: path})  # type: ignore[arg-type]
    with pytest.raises(FileNotFoundError, match="missing"):
        satz.load("de", **{argument: tmp_path / "missing"})  # type: ignore[arg-type]


def test_a_pickle_is_the_configuration(nlp: satz.Pipeline) -> None:
    own = satz.load("en", stages=["tokens", "sentences", "summary"], summary_sentences=1)
    for pipeline in (nlp, own, own.with_stage("acme.words", count_words)):
        data = pickle.dumps(pipeline)
        copy = pickle.loads(data)
        assert len(data) < 500
        assert repr(copy) == repr(pipeline)
        text = "It snows. It thaws."
        assert copy(text).to_json() == pipeline(text).to_json()
        assert copy(text).layers == pipeline(text).layers
