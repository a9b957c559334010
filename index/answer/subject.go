package answer

import (
	"slices"
	"strings"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/ledger"
)

// subjectFits tells how well the subject of f is what q asks about: 1 when it
// is, or when q names nothing.
func subjectFits(q index.Query, r *reading, n int, f *knowledge.Figure) float64 {
	if len(q.Named) == 0 {
		sentence := r.folded(r.hit.Passage.Sentences[r.clauses[n].sentence])
		if headsOnly(q, sentence, f) {
			return borrowed
		}
		return r.nameFits(q, n)
	}
	best := 0.0
	for _, name := range q.Named {
		best = max(best, r.namedFits(q, name, n, f))
	}
	return best
}

// headsOnly reports whether f is bound to a thing with a name, and what may be
// the name of the one that q asks for does not stand in f's sentence: the
// headings alone speak of it.
func headsOnly(q index.Query, sentence string, f *knowledge.Figure) bool {
	b := f.Binding
	return b.Subject != "" && !b.Loose && !unsure(b) && slices.ContainsFunc(q.Names, func(name string) bool {
		return bind.IsComplete(name) && !isOf(name, &b) && pairsIn(name, sentence) < nameInSentence
	})
}

// sureEnough is how sure the subject of a figure has to be for an answer to go by
// it against the words around the figure.
const sureEnough = 0.5

// unsure reports whether b's subject was chosen with doubt.
func unsure(b knowledge.Binding) bool { return b.Sure > 0 && b.Sure < sureEnough }

// namedFits is subjectFits for one name.
func (r *reading) namedFits(q index.Query, name string, n int, f *knowledge.Figure) float64 {
	b := f.Binding
	if same, decided := b.Thing.Is(name); decided && !same {
		return 0 // people tell them apart
	}
	if isOf(name, &b) || b.Subject != name && strings.HasPrefix(b.Subject, name) && strings.Contains(fold(q.Text), b.Subject) {
		return 1 // the question names 某某中心小剧场, of which 某某中心 is known
	}
	if rest, ok := strings.CutPrefix(b.Subject, name); ok && endsWithAny(rest, partWords) {
		return partOf
	}
	head := headOf(name)
	text := r.hit.Passage.Text
	sentence := r.hit.Passage.Sentences[r.clauses[n].sentence]
	before, after := r.folded(knowledge.Span{Start: sentence.Start, End: f.Quote.Start}), r.folded(knowledge.Span{Start: f.Quote.End, End: sentence.End})
	if b.Subject == "" || b.Loose || unsure(b) {
		switch {
		case twins(name, b.Subject):
			return otherName // and no less so where the choice was a hard one
		case !strings.Contains(before, head) && strings.Contains(after, head) && f.Time == "":
			return borrowed // what comes later in the sentence is not what the figure is about
		case b.Subject != "" && !strings.Contains(before+after+r.heads, head) && !strings.Contains(b.Subject, head):
			return otherName
		case b.Subject != "" && !strings.Contains(r.folded(knowledge.Span{End: sentence.End})+r.heads, name) && strings.Contains(r.folded(knowledge.Span{Start: sentence.End, End: len(text)}), name):
			return borrowed // the one asked for is only told of later
		}
		return r.nameFits(q, n)
	}
	i, j := lastNamed(before, name), strings.LastIndex(before, headOf(b.Subject))
	if k := strings.LastIndex(before, b.Subject); k >= 0 && i > k && i < k+len(b.Subject) || endsWithAny(name, regions) && !strings.Contains(b.Subject, headOf(name)) && !endsWithAny(b.Subject, offices) {
		return borrowed // 临湖区 in 科创区临湖片区, or where 某某总部 stands
	}
	switch {
	case i >= 0 && inList(before, i):
		return borrowed // one of several that a figure of all of them follows
	case i > j && strings.LastIndexByte(before[:i], '(') > strings.LastIndexByte(before[:i], ')'):
		return borrowed // 某某总部（某某公司）有4个
	case i > j:
		return nearName
	case i >= 0:
		return borrowed
	case lastNamed(r.heads, name) >= 0:
		return nearName
	}
	return borrowed
}

// twins reports whether two names begin and end alike and have different words between:
// 某某科创区东湖片区 and 某某科创区南岭片区.
func twins(a, b string) bool {
	as, bs := []rune(a), []rune(b)
	from, to := 0, 0
	for from < min(len(as), len(bs)) && as[from] == bs[from] {
		from++
	}
	for to < min(len(as), len(bs))-from && as[len(as)-1-to] == bs[len(bs)-1-to] {
		to++
	}
	return from >= minAlike && to >= minAlike && from+to < min(len(as), len(bs))
}

// minAlike is how many characters names of twins have in common at either end.
const minAlike = 2

// offices tell figures of the whole place.
var offices = []string{"局", "委", "委员会", "办", "办公室", "政府", "部门", "海关", "党委"}

// lastNamed returns where the last mention of name in a folded text begins, -1
// for none: half of its pairs of characters have to stand there, for what it
// begins with may be no more than the name of the whole district.
func lastNamed(text, name string) int {
	if pairsIn(name, text) < nameInSentence {
		return -1
	}
	return strings.LastIndex(text, headOf(name))
}

// inList reports whether the name at i of s is one of several joined by 、.
func inList(s string, i int) bool {
	if strings.HasSuffix(s[:i], "、") {
		return true
	}
	const near = 10 // characters of what is left of a name
	for n, r := range []rune(s[i:]) {
		switch {
		case r == '、':
			return true
		case n == near || strings.ContainsRune("，,；;。：", r):
			return false
		}
	}
	return false
}

// isOf reports whether a figure is of the thing that a question calls name: people's
// word goes before what the names are like.
func isOf(name string, b *knowledge.Binding) bool {
	if same, decided := b.Thing.Is(name); decided {
		return same
	}
	return means(name, b.Subject)
}

// means reports whether name, as a question puts it, can be subject.
func means(name, subject string) bool { return ledger.Means(name, subject, bind.IsComplete(name)) }

// headOf returns the first two characters of a name, which tell it from others
// of its kind.
func headOf(name string) string {
	rs := []rune(name)
	return string(rs[:min(2, len(rs))])
}

func endsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}
