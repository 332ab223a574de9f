"""The rivals of the summarizer: sumy's methods.

They get the sentences that satz found, so that only the choice is compared; satz starts from the bare text.
An answer is a list of indices of sentences.
"""

import re
from importlib import import_module
from typing import Callable

NAMES = {"de": "german", "en": "english"}
SENTENCES = 3

# Name in the table: module, class.
TOOLS = {
    "sumy LexRank": ("lex_rank", "LexRankSummarizer"),
    "sumy TextRank": ("text_rank", "TextRankSummarizer"),
    "sumy LSA": ("lsa", "LsaSummarizer"),
    "sumy Luhn": ("luhn", "LuhnSummarizer"),
    "sumy SumBasic": ("sum_basic", "SumBasicSummarizer"),
    "sumy KL": ("kl", "KLSummarizer"),
}


class Words:
    """What sumy needs of a tokenizer; its own would download data."""

    def to_words(self, sentence: str) -> list[str]:
        return re.findall(r"\w+", sentence)


def summarizer(tool: str, language: str) -> tuple[str, Callable[[dict], list[int]]]:
    """The package of `tool`, and what it chooses of a document."""
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence
    from sumy.nlp.stemmers import Stemmer
    from sumy.utils import get_stop_words

    module, name = TOOLS[tool]
    method = getattr(import_module(f"sumy.summarizers.{module}"), name)(Stemmer(NAMES[language]))
    method.stop_words = get_stop_words(NAMES[language])

    def summarize(document: dict) -> list[int]:
        sentences = [Sentence(text, Words()) for text in document["sentences"]]
        chosen = method(ObjectDocumentModel([Paragraph(sentences)]), SENTENCES)
        # Equal sentences are equal to sumy; each choice is the first that is not taken yet.
        texts, taken = document["sentences"], []
        for sentence in chosen:
            taken.append(next(i for i, text in enumerate(texts) if i not in taken and text == sentence._text))
        return sorted(taken)

    return "sumy", summarize
