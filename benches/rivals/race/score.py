"""How good an answer is, in the measures of the field."""

import re
from collections import Counter
from typing import Iterable

from race.gold import Segmented, Span


def segmentation(gold: list[Segmented], answers: list[dict]) -> dict:
    """F1 of tokens and sentences in percent, as CoNLL 2018 counts them: white space is no part of a span."""
    scores = {}
    for layer in ("sentences", "tokens"):
        triples = [(g.text, getattr(g, layer), a[layer]) for g, a in zip(gold, answers, strict=True)]
        # Not every tool looks for both, and not every gold standard has both.
        if all(known is not None and found is not None for _, known, found in triples):
            sets = [(squeezed(text, known), squeezed(text, found)) for text, known, found in triples]
            scores[f"{layer} F1"] = f1(sets)
    return scores


def squeezed(text: str, spans: Iterable[Span]) -> set[Span]:
    """Spans of characters that are no white space."""
    places, count = [], 0
    for letter in text:
        places.append(count)
        count += not letter.isspace()
    places.append(count)
    return {(places[start], places[end]) for start, end in spans if places[start] < places[end]}


def entities(gold: list[list[str]], answers: list[list[str]]) -> dict:
    """Strict F1 over all labels and over each of the main ones, in percent."""
    pairs = [(set(entity_spans(g)), set(entity_spans(a))) for g, a in zip(gold, answers, strict=True)]
    scores = {"all F1": f1(pairs)}
    for label in ("PER", "LOC", "ORG", "MISC"):
        of = lambda spans: {span for span in spans if span[2] == label}
        scores[f"{label} F1"] = f1([(of(g), of(a)) for g, a in pairs])
    return scores


def entity_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """First token, token after the last, label; an inner tag that continues nothing begins an entity.

    GermEval's OTH is what others call MISC, satz among them.
    """
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag == "O":
            continue
        tag = tag.replace("OTH", "MISC")
        last = spans[-1] if spans else None
        if tag.startswith("I-") and last and last[1] == index and last[2] == tag[2:]:
            spans[-1] = (last[0], index + 1, last[2])
        else:
            spans.append((index, index + 1, tag[2:]))
    return spans


def f1(pairs: Iterable[tuple[set, set]]) -> float:
    """Of gold sets and predicted sets, summed over documents."""
    counts = Counter()
    for gold, predicted in pairs:
        counts.update(right=len(gold & predicted), all=len(gold) + len(predicted))
    return 200.0 * counts["right"] / max(counts["all"], 1)


class UnicodeWords:
    """Words for rouge-score, whose own tokenizer cuts German words at their umlauts."""

    def tokenize(self, text: str) -> list[str]:
        return re.findall(r"\w+", text.lower())


def summaries(references: list[str], chosen: list[str]) -> dict:
    """Means of ROUGE F1, in percent."""
    from rouge_score.rouge_scorer import RougeScorer

    kinds = ["rouge1", "rouge2", "rougeL"]
    scorer = RougeScorer(kinds, tokenizer=UnicodeWords())
    scores = [scorer.score(reference, summary) for reference, summary in zip(references, chosen, strict=True)]
    mean = lambda kind: 100.0 * sum(score[kind].fmeasure for score in scores) / max(len(scores), 1)
    return {f"{kind.upper()} F1": mean(kind) for kind in kinds}
