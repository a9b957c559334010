// Package wordlist parses the readers' data files of Chinese words and answers
// whether a text is one of the words of a kind, ends with one or contains one.
//
// A line of a file is a kind and words of that kind, separated by spaces. A kind
// may have several lines. A line that begins with # is a comment.
package wordlist
