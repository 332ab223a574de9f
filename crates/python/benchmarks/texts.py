"""News texts of our own making: as many as wanted, always the same."""

from __future__ import annotations

import random
from collections.abc import Iterator

PEOPLE = ["Hanna Moser", "Łukasz Nowak", "Kilian Vogel", "Rosa Ebner", "Jürgen Öllinger"]
PLACES = ["Lienz", "Wörgl", "Prag", "Köln", "St. Pölten", "Osttirol", "Zürich"]
BODIES = ["die ÖBB", "Geosphere Austria", "der VfB Hohenems", "das Rote Kreuz", "die Caritas"]
SENTENCES = [
    "Bürgermeisterin {person} hat am Dienstag die Schulen in {place} gesperrt.",
    "Bis zu {number} Zentimeter Neuschnee sind laut {body} gefallen.",
    "„Bleiben Sie zu Hause“, sagte {person} der Zeitung, „und schaufeln Sie das Dach frei.“",
    "Die Züge zwischen {place} und {place} fahren erst wieder am {day}. Jänner.",
    "Rund {number} Haushalte waren ohne Strom, z. B. im Norden von {place} 🦆.",
    "Wie viel das kostet, weiß {body} noch nicht.",
    "Familie {person} aus {place} nahm es gelassen: Sie strickte.",
    "Der Gemeinderat von {place} berät am {day}. Mai um 19.30 Uhr über neue Pflüge.",
]


def texts(count: int, sentences: int = 8) -> Iterator[str]:
    """`count` texts of a headline and about `sentences` sentences."""
    chance = random.Random(7)
    for _ in range(count):
        body = [_sentence(chance) for _ in range(chance.randint(1, 2 * sentences - 1))]
        yield f"Schnee in {chance.choice(PLACES)}\n\n" + " ".join(body)


def _sentence(chance: random.Random) -> str:
    pattern = chance.choice(SENTENCES)
    while "{" in pattern:
        for name, values in (("person", PEOPLE), ("place", PLACES), ("body", BODIES)):
            pattern = pattern.replace("{" + name + "}", chance.choice(values), 1)
        pattern = pattern.replace("{number}", str(chance.randint(2, 5000)), 1)
        pattern = pattern.replace("{day}", str(chance.randint(1, 31)), 1)
    return pattern
