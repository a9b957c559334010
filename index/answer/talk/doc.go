// Package talk reads questions as they are asked in a conversation: it completes
// one that leans on the question before, and splits a text that asks several
// things. It works on folded texts and answers nothing.
//
// The words that it goes by are in words.txt.
package talk
