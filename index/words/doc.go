// Package words knows the words of releases and questions: how a text is cut into
// terms, what the words mean, and how names sound.
//
// [NewLexicon] makes a [Lexicon] of the built-in words and a user's own. It cuts
// texts into words ([Lexicon.Cut], [Lexicon.WordTerms]), gives the binder of
// figures its words ([Lexicon.Binder]) and reads the other words that a user's file
// gives for a name. [Names] finds the names of releases by parts of them and by how
// they sound, and [Corrector] puts them in the place of what a question writes for
// them. [Metrics], [Synonyms], [MeasureOf] and [AskingPhrases] are the vocabulary
// that questions are understood by.
//
// A text is turned into terms in two ways that make up for each other: words carry
// meaning, and bigrams ([GramTerms]) find the names no dictionary knows. Both are of
// the folded text (traditional, full width, case). Bleve knows nothing of this: its
// registry of analyzers is global, and a segmenter belongs to one index.
//
// # Decisions
//
// 2026-11-29: this package imports nothing of the index, because words are needed
// before there is one. What a correction asks of an index (the names in it, whether
// it has a pair of characters) are functions of [Corrector] and [Pairs]
// instead of methods of the index. The vocabulary names kinds of answers by strings,
// which package query makes its own type of, so that query imports words and not the
// other way round.
//
// 2026-11-30: the pieces of names are found by pairs of characters when a question has
// them (internal/bigram), because making all pieces of 20,000 releases took a third of the
// time of a question; instead of two maps of all pieces.
package words
