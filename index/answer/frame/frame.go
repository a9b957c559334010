// Package frame reads what a question asks. Nothing after it parses the question
// again.
package frame

import (
	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Asks is the kind of answer that a question asks for.
type Asks uint8

// The kinds of answers.
const (
	Text         Asks = iota // whatever the releases say
	Figure                   // a figure: how much, how many, which share
	Time                     // when
	Duration                 // how long it takes or lasts
	Person                   // who
	Organisation             // by whom, which company or office
	Place                    // where
	Thing                    // which thing
	List                     // which ones
	Reason                   // why
	Manner                   // how, on what conditions
	Definition               // what something is
	Purpose                  // what it is for
	About                    // tell me about it
	Latest                   // what is new
	Whether                  // is it so
	Status                   // how far it is
	numAsks
)

// Frame is a question as it is understood. Spans are in bytes of Text.
type Frame struct {
	Text     string      // the question in Chinese, folded
	Query    index.Query // for retrieval
	Asks     Asks
	Classes  []concept.Class // what the figure asked for can be; nil: any
	Unit     string
	Counted  *Mention
	Names    []Name
	Unknown  []Word
	Concepts []Mention
	Compare  Comparison
	Change   Change
	Time     When
	State    knowledge.State
	Given    *knowledge.Figure
	Rest     []Word
}

// Word is a word of the question.
type Word struct {
	Text       string
	Start, End int
}

// Mention is a place of the question that calls concepts.
type Mention struct {
	Word
	Concepts []*concept.Concept
}

// Name is a thing of the releases that the question names.
type Name struct {
	Word
	Thing string // as the releases call it, folded
}

// Comparison is what a question asks of several things.
type Comparison uint8

// The comparisons.
const (
	None Comparison = iota
	Most
	Least
	Versus
	Each
	History
	Sum
)

// Change tells whether a question asks for the change of a metric.
type Change uint8

// The changes.
const (
	Level Change = iota
	Changed
	Share
)

// When is the time that a question asks for.
type When struct {
	Years []int
	Part  string
}

var asksNames = [numAsks]string{"text", "figure", "time", "duration", "person", "organisation", "place", "thing", "list", "reason", "manner", "definition", "purpose", "about", "latest", "whether", "status"}

// String returns the name of a.
func (a Asks) String() string { return asksNames[a] }
