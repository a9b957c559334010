package bot

import (
	"bytes"
	_ "embed" // manifest.json
	"encoding/json"
	"fmt"
	"net/url"
	"strings"
)

//go:embed manifest.json
var manifest []byte

// Manifest returns the manifest of the Slack app, JSON to be pasted at "Create
// New App, From a manifest".
func Manifest() []byte { return append([]byte(nil), manifest...) }

// ManifestLink returns the address of the page in Slack that makes an app of the
// manifest. The long description is left out, without which the address is short enough
// for browsers and servers; an app gets it when the whole manifest is pasted.
func ManifestLink() string {
	var m map[string]any
	if err := json.Unmarshal(manifest, &m); err != nil {
		panic(fmt.Errorf("manifest.json: %w", err)) // which a test rules out
	}
	if d, ok := m["display_information"].(map[string]any); ok {
		delete(d, "long_description")
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(m); err != nil {
		panic(fmt.Errorf("manifest.json: %w", err)) // as above
	}
	// A query may have these as they are, and not every reader takes + for a space.
	short := strings.NewReplacer("+", "%20", "%3A", ":", "%2C", ",", "%2F", "/")
	return "https://api.slack.com/apps?new_app=1&manifest_json=" + short.Replace(url.QueryEscape(strings.TrimSpace(b.String())))
}

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

// Scopes returns the names of the scopes that the manifest asks for.
func Scopes() []string {
	var names []string
	for _, s := range scopes {
		names = append(names, s.name)
	}
	return names
}
