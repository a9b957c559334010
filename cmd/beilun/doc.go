// Command beilun answers questions about a city district from its press
// releases, in the terminal and in Slack. Every answer is text of a
// release, shown with the release it is from; what the releases do not say,
// beilun says it does not know.
//
// # Tour, bottom up
//
// internal/zhtext folds traditional and full-width characters for matching and
// finds sentences; internal/zhnum reads numbers as exact values;
// internal/pdftext takes the characters out of a PDF in a process of its own,
// which is this program started again. internal/zhtime reads times in Chinese, with
// the lunar calendar in zhtime/lunar, and internal/courtesy greetings and thanks.
//
// knowledge is the model: an Article with sections, paragraphs, sentences and
// figures, each with its place in the file. knowledge/read turns the bytes of
// a file into an Article, knowledge/figure finds the figures in a text,
// knowledge/corpus lists the files of a folder under limits and follows it while
// people work in it, and knowledge/releases holds the releases that are built
// in. knowledge/district tells which district releases are of, and knowledge/errata
// reads what people put right.
//
// index keeps passages in Bleve: words by gse, character bigrams, exact BM25
// over Bleve's postings and a second ranking by the best window. It is kept on
// disk by generation, so that a crash leaves the old index or the new one.
// It is a facade: index/store is what knows Bleve, index/rank scores passages,
// index/facts is the ledger of figures and the news, index/catalog and
// index/likeness know which releases are copies, index/terms reads sets of passages.
// index/words cuts and compares words, index/query is the question as a query,
// index/passage what is found, index/thing the things that are known by name, and
// index/english the dictionary by which English is asked.
// index/library ties the index to the folder: what changes there, by hand or by
// a file that is handed in, reaches the index by one way.
//
// index/answer answers: package frame understands the question, package choice
// proposes, judges and chooses what answers it, and answer composes the claim with
// what other releases say of the same, quotes, or declines. index/eval asks question sets through the same path,
// and index/bench measures it against a naive program on invented releases.
//
// bot answers in Slack over Socket Mode: an event becomes a question, an answer
// a reply, and a reply a message in several forms, of which Slack takes the
// first it can show. bot/message draws, with all wording in bot/message/words;
// bot/webapi calls Slack, bot/delivery keeps what waits for an answer, bot/socket the
// connection and internal/state what has to survive a restart. internal/fakeslack is a Slack on the loopback
// interface that the tests run against.
//
// This package reads the command line, the environment and signals, and is the
// only one that does.
//
// # Tests
//
// "go test ./..." needs nothing but Go. testdata/script holds sessions that run
// the program as a person would; the one in the README is run from there, too.
// What is posted in Slack is in bot/testdata/golden, made from the built-in
// releases; "go test ./bot -run Golden -update" writes it anew, to be read
// before it is committed.
// internal/house checks the structure of the module: which package imports which,
// cycles of files, sizes, and Chinese text in Go code.
// Tests that need more skip themselves and say what is missing.
package main
