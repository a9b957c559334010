// Package wordlist reads lists of words by kind, the form of the data files of the
// readers: a line is a kind and words of it, and # begins a comment.
package wordlist
