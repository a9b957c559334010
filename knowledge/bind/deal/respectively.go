package deal

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/measure"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/state"
)

// deal is how values are given to the members of a list: A、B的总投资分别为3亿元、2亿元.
type deal struct {
	at, to int     // the word, such as 分别
	values []int   // figures
	roll   *roll   // nil: it cannot be known whose they are
	metric []piece // what they measure
	levels []int   // the figures that the values are changes of, instead of a roll
	each   bool    // each member has the one value
}

// Dealer gives the values behind 分别 and similar words to the members of lists.
type Dealer struct {
	t      *clause.Text
	r      *measure.Reader
	iso    func(figure int) string // the time of a figure
	canon  func(word string) string
	head   string        // the name of the heading or title
	shares map[int]share // by figure
}

// Start sets dl to a paragraph under a heading or title with the name head, and finds
// what its figures get. iso returns the time that a figure is, canon the word for all
// with the meaning of one.
func (dl *Dealer) Start(t *clause.Text, r *measure.Reader, iso func(figure int) string, canon func(word string) string, head string) {
	*dl = Dealer{t: t, r: r, iso: iso, canon: canon, head: head}
	dl.shares = dl.find()
}

// share is what a figure gets of a deal.
type share struct {
	*deal
	n int // which member
}

// maxVerb is how many bytes may be between 分别 and the first value.
const maxVerb = 20 * wordlist.Char

// find returns what each figure of the paragraph gets.
func (dl *Dealer) find() map[int]share {
	var out map[int]share
	var last *deal
	for k := range dl.t.Clauses {
		c := &dl.t.Clauses[k]
		out = dl.either(k, last, out)
		for at := c.Start; at < c.End; {
			d := dl.findDeal(at, c.End)
			if d == nil {
				break
			}
			at = d.to
			if dl.values(d); len(d.values) < 2 && !d.each || len(d.values) == 0 {
				continue
			}
			if !dl.assign(d, k, last) {
				continue
			}
			for n, v := range d.values {
				if out == nil {
					out = map[int]share{}
				}
				out[v] = share{d, n}
			}
			last = d
		}
	}
	return out
}

// either adds the shares of the figures of clause k to out if the clause begins with
// 前者 or 后者.
func (dl *Dealer) either(k int, last *deal, out map[int]share) map[int]share {
	c := &dl.t.Clauses[k]
	n := 0
	switch {
	case words().Former.Begins(dl.t.S[c.Start:c.End]):
	case words().Latter.Begins(dl.t.S[c.Start:c.End]):
		n = 1
	default:
		return out
	}
	for i := dl.t.FigureFrom(c.Start); i < len(dl.t.Figures) && dl.t.Figures[i].Clause == k; i++ {
		d := &deal{at: c.Start, to: c.Start + 2*wordlist.Char, values: []int{i}}
		switch {
		case dl.t.Figures[i].IsTime:
			continue
		case state.Changed(dl.t, &dl.t.Figures[i], dl.t.Left(i)) && last != nil && len(last.values) == 2 && dl.t.SentenceOf(last.values[0]) >= c.Sentence-1:
			d.levels = last.values
		default:
			if d.roll = dl.earlier(k, 2, last); d.roll == nil {
				continue
			}
			d.metric = []piece{{max(d.to, dl.t.Left(i)), dl.t.Figures[i].From}}
		}
		if out == nil {
			out = map[int]share{}
		}
		out[i] = share{d, n}
	}
	return out
}

// findDeal returns the first word between from and to that gives values to members, or
// nil.
func (dl *Dealer) findDeal(from, to int) *deal {
	deals, each := &words().Deal, &words().Each
	for i, r := range dl.t.S[from:to] {
		if n := deals.Size(r, dl.t.S[from+i:to]); n > 0 {
			return &deal{at: from + i, to: from + i + n}
		}
		if n := each.Size(r, dl.t.S[from+i:to]); n > 0 {
			return &deal{at: from + i, to: from + i + n, each: true}
		}
	}
	return nil
}

// values sets the values of d: the figures behind its word with nothing between them but
// a joint and a verb (下降).
func (dl *Dealer) values(d *deal) {
	k := dl.t.FigureFrom(d.to)
	if k == len(dl.t.Figures) || dl.t.Figures[k].From-d.to > maxVerb || strings.ContainsAny(dl.t.S[d.to:max(d.to, dl.t.Figures[k].From)], "、，；。,;()") {
		return
	}
	d.values = []int{k}
	if d.each {
		return
	}
	n, last := dl.t.SentenceOf(k), k
	for k++; k < len(dl.t.Figures) && dl.t.SentenceOf(k) == n && len(d.values) <= maxMembers; k++ {
		dl.t.Steps++
		between, open := unbracket(dl.t.S[dl.t.Figures[last].To:max(dl.t.Figures[last].To, dl.t.Figures[k].From)])
		if open {
			continue // 3.2亿元(增长5%)、2.1亿元
		}
		if dl.t.Figures[k].IsTime != dl.t.Figures[last].IsTime || !dl.joins(between) {
			return
		}
		d.values = append(d.values, k)
		last = k
	}
}

// joins reports whether text is a joint, with or without a verb of the value behind it.
func (dl *Dealer) joins(text string) bool {
	does := func(joint string) bool {
		rest, ok := strings.CutPrefix(text, joint)
		return ok && (rest == "" || dl.t.Tables.Is(names.Change|names.Level|names.Idle, rest))
	}
	return does("、") || slices.ContainsFunc(words().Joint.Words, does)
}

// unbracket removes what is in brackets from text. open says that text ends inside them.
func unbracket(text string) (out string, open bool) {
	for {
		i := strings.IndexByte(text, '(')
		if i < 0 {
			return text, false
		}
		j := strings.IndexByte(text[i:], ')')
		if j < 0 {
			return text, true
		}
		text = text[:i] + text[i+j+1:]
	}
}

// assign finds the members of d, of clause k. It reports whether d gives its values to
// anything.
func (dl *Dealer) assign(d *deal, k int, last *deal) bool {
	first := &dl.t.Figures[d.values[0]]
	start := dl.t.Clauses[k].Start
	if last != nil {
		start = max(start, min(last.to, d.at), dl.t.Figures[last.values[len(last.values)-1]].To)
	}
	start = min(start, d.at)
	n := len(d.values)
	if d.each {
		n = len(dl.pieces(max(start, d.at-maxRoll), d.at, words().Joint.Words))
		if n < 2 || n > maxMembers {
			return false
		}
	}
	verb := piece{d.to, first.From}
	if d.roll = dl.roll(start, d.at, n); d.roll != nil {
		d.metric = []piece{d.roll.tail, verb}
		return !d.roll.against
	}
	if d.each {
		return false
	}
	if len(dl.pieces(start, d.at, words().Joint.Words)) > 1 {
		return !first.IsTime // a list of another number
	}
	d.metric = []piece{{dl.behindBoth(start, d.at), d.at}, verb}
	if dl.changes(d) && len(dl.t.Content(start, d.at))+len(dl.t.Content(verb.from, verb.to)) == 0 {
		if d.levels = dl.levels(d, last); d.levels != nil {
			return true
		}
	}
	d.roll = dl.earlier(k, n, last)
	if d.roll != nil && words().Lead.Begins(dl.t.S[start:d.at]) {
		_, w := utf8.DecodeRuneInString(dl.t.S[start:])
		d.roll.lead = dl.t.S[start : start+w]
	}
	return d.roll != nil || !first.IsTime
}

// behindBoth returns where the words behind 两校, 三者 begin, or from if there are none.
func (dl *Dealer) behindBoth(from, to int) int {
	for i, r := range dl.t.S[from:to] {
		if !strings.ContainsRune(words().Two.Chars(), r) {
			continue
		}
		at := from + i + utf8.RuneLen(r)
		for _, w := range words().Both.Words {
			if strings.HasPrefix(dl.t.S[at:to], w) {
				return at + len(w)
			}
		}
	}
	return from
}

// changes reports whether the values of d are changes: 分别增长.
func (dl *Dealer) changes(d *deal) bool {
	f := &dl.t.Figures[d.values[0]]
	change := dl.t.Tables.List(names.Change)
	return change.In(dl.t.S[d.to:f.From]) || change.In(wordlist.LastRunes(dl.t.S[:d.at], 2))
}

// levels returns the figures that the values of d are changes of: those of the deal
// before it, or as many as are in front of it in its sentence; nil if there are none.
func (dl *Dealer) levels(d, last *deal) []int {
	n := dl.t.SentenceOf(d.values[0])
	var out []int
	for k := d.values[0] - 1; k >= 0 && dl.t.SentenceOf(k) == n; k-- {
		f := &dl.t.Figures[k]
		if last != nil && slices.Contains(last.values, k) && last.levels == nil && len(out) == 0 && len(last.values) == len(d.values) {
			return last.values
		}
		if f.IsTime || f.Kind == knowledge.Ordinal {
			continue
		}
		if f.Kind == knowledge.Percent && state.Changed(dl.t, f, dl.t.Left(k)) || f.Kind == knowledge.PercentPoint {
			break // a change: the levels before it have theirs
		}
		out = append(out, k)
		if dl.t.Clauses[f.Clause].Breaks && dl.t.Left(k) == dl.t.Clauses[f.Clause].Start {
			break
		}
	}
	if len(out) != len(d.values) {
		return nil
	}
	slices.Reverse(out)
	return out
}

// earlier returns the list of n members for a deal without one of its own: that of the
// deal before it, or the last one in the clauses before it; nil if there is none.
func (dl *Dealer) earlier(k, n int, last *deal) *roll {
	sentence := dl.t.Clauses[k].Sentence
	if last != nil && last.roll != nil && len(last.roll.members) == n && dl.t.SentenceOf(last.values[0]) >= sentence-1 {
		r := *last.roll
		r.tail = piece{}
		return &r
	}
	for j := k - 1; j >= 0 && dl.t.Clauses[j].Sentence >= sentence-1 && k-j <= maxBackClauses; j-- {
		c := &dl.t.Clauses[j]
		end := c.End
		for _, mark := range []string{"，", ",", "：", ":", "。", "；", ";"} {
			end = min(end, c.Start+len(strings.TrimSuffix(dl.t.S[c.Start:end], mark)))
		}
		if r := dl.roll(c.Start, end, n); r != nil && r.kind != metricMember {
			r.tail = piece{}
			return r
		}
	}
	return nil
}

// maxBackClauses is how many clauses back a list is looked for.
const maxBackClauses = 6
