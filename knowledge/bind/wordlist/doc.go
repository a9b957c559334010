// Package wordlist reads data files of words by class, and finds fast whether a text begins
// or ends with a word of a class, or contains one. Each list keeps a few bits of the first
// and last characters of its words, which rule out most texts.
package wordlist
