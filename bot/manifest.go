package bot

import (
	_ "embed"
)

//go:embed manifest.json
var manifest []byte

// Manifest returns the manifest of the Slack app, JSON to be pasted at "Create
// New App, From a manifest".
func Manifest() []byte { return append([]byte(nil), manifest...) }

// scope is a permission that the manifest asks for, and what fails without it.
type scope struct {
	name string
	core bool   // nothing can be answered without it; the manifest has all others as optional, too
	lost string // what fails without it
}

// scopes are all that the manifest asks for, each for a reason.
var scopes = []scope{
	{"app_mentions:read", true, "questions that mention the bot"},
	{"chat:write", true, "every answer"},
	{"commands", true, "/beilun and the message shortcut"},
	{"im:history", true, "direct messages"},
	{"channels:history", false, "follow-ups without a mention in channels"},
	{"groups:history", false, "follow-ups without a mention in private channels"},
	{"mpim:history", false, "follow-ups without a mention in group messages"},
	{"channels:read", false, "the greeting in channels and the guard of those that others share"}, // member_joined_channel
	{"groups:read", false, "the greeting in private channels and the guard of those that others share"},
	{"users:read", false, "English for those whose Slack is in English"},
	{"im:write", false, "answers to the examples in Home"},
	{"files:read", false, "releases handed over as files"},
	{"assistant:write", false, "suggested prompts and the status line"},
}
