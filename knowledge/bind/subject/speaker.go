package subject

import (
	"sort"
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
)

// quoteMark is a quotation mark of a text.
type quoteMark struct {
	at      int
	opens   bool
	close   int     // the next mark that closes, this one included; the number of marks if there is none
	speaker *string // of the quotation that it closes; nil before it is looked for
}

// quoteMarks returns the quotation marks of s, in order.
func quoteMarks(s string) []quoteMark {
	out := []quoteMark{}
	for i, r := range s {
		if r == '“' || r == '”' {
			out = append(out, quoteMark{at: i, opens: r == '“'})
		}
	}
	next := len(out)
	for i := len(out) - 1; i >= 0; i-- {
		if !out[i].opens {
			next = i
		}
		out[i].close = next
	}
	return out
}

// speaker returns the name of who speaks in the quotation around f, or "":
// “…年底前开工。” 某某研究院负责人说。
func (ch *Chooser) speaker(f *clause.Figure) string {
	if ch.quotes == nil {
		ch.quotes = quoteMarks(ch.t.S)
	}
	behind := func(i int) int {
		return sort.Search(len(ch.quotes), func(k int) bool { return ch.quotes[k].at >= i })
	}
	open, end := behind(f.From)-1, behind(f.To)
	if open < 0 || !ch.quotes[open].opens || end == len(ch.quotes) || ch.quotes[end].close == len(ch.quotes) {
		return ""
	}
	q := &ch.quotes[ch.quotes[end].close]
	if !ch.t.Marks.Has(names.Own, ch.quotes[open].at, q.at) {
		return "" // a director of an office may well speak of the park
	}
	if q.speaker == nil {
		s := ch.speakerIn(q.at + wordlist.Char)
		q.speaker = &s
	}
	return *q.speaker
}

// speakerIn returns the name in the words from byte from on if they say who has spoken,
// or "".
func (ch *Chooser) speakerIn(from int) string {
	to := len(ch.t.S)
	if n := strings.IndexAny(ch.t.S[from:], "。，“"); n >= 0 {
		to = from + n
	}
	if !words().Says.Ends(ch.t.S[from:to]) {
		return ""
	}
	for i := sort.Search(len(ch.t.Names), func(i int) bool { return ch.t.Names[i].Start >= from }); i < len(ch.t.Names) && ch.t.Names[i].End <= to; i++ {
		ch.t.Steps++
		if ch.t.Names[i].Proper {
			return ch.t.Names[i].Text
		}
	}
	return ""
}
