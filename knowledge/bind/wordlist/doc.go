// Package wordlist holds the words of a data file by their classes, and tells fast
// whether a text begins or ends with one of them or has one in it. Each list keeps a
// few bits of the first and last characters of its words, which rule out most texts.
package wordlist
