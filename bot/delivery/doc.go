// Package delivery brings what Slack delivers to those who answer it.
//
// Courier.Receive records each envelope on the disk before it is acknowledged:
// under the event's ID and under channel and timestamp, because Slack delivers
// an event again when it believes that it was lost, and a mention in a channel
// that the bot is in as two events. A job then waits in a bounded queue until a
// worker takes it. Jobs of one conversation are done in order, and no channel
// keeps the others waiting. Courier.Resume continues after a restart: a job for which
// something may have been posted is looked up in its thread first (look.go).
//
// In a channel that is shared with another organisation nothing is answered unless that
// is allowed (Options.Foreign).
//
// The package knows of an envelope who said something where (sight.go). What it
// means is up to Options.Do.
//
// 2026-11-30: what is done once at most and is pending at the start is dropped. A process
// never leaves it so: it is of a state that was restored or mended, after which another
// process may have done it.
//
// 2026-11-30: a delivery is marked on the disk before a message for it leaves, because
// to look up each one that waited after a crash took 1.5 s of Slack's limits for each;
// instead of a look for all of them.
//
// 2026-11-30: what a person asks too fast is put off and not refused, because a question
// that vanishes is asked again; refused is only what could not be answered in five
// minutes.
//
// 2026-11-29: a courier gets what it needs as Options, because as
// methods of the bot its code could reach everything; instead of a bot, it has a
// client, a store and three functions.
package delivery
