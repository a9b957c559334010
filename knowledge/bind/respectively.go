package bind

import (
	_ "embed"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

//go:embed respectively.txt
var dealFile string

// dealWords are the words of respectively.txt by their class.
var dealWords = sync.OnceValue(func() wordlist.Classes { return wordlist.ReadClasses(dealFile) })

// dealGroups are the words for members that everybody can tell, each with these.
var dealGroups = sync.OnceValue(func() [][]string {
	var out [][]string
	wordlist.EachLine(dealFile, func(f []string) {
		if f[0] == "group" {
			out = append(out, f[1:])
		}
	})
	return out
})

// deal is how values are dealt out to the members of a list: A、B的总投资分别为3亿元、
// 2亿元.
type deal struct {
	at, to int     // the word that deals
	values []int   // figures
	roll   *roll   // nil: nobody can tell whose they are
	metric []piece // where what they measure is told
	levels []int   // the figures that the values are changes of, instead of a roll
	each   bool    // one value is that of each member
}

// share is what a figure gets of a deal.
type share struct {
	*deal
	n int // which member
}

// maxVerb is how many bytes may stand between 分别 and the first value.
const maxVerb = 20 * len("字")

// respectively finds the deals of the paragraph and what each figure gets.
func (sc *scene) respectively() map[int]share {
	var out map[int]share
	var last *deal
	for k := range sc.clauses {
		c := &sc.clauses[k]
		out = sc.either(k, last, out)
		for at := c.start; at < c.end; {
			d := sc.dealIn(at, c.end)
			if d == nil {
				break
			}
			at = d.to
			if sc.values(d); len(d.values) < 2 && !d.each || len(d.values) == 0 {
				continue
			}
			if !sc.dealt(d, k, last) {
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

// either gives the figures of clause k their share where it begins with 前者 or
// 后者.
func (sc *scene) either(k int, last *deal, out map[int]share) map[int]share {
	c := &sc.clauses[k]
	n := 0
	switch {
	case dealWords()["former"].Begins(sc.s[c.start:c.end]):
	case dealWords()["latter"].Begins(sc.s[c.start:c.end]):
		n = 1
	default:
		return out
	}
	for i := sc.figureFrom(c.start); i < len(sc.figs) && sc.figs[i].clause == k; i++ {
		d := &deal{at: c.start, to: c.start + len("前者"), values: []int{i}}
		switch {
		case sc.figs[i].isTime:
			continue
		case sc.changed(&sc.figs[i], sc.left(i)) && last != nil && len(last.values) == 2 && sc.sentenceOf(last.values[0]) >= c.sentence-1:
			d.levels = last.values
		default:
			if d.roll = sc.earlier(k, 2, last); d.roll == nil {
				continue
			}
			d.metric = []piece{{max(d.to, sc.left(i)), sc.figs[i].from}}
		}
		if out == nil {
			out = map[int]share{}
		}
		out[i] = share{d, n}
	}
	return out
}

// dealIn finds the next word between from and to that deals.
func (sc *scene) dealIn(from, to int) *deal {
	deals, each := dealWords()["deal"], dealWords()["each"]
	for i, r := range sc.s[from:to] {
		if n := deals.Size(r, sc.s[from+i:to]); n > 0 {
			return &deal{at: from + i, to: from + i + n}
		}
		if n := each.Size(r, sc.s[from+i:to]); n > 0 {
			return &deal{at: from + i, to: from + i + n, each: true}
		}
	}
	return nil
}

// values finds the figures behind the word that deals: one behind the other, with
// nothing between them but a joint and what each does (下降).
func (sc *scene) values(d *deal) {
	k := sc.figureFrom(d.to)
	if k == len(sc.figs) || sc.figs[k].from-d.to > maxVerb || strings.ContainsAny(sc.s[d.to:max(d.to, sc.figs[k].from)], "、，；。,;()") {
		return
	}
	d.values = []int{k}
	if d.each {
		return
	}
	n, last := sc.sentenceOf(k), k
	for k++; k < len(sc.figs) && sc.sentenceOf(k) == n && len(d.values) <= maxMembers; k++ {
		sc.steps++
		between, open := unbracket(sc.s[sc.figs[last].to:max(sc.figs[last].to, sc.figs[k].from)])
		if open {
			continue // 3.2亿元(增长5%)、2.1亿元
		}
		if sc.figs[k].isTime != sc.figs[last].isTime || !sc.joins(between) {
			return
		}
		d.values = append(d.values, k)
		last = k
	}
}

// joins reports whether text is a joint, and may be what the value behind does.
func (sc *scene) joins(text string) bool {
	does := func(joint string) bool {
		rest, ok := strings.CutPrefix(text, joint)
		return ok && (rest == "" || sc.t.Is(names.Change|names.Level|names.Idle, rest))
	}
	return does("、") || slices.ContainsFunc(dealWords()["joint"].Words, does)
}

// unbracket takes what stands in brackets out of text; open is set where it ends
// within them.
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

// dealt finds to whom d, of clause k, deals. It reports whether it deals at all.
func (sc *scene) dealt(d *deal, k int, last *deal) bool {
	first := &sc.figs[d.values[0]]
	start := sc.clauses[k].start
	if last != nil {
		start = max(start, min(last.to, d.at), sc.figs[last.values[len(last.values)-1]].to)
	}
	start = min(start, d.at)
	n := len(d.values)
	if d.each {
		n = len(sc.pieces(max(start, d.at-maxRoll), d.at, dealWords()["joint"].Words))
		if n < 2 || n > maxMembers {
			return false
		}
	}
	verb := piece{d.to, first.from}
	if d.roll = sc.roll(start, d.at, n); d.roll != nil {
		d.metric = []piece{d.roll.tail, verb}
		return !d.roll.against
	}
	if d.each {
		return false
	}
	if len(sc.pieces(start, d.at, dealWords()["joint"].Words)) > 1 {
		return !first.isTime // a list of another number
	}
	d.metric = []piece{{sc.behindBoth(start, d.at), d.at}, verb}
	if sc.changes(d) && len(sc.telling(start, d.at))+len(sc.telling(verb.from, verb.to)) == 0 {
		if d.levels = sc.levels(d, last); d.levels != nil {
			return true
		}
	}
	d.roll = sc.earlier(k, n, last)
	if d.roll != nil && wordlist.HasPrefix(sc.s[start:d.at], leads...) {
		_, w := utf8.DecodeRuneInString(sc.s[start:])
		d.roll.lead = sc.s[start : start+w]
	}
	return d.roll != nil || !first.isTime
}

// leads stand in front of members that are no subject: 对欧盟、美国.
var leads = []string{"对", "向", "从", "自", "与", "在"}

// behindBoth returns where the words behind 两校, 三者 begin, from where there are none.
func (sc *scene) behindBoth(from, to int) int {
	for i, r := range sc.s[from:to] {
		if !strings.ContainsRune("两二三四五六七八九十2345678", r) {
			continue
		}
		at := from + i + utf8.RuneLen(r)
		for _, w := range dealWords()["both"].Words {
			if strings.HasPrefix(sc.s[at:to], w) {
				return at + len(w)
			}
		}
	}
	return from
}

// changes reports whether the values of d are changes: 分别增长.
func (sc *scene) changes(d *deal) bool {
	f := &sc.figs[d.values[0]]
	return sc.hasKind(names.Change, sc.s[d.to:f.from], false) || sc.hasKind(names.Change, wordlist.LastRunes(sc.s[:d.at], 2), false)
}

// levels returns the figures that the values of d are changes of: those dealt
// before it, or as many as there are in front of it in its sentence.
func (sc *scene) levels(d, last *deal) []int {
	n := sc.sentenceOf(d.values[0])
	var out []int
	for k := d.values[0] - 1; k >= 0 && sc.sentenceOf(k) == n; k-- {
		f := &sc.figs[k]
		if last != nil && slices.Contains(last.values, k) && last.levels == nil && len(out) == 0 && len(last.values) == len(d.values) {
			return last.values
		}
		if f.isTime || f.Kind == knowledge.Ordinal {
			continue
		}
		if f.Kind == knowledge.Percent && sc.changed(f, sc.left(k)) || f.Kind == knowledge.PercentPoint {
			break // a change told of already: those before it have theirs
		}
		out = append(out, k)
		if sc.clauses[f.clause].breaks && sc.left(k) == sc.clauses[f.clause].start {
			break
		}
	}
	if len(out) != len(d.values) {
		return nil
	}
	slices.Reverse(out)
	return out
}

// earlier returns the list of n members that a deal without one of its own takes:
// that of the deal before, or the last list in the clauses and the sentence before.
func (sc *scene) earlier(k, n int, last *deal) *roll {
	sentence := sc.clauses[k].sentence
	if last != nil && last.roll != nil && len(last.roll.members) == n && sc.sentenceOf(last.values[0]) >= sentence-1 {
		r := *last.roll
		r.tail = piece{}
		return &r
	}
	for j := k - 1; j >= 0 && sc.clauses[j].sentence >= sentence-1 && k-j <= maxBackClauses; j-- {
		c := &sc.clauses[j]
		end := c.end
		for _, mark := range []string{"，", ",", "：", ":", "。", "；", ";"} {
			end = min(end, c.start+len(strings.TrimSuffix(sc.s[c.start:end], mark)))
		}
		if r := sc.roll(c.start, end, n); r != nil && r.kind != metricMember {
			r.tail = piece{}
			return r
		}
	}
	return nil
}

// maxBackClauses is over how many clauses a list is remembered.
const maxBackClauses = 6
