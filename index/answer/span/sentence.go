package span

import (
	"cmp"
	"math"
	"slices"
	"unicode/utf8"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/bind"
)

// Limits of what is read for one question.
const (
	maxHits      = 4   // passages
	maxSentences = 8   // sentences that candidates are taken from
	maxRunes     = 400 // characters of a sentence; what is behind them is not read
	maxScan      = 300 // sentences that are looked at
	maxTokens    = 13  // words of a candidate that is not a clause
)

// token is a word or a mark.
type token struct {
	from, to int // characters of the sentence
	hash     uint32
	tag      uint32
	noun     bool
	mark     rune // 0 for a word
}

// number is a figure of a sentence.
type number struct {
	from, to   int // with qualifiers
	core, last int // without
	kind       uint32
	fits       bool // of the kind asked for
	unit       bool // and in the unit
}

// sentence is a sentence prepared for reading. Sums have an element more than
// there are characters: the sum of those in front.
type sentence struct {
	hit      int
	at       int            // in the passage's Sentences
	span     knowledge.Span // of the part that is read
	text     string         // folded
	runes    []rune
	offset   []int   // byte offset in the passage of each character and of the end
	folded   []int   // byte offset in text of each character and of the end
	cover    float32 // how much of the question's grams stands in it
	uniCover float32 // the same of its characters
	score    float32 // of its passage, as a share of the first one's
	near     float32 // coverage, the sentence before included: what picks sentences
	place    int     // by near, from 0

	toks      []token
	numbers   []number
	gramSum   []float32
	uniSum    []float32
	leftIn    [4][]float32 // by character: what stands in front of it of the question's start and end, decayed; slow and fast
	rightIn   [4][]float32 // the same behind it
	leftWord  []uint32     // by token: which word of the question stands nearest in front of it, and how near
	rightWord []uint32     // the same behind it
}

// sentencesOf returns the sentences of hits that speak most of the question,
// cut into words.
func sentencesOf(qn *question, hits []index.Hit, cut func(string) []bind.Word) []*sentence {
	var all []*sentence
	for h := range hits[:min(len(hits), maxHits)] {
		p := &hits[h].Passage
		for i, span := range p.Sentences {
			if len(all) == maxScan {
				break
			}
			if s := newSentence(p.Text, h, i, span); len(s.runes) > 0 {
				qn.count(s, len(all)+1)
				all = append(all, s)
			}
		}
	}
	qn.weigh(len(all))
	best := pick(qn, all, hits)
	for _, s := range best {
		s.prepare(qn, &hits[s.hit].Passage, cut)
	}
	return best
}

func newSentence(text string, hit, at int, span knowledge.Span) *sentence {
	s := &sentence{hit: hit, at: at, span: span}
	raw := span.Of(text)
	n := min(maxRunes, utf8.RuneCountInString(raw))
	s.offset = make([]int, 0, n+1)
	for i := range raw {
		s.offset = append(s.offset, span.Start+i)
		if len(s.offset) > maxRunes {
			raw = raw[:i]
			s.offset = s.offset[:maxRunes]
			s.span.End = span.Start + i
			break
		}
	}
	s.offset = append(s.offset, s.span.End)
	s.text = zhtext.FoldString(raw)
	s.runes = make([]rune, 0, n)
	s.folded = make([]int, 0, n+1)
	for i, r := range s.text {
		s.runes = append(s.runes, r)
		s.folded = append(s.folded, i)
	}
	s.folded = append(s.folded, len(s.text))
	return s
}

// count counts the sentences that each piece of the question stands in. id is
// the sentence's number, from 1.
func (qn *question) count(s *sentence, id int) {
	for i, r := range s.runes {
		if p := qn.unis[r]; p != nil && p.seen != id {
			p.seen = id
			p.df++
		}
		if i+1 < len(s.runes) {
			if p := qn.grams[gram{r, s.runes[i+1]}]; p != nil && p.seen != id {
				p.seen = id
				p.df++
			}
		}
	}
}

// weigh sets the weight of each piece of the question by how few of n
// sentences it stands in.
func (qn *question) weigh(n int) {
	for _, p := range qn.gramList {
		p.idf, p.seen = idf(n, p.df), 0
		qn.total += p.idf
	}
	for _, p := range qn.uniList {
		p.idf, p.seen = idf(n, p.df), 0
		qn.uniTotal += p.idf
	}
	qn.total, qn.uniTotal = max(qn.total, 1), max(qn.uniTotal, 1)
}

// idf weighs a piece of the question that df of n sentences have.
func idf(n, df int) float32 {
	return float32(math.Log((float64(n) + 1) / (float64(df) + 0.5)))
}

// pick returns the sentences that cover the question best, in the order of the
// text.
func pick(qn *question, all []*sentence, hits []index.Hit) []*sentence {
	for i, s := range all {
		qn.cover(s, i+1)
	}
	for i, s := range all {
		s.near = s.cover + 0.5*s.uniCover
		if i > 0 && all[i-1].hit == s.hit {
			s.near += 0.3 * all[i-1].cover
		}
		if i+1 < len(all) && all[i+1].hit == s.hit {
			s.near += 0.1 * all[i+1].cover
		}
		s.near -= 0.04 * float32(s.hit)
		if top := hits[0].Score; top > 0 {
			s.score = float32(hits[s.hit].Score / top)
			s.near += 0.4 * s.score
		}
	}
	order := make([]*sentence, len(all))
	copy(order, all)
	slices.SortStableFunc(order, func(a, b *sentence) int { return cmp.Compare(b.near, a.near) })
	for i, s := range order {
		s.place = i
	}
	var out []*sentence
	for _, s := range all {
		if s.place < maxSentences {
			out = append(out, s)
		}
	}
	return out
}

// cover sets how much of the question stands in s.
func (qn *question) cover(s *sentence, id int) {
	id += maxScan // apart from the numbers of count
	for i, r := range s.runes {
		if p := qn.unis[r]; p != nil && p.seen != id {
			p.seen = id
			s.uniCover += p.idf
		}
		if i+1 < len(s.runes) {
			if p := qn.grams[gram{r, s.runes[i+1]}]; p != nil && p.seen != id {
				p.seen = id
				s.cover += p.idf
			}
		}
	}
	s.cover /= qn.total
	s.uniCover /= qn.uniTotal
}

// prepare cuts s into words and sums up what of the question stands where.
func (s *sentence) prepare(qn *question, p *index.Passage, cut func(string) []bind.Word) {
	s.cut(cut(s.text))
	s.findNumbers(qn, p)
	s.findWords(qn)
	n := len(s.runes)
	buf := make([]float32, 10*(n+1)+n)
	take := func(n int) []float32 {
		out := buf[:n:n]
		buf = buf[n:]
		return out
	}
	s.gramSum, s.uniSum = take(n+1), take(n+1)
	for i := range s.leftIn {
		s.leftIn[i], s.rightIn[i] = take(n+1), take(n+1)
	}
	weights := take(n)
	places := make([]*place, n) // the gram or character that each character stands for
	for i, r := range s.runes {
		if p := qn.unis[r]; p != nil {
			s.uniSum[i+1] = p.idf
			if places[i] == nil {
				places[i] = p
				weights[i] = 0.3 * p.idf
			}
		}
		if i+1 == n {
			break
		}
		if p := qn.grams[gram{r, s.runes[i+1]}]; p != nil {
			for k := i; k <= i+1; k++ {
				if p.idf > weights[k] || places[k] == nil {
					weights[k], places[k] = p.idf, p
				}
			}
			s.gramSum[i+1] = max(s.gramSum[i+1], p.idf)
			s.gramSum[i+2] = max(s.gramSum[i+2], p.idf)
		}
	}
	for i := range n {
		s.gramSum[i+1] += s.gramSum[i]
		s.uniSum[i+1] += s.uniSum[i]
	}
	norm := 1 / qn.total
	for k, decay := range [2]float32{0.6, 0.88} {
		a, b := s.leftIn[2*k], s.leftIn[2*k+1]
		for i := range n {
			a[i+1], b[i+1] = a[i]*decay, b[i]*decay
			if p := places[i]; p != nil {
				if w := weights[i] * p.dist * norm; p.before {
					a[i+1] += w
				} else {
					b[i+1] += w
				}
			}
		}
		a, b = s.rightIn[2*k], s.rightIn[2*k+1]
		for i := n - 1; i >= 0; i-- {
			a[i], b[i] = a[i+1]*decay, b[i+1]*decay
			if p := places[i]; p != nil {
				if w := weights[i] * p.dist * norm; p.before {
					a[i] += w
				} else {
					b[i] += w
				}
			}
		}
	}
}

// cut makes the tokens of s: the words, and every mark between them.
func (s *sentence) cut(words []bind.Word) {
	s.toks = make([]token, 0, len(words)+len(words)/4+1)
	at := 0 // character
	marks := func(end int) {
		for at < len(s.runes) && s.folded[at] < end {
			if r := s.runes[at]; r != ' ' && r != '\n' {
				s.toks = append(s.toks, token{from: at, to: at + 1, hash: uint32(r), tag: uint32(r), mark: r})
			}
			at++
		}
	}
	for _, w := range words {
		marks(w.Start)
		from := at
		for at < len(s.runes) && s.folded[at] < w.End {
			at++
		}
		s.toks = append(s.toks, token{from: from, to: at, hash: hash(s.text[w.Start:w.End]), tag: hash(w.Tag), noun: isNoun(w.Tag)})
	}
	marks(len(s.text))
}

// findNumbers notes the figures that stand in s.
func (s *sentence) findNumbers(qn *question, p *index.Passage) {
	for i := range p.Figures {
		f := &p.Figures[i]
		if !s.span.Contains(f.Quote) {
			continue
		}
		n := number{kind: hash(string(f.Kind))}
		n.from, n.to = s.runeAt(f.Quote.Start), s.runeAt(f.Quote.End)
		n.core, n.last = s.runeAt(f.Span.Start), s.runeAt(f.Span.End)
		n.fits = wants(qn.query.Want, f.Kind)
		n.unit = qn.query.Unit != "" && f.Unit == qn.query.Unit
		s.numbers = append(s.numbers, n)
	}
}

// runeAt returns the character of s that begins at a byte of the passage.
func (s *sentence) runeAt(at int) int {
	lo, hi := 0, len(s.offset)-1
	for lo < hi {
		if m := (lo + hi) / 2; s.offset[m] < at {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// wants reports whether a figure of kind k may answer a question that wants w.
func wants(w index.Want, k knowledge.Kind) bool {
	switch w {
	case index.WantMoney:
		return k == knowledge.Money
	case index.WantPercent:
		return k == knowledge.Percent || k == knowledge.PercentPoint || k == knowledge.Multiple
	case index.WantDimension:
		return k == knowledge.Dimension
	case index.WantDuration:
		return k == knowledge.Duration
	case index.WantAge:
		return k == knowledge.Age
	case index.WantOrdinal:
		return k == knowledge.Ordinal
	case index.WantTime:
		return k == knowledge.DateKind || k == knowledge.PeriodKind || k == knowledge.Time
	case index.WantCount, index.WantNumber:
		return k != knowledge.DateKind && k != knowledge.PeriodKind && k != knowledge.Time
	}
	return false
}
