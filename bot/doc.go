// Package bot answers questions in Slack.
//
// Bot is the router: it hands each event, command and click to the surface that
// serves it, and itself draws Home, greetings and the help.
//
//   - bot/socket keeps the connection and passes on each envelope.
//   - bot/delivery records it on the disk before it is acknowledged, and queues it
//     until a worker calls Bot.dispatch (handle.go).
//   - bot/talk answers questions and does what the buttons of an answer are for.
//   - bot/news has subscriptions, digests and notices of answers that have changed.
//   - bot/intake takes releases in, removes and corrects them.
//   - bot/message draws all messages; bot/webapi posts it, within Slack's limits
//     and nothing twice.
//   - bot/surface has what the surfaces share, and bot/said reads what people type.
//
// No surface imports another, or this package. A reply carries the ID of its event, so
// that the thread itself shows whether it was answered, after a network error or a
// crash.
//
// # How to change things
//
// The wording of a decline, as of everything that the bot replies, is in
// message/words/zh.json and en.json: a decline under Answer.Reasons, by the reason
// (answer.Reason), and under Answer.NotSaid for any other. "beilun ask" prints the same
// words. Golden files that have the text are written anew by
//
//	go test ./bot ./bot/news ./bot/intake -run Golden -update
//
// The sessions in README.md and cmd/beilun/testdata/script are edited by hand; go test
// ./cmd/beilun compares them. The pictures in README.md are drawn from golden files, and
// anew by go test ./bot/message/drawtest -run TestReadmePictures -update.
//
// A sub-command of /beilun is one row of Bot.subcommands (command.go): its name, who may
// use it, and the function that returns the reply. The words that call it are a line in
// said/words.txt; what a message may have behind them, so that it is no question, is in
// Bot.isFor (typed.go). How it is used and what to type are in Manners. Its own texts are fields of message.Words (message/words.go) and of
// both files of words, its line in the help is UI.Help there (Intake.Help or
// Corrections.Help, if only admins may use it) and a row of the tables in README.md. A
// test like TestStatusCommand (home_test.go) runs it against the fake Slack.
//
// Words that people type, as "on" and "off" or those that make a text a question, are
// in said/words.txt.
//
// # Decisions
//
// 2026-11-30: talk, news and intake are packages whose desks get the few things they
// need as options, because 107 methods of Bot in 44 files could all reach one another;
// instead of one type in many files. What several of them need is in bot/surface, which
// knows none of them.
//
// 2026-11-30: locales are kept by github.com/hashicorp/golang-lru/v2, because a full
// cache is to drop what was used least recently; instead of a map that dropped an entry
// of its choice.
//
// 2026-11-30: a conversation is one line on the disk, its last question in full, and no
// answer in memory, because that is all that the next question leans on, and it is the
// same behind a restart; instead of a cache of answers before the line.
package bot
