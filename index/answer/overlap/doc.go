// Package overlap measures how much of a question's characters a text has.
//
// [Index] numbers the characters of a question, or its pairs of neighbouring
// characters, and returns the [Set] of them that occurs in a text. [Order]
// also requires the question's order. [Pairs] and [Part] compare single words.
//
// All texts are folded. An Index and an Order are read-only once they are
// weighed, and then safe for concurrent use.
package overlap
