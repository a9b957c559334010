package answer

import (
	"regexp"
	"slices"
	"strings"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// numberedPart is a part of a thing, or one of several, that a number tells from
// the others: 二期, 三号, 第十三污水处理厂; with what it counts.
var numberedPart = regexp.MustCompile(`(第)?([〇零一二三四五六七八九十百]{1,5}|首|[0-9]{1,4})(号线|号\p{Han}?|\p{Han})`)

// codePart is a number with letters in front that names a thing: p13, bh-2.
var codePart = regexp.MustCompile(`[a-z]+-?[0-9]+(?:-[0-9]+)*`)

// numberedWithout are the kinds that a number without 第 in front tells apart.
var numberedWithout = []string{"期", "号", "路", "中", "院"}

// noThing are characters behind an ordinal that counts no thing: 第一季度, 第三位.
const noThing = "季位名次个年天周月日轮条款项大是产手时一二三四五六七八九十"

// numberedIn returns the numbered parts in a folded text, 首期 as 1期: the number,
// and what it counts. 三号 counts what stands behind it, 三号港池 no other than
// 四号港池.
func numberedIn(text string) [][]string {
	if !strings.ContainsAny(text, "期号路第中院") {
		return nil // most texts, and soon seen
	}
	var out [][]string
	for _, m := range numberedPart.FindAllStringSubmatchIndex(text, -1) {
		ordinal, number, kind := m[2] >= 0, text[m[4]:m[5]], text[m[6]:m[7]]
		before := text[:m[0]]
		switch {
		case ordinal && strings.Contains(noThing, kind),
			!ordinal && !slices.ContainsFunc(numberedWithout, func(k string) bool { return strings.HasPrefix(kind, k) }),
			strings.HasSuffix(before, "月"), endsWithAny(before, []string{"0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "路", "街", "道"}):
			continue // a day, or where a house stands
		}
		number = strings.TrimSuffix(ledger.Key(number+"期"), "期")
		out = append(out, []string{number, kind})
	}
	return out
}

// Factors for a figure that a numbered part is asked for of, which its sentence
// does not name but the passage before it or only the headings. Set by hand on
// the districts in testdata.
const (
	numberedNear = 0.95
	numberedFar  = 0.9
)

// numberedFits tells how well clause n can be about the numbered parts that q
// asks for: 1 when its sentence names them, less when what stands before it
// does, 0 when another part is named or none.
func (r *reading) numberedFits(q index.Query, n int) float64 {
	at := r.clauses[n].sentence
	passage := r.hit.Passage
	for _, code := range codePart.FindAllString(q.Folded(), -1) {
		if !ledger.Mentions(r.heads+"\n"+r.whole, code) {
			return 0
		}
	}
	fit := 1.0
	for _, asked := range numberedIn(q.Folded()) {
		places := []string{
			r.folded(knowledge.Span{Start: passage.Sentences[at].Start, End: r.clauses[n].span.End}),
			r.folded(knowledge.Span{End: passage.Sentences[at].Start}),
			r.heads,
		}
		found, sibling := 0.0, false
		for i, text := range places {
			other, told := namesPart(text, asked)
			if told {
				found = []float64{1, numberedNear, numberedFar}[i]
			}
			sibling = sibling || other
			if other || told {
				break
			}
		}
		if found == 0 && !sibling && ledger.Mentions(r.whole, asked[0]+asked[1]) {
			found = numberedFar
		}
		fit = min(fit, found)
	}
	return fit
}

// namesPart reports whether text names the numbered part asked, and whether it
// names another one of its kind.
func namesPart(text string, asked []string) (other, told bool) {
	for _, p := range numberedIn(text) {
		if p[1] == asked[1] {
			told = told || p[0] == asked[0]
			other = other || p[0] != asked[0]
		}
	}
	return other, told
}
