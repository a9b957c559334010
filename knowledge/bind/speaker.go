package bind

import (
	"sort"
	"strings"

	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

// quoteMark is a quotation mark of the cleaned text.
type quoteMark struct {
	at      int
	opens   bool
	close   int     // the next mark that closes, this one included; the number of marks when there is none
	speaker *string // of the quotation that it closes; nil: not looked for
}

// quoteMarks finds the quotation marks of s.
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

// speaker returns the name in the words behind a quotation that f stands in:
// “…年底前开工。”某某研究院负责人说。
func (sc *scene) speaker(f *fig) string {
	if sc.quotes == nil {
		sc.quotes = quoteMarks(sc.s)
	}
	behind := func(i int) int {
		return sort.Search(len(sc.quotes), func(k int) bool { return sc.quotes[k].at >= i })
	}
	open, end := behind(f.from)-1, behind(f.to)
	if open < 0 || !sc.quotes[open].opens || end == len(sc.quotes) || sc.quotes[end].close == len(sc.quotes) {
		return ""
	}
	q := &sc.quotes[sc.quotes[end].close]
	if !sc.marks.Has(names.Own, sc.quotes[open].at, q.at) {
		return "" // a director of an office may well speak of the park
	}
	if q.speaker == nil {
		s := sc.spoken(q.at + len("”"))
		q.speaker = &s
	}
	return *q.speaker
}

// spoken returns the name in the words from on, where they say who has spoken.
func (sc *scene) spoken(from int) string {
	to := len(sc.s)
	if n := strings.IndexAny(sc.s[from:], "。，“"); n >= 0 {
		to = from + n
	}
	if !wordlist.HasSuffix(sc.s[from:to], "说", "表示", "介绍", "告诉记者", "坦言", "介绍道", "说道") {
		return ""
	}
	for i := sort.Search(len(sc.names), func(i int) bool { return sc.names[i].Start >= from }); i < len(sc.names) && sc.names[i].End <= to; i++ {
		sc.steps++
		if sc.names[i].Proper {
			return sc.names[i].Text
		}
	}
	return ""
}
