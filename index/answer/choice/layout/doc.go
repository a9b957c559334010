// Package layout cuts the text of a passage: sentences into clauses, rows of
// tables into cells, lists into items. It knows no question.
//
// Spans are in bytes of the passage's text.
package layout
