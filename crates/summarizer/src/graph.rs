//! Graphs of similar sentences, and the walk that ranks them.

use crate::article::Article;
use crate::furniture::Fitness;
use crate::lexicon::WordClass;
use crate::terms::Term;

/// Sentences that take part in a graph; those behind get no rank.
///
/// A graph has an edge for each two sentences with a word in common, so it grows with the square
/// of the text. The bound keeps time and memory in proportion.
const VERTICES: usize = 1000;
/// Probability to follow an edge: L. Page et al., "The `PageRank` citation ranking" (1999).
const DAMPING: f32 = 0.85;
/// Steps of the walk, at most.
const STEPS: usize = 40;
/// The walk is over when no rank changes by more.
const TOLERANCE: f32 = 1e-5;
/// Cosine of two similar sentences, at least: from the LexRank paper.
const COSINE: f32 = 0.1;
/// Parameters of BM25 in the TextRank paper.
const K1: f32 = 1.2;
const B: f32 = 0.75;

/// How similar two sentences are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Similarity {
    /// Cosine of tf-idf vectors, as in LexRank.
    Cosine,
    /// BM25 of one sentence as the query of the other, as in the variation of TextRank.
    Bm25,
}

/// A directed edge with its weight.
#[derive(Debug, Clone, Copy)]
struct Edge {
    from: usize,
    to: usize,
    weight: f32,
}

/// Memory of the walk.
#[derive(Debug, Default)]
pub(crate) struct Graph {
    /// Passages that take part, by vertex.
    vertices: Vec<usize>,
    /// A term and a vertex that has it, in the order of terms.
    postings: Vec<(Term, usize)>,
    /// Length of the vector or number of terms of each vertex.
    sizes: Vec<f32>,
    edges: Vec<Edge>,
    /// Similarity of each vertex to the one at hand.
    row: Vec<f32>,
    ranks: Vec<f32>,
    next: Vec<f32>,
}

impl Graph {
    /// The rank of each passage in the graph of the text; 0 for those without one.
    pub(crate) fn rank(&mut self, article: &Article, kind: Similarity, scores: &mut Vec<f32>) {
        self.index(article, kind);
        self.connect(article, kind);
        self.walk();
        scores.clear();
        scores.resize(article.passages().len(), 0.0);
        for (&passage, &rank) in self.vertices.iter().zip(&self.ranks) {
            scores[passage] = rank;
        }
    }

    /// Takes the sentences of prose for vertices, and notes which has which term.
    fn index(&mut self, article: &Article, kind: Similarity) {
        let passages = article.passages().iter().enumerate();
        let prose = passages.filter(|(_, passage)| passage.fitness == Fitness::Prose);
        self.vertices.clear();
        self.vertices.extend(prose.map(|(index, _)| index).take(VERTICES));
        self.postings.clear();
        self.sizes.clear();
        for (vertex, &passage) in self.vertices.iter().enumerate() {
            let terms = content(article, passage);
            self.postings.extend(terms.clone().map(|term| (term, vertex)));
            self.sizes.push(match kind {
                Similarity::Cosine => {
                    terms.map(|term| weight(article, term).powi(2)).sum::<f32>().sqrt()
                }
                Similarity::Bm25 => terms.map(|_| 1.0).sum(),
            });
        }
        self.postings.sort_unstable();
    }

    /// Draws the edges, and makes the weights of those that leave a vertex add up to 1.
    fn connect(&mut self, article: &Article, kind: Similarity) {
        self.edges.clear();
        let threshold = if kind == Similarity::Cosine { COSINE } else { 0.0 };
        for from in 0..self.vertices.len() {
            self.compare(article, kind, from);
            let others = self.row.iter().enumerate().filter(|&(to, _)| to != from);
            let similar = others.filter(|&(_, &weight)| threshold < weight);
            let total: f32 = similar.clone().map(|(_, weight)| weight).sum();
            self.edges.extend(similar.map(|(to, weight)| Edge {
                from,
                to,
                weight: weight / total,
            }));
        }
    }

    /// Fills the row with the similarity of all vertices to one.
    fn compare(&mut self, article: &Article, kind: Similarity, from: usize) {
        let Self { vertices, postings, sizes, row, .. } = self;
        row.clear();
        row.resize(vertices.len(), 0.0);
        let mean = sizes.iter().sum::<f32>() / ratio(vertices.len());
        for term in content(article, vertices[from]) {
            let start = postings.partition_point(|posting| posting.0 < term);
            let weight = weight(article, term);
            for &(_, to) in postings[start..].iter().take_while(|posting| posting.0 == term) {
                row[to] += match kind {
                    Similarity::Cosine => weight * weight / (sizes[from] * sizes[to]),
                    Similarity::Bm25 => {
                        weight * (K1 + 1.0) / (1.0 + K1 * (1.0 - B + B * sizes[to] / mean))
                    }
                };
            }
        }
    }

    /// Follows the edges until the ranks stand still.
    fn walk(&mut self) {
        let Self { vertices, edges, ranks, next, .. } = self;
        let start = 1.0 / ratio(vertices.len().max(1));
        ranks.clear();
        ranks.resize(vertices.len(), start);
        for _ in 0..STEPS {
            next.clear();
            next.resize(vertices.len(), (1.0 - DAMPING) * start);
            for edge in edges.iter() {
                next[edge.to] += DAMPING * edge.weight * ranks[edge.from];
            }
            std::mem::swap(ranks, next);
            let moved = ranks.iter().zip(next.iter()).map(|(one, other)| (one - other).abs());
            if moved.fold(0.0, f32::max) < TOLERANCE {
                break;
            }
        }
    }
}

/// The terms of a passage that say something of its content.
fn content(article: &Article, passage: usize) -> impl Iterator<Item = Term> + Clone {
    let terms = article.terms(&article.passages()[passage]).iter().copied();
    terms.filter(|&term| !article.known(term).facts.class.contains(WordClass::STOP))
}

/// Weight of a term, above 0 for the most common one too.
fn weight(article: &Article, term: Term) -> f32 {
    article.known(term).facts.weight.max(f32::EPSILON)
}

#[expect(clippy::cast_precision_loss, reason = "a count of sentences")]
fn ratio(count: usize) -> f32 {
    count as f32
}
