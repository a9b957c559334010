package logs

import (
	"context"
	"log/slog"
)

// What is the kind of thing that is refused.
type What string

// The kinds of things.
const (
	Envelope     What = "envelope"
	Event        What = "event"
	Message      What = "message"
	Click        What = "click"
	Command      What = "command"
	File         What = "file"
	Release      What = "release"
	Correction   What = "correction"
	Subscription What = "subscription"
	News         What = "news"
	Frame        What = "frame"
	Source       What = "source"
	Page         What = "page"
)

// Why is the reason why something is not acted on. There are only these, so that they
// can be counted.
type Why string

// The reasons.
const (
	OwnMessage     Why = "own_message"     // the bot wrote it
	OtherBot       Why = "other_bot"       // another app wrote it
	NoAuthor       Why = "no_author"       // Slack names nobody who said it
	NotAddressed   Why = "not_addressed"   // people talk to each other
	NotAsked       Why = "not_asked"       // in a thread of the bot's, and no question to it
	NothingSaid    Why = "nothing_said"    // no words to answer: a thank you, an empty message
	NotSaid        Why = "not_said"        // a note of Slack's, a deletion
	Edited         Why = "edited"          // a change of what was answered, or of what needs no answer
	UnknownKind    Why = "unknown_kind"    // of event, envelope or button
	UnknownCommand Why = "unknown_command" // nearly a command: which one is asked back
	Unreadable     Why = "unreadable"      // it is not what its kind should be
	Again          Why = "delivered_again" // it was taken before
	Doubled        Why = "asked_before"    // the same was asked in that place a moment ago
	Stopped        Why = "stopped"         // the person asked the bot to stop
	NotHere        Why = "channel_not_in"  // BEILUN_CHANNELS does not name the channel
	Shared         Why = "channel_shared"  // other organisations read the channel
	TooFast        Why = "too_fast"        // one person asks more than can be answered
	QueueFull      Why = "queue_full"      // too much waits
	Unsure         Why = "maybe_done"      // a process before this one may have done it, and it is done once
	TooOld         Why = "too_old"         // nobody waits for it any more
	NoAdmin        Why = "no_admin"        // only for those in BEILUN_ADMINS
	NotYours       Why = "not_yours"       // another person's to decide
	BuiltIn        Why = "built_in"        // no folder is configured
	Gone           Why = "gone"            // what it belongs to is gone
	NoRoom         Why = "no_room"         // as many are kept as can be
	TooMany        Why = "too_many"        // more at once than are looked at
	TooLarge       Why = "too_large"       // more bytes than are read
	CannotRead     Why = "cannot_be_read"  // a file without text that can be read
	NotFetched     Why = "not_fetched"     // Slack, or a site, did not hand it over
	NotWritten     Why = "not_written"     // the folder did not take it
	UnknownSubject Why = "unknown_subject" // the releases have nothing of it
	NotNow         Why = "not_now"         // what it is about has changed meanwhile
	BadSubject     Why = "bad_subject"     // a subject that nothing can be found by
	NotIn          Why = "not_in_channel"  // the bot cannot post there
	Muted          Why = "muted"           // nobody wants it there
	Failed         Why = "failed"          // after all tries
)

// notActedOn is the message of all refusals.
const notActedOn = "not acted on"

// Refuse logs that something is not acted on. The level is debug where that is as it
// should be, info where an operator may want to know, and warn where somebody waits in
// vain.
func Refuse(log *slog.Logger, level slog.Level, what What, why Why, args ...any) {
	log.Log(context.Background(), level, notActedOn, append([]any{"what", string(what), "why", string(why)}, args...)...)
}
