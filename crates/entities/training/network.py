"""The teacher: a bidirectional LSTM under a conditional random field.

Sources: Lample et al., Neural architectures for named entity recognition, NAACL 2016; Ma and Hovy, End-to-end sequence
labeling via bi-directional LSTM-CNNs-CRF, ACL 2016 (characters by convolution).
"""
import torch
from torch import nn

FORBIDDEN = -1e4


class Network(nn.Module):
    """From words to scores of tags; `tags` begins with O."""

    def __init__(self, words, tags, hidden=160, dropout=0.4, unknown=0.05):
        super().__init__()
        self.tags, self.unknown = tags, unknown
        self.vectors = torch.from_numpy(words.vectors)
        sizes = [len(words.prefixes[length]) + 1 for length in (4, 8, 16, 8)]
        self.clusters = nn.ModuleList(nn.Embedding(size, width) for size, width in zip(sizes, (8, 24, 48, 12)))
        self.projection = nn.Linear(self.vectors.shape[1], 100)
        self.classes = nn.Linear(len(words.classes) + 2, 24)
        self.shapes = nn.Embedding(len(words.shapes) + 1, 12)
        self.characters = nn.Embedding(len(words.characters) + 2, 24, padding_idx=0)
        self.convolution = nn.Conv1d(24, 48, 3, padding=1)
        width = 100 + 8 + 24 + 48 + 12 + 24 + 12 + 48
        self.lstm = nn.LSTM(width, hidden, batch_first=True, bidirectional=True)
        self.between, self.output = nn.Linear(2 * hidden, 100), nn.Linear(100, len(tags))
        self.steps = nn.Parameter(torch.zeros(len(tags) + 1, len(tags)))
        self.dropout = nn.Dropout(dropout)
        self.register_buffer("forbidden", forbidden(tags))

    def scores(self, batch):
        rows, clusters, classes, characters, shapes, lengths = batch
        if self.training:
            rows = rows.masked_fill(torch.rand(rows.shape) < self.unknown, 0)
        parts = [self.projection(self.vectors[rows])]
        parts += [table(clusters[..., column]) for column, table in enumerate(self.clusters)]
        parts += [torch.relu(self.classes(classes)), self.shapes(shapes), self._spelling(characters)]
        packed = nn.utils.rnn.pack_padded_sequence(self.dropout(torch.cat(parts, -1)), lengths, batch_first=True)
        hidden, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        return self.output(self.dropout(torch.tanh(self.between(self.dropout(hidden)))))

    def _spelling(self, characters):
        sentences, length, width = characters.shape
        embedded = self.characters(characters.view(-1, width)).transpose(1, 2)
        return torch.relu(self.convolution(embedded)).amax(2).view(sentences, length, -1)

    def transitions(self):
        """Scores of steps between tags; the last row is the start of a sentence."""
        return self.steps + self.forbidden

    def loss(self, batch, gold):
        """Negative log-likelihood of a sentence, on average."""
        scores, inside, steps = self.scores(batch), mask(batch), self.transitions()
        before = torch.cat([torch.full_like(gold[:, :1], len(self.tags)), gold[:, :-1]], 1)
        path = scores.gather(2, gold.unsqueeze(2)).squeeze(2) + steps[before, gold]
        return (self._forward(scores, inside, steps)[-1].logsumexp(1) - (path * inside).sum(1)).mean()

    def _forward(self, scores, inside, steps):
        sums = [scores[:, 0] + steps[-1]]
        for at in range(1, scores.shape[1]):
            sum_ = torch.logsumexp(sums[-1].unsqueeze(2) + steps[:-1], 1) + scores[:, at]
            sums.append(torch.where(inside[:, at : at + 1], sum_, sums[-1]))
        return sums

    @torch.no_grad()
    def marginals(self, batch):
        """Probability of every tag at every token."""
        scores, inside, steps = self.scores(batch), mask(batch), self.transitions()
        forward = self._forward(scores, inside, steps)
        backward = [torch.zeros_like(scores[:, 0])]
        for at in range(scores.shape[1] - 2, -1, -1):
            after = (scores[:, at + 1] + backward[-1]).unsqueeze(1)
            sum_ = torch.logsumexp(steps[:-1] + after, 2)
            backward.append(torch.where(inside[:, at + 1 : at + 2], sum_, torch.zeros_like(sum_)))
        return torch.softmax(torch.stack(forward, 1) + torch.stack(backward[::-1], 1), -1)


def mask(batch):
    """Which places of a padded batch are tokens."""
    rows, lengths = batch[0], batch[-1]
    return torch.arange(rows.shape[1])[None] < lengths[:, None]


def forbidden(tags):
    """An entity is continued only where it has begun."""
    def allowed(before, tag):
        return tag[0] != "I" or before[2:] == tag[2:]

    rows = [[0 if allowed(before, tag) else FORBIDDEN for tag in tags] for before in [*tags, "O"]]
    return torch.tensor(rows)
