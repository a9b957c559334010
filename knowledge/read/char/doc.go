// Package char classifies the characters of Chinese text that was typeset or saved
// from a page: what is white space, Han, a mark or a digit, what no reader sees,
// and what an entity or a raised digit is written as.
package char
