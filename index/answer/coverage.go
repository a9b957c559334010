package answer

import (
	"math"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// A passage is read by clauses: what a figure measures stands in its own
// clause, its subject often in an earlier clause of the sentence, and what the
// whole passage is about in the headings.

// How much a concept of the question counts that stands in the clause of the
// answer, elsewhere in its sentence, elsewhere in its passage, or only in the
// headings. Set by hand on district-dev; see the cases in testdata.
const (
	inClause   = 1.0
	inSentence = 0.9
	inHeads    = 0.75
	inPassage  = 0.55
)

// clause is a part of a sentence between marks.
type clause struct {
	span     knowledge.Span
	sentence int
	text     string // folded
}

// reading is a passage prepared for reading against one query.
type reading struct {
	hit     index.Hit
	clauses []clause
	heads   string // folded title and heading
	whole   string // folded text
	weights []float64
	found   []conceptFound // by concept of the query
}

// conceptFound tells how much of a concept stands where in a passage.
type conceptFound struct {
	heads, whole float64
	clauses      []float64 // nil when the concept does not stand in the passage
	sentences    []float64 // by sentence: the most of its clauses
}

// newReading is newReadings for one passage, which has no weights yet.
func newReading(h index.Hit, q index.Query) *reading {
	r := &reading{hit: h}
	r.whole = h.Passage.Folded()
	r.heads = zhtext.FoldString(h.Passage.Release.Title + "\n" + h.Passage.Heading)
	for i, s := range h.Passage.Sentences {
		for _, c := range clauses(h.Passage.Text, s) {
			r.clauses = append(r.clauses, clause{c, i, h.Passage.FoldedSpan(c)})
		}
	}
	for _, c := range q.Concepts {
		r.found = append(r.found, r.find(c))
	}
	return r
}

// folded returns the folded text of a span of the passage.
func (r *reading) folded(s knowledge.Span) string { return r.hit.Passage.FoldedSpan(s) }

// find looks for c once, for all clauses are compared with all concepts.
func (r *reading) find(c index.Concept) conceptFound {
	f := conceptFound{heads: stands(c, r.heads), whole: stands(c, r.whole)}
	if f.whole == 0 {
		return f // what is not in the passage is in no clause of it
	}
	f.clauses = make([]float64, len(r.clauses))
	f.sentences = make([]float64, len(r.hit.Passage.Sentences))
	for n, clause := range r.clauses {
		f.clauses[n] = stands(c, clause.text)
		f.sentences[clause.sentence] = max(f.sentences[clause.sentence], f.clauses[n])
	}
	return f
}

// clauses cuts a sentence at commas, semicolons and colons. The mark belongs
// to the clause before it. A comma within a number does not end a clause, nor
// does a colon in front of one: 增速：-6.5% is said of the 增速.
func clauses(text string, sentence knowledge.Span) []knowledge.Span {
	var out []knowledge.Span
	start := sentence.Start
	for i, r := range sentence.Of(text) {
		end := sentence.Start + i + utf8.RuneLen(r)
		switch r {
		case '，', '；', ';':
		case '：':
			if rest := strings.TrimLeft(text[end:sentence.End], "+-－−"); rest != "" && rest[0] >= '0' && rest[0] <= '9' {
				continue
			}
		case ',':
			if end < sentence.End && text[end] >= '0' && text[end] <= '9' {
				continue
			}
		default:
			continue
		}
		out = append(out, knowledge.Span{Start: start, End: end})
		start = end
	}
	if start < sentence.End {
		out = append(out, knowledge.Span{Start: start, End: sentence.End})
	}
	return out
}

// clauseAt returns the index of the clause that holds the byte at.
func (r *reading) clauseAt(at int) int {
	for i, c := range r.clauses {
		if at < c.span.End {
			return i
		}
	}
	return len(r.clauses) - 1
}

// coverage tells how much of the question is spoken of where clause n stands:
// 1 when every concept stands in the clause itself.
func (r *reading) coverage(q index.Query, n int) float64 {
	sum, total := 0.0, 0.0
	for i, w := range r.weights {
		total += w
		sum += w * r.nearness(i, n)
	}
	if total == 0 {
		return 0
	}
	return sum / total
}

// nearness tells where concept i is found, seen from clause n: between 0 and 1.
func (r *reading) nearness(i, n int) float64 {
	f := r.found[i]
	best := max(inHeads*f.heads, inPassage*f.whole)
	if f.clauses != nil {
		best = max(best, inClause*f.clauses[n], inSentence*f.sentences[r.clauses[n].sentence])
	}
	return best
}

// stands tells how much of c stands in text: 1 when c or another word for it
// does, the share of its character pairs for a longer word in part.
func stands(c index.Concept, text string) float64 {
	if strings.Contains(text, c.Text) {
		return 1
	}
	for _, alt := range c.Alts {
		if strings.Contains(text, alt) {
			return 1
		}
	}
	rs := []rune(c.Text)
	if len(rs) < 3 {
		return 0
	}
	found := 0
	for i := 0; i+2 <= len(rs); i++ {
		if strings.Contains(text, string(rs[i:i+2])) {
			found++
		}
	}
	share := float64(found) / float64(len(rs)-1)
	return share * share
}

// newReadings prepares hits for reading against q.
func newReadings(q index.Query, hits []index.Hit) []*reading {
	rs := make([]*reading, len(hits))
	for i, h := range hits {
		rs[i] = newReading(h, q)
	}
	weights := conceptWeights(q, rs)
	for _, r := range rs {
		r.weights = weights
	}
	return rs
}

// conceptWeights weighs the concepts of a query by how rare they are among the
// passages that were found: what all of them have tells them apart the least.
// A concept that none has keeps the full weight, for it is what is missing.
func conceptWeights(q index.Query, rs []*reading) []float64 {
	ws := make([]float64, len(q.Concepts))
	for i, c := range q.Concepts {
		df := 0.0
		for _, r := range rs {
			df += max(r.found[i].heads, r.found[i].whole)
		}
		ws[i] = math.Log(2 + float64(len(rs))/(0.5+df))
		if n := utf8.RuneCountInString(c.Text); n > 2 {
			ws[i] *= 1 + 0.2*float64(min(n, 6)-2) // a long word is a name more often than not
		}
	}
	return ws
}

// How much of a name, by its pairs of characters, has to stand in the sentence
// or the headings, or in the whole passage, for the sentence to be about it.
// Set by hand on district-dev and the built-in releases.
const (
	nameInSentence = 0.5
	nameInPassage  = 0.75
	nameFar        = 0.8  // factor when the name stands only elsewhere in the passage
	partOfName     = 0.88 // factor when what stands there is a part of the thing (…片区, …二期)
	otherName      = 0.5  // factor when it does not: low enough for a decline
)

// nameFits is 1 when the sentence of clause n is about every name in the
// question, and lower when it is about something of a like name.
func (r *reading) nameFits(q index.Query, n int) float64 {
	fit := 1.0
	for _, name := range q.Names {
		near := r.heads
		for _, c := range r.clauses {
			if c.sentence == r.clauses[n].sentence {
				near += "\n" + c.text
			}
		}
		switch {
		case !headIn(q, name, r.heads+r.whole):
			fit = otherName // 西湖软件园 is not 临湖软件园
		case pairsIn(name, near) >= nameInSentence:
			if isPart(name, near) {
				fit = min(fit, partOfName)
			}
		case pairsIn(name, r.whole) >= nameInPassage:
			fit = min(fit, nameFar)
		default:
			fit = otherName
		}
	}
	return fit
}

// headIn reports whether the word that a name begins with, which tells it from
// others of its kind, stands in text.
func headIn(q index.Query, name, text string) bool {
	for _, c := range q.Concepts {
		if utf8.RuneCountInString(c.Text) > 1 && strings.HasPrefix(name, c.Text) {
			return stands(c, text) > 0
		}
	}
	return true
}

// pairsIn returns the share of name's pairs of characters that stand in text.
func pairsIn(name, text string) float64 {
	rs := []rune(name)
	if len(rs) < 2 {
		return 1
	}
	found := 0
	for i := 0; i+2 <= len(rs); i++ {
		if strings.Contains(text, string(rs[i:i+2])) {
			found++
		}
	}
	return float64(found) / float64(len(rs)-1)
}

// partWords behind a name make it the name of a part or an office of the thing.
var partWords = []string{"片区", "园区", "校区", "指挥部", "管委会", "一期", "二期", "三期", "分局", "分公司"}

// isPart reports whether name stands in text only with words behind it that
// make it the name of something else.
func isPart(name, text string) bool {
	found := false
	for rest := text; ; {
		i := strings.Index(rest, name)
		if i < 0 {
			return found
		}
		rest = rest[i+len(name):]
		// The part may have a name of its own of a few characters.
		head := []rune(rest)
		head = head[:min(len(head), 5)]
		part := false
		for _, w := range partWords {
			part = part || strings.Contains(string(head), w)
		}
		if !part {
			return false
		}
		found = true
	}
}
