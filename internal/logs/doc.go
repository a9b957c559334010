// Package logs makes the log of the program: one line for each record, as text or JSON,
// without tokens, and bounded in length.
//
// The message of a record is a fixed sentence, so that it can be searched for. What
// varies is in attributes, and one thing has one name everywhere:
//
//	event               ID of what Slack delivered, or its envelope's ID
//	envelope            ID of an envelope
//	type                of an envelope or event, as Slack names it
//	attempt             how often Slack has delivered it before
//	reason              why Slack did something, as it names that
//	channel             Slack's ID of a channel
//	user                Slack's ID of a person
//	thread              timestamp of a thread's first message
//	ts                  timestamp of a message
//	command             sub-command of /beilun
//	action              ID of a button or menu
//	file, folder        Slack's ID of a file, or a path
//	release             ID of a release, which is its path in the folder
//	source, page        an address that is followed, and that of a page of it
//	line                of a file
//	note                ID of news that wait to be posted
//	socket              number of a connection in this process
//	generation          name of an index on the disk
//	key, kind           of an entry in the state
//	table, lost         a table of the state, and how many of its entries are lost
//	loss                what damage has cost the state, in a sentence
//	what, why           of a refusal, see [Refuse]
//	cause               why Slack cannot be reached, see bot/socket
//	err, complaints     an error, and what Slack says of it
//	do, meanwhile       what to do about it, and what happens until then
//	part                of the bot, that does not work
//	kept                where what was damaged is kept, or how many entries are
//	step, form, tries   of a call that is repeated: which, as what, and how often
//	took, waited, age   how long something took, or waited, or how old it is
//	again_in, at_most   when it is tried again, and after how long at most
//	every               how often something is looked at
//	bytes               a size
//	count               how many, where nothing more exact names it: notes, new, changed,
//	                    gone, refused, corrections_changed, ours, others, connections
//	up_to               number of the last of the news
//	question            what somebody asked
//	says                what would be a line for people, where the log is JSON
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
