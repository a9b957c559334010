// Package message draws what the bot says: an answer becomes a Reply, a reply
// becomes a Message, and a message has a text and several forms of blocks, from
// the richest to the plainest.
//
// Everything is a value: nothing here waits, calls Slack or remembers. What a
// release says is drawn as rich text, which Slack takes literally, so that
// nothing in a release becomes a mention, a link or markup (block.go). Text is
// cut between sentences and never inside a figure (cut.go). Slack's limits are
// in limits.go.
//
// The words around what releases say are in words/zh.json and words/en.json, one
// file a language; WordsOf returns them.
//
// 2026-11-29: the words are data and not Go, because they were in seven places
// and nothing kept the two languages in step; now a test compares their keys and
// formats. They are JSON, because the decoder checks them against the structs
// that the code reads; instead of a format of our own.
package message
