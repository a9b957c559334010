package figure

import (
	"sync"

	"beilun/knowledge"
	"beilun/knowledge/figure/class"
	"beilun/knowledge/figure/measure"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/qualify"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/when"
	"beilun/knowledge/figure/word"
	"beilun/knowledge/figure/worded"
)

// readers is a text with the readers of all sorts of figures in it, and what they
// found so far. They share the numbers and the words, so that each is read once.
type readers struct {
	src   *source.Source
	text  source.Text
	found []knowledge.Figure

	numbers number.Reader
	words   word.Context
	measure *measure.Reader
	worded  *worded.Reader
	qualify *qualify.Reader
}

// newReaders returns readers that use the given tables. They need a reset before
// their first text.
func newReaders(units *unit.Table, words *word.Table) *readers {
	r := &readers{words: word.Context{Words: words}}
	r.measure = measure.New(units, &r.numbers, &r.words)
	r.qualify = qualify.New(units, &r.words)
	r.worded = worded.New(units, &r.numbers, &r.words, r.qualify)
	return r
}

// reset prepares r for a text.
func (r *readers) reset(text string, mode number.Mode) {
	r.src = source.New(text)
	r.text, r.found = r.src.Text, r.found[:0]
	r.numbers.Reset(r.text, mode)
	r.words.Text, r.words.Floor = r.text, 0
	r.measure.Reset(r.src)
	r.qualify.Last = nil
}

// record adds f, quoted with the text from quoteFrom to quoteTo, to what was found.
func (r *readers) record(f *number.Reading, quoteFrom, quoteTo int) {
	f.Span = r.src.Span(f.From, f.To)
	f.Quote = r.src.Span(quoteFrom, quoteTo)
	f.Text = r.src.Quote(f.Quote)
	r.found = append(r.found, f.Figure)
	r.words.Floor, r.qualify.Last = quoteTo, &r.found[len(r.found)-1]
}

// result returns what was found, in memory of its own.
func (r *readers) result() []knowledge.Figure { return append([]knowledge.Figure(nil), r.found...) }

// maxFound is how many figures the memory that is kept has room for.
const maxFound = 256

// release lets go of the text and of what was found in it.
func (r *readers) release() {
	r.src.Free()
	r.src, r.text, r.numbers.Text, r.words.Text, r.qualify.Last = nil, "", "", "", nil
	if cap(r.found) > maxFound {
		r.found = nil
	}
	clear(r.found)
	r.found = r.found[:0]
}

// classes is the table of characters for the names of the default words.
var classes = sync.OnceValue(func() *class.Table { return class.New(word.Default().NameHeads()) })

// scanners keeps scanners for reuse, because what they remember of a text is larger
// than most texts.
var scanners = sync.Pool{New: func() any { return newScanner(unit.Default(), word.Default(), classes()) }}

// newScanner returns a scanner that uses the given tables.
func newScanner(units *unit.Table, words *word.Table, classes *class.Table) *scanner {
	return &scanner{readers: newReaders(units, words), classes: classes, times: when.New(classes)}
}
