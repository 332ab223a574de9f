"""Texts of our own, and pipelines that the tests share."""

import pytest

import satz

ARTICLE = """Schneefall legt Osttirol lahm

Bürgermeisterin Hanna Moser hat am Dienstag die Schulen in Lienz gesperrt. Bis zu 80 Zentimeter \
Neuschnee sind laut Geosphere Austria gefallen. Die Züge der ÖBB fahren erst wieder am 24. Jänner.

„Bleiben Sie zu Hause 👩‍🚒❄️“, sagte Moser. Im Café „Zum Glück“ sitzt Familie Łukasz aus \
Krakau fest. Die Großmutter nimmt es gelassen: Sie strickt."""

#: At this text the stage panics that a wheel with the feature `panicking-stage` has.
PANIC = "Hier gerät die Stufe in Panik."


@pytest.fixture(scope="session")
def nlp() -> satz.Pipeline:
    return satz.load("de")


@pytest.fixture(scope="session")
def splitter() -> satz.Pipeline:
    return satz.load("de", stages=["tokens", "sentences"])


@pytest.fixture(scope="session")
def doc(nlp: satz.Pipeline) -> satz.Doc:
    return nlp(ARTICLE, id="lienz")
