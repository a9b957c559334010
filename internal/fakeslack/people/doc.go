// Package people is the workspace of the fake: what people and the bot have written,
// what people see, and what they do. A [Workspace] has these parts:
//
//	Channels   messages, reactions, and a record of what the bot has sent
//	Assistant  statuses, titles and the questions that are offered in a thread
//	Users      locales
//	Screens    modals and App Home
//	Files      what people have shared
//	Hooks      response URLs
//	Persons    what a person does: writes, edits, clicks, submits
//
// The bot acts through [Workspace.Methods], the methods of the Web API. The actions of
// a person are sent to it as deliveries of Socket Mode.
//
// 2026-11-29: the parts share a package, because a click reads a message, makes
// a response URL and a trigger in one step; the parts that know others are
// Persons, Hooks and Channels, and only the ones before them in the order
// Assistant, Channels, Hooks, Screens, Files, Persons.
package people
