"""Trains the teacher, and lets it tag raw text for the pupil: the small model that is shipped.

    teacher.py train --train F.iob2... --dev F.iob2 --vectors V --clusters F.tsv --names F.tsv --seed N -o TEACHER
    teacher.py tag   --train F.iob2... --vectors V --clusters F.tsv --names F.tsv --teacher TEACHER... \
                     --sentences FILE --count N -o F.iob2

`tag` takes a sample of the sentences, averages the teachers' probabilities, and keeps the sentences that they are sure of.
"""
import argparse
import random

import numpy as np
import torch

from network import Network
from words import CHARACTERS, Words

EPOCHS, AVERAGED, BATCH, RATE = 12, 5, 32, 1.5e-3
# Sentences of this many tokens are tagged: shorter ones are fragments.
LENGTHS = range(8, 61)
# A sentence is kept if its most doubtful token has a tag at least this probable.
DOUBTFUL = 0.5


def read(path):
    """Sentences as pairs of tokens and tags."""
    with open(path, encoding="utf-8") as text:
        blocks = (block.splitlines() for block in text.read().split("\n\n"))
    pairs = [[line.split("\t")[:2] for line in lines] for lines in blocks if lines]
    return [tuple(zip(*pair)) for pair in pairs]


def batch(sentences, words):
    """Padded arrays of sentences of tokens, which must come longest first."""
    size = len(sentences), len(sentences[0])
    rows, shapes = np.zeros(size, np.int64), np.zeros(size, np.int64)
    clusters, characters = np.zeros((*size, 4), np.int64), np.zeros((*size, CHARACTERS), np.int64)
    classes = np.zeros((*size, len(words.classes) + 2), np.float32)
    for at, tokens in enumerate(sentences):
        for place, token in enumerate(tokens):
            values = words.of(token)
            for array, value in zip((rows, clusters, classes, characters, shapes), values):
                array[at, place] = value
    arrays = map(torch.from_numpy, (rows, clusters, classes, characters, shapes))
    return (*arrays, torch.tensor([len(tokens) for tokens in sentences]))


def batches(sentences):
    """Indices of sentences of about the same length, longest first, in random order."""
    order = random.sample(range(len(sentences)), len(sentences))
    found = []
    for start in range(0, len(order), 100 * BATCH):
        near = sorted(order[start : start + 100 * BATCH], key=lambda index: -len(sentences[index][0]))
        found += [near[first : first + BATCH] for first in range(0, len(near), BATCH)]
    random.shuffle(found)
    return found


def epoch(network, optimizer, sentences, words):
    network.train()
    numbers = {tag: number for number, tag in enumerate(network.tags)}
    for chosen in batches(sentences):
        arrays = batch([sentences[index][0] for index in chosen], words)
        gold = torch.zeros_like(arrays[0])
        for at, index in enumerate(chosen):
            tags = [numbers[tag] for tag in sentences[index][1]]
            gold[at, : len(tags)] = torch.tensor(tags)
        optimizer.zero_grad()
        network.loss(arrays, gold).backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 5)
        optimizer.step()


def marginals(networks, sentences, words):
    """Mean of the networks' probabilities of tags, for sentences of tokens."""
    found = [None] * len(sentences)
    order = sorted(range(len(sentences)), key=lambda index: -len(sentences[index]))
    for start in range(0, len(order), 64):
        chosen = order[start : start + 64]
        arrays = batch([sentences[index] for index in chosen], words)
        mean = sum(network.marginals(arrays).numpy() for network in networks) / len(networks)
        for at, index in enumerate(chosen):
            found[index] = mean[at, : len(sentences[index])]
    return found


def best(probabilities, network):
    """The best allowed tags under the sum of log-probabilities."""
    scores, steps = np.log(probabilities + 1e-9), network.forbidden.numpy()
    sums, back = scores[0] + steps[-1], []
    for row in scores[1:]:
        paths = sums[:, None] + steps[:-1]
        back.append(paths.argmax(0))
        sums = paths.max(0) + row
    path = [int(sums.argmax())]
    for pointers in reversed(back):
        path.append(int(pointers[path[-1]]))
    return [network.tags[tag] for tag in reversed(path)]


def entities(tags):
    """Spans with labels; every B begins one."""
    starts = [at for at, tag in enumerate(tags) if tag[0] == "B"]
    end = lambda at: next((e for e in range(at + 1, len(tags)) if tags[e] != "I" + tags[at][1:]), len(tags))
    return {(at, end(at), tags[at][2:]) for at in starts}


def f1(network, sentences, words):
    found = marginals([network], [tokens for tokens, _ in sentences], words)
    pairs = [(entities(best(p, network)), entities(tags)) for p, (_, tags) in zip(found, sentences)]
    right, total = sum(len(a & b) for a, b in pairs), sum(len(a) + len(b) for a, b in pairs)
    return 200 * right / max(total, 1)


def train(options, words, sentences, tags):
    network, development = Network(words, tags), read(options.dev)
    optimizer, mean = torch.optim.Adam(network.parameters()), None
    for number in range(EPOCHS):
        optimizer.param_groups[0]["lr"] = RATE * (1 - number / EPOCHS) + 1e-4
        epoch(network, optimizer, sentences, words)
        if number >= EPOCHS - AVERAGED:
            state = {name: value / AVERAGED for name, value in network.state_dict().items()}
            mean = {name: mean[name] + value for name, value in state.items()} if mean else state
        network.eval()
        print(f"epoch {number + 1}: F1 {f1(network, development, words):.2f}", flush=True)
    network.load_state_dict(mean)
    print(f"mean of the last {AVERAGED}: F1 {f1(network, development, words):.2f}")
    torch.save(mean, options.output)


def tag(options, words, tags):
    networks = [Network(words, tags).eval() for _ in options.teacher]
    for network, path in zip(networks, options.teacher):
        network.load_state_dict(torch.load(path))
    with open(options.sentences, encoding="utf-8") as lines:
        fitting = [tokens for tokens in map(str.split, lines) if len(tokens) in LENGTHS]
    sample = random.sample(fitting, min(options.count, len(fitting)))
    with open(options.output, "w", encoding="utf-8") as out:
        for start in range(0, len(sample), 6400):
            part = sample[start : start + 6400]
            for tokens, found in zip(part, marginals(networks, part, words)):
                if found.max(1).min() >= DOUBTFUL:
                    pairs = zip(tokens, best(found, networks[0]))
                    out.write("".join(f"{token}\t{name}\n" for token, name in pairs) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("train", "tag"))
    parser.add_argument("--train", nargs="+", required=True)
    for name in ("--vectors", "--clusters", "--names"):
        parser.add_argument(name, required=True)
    parser.add_argument("--dev")
    parser.add_argument("--teacher", nargs="+")
    parser.add_argument("--sentences")
    parser.add_argument("--count", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    sentences = [sentence for path in options.train for sentence in read(path)]
    tags = ["O", *sorted({tag for _, tags in sentences for tag in tags} - {"O"})]
    words = Words(options.vectors, options.clusters, options.names, [t for tokens, _ in sentences for t in tokens])
    if options.what == "train":
        train(options, words, sentences, tags)
    else:
        tag(options, words, tags)


if __name__ == "__main__":
    main()
