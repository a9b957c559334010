package word

import (
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge/figure/source"
)

// Context is a text with the words around positions of it.
type Context struct {
	source.Text
	Floor int // end of the last figure's quotation
	Words *Table
}

var (
	sentenceEnds = zhtext.NewSet(";。!?\n")
	clauseEnds   = zhtext.NewSet(",;。!?:、，\n()“”")
)

// maxClause is how far back, in bytes, a clause is looked at.
const maxClause = 60

// Trailing returns the longest word of any of the given roles that ends at i, or
// "".
func (c *Context) Trailing(i int, roles Role) string {
	return c.Words.Trailing(string(c.Text[:i]), roles).Text
}

// Leading returns the longest After word at i, or "".
func (c *Context) Leading(i int) string { return c.Words.Leading(string(c.Text[i:])).Text }

// Sentence returns the sentence in front of i, figures included, but no more than
// maxClause bytes of it.
func (c *Context) Sentence(i int) string { return c.since(0, i, sentenceEnds) }

// Clause returns the part of the clause in front of i. It begins at Floor at the
// earliest.
func (c *Context) Clause(i int) string { return c.since(c.Floor, i, clauseEnds) }

// since returns the text in front of i back to low, to one of ends or to
// maxClause bytes.
func (c *Context) since(low, i int, ends *zhtext.Set) string {
	from := max(low, i-maxClause)
	for from < i && !utf8.RuneStart(c.Text[from]) {
		from++
	}
	left := string(c.Text[from:i])
	if j := ends.LastIndex(left); j >= 0 {
		_, w := utf8.DecodeRuneInString(left[j:])
		left = left[j+w:]
	}
	return left
}
