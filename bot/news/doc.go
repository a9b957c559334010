// Package news posts what the releases bring: a digest for each channel that
// subscribed to a subject, and a notice in each thread whose answer has changed.
//
// Desk.Run does it in two steps, so that each of the news is posted once, through a
// restart. First all that is to be posted is written down as notes, in one
// transaction with a mark that says how far the news are noted; only then does the
// newsroom let go of them (gather.go). Then each note is posted: it is sealed
// before, so that the next process knows to look in the channel whether it was
// (outbox.go).
//
// Who wants which figure is decided in wanted.go, what a line says in line.go, how it
// is drawn in draw.go, and whether an answer has changed in notice.go. The commands are
// in command.go, and what a person may call a subject in subject.go. All words are in
// package message. Whether two figures say the same is the ledger's matter.
//
// 2026-11-30: a digest quotes sentences and names only what was replaced, because the
// name that a new figure is bound to may be wrong and the sentence is not; a sentence
// that has lost its subject is read under the title of its release.
//
// 2026-11-30: notes keep a queue and a schedule of their own, because they are
// merged while they wait, may wait for weeks and are drawn when they are posted;
// instead of jobs of package delivery, which are immutable envelopes from Slack that
// are given up after minutes.
package news
