// Package choice chooses what answers a question from what the releases say.
//
// It is a road that is walked once. A frame (package frame) is the question as
// it is understood. [Read] holds passages against it; every figure and sentence in
// them that can answer is a [Candidate]. Its features tell how it agrees with
// the question, and decide nothing. A linear model chooses by them, a second one
// tells how likely the choice is right, and from that comes the outcome that
// costs the least: to claim it, to quote its passage, or to say that the releases do
// not tell.
//
// The weights stand in weights.txt; "beilun eval answers" learns them from questions
// with known answers.
package choice
