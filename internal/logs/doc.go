// Package logs makes the log of the program: one line for each record, as text or JSON,
// without tokens, and bounded in length.
//
// The message of a record is a fixed sentence, so that it can be searched for. What
// varies is in attributes, and one thing has one name everywhere:
//
//	event        ID of what Slack delivered, or its envelope's ID
//	envelope     ID of an envelope
//	type         of an envelope or event, as Slack names it
//	attempt      how often Slack has delivered it before
//	channel      Slack's ID of a channel
//	user         Slack's ID of a person
//	thread       timestamp of a thread's first message
//	ts           timestamp of a message
//	command      sub-command of /beilun
//	action       ID of the button or menu
//	file         Slack's ID of a file, or a path
//	release      ID of a release, which is its path in the folder
//	note         ID of news that wait to be posted
//	socket       number of a connection in this process
//	generation   name of an index on the disk
//	key          of an entry in the state
//	what, why    of a refusal, see [Refuse]
//	cause        why Slack cannot be reached, see bot/socket
//	err          an error
//	do           what to do about it
//	took         how long something took; waited, how long it waited; again_in, when it
//	             is tried again; age, how old it is
//	count        how many, where nothing more exact names it
//
// A duration is text in a text log ("1.5s") and, in JSON, milliseconds as a number under
// the name with _ms behind it ("took_ms":1500). What people write is logged at the level
// debug only.
//
// # Levels
//
//	error   something that a person asked for did not happen, or data is lost
//	warn    something went wrong that passes or that an operator may want to mend
//	info    what happened, in few lines; also a refusal that an operator may want to know of
//	debug   every refusal, every try, and what people wrote
//
// # Decisions
//
// 2026-11-30: the handlers are those of log/slog, with a function that redacts and
// clips each attribute, because a token in an error of a library is not seen by who
// writes the call; instead of redaction at the calls alone.
//
// 2026-11-30: under systemd's journal a text line has no time but the journal's level
// prefix, because the journal has a time of its own and "journalctl -p warning" then
// works; instead of the same line everywhere.
package logs
