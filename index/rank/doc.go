// Package rank orders the passages that may answer a question. It reads the index
// through [Shard] only and knows nothing of how the index is stored.
//
// A search has two phases. [BM25.Search] finds candidates by exact BM25 over words
// and character bigrams of the passage and bigrams of its headings. [Measure] then
// computes features of each candidate: how much of the question it contains, how
// rare that is among the candidates, how long the common runs are and how close
// together they are. [Best] sorts by the weighted sum of the features; every summand
// has a name. The weights are learned (gen_ranking.go) and kept in ranking.txt.
//
// # Decisions
//
// 2026-11-30: rank is below store and store builds its shards, because ranking needs
// only sets of passages and lengths; instead of rank reading Bleve's segments itself.
package rank
