"""Trains the network that helps the German model, and writes its file.

Input: sentences with tags (IOB2); vectors of words; for each form its feature keys (what the example `word_keys` prints); the
share that the model keeps in the sum of both. The network is a bidirectional LSTM under a conditional random field.

Sources: Lample et al., Neural architectures for named entity recognition, NAACL 2016; Bojanowski et al., Enriching word vectors
with subword information, TACL 2017 (a word as the sum of its features); Polyak and Juditsky, 1992 (averaging).
"""
import argparse
import random
import struct
from collections import Counter

import numpy as np
import torch
import xxhash
from gensim.models import KeyedVectors
from torch import nn

EPOCHS, AVERAGED, BATCH = 10, 4, 32
# Rates of learning, of the vectors of features and of the rest; they fall to nearly nothing.
FEATURE_RATE, RATE, LAST_RATE = 2e-3, 1.5e-3, 1e-4
FEATURES, CELLS = 64, 128
# Shares that are left out while learning.
NO_VECTOR, NO_FEATURE, NO_INPUT, NO_OUTPUT = 0.05, 0.3, 0.4, 0.5
# The most frequent words have vectors, of this length; rarer features than this have none.
WORDS, LENGTH, RAREST = 80_000, 3.0, 5
FORBIDDEN = -1e4
# Format of the file, and hash seed of a form in it (crates/entities/src: model.rs, lexicon.rs).
VERSION, FORM = 2, 200


class Words:
    """Rows of vectors and of features of each form."""

    def __init__(self, vectors, keys, training):
        known = KeyedVectors.load(vectors)
        rows = known.vectors[:WORDS]
        rows = rows / np.linalg.norm(rows, axis=1, keepdims=True) * LENGTH
        self.unit = np.abs(rows).max() / 127
        self.bytes = np.round(np.concatenate([np.zeros_like(rows[:1]), rows]) / self.unit).astype(np.int8)
        self.rows = {word: row + 1 for word, row in known.key_to_index.items() if row < WORDS}
        with open(keys, encoding="utf-8") as lines:
            columns = (line.rstrip("\n").split("\t") for line in lines)
            keys = {form: [int(key) for key in numbers] for form, *numbers in columns}
        counts = Counter(key for tokens, _ in training for token in tokens for key in set(keys[token]))
        self.features = {key: row for row, key in enumerate(sorted(k for k, n in counts.items() if n >= RAREST), 1)}
        self.of = {form: (self.row(form), self.feature_rows(numbers)) for form, numbers in keys.items()}

    def row(self, form):
        return next((self.rows[spelling] for spelling in spellings(form) if spelling in self.rows), 0)

    def feature_rows(self, keys):
        return np.array([self.features[key] for key in keys if key in self.features], np.int64)


def spellings(token):
    """Under what a word is looked up, in this order (crates/entities/src/features.rs)."""
    bare = token.rstrip(".") or token
    form = "".join("0" if c.isascii() and c.isdigit() else c for c in bare)
    yield form
    if form.endswith(("s", "'", "’")):
        yield form[:-1]
    yield form.lower()
    yield form.rsplit("-", 1)[-1]
    yield form.split("-", 1)[0]


class Network(nn.Module):
    """From words to scores of tags; `tags` begins with O."""

    def __init__(self, words, tags):
        super().__init__()
        self.tags = tags
        self.vectors = torch.from_numpy(words.bytes.astype(np.float32) * words.unit)
        self.features = nn.Embedding(len(words.features) + 1, FEATURES, padding_idx=0, sparse=True)
        nn.init.normal_(self.features.weight, 0, 0.05)
        self.features.weight.data[0] = 0
        self.bias = nn.Parameter(torch.zeros(FEATURES))
        self.lstm = nn.LSTM(self.vectors.shape[1] + FEATURES, CELLS, batch_first=True, bidirectional=True)
        self.output = nn.Linear(2 * CELLS, len(tags))
        self.steps = nn.Parameter(torch.zeros(len(tags) + 1, len(tags)))
        self.register_buffer("forbidden", forbidden(tags))

    def scores(self, batch):
        rows, features, lengths = batch
        if self.training:
            rows = rows.masked_fill(torch.rand(rows.shape) < NO_VECTOR, 0)
            features = features.masked_fill(torch.rand(features.shape) < NO_FEATURE, 0)
        sums = self.features(features).sum(2) / (1 - NO_FEATURE if self.training else 1)
        inputs = torch.cat([self.vectors[rows], torch.relu(sums + self.bias)], -1)
        inputs = nn.functional.dropout(inputs, NO_INPUT, self.training)
        packed = nn.utils.rnn.pack_padded_sequence(inputs, lengths, batch_first=True)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.output(nn.functional.dropout(hidden, NO_OUTPUT, self.training))

    def loss(self, batch, gold):
        """Negative log-likelihood of a sentence, on average."""
        scores, lengths, steps = self.scores(batch), batch[-1], self.steps + self.forbidden
        inside = torch.arange(scores.shape[1])[None] < lengths[:, None]
        before = torch.cat([torch.full_like(gold[:, :1], len(self.tags)), gold[:, :-1]], 1)
        path = scores.gather(2, gold.unsqueeze(2)).squeeze(2) + steps[before, gold]
        return (self.normaliser(scores, inside, steps) - (path * inside).sum(1)).mean()

    @staticmethod
    def normaliser(scores, inside, steps):
        sums, exponentials = scores[:, 0] + steps[-1], torch.exp(steps[:-1])
        for at in range(1, scores.shape[1]):
            top = sums.max(1, keepdim=True)[0]
            next_ = torch.log(torch.exp(sums - top) @ exponentials + 1e-30) + top + scores[:, at]
            sums = torch.where(inside[:, at : at + 1], next_, sums)
        return torch.logsumexp(sums, 1)


def forbidden(tags):
    """An entity is continued only where it has begun."""
    def allowed(before, tag):
        return tag[0] != "I" or before[2:] == tag[2:]

    return torch.tensor([[0 if allowed(before, tag) else FORBIDDEN for tag in tags] for before in [*tags, "O"]])


def batch(sentences, words):
    """Padded arrays of sentences of tokens, which must come longest first."""
    known = [[words.of[token] for token in tokens] for tokens in sentences]
    most = max(len(features) for sentence in known for _, features in sentence)
    size = len(known), len(known[0])
    rows, features = np.zeros(size, np.int64), np.zeros((*size, most), np.int64)
    for at, sentence in enumerate(known):
        for place, (row, numbers) in enumerate(sentence):
            rows[at, place] = row
            features[at, place, : len(numbers)] = numbers
    return torch.from_numpy(rows), torch.from_numpy(features), torch.tensor([len(tokens) for tokens in sentences])


def batches(sentences):
    """Indices of sentences of about the same length, longest first, in random order."""
    order = random.sample(range(len(sentences)), len(sentences))
    found = []
    for start in range(0, len(order), 100 * BATCH):
        near = sorted(order[start : start + 100 * BATCH], key=lambda index: -len(sentences[index][0]))
        found += [near[first : first + BATCH] for first in range(0, len(near), BATCH)]
    random.shuffle(found)
    return found


def epoch(network, optimizers, sentences, words):
    numbers, total = {tag: number for number, tag in enumerate(network.tags)}, 0
    dense = [value for name, value in network.named_parameters() if name != "features.weight"]
    chosen = batches(sentences)
    for indices in chosen:
        arrays = batch([sentences[index][0] for index in indices], words)
        gold = torch.zeros_like(arrays[0])
        for at, index in enumerate(indices):
            gold[at, : len(sentences[index][1])] = torch.tensor([numbers[tag] for tag in sentences[index][1]])
        network.zero_grad()
        loss = network.loss(arrays, gold)
        loss.backward()
        nn.utils.clip_grad_norm_(dense, 5)
        for optimizer in optimizers:
            optimizer.step()
        total += loss.item()
    return total / len(chosen)


def train(words, tags, sentences):
    network, mean = Network(words, tags), {}
    dense = [value for name, value in network.named_parameters() if name != "features.weight"]
    optimizers = torch.optim.SparseAdam([network.features.weight]), torch.optim.Adam(dense)
    for number in range(EPOCHS):
        for optimizer, rate in zip(optimizers, (FEATURE_RATE, RATE)):
            optimizer.param_groups[0]["lr"] = rate * (1 - number / EPOCHS) + LAST_RATE
        print(f"epoch {number + 1}: loss {epoch(network, optimizers, sentences, words):.3f}", flush=True)
        if number >= EPOCHS - AVERAGED:
            for name, value in network.state_dict().items():
                mean[name] = mean.get(name, 0) + value / AVERAGED
    network.load_state_dict(mean)
    return network


def floats(values):
    return np.ascontiguousarray(values, "<f4").tobytes()


def vectors(rows, unit):
    """Vectors of bytes by key: keys in buckets of their upper halves (crates/entities/src/key_index.rs)."""
    keys = np.array(sorted(rows), np.uint32)
    counts = np.bincount(keys >> 16, minlength=1 << 16)
    head = struct.pack("<IfI", len(rows[int(keys[0])]), unit, len(keys))
    return head + counts.astype("<u2").tobytes() + keys.astype("<u2").tobytes() + b"".join(rows[int(key)].tobytes() for key in keys)


def content(network, words, share):
    """The content of the file; the scores are those that are added to the model's."""
    state, more = {name: value.numpy() for name, value in network.state_dict().items()}, (1 - share) / share
    names = b"".join(struct.pack("<I", len(tag)) + tag.encode() for tag in network.tags)
    forms = {}
    for word, row in words.rows.items():
        forms.setdefault(xxhash.xxh3_64_intdigest(word.encode(), seed=FORM) & 0xFFFF_FFFF, words.bytes[row])
    # A few numbers are much larger than the rest, and are cut off.
    unit = np.quantile(np.abs(state["features.weight"]), 0.9999) / 127
    features = np.clip(np.round(state["features.weight"] / unit), -127, 127).astype(np.int8)
    parts = [struct.pack("<I", len(network.tags)), names, struct.pack("<f", share)]
    parts += [floats(state["steps"] * more), floats(state["output.bias"] * more), vectors(forms, words.unit)]
    parts += [vectors({key: features[row] for key, row in words.features.items()}, unit), floats(state["bias"])]
    parts.append(struct.pack("<I", CELLS))
    for number, name in enumerate(("l0", "l0_reverse")):
        bias = state[f"lstm.bias_ih_{name}"] + state[f"lstm.bias_hh_{name}"]
        parts.append(floats(np.column_stack([state[f"lstm.weight_ih_{name}"], bias])))
        parts.append(floats(state[f"lstm.weight_hh_{name}"]))
        parts.append(floats(state["output.weight"][:, number * CELLS : (number + 1) * CELLS] * more))
    return b"".join(parts)


def read(path):
    """Sentences as pairs of tokens and tags."""
    with open(path, encoding="utf-8") as text:
        blocks = (block.splitlines() for block in text.read().split("\n\n"))
    return [tuple(zip(*(line.split("\t")[:2] for line in lines))) for lines in blocks if lines]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--train", nargs="+", required=True)
    parser.add_argument("--vectors", required=True)
    parser.add_argument("--keys", required=True)
    parser.add_argument("--share", type=float, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("-o", "--output", required=True)
    options = parser.parse_args()
    random.seed(options.seed)
    torch.manual_seed(options.seed)
    torch.set_num_threads(1)
    sentences = [sentence for path in options.train for sentence in read(path)]
    tags = ["O", *sorted({tag for _, tags in sentences for tag in tags} - {"O"})]
    words = Words(options.vectors, options.keys, sentences)
    written = content(train(words, tags, sentences), words, options.share)
    with open(options.output, "wb") as file:
        file.write(b"satz-net" + struct.pack("<IQQ", VERSION, len(written), xxhash.xxh3_64_intdigest(written)) + written)


if __name__ == "__main__":
    main()
