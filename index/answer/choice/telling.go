package choice

import (
	"math/bits"
	"regexp"
	"strings"
	"unicode/utf8"
)

// How the sentences of a text tell what is asked: what of the question's characters
// stands in them and in which order, by which words they give an answer of its kind,
// and what each sentence of a run brings that the others lack.

// orderIndex holds the characters of a question, but those of its words that ask, to
// find how many of them stand in a text in the question's order: 装电梯 in 加装一部
// 电梯, 骗补 in 骗取补贴.
type orderIndex struct {
	masks  map[rune]uint64
	filter [4]uint64 // the low bits of the characters: most of a text needs no look-up
	length int
}

// maxOrdered is how many characters of a question are looked at.
const maxOrdered = 64

// newOrderIndex returns the characters of a text.
func newOrderIndex(text string) *orderIndex {
	o := &orderIndex{masks: map[rune]uint64{}}
	for _, c := range text {
		if o.length == maxOrdered {
			break
		}
		if !isWord(c) {
			continue
		}
		o.masks[c] |= 1 << o.length
		o.filter[c>>6&3] |= 1 << (c & 63)
		o.length++
	}
	return o
}

// share returns the share of the question's characters that are the longest common
// subsequence with a text (by bits: Hyyrö, 2004).
func (o *orderIndex) share(text string) float64 {
	if o.length == 0 {
		return 0
	}
	left := ^uint64(0)
	for _, c := range text {
		if o.filter[c>>6&3]&(1<<(c&63)) == 0 {
			continue
		}
		if m := o.masks[c]; m != 0 {
			both := left & m
			left = (left + both) | (left &^ m)
		}
	}
	missing := bits.OnesCount64(left << (maxOrdered - o.length))
	return float64(o.length-missing) / float64(o.length)
}

// addTelling finds how the sentences of the pages tell what is asked.
func (r *Reading) addTelling() {
	if groupOf(r.frame.Asks) <= ofDuration {
		return
	}
	order := newOrderIndex(without(r.frame.Text, r.frame.Asking))
	words := cuesOf(r.frame.Asks)
	for i := range r.pages {
		pg := &r.pages[i]
		for k := range pg.sentences {
			s := &pg.sentences[k]
			s.cues = words.in(s.span.Of(pg.text))
			s.order = order.share(s.folded)
			s.starts, s.defines = startOf(trim(pg.text, s.span).Of(pg.text)), r.defines(s.folded)
			for n := s.from; n < s.to; n++ {
				c := &pg.clauses[n]
				c.order = order.share(c.folded)
				s.clauseOrder = max(s.clauseOrder, c.order)
			}
		}
	}
}

// telling is how much of a question a text tells, seen by its characters.
type telling struct{ chars, order, clause float64 }

// most returns the more of both, each for itself.
func (t telling) most(o telling) telling {
	return telling{max(t.chars, o.chars), max(t.order, o.order), max(t.clause, o.clause)}
}

// telling returns what a text tells.
func (r *Reading) telling(c *Candidate) (t telling) {
	pg := &r.pages[c.page]
	if c.clause >= 0 {
		cl := &pg.clauses[c.clause]
		in, _ := r.chars.chars(cl.folded)
		return telling{r.chars.share(in), cl.order, cl.order}
	}
	var in pairSet
	for s := c.sentence; s <= c.last; s++ {
		st := &pg.sentences[s]
		in = in.or(st.chars)
		t = t.most(telling{0, st.order, st.clauseOrder})
	}
	t.chars = r.chars.share(in)
	return t
}

// judgeTelling adds how the sentences of a text tell what is asked.
func (r *Reading) judgeTelling(f *features, c *Candidate) {
	pg := &r.pages[c.page]
	starts, defines := pg.sentences[c.sentence].starts, pg.sentences[c.sentence].defines
	for s := c.sentence + 1; s <= c.last; s++ {
		defines = min(defines, pg.sentences[s].defines)
	}
	switch {
	case c.clause >= 0:
		starts, defines = startOf(c.Span.Of(pg.text)), r.defines(pg.clauses[c.clause].folded)
	case c.Kind == AName, c.Kind == APart, c.Kind == AComposition:
		starts = startOf(r.textOf(c))
	}
	f.add(tStarts, starts)
	f.add(tAfter, pg.after(c))
	f.add(tDefines, defines)
	if c.Kind == ARun {
		first, end := r.brings(c)
		f.add(tFirstBrings, share(first))
		f.add(tLastBrings, 4*share(end)+min(bits.OnesCount64(pg.sentences[c.last].cues), 3))
	}
}

// brings returns how much of the question only the first sentence of a run tells, and
// only the last.
func (r *Reading) brings(c *Candidate) (first, last float64) {
	sentences := r.pages[c.page].sentences[c.sentence : c.last+1]
	var all, head, tail pairSet
	for i, s := range sentences {
		all = all.or(s.chars)
		if i > 0 {
			tail = tail.or(s.chars)
		}
		if i < len(sentences)-1 {
			head = head.or(s.chars)
		}
	}
	whole := r.chars.share(all)
	return whole - r.chars.share(tail), whole - r.chars.share(head)
}

var (
	headingPattern = regexp.MustCompile(`^(?:第[一二三四五六七八九十百]+条|[（(]?[一二三四五六七八九十0-9]+[）)、.．]|[一二三四五六七八九十]是)[\s\x{3000}]*`)
	captionPattern = regexp.MustCompile(`^[表图附][0-9一二三四五六七八九十]`)
)

// startOf returns how a text begins: 1 with what points back, 2 with a number of what
// it lists, 3 with such a number and a heading, 4 with a reason, 5 with words that
// somebody says, 6 as a caption, 7 with a short sentence.
func startOf(text string) int {
	first, _, _ := strings.Cut(text, "。")
	number := ""
	if c, _ := utf8.DecodeRuneInString(first); strings.ContainsRune("第（(0123456789"+itemNumbers, c) {
		number = headingPattern.FindString(first)
	}
	switch {
	case beginsWithAny(first, []string{"表", "图", "附"}) && captionPattern.MatchString(first):
		return 6
	case number != "" && utf8.RuneCountInString(first)-utf8.RuneCountInString(number) <= 12 && !strings.Contains(first, "，"):
		return 3
	case number != "":
		return 2
	case beginsWithAny(first, loadCues()["back"]):
		return 1
	case beginsWithAny(first, loadCues()["because"]):
		return 4
	case strings.HasPrefix(first, "“"):
		return 5
	case utf8.RuneCountInString(first) <= 10:
		return 7
	}
	return 0
}

// after reports whether a text follows a question of the release, or begins with one.
func (pg *page) after(c *Candidate) int {
	switch {
	case pg.sentences[c.sentence].asks && c.last > c.sentence:
		return 2
	case pg.sentences[c.sentence].asks:
		return 3
	case c.sentence > 0 && pg.sentences[c.sentence-1].asks:
		return 1
	case c.sentence > 1 && pg.sentences[c.sentence-2].asks:
		return 4
	}
	return 0
}

// defines reports how a folded text explains a name or word of the question: 1 it
// reports what that is, 2 it introduces the word as a short form, 3 the word stands
// there, 4 it does not; 0 where no text is asked for.
func (r *Reading) defines(text string) int {
	if g := groupOf(r.frame.Asks); g != ofText && g != ofCard {
		return 0
	}
	best := 4
	for _, w := range r.terms {
		for rest := text; ; {
			before, after, ok := strings.Cut(rest, w)
			if !ok {
				break
			}
			best = min(best, 3)
			after = strings.TrimLeft(after, "”》）)，, ")
			switch {
			case beginsWithAny(after, loadCues()["means"]):
				best = 1
			case endsWithAny(strings.TrimRight(before, "“《"), loadCues()["short"]):
				best = min(best, 2)
			}
			rest = after
		}
	}
	return best
}

// termsOf returns the names and words of a question that a text may explain.
func (r *Reading) termsOf() (out []string) {
	for _, n := range r.frame.Names {
		out = append(out, n.Text)
	}
	for i := range r.units {
		if utf8.RuneCountInString(r.units[i].text) > 1 {
			out = append(out, r.units[i].text)
		}
	}
	return out
}
