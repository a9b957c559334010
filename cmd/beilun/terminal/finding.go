package terminal

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"sync"

	"beilun/bot"
	"beilun/internal/zhtext"
)

// findingWords holds the Chinese for what an examination of Slack finds. Their English
// comes with the findings.
type findingWords struct {
	What  map[string]string          // what was examined; others are names that stay as they are
	Texts map[bot.FindingCode]string // formats
	Kinds map[string]string          // of tokens, by prefix
	Mend  map[string]string          // what to do: by the prefix of the token that is wanted, or by the values of Codes
	Codes map[string]string          // Slack's codes for an app-level token, by what to do
	Lost  map[string]string          // what fails without a scope
}

var chineseFindings = sync.OnceValue(func() *findingWords {
	const name = "messages/findings.zh.json"
	w := new(findingWords)
	data, err := messageFiles.ReadFile(name)
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(data))
		dec.DisallowUnknownFields()
		err = dec.Decode(w)
	}
	if err != nil {
		panic(fmt.Errorf("%s: %w", name, err)) // which a test rules out
	}
	return w
})

// Findings returns lines about what was found: how it is, what was examined, what was
// found, and behind the scopes that are missing what to do about them.
func (l Lang) Findings(found []bot.Finding) string {
	var b strings.Builder
	for i, f := range found {
		what, text := l.Finding(f)
		b.WriteString(zhtext.Pad(l.Text("doctor."+string(f.State)), stateWidth) + "  " + l.Text("config.setting", what, text) + "\n")
		last := i+1 == len(found) || found[i+1].Code != bot.ScopeMissing
		if f.Code == bot.ScopeMissing && last && l != English { // in English each has it
			b.WriteString(strings.Repeat(" ", stateWidth) + "  " + Named(chineseFindings().Mend["manifest"]) + "\n")
		}
	}
	return b.String()
}

// stateWidth is the width of the words for states, in columns.
const stateWidth = 5

// Finding returns what was examined, and what was found there, on one line each.
func (l Lang) Finding(f bot.Finding) (what, text string) {
	w := chineseFindings()
	if l == English || w.Texts[f.Code] == "" {
		return Printable(f.What), Printable(f.Text)
	}
	what = f.What
	if f.Code == bot.ScopeMissing {
		what = fmt.Sprintf(w.What["scope"], f.Args[0])
	} else if s := w.What[what]; s != "" {
		what = s
	}
	return Printable(what), Printable(w.text(f))
}

// text returns what was found.
func (w *findingWords) text(f bot.Finding) string {
	format := w.Texts[f.Code]
	switch f.Code {
	case bot.BotGood:
		return fmt.Sprintf(format, f.Args[0], f.Args[1])
	case bot.Misplaced:
		kind, want := f.Args[0], f.Args[1]
		if kind == "" {
			return fmt.Sprintf(format, want, w.Mend[want])
		}
		return fmt.Sprintf(w.Texts["misplaced-kind"], w.Kinds[kind], kind, want, w.Mend[want])
	case bot.BotRefused:
		return fmt.Sprintf(format, f.Args[0], w.Mend["xoxb-"])
	case bot.AppRefused:
		mend := w.Mend[w.Codes[f.Args[0]]]
		if mend == "" {
			mend = w.Mend["xapp-"]
		}
		return fmt.Sprintf(format, f.Args[0], mend)
	case bot.ScopeMissing:
		return fmt.Sprintf(format, w.Lost[f.Args[0]])
	case bot.Unreached, bot.Failed:
		return fmt.Sprintf(format, f.Args[0])
	}
	return format
}
