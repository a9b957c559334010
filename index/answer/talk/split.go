package talk

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/knowledge"
)

// Split cuts a folded text into the questions that it asks: 总投资多少，什么时候竣工？
// or 总投资和建筑面积是多少.
func (g *Grammar) Split(text string) []string {
	var out []string
	text = strings.TrimRight(text, " ,?;。!")
	if all := g.enumerated(text); all != nil {
		return all
	}
	from, last := 0, 0
	for i, r := range text {
		if strings.ContainsRune(",、?;。!", r) && g.asks(text[from:i]) && (r != '、' || g.asks(text[i:])) {
			out = append(out, text[from:i])
			from, last = i+utf8.RuneLen(r), from
		}
	}
	if rest := text[from:]; g.asks(rest) || len(out) == 0 {
		out = append(out, rest)
	} else {
		out[len(out)-1] = text[last:] // what is said behind it belongs to it
	}
	var all []string
	for _, q := range out {
		all = append(all, g.joined(strings.TrimSpace(q))...)
	}
	return all
}

// asks reports whether a folded text asks something.
func (g *Grammar) asks(text string) bool {
	_, ok := query.AskingIn(g.Lexicon, text)
	_, more := thingOf(strings.TrimSpace(text))
	return ok || more
}

// howMuch is added to a thing that is asked for without words that ask; the unit
// of the original question may replace the last of it.
const (
	howMuch = "是" + howMany
	howMany = "多少"
)

// joined cuts a question that asks several things about one: 总投资和建筑面积是多少,
// 总投资多少以及什么时候竣工.
func (g *Grammar) joined(text string) []string {
	for i := range text {
		for _, j := range of("joint").Words {
			if before, rest := text[:i], text[i:]; strings.HasPrefix(rest, j) && g.endsAsking(before) && g.asks(rest[len(j):]) {
				return append([]string{before}, g.joined(rest[len(j):])...)
			}
		}
	}
	asking, ok := query.AskingIn(g.Lexicon, text)
	body, tail := text, ""
	if ok {
		if !asking.Want.IsFigure() {
			return []string{text}
		}
		behind := strings.Trim(text[asking.End:], " 呢啊呀的了")
		if items := g.items(behind); len(items) > 1 { // 什么时候开工、竣工
			for i := range items {
				items[i] = text[asking.Start:asking.End] + items[i]
			}
			items[0] = text[:asking.Start] + items[0]
			return items
		}
		if behind != "" || asking.Want == query.WantTime {
			return []string{text}
		}
		body, tail = text[:asking.Start], text[asking.Start:]
	}
	items := g.items(withoutFillers(body))
	if len(items) < 2 {
		return []string{text}
	}
	g.askEach(items, tail)
	return items
}

// askEach makes questions of things that are asked for together, by what is
// behind the last of them.
func (g *Grammar) askEach(items []string, tail string) {
	times := of("timeEnd")
	if tail == "" && times.Ends(items[len(items)-1]) {
		for i, item := range items[:len(items)-1] { // 开工和竣工时间
			switch {
			case times.Ends(item):
			case endsMeasuring(g.Frame(item)):
				items[i] += howMuch
			default:
				items[i] += times.Words[0]
			}
		}
		return
	}
	for i := range items {
		if !times.Ends(items[i]) {
			items[i] += howMuch
		}
	}
	if last := &items[len(items)-1]; tail != "" { // its unit is that of the last
		*last = strings.TrimSuffix(*last, howMany) + tail
	}
}

// endsAsking reports whether a folded text ends in the words that ask: 总投资多少钱.
func (g *Grammar) endsAsking(text string) bool {
	const most = 2 // characters behind
	asking, ok := query.AskingIn(g.Lexicon, text)
	return ok && utf8.RuneCountInString(text[asking.End:]) <= most
}

// items cuts a text at the joints between words for what is measured; it returns
// nil if an item does not end in such a word.
func (g *Grammar) items(body string) []string {
	const comma = "、"
	var out []string
	from, end := 0, 0
	measured := false // the last word is for what is measured
	cut := func(at, to int) bool {
		if from >= at || !measured && !endsMeasuring(g.Frame(strings.Trim(body[from:at], ", "))) {
			return false
		}
		out = append(out, strings.Trim(body[from:at], ", "))
		from, measured = to, false
		return true
	}
	for _, w := range g.Lexicon.Binder().Cut(body) {
		word := body[w.Start:w.End]
		if i := strings.Index(body[end:w.Start], comma); i >= 0 && !cut(end+i, end+i+len(comma)) {
			return nil
		}
		if slices.Contains(of("joint").Words, word) {
			if !cut(w.Start, w.End) {
				return nil
			}
		} else {
			measured = IsMetric(word) || words.IsMetric(word)
		}
		end = w.End
	}
	if !cut(len(body), len(body)) {
		return nil
	}
	return out
}

// Within completes a question by the one before it in the same text, which is
// given in full; it returns "" if there is nothing to complete it by.
func (g *Grammar) Within(text, before string) string {
	text = cutPrefixes(text, ", ", slices.Concat(of("continued").Words, of("joint").Words)...)
	before = fold(before)
	if full := g.changeOf(text, before); full != "" {
		return full
	}
	q := query.Parse(g.Lexicon, without(text, of("base").Words), knowledge.Date{})
	full, _ := g.complete(text, before, "")
	if full == "" {
		full = text
	}
	if timeIn(full) == "" && q.Want != query.WantTime && g.subjectOf(text) == "" {
		full = timeIn(before) + full
	}
	if full == text && g.subjectOf(text) == "" {
		return ""
	}
	return full
}

// without returns text without words.
func without(text string, words []string) string {
	for _, w := range words {
		text = strings.ReplaceAll(text, w, "")
	}
	return text
}

// changeOf returns before with the change or the share asked for that text names, and
// nothing else: 增长多少, 增幅, 占全市多少; "" if it names more.
func (g *Grammar) changeOf(text, before string) string {
	q := query.Parse(g.Lexicon, without(text, of("base").Words), knowledge.Date{})
	if !isShare(g.Frame(text)) && (!q.Change || slices.ContainsFunc(q.Concepts, func(c query.Concept) bool { return !query.IsChange(c.Text) })) {
		return ""
	}
	return g.withoutChange(before) + strings.TrimSuffix(text, likewise)
}

// Level returns a question that was completed with a change asked for before as one for
// what changed, "" if question names a change itself, or none is asked for.
func (g *Grammar) Level(full, question string) string {
	if g.Frame(question).Change != frame.Level || g.Frame(full).Change == frame.Level {
		return ""
	}
	return g.withoutChange(fold(full)) + howMuch
}

// withoutChange returns a folded question without the words that ask, and without the
// change or share that it asks for: 产值 of 产值增长多少.
func (g *Grammar) withoutChange(text string) string {
	if asking, ok := query.AskingIn(g.Lexicon, text); ok {
		text = text[:asking.Start]
	}
	text = strings.TrimSuffix(withoutMarks(text), likewise)
	ends := slices.Clone(of("copula").Words)
	for _, w := range of("share").Words {
		ends = append(ends, w)
		for _, d := range of("district").Words {
			ends = append(ends, w+d)
		}
	}
	for _, c := range query.Parse(g.Lexicon, text, knowledge.Date{}).Concepts {
		if query.IsChange(c.Text) {
			ends = append(ends, c.Text)
		}
	}
	return cutSuffixes(text, append(ends, of("base").Words...))
}

// isShare reports whether a question asks for a share, and not of what.
func isShare(f *frame.Frame) bool {
	return f.Change == frame.Share && !f.Bare && len(f.Rest)+len(f.Unknown)+len(Measures(f)) == 0 && !slices.ContainsFunc(f.Names, func(n frame.Name) bool { return !n.Generic })
}

// withoutBase returns a folded text without the words for what a share is of: 占全市.
func withoutBase(text string) string {
	for _, d := range of("district").Words {
		for _, w := range of("share").Words {
			text = strings.ReplaceAll(text, w+d, "")
		}
	}
	return text
}
