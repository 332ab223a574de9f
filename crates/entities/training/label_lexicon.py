"""Reads text that a model has tagged (IOB2), and prints a lexicon: how often a form has which label.

A form that stands ten times for a person and never for anything else is one in the next sentence too, even where the sentence
does not say so. A model that gets this lexicon reads what another one made of forty-nine million tokens.
"""
import sys
from collections import Counter, defaultdict

# Rarer forms have no reliable shares; longer ones are no words.
RAREST, LONGEST = 5, 39
# Classes of shares, by what they reach at least.
SHARES = ((0.95, "a"), (0.8, "b"), (0.5, "c"), (0.2, "d"), (0.05, "e"), (0.01, "f"))


def share(part, whole):
    """The class of a share, if it is not too small for one."""
    return next((name for least, name in SHARES if part >= least * whole), None)


def classes(form, tags):
    """The shares of all labels, of beginnings among them, and of what is no name."""
    total, outside = sum(tags.values()), tags["O"]
    labels = Counter()
    for tag, count in tags.items():
        labels[tag[2:]] += count
    del labels[""]
    shares = {label: share(count, total) for label, count in labels.items()}
    found = [f"{label}:{name}" for label, name in shares.items() if name]
    if not found:
        return ["O:a"] if form[0].isupper() else []
    begun = sum(count for tag, count in tags.items() if tag[0] == "B")
    return sorted([*found, f"begin:{share(begun, total - outside)}", f"O:{share(outside, total)}"])


def main():
    tags = defaultdict(Counter)
    for line in sys.stdin:
        form, *tag = line.rstrip("\n").split("\t")
        if tag:
            tags[form][tag[0]] += 1
    for form, counts in sorted(tags.items()):
        if sum(counts.values()) >= RAREST and len(form) <= LONGEST and (known := classes(form, counts)):
            print(form, *known, sep="\t")


if __name__ == "__main__":
    main()
