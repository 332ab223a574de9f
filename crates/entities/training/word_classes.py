"""Word classes from raw text: word2vec, k-means, and a tree over the means.

    word_classes.py SENTENCES VECTORS CLASSES

SENTENCES has a sentence a line with blanks between the tokens. VECTORS gets the word vectors (gensim's own format),
CLASSES a line for each word: the word, and the class it has in each of seven sizes, with tabs between.

Sources: Mikolov et al., Distributed representations of words and phrases and their compositionality, NIPS 2013 (skip-gram
with negative sampling); Sculley, Web-scale k-means clustering, WWW 2010; Ward, Hierarchical grouping to optimize an
objective function, 1963. One thread and fixed seeds: set PYTHONHASHSEED=0 to get the same vectors again.
"""
import sys

import numpy as np
from gensim.models.word2vec import Word2Vec
from scipy.cluster.hierarchy import fcluster, linkage
from sklearn.cluster import MiniBatchKMeans

# The most frequent words that get a class; rarer vectors are noise.
WORDS = 180_000
# The words that the means are computed of.
MEANS_OF = 100_000
FINEST = 2048
COARSER = (32, 64, 128, 256, 512, 1024)


def vectors(sentences):
    model = Word2Vec(
        corpus_file=sentences, vector_size=100, window=4, min_count=4, sg=1, negative=6, sample=1e-4, epochs=4,
        workers=1, seed=1,
    )
    return model.wv


def classes(wv):
    """For each word its classes, the coarsest first."""
    points = wv.vectors[:WORDS] / np.linalg.norm(wv.vectors[:WORDS], axis=1, keepdims=True)
    means = MiniBatchKMeans(
        FINEST, batch_size=8192, n_init=1, max_iter=40, max_no_improvement=None, random_state=1, init="random",
        reassignment_ratio=0.01,
    ).fit(points[:MEANS_OF])
    finest = means.predict(points)
    tree = linkage(means.cluster_centers_, "ward")
    levels = [(size, fcluster(tree, size, "maxclust")) for size in COARSER]
    for word, mean in zip(wv.index_to_key, finest):
        yield word, [f"v{size}:{level[mean]}" for size, level in levels] + [f"v{FINEST}:{mean}"]


def main():
    sentences, kept, out = sys.argv[1:]
    wv = vectors(sentences)
    wv.save(kept)
    with open(out, "w", encoding="utf-8") as lines:
        for word, names in classes(wv):
            print(word, *names, sep="\t", file=lines)


if __name__ == "__main__":
    main()
