package main

import (
	"bytes"
	_ "embed" // words.json
	"encoding/json"
	"fmt"
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// wording holds the Chinese that the program itself prints in a terminal. A value
// with verbs is a format. What it says about an answer comes from bot/message.
type wording struct {
	Example, Prompt               string
	District, OtherPlaces, Ruling string // ask -explain
	NoFeedback, NoFigures         string
	Problem, Retraction           string // lines of 更正表.txt
	Damaged                       string // a paragraph of a release that has trouble
	Unreadable, Trouble           string // a paragraph with characters that cannot be read
	Totals                        string // show
	Fields                        struct{ File, Title, Source, Date, URL string }
	LedgerHeads                   []string
	Standings                     map[ledger.Standing]string
	Doubtful                      string // a figure whose subject or metric is uncertain
	States                        map[knowledge.State]string
	Expected                      []string // a release's words for a planned figure that are more exact than that of States
	Change, Time                  string
}

//go:embed words.json
var wordsFile []byte

// terminalWords returns the wording, read once. It panics if the file is malformed, which
// a test rules out.
var terminalWords = sync.OnceValue(func() *wording {
	w := new(wording)
	dec := json.NewDecoder(bytes.NewReader(wordsFile))
	dec.DisallowUnknownFields()
	if err := dec.Decode(w); err != nil {
		panic(fmt.Errorf("words.json: %w", err))
	}
	return w
})
