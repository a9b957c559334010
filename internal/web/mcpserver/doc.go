// Package mcpserver is beilun for assistants: a server of the Model Context Protocol with
// the tools ask, figures, releases, read and check, and with the releases as resources.
// [Server.Run] serves one client over a pair of streams, [Server.Handler] many over HTTP.
//
// A result has the form of package plain, and the same as a text, because many clients show
// a model the text only. Whatever a release says is verbatim and has its source, and what is
// not known says so in words that cannot be taken for an answer.
//
// What clients send is not trusted: the size of a message, the number of calls under way,
// the time of each, and the size of a result are bounded. A mistake in the arguments is a
// result that says what is wrong, so that a model can put it right.
//
// # Decisions
//
// 2026-11-30: HTTP is stateless: each request has all that it needs, and the topic of the
// question before is a string that the client passes on. Instead of sessions, which would
// have to be bounded in number and time, and are lost when the program starts anew.
//
// 2026-11-30: the tools are described in a data file, with their bounds, and arguments are
// checked with it here; instead of the checks of the SDK, whose errors repeat an argument of
// any size.
//
// 2026-11-30: nothing a server sends on its own is offered: no subscription, no log, no
// change of a list. Each would hold a request open for as long as a client likes.
//
// 2026-11-30: the list of resources is made for each request, instead of a resource of the
// SDK for each release, which would have to follow the index.
package mcpserver
