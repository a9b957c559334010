// Package terminal prints answers, releases and figures for people at a terminal and for
// scripts, and has the words of the commands.
package terminal

import (
	"bytes"
	_ "embed" // words.json
	"encoding/json"
	"fmt"
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Wording holds the Chinese that the program itself prints in a terminal. A value
// with verbs is a format. What it says about an answer comes from bot/message.
type Wording struct {
	Example, Prompt               string
	District, OtherPlaces, Ruling string // ask -explain
	Problem, Retraction           string // lines of 更正表.txt
	Damaged                       string // a paragraph of a release that has trouble
	Unreadable, Trouble           string // a paragraph with characters that cannot be read
	Totals                        string // show
	Fields                        struct{ File, Title, Source, Date, URL, Superseded, Embargo string }
	LedgerHeads                   []string
	Standings                     map[ledger.Standing]string
	Doubtful                      string // a figure whose subject or metric is uncertain
	States                        map[knowledge.State]string
	Expected                      []string // a release's words for a planned figure that are more exact than that of States
	Change, Time                  string
}

//go:embed words.json
var wordsFile []byte

// Words returns the Wording, read once. It panics if the file is malformed, which
// a test rules out.
var Words = sync.OnceValue(func() *Wording {
	w := new(Wording)
	dec := json.NewDecoder(bytes.NewReader(wordsFile))
	dec.DisallowUnknownFields()
	if err := dec.Decode(w); err != nil {
		panic(fmt.Errorf("words.json: %w", err))
	}
	return w
})
