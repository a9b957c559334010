// Command beilun answers questions about a city district from its press
// releases, in the terminal and in Slack. Every answer is text that stands in a
// release, shown with the release it stands in; what the releases do not say,
// beilun says it does not know.
//
// # Tour, bottom up
//
// internal/zhtext folds traditional and full-width characters for matching and
// finds sentences; internal/zhnum reads numbers as exact values.
//
// knowledge is the model: an Article with sections, paragraphs, sentences and
// figures, each with its place in the file. knowledge/read turns the bytes of
// a file into an Article, knowledge/figure finds the figures in a text,
// knowledge/corpus lists the files of a folder under limits, and
// knowledge/releases holds the releases that are built in.
//
// index keeps passages in Bleve: words by gse, character bigrams, exact BM25
// over Bleve's postings and a second ranking by the best window. It is kept on
// disk by generation, so that a crash leaves the old index or the new one.
//
// index/answer reads: of the passages that were found it takes the figure or
// the sentence that agrees with the question, with what other releases say of
// the same, or declines. index/eval asks question sets through the same path.
//
// bot answers in Slack: bot/socket keeps the Socket Mode connection, and
// internal/state keeps in one file what must survive a restart, so that each
// question is answered once. internal/fakeslack is a Slack on the loopback
// interface that their tests run against.
//
// This package reads the command line, the environment and signals, and is the
// only one that does.
//
// # Tests
//
// "go test ./..." needs nothing but Go. testdata/script holds sessions that run
// the program as a person would; the one in the README is run from there, too.
// Tests that need more skip themselves and say what is missing. The bot's tests
// ask thousands of questions while the network, Slack and the process fail;
// -short leaves them out, BEILUN_CHAOS_FULL=1 makes each as long as it is in
// continuous integration, and BEILUN_CHAOS_SEED repeats a run.
package main
