package answer

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/query"
	"beilun/knowledge"
)

// Limits of a text that asks several things; what is longer, or asks more, is taken
// for one question.
const (
	maxParts    = 4
	maxManifold = 150 // characters
)

// several answers a text that asks several things in one breath, each for itself:
// 总投资多少，什么时候竣工？ or 总投资和建筑面积是多少. It returns nil for a text
// that asks one thing, and where nothing of it can be answered.
func (a *Answerer) several(ctx context.Context, r understood, before *Answer) (*Answer, error) {
	if r.english || utf8.RuneCountInString(r.text) > maxManifold {
		return nil, nil
	}
	pieces := a.split(fold(r.text))
	if len(pieces) < 2 || len(pieces) > maxParts {
		return nil, nil
	}
	first := r
	first.text = pieces[0]
	var all []*Answer
	for i, p := range pieces {
		var ans *Answer
		var err error
		if i == 0 {
			ans, err = a.followOne(ctx, first, before)
		} else if full := a.within(p, all[0].Topic); full != "" {
			ans, err = a.whole(ctx, understood{question: full, text: full})
		} else {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		if i > 0 && !a.elliptical(p) { // it may have a subject of its own, which nobody knows
			q := query.Parse(a.index.Lexicon(), p, knowledge.Date{})
			if said := ans.Said(); said != nil && told(q, said) < mostTold*float64(len(q.Concepts)) {
				ans.Claim, ans.Quoted, ans.Others, ans.Reason = nil, nil, nil, NotStated // it tells of something else
			}
			if ans.Said() == nil {
				ans.Topic = p
			}
		}
		all = append(all, ans)
	}
	at := slices.IndexFunc(all, func(ans *Answer) bool { return ans.Claim != nil })
	if at < 0 {
		return nil, nil
	}
	head := all[at]
	head.Asked, head.Corrected, head.Question = all[0].Asked, r.corrected, r.question
	head.Parts = slices.Delete(all, at, at+1)
	slices.SortStableFunc(head.Parts, func(p, q *Answer) int { // what is known comes first
		return cmp.Compare(unknown(p), unknown(q))
	})
	for _, p := range head.Parts {
		p.Asked, p.Corrected, p.Known, p.Suggestions, p.Passages = "", nil, nil, nil, nil
		p.Question = inCase(p.Topic, r.text)
		if said := p.Said(); said != nil { // it is not told twice
			head.Passages = slices.DeleteFunc(head.Passages, func(h index.Hit) bool { return h.Passage.ID == said.Hit.Passage.ID })
		}
	}
	head.Topic = inCase(head.Topic, r.text)
	return head, nil
}

// unknown orders the outcomes: what is claimed, quoted, declined.
func unknown(ans *Answer) int {
	return slices.Index([]Outcome{Claimed, Quotation, Declined}, ans.Outcome())
}

// inCase writes the Latin words of a folded text as they stand in the original:
// GDP.
func inCase(text, original string) string {
	for _, word := range strings.FieldsFunc(original, func(r rune) bool { return r >= utf8.RuneSelf || !unicode.IsLetter(r) }) {
		text = strings.ReplaceAll(text, strings.ToLower(word), word)
	}
	return text
}

// split cuts a folded text into the questions that it asks, as they stand there.
func (a *Answerer) split(text string) []string {
	var out []string
	text = strings.TrimRight(text, " ,?;。!")
	from, last := 0, 0
	for i, r := range text {
		if strings.ContainsRune(",、?;。!", r) && a.asks(text[from:i]) && (r != '、' || a.asks(text[i:])) {
			out = append(out, text[from:i])
			from, last = i+utf8.RuneLen(r), from
		}
	}
	if rest := text[from:]; a.asks(rest) || len(out) == 0 {
		out = append(out, rest)
	} else {
		out[len(out)-1] = text[last:] // what is said behind it belongs to it
	}
	var all []string
	for _, q := range out {
		all = append(all, a.joined(strings.TrimSpace(q))...)
	}
	return all
}

// asks reports whether a folded text asks something.
func (a *Answerer) asks(text string) bool {
	_, ok := query.AskingIn(a.index.Lexicon(), text)
	_, more := whatAbout(strings.TrimSpace(text))
	return ok || more
}

// joints stand between two questions, or two things that are asked for.
var joints = []string{"以及", "还有", "并且", "和", "与", "及", "、", "跟"}

// joined cuts a question that asks several things of one: 总投资和建筑面积是多少,
// 总投资多少以及什么时候竣工.
func (a *Answerer) joined(text string) []string {
	for i := range text {
		for _, j := range joints {
			if before, rest := text[:i], text[i:]; strings.HasPrefix(rest, j) && a.asked(before) && a.asks(rest[len(j):]) {
				return append([]string{before}, a.joined(rest[len(j):])...)
			}
		}
	}
	asking, ok := query.AskingIn(a.index.Lexicon(), text)
	body, tail := text, ""
	if ok {
		if !asking.Want.IsFigure() {
			return []string{text}
		}
		behind := strings.Trim(text[asking.End:], " 呢啊呀的了")
		if items := a.items(behind); len(items) > 1 { // 什么时候开工、竣工
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
	for again := true; again; {
		again = false
		for _, w := range []string{"分别", "各自", "各", "都", "是", "有", "为", "达", "共", " "} {
			if rest, cut := strings.CutSuffix(body, w); cut {
				body, again = rest, true
			}
		}
	}
	items := a.items(body)
	if len(items) < 2 {
		return []string{text}
	}
	if last := items[len(items)-1]; tail == "" && endsWithAny(last, []string{"时间", "日期"}) {
		for i, item := range items[:len(items)-1] { // 开工和竣工时间
			if !endsWithAny(item, []string{"时间", "日期"}) {
				items[i] += "时间"
			}
		}
	} else {
		for i := range items {
			items[i] += "是多少"
		}
		if tail != "" { // its unit is that of the last
			items[len(items)-1] = strings.TrimSuffix(items[len(items)-1], "多少") + tail
		}
	}
	return items
}

// asked reports whether a folded text ends in what it asks: 总投资多少钱.
func (a *Answerer) asked(text string) bool {
	const most = 2 // characters behind
	asking, ok := query.AskingIn(a.index.Lexicon(), text)
	return ok && utf8.RuneCountInString(text[asking.End:]) <= most
}

// items cuts a text at the joints between words that tell what is measured; it
// returns nil where an item does not end in such a word.
func (a *Answerer) items(body string) []string {
	var out []string
	from := 0
	end := 0
	measured := false // the last word tells what is measured
	cut := func(at, to int) bool {
		if !measured || from >= at {
			return false
		}
		out = append(out, body[from:at])
		from, measured = to, false
		return true
	}
	for _, w := range a.index.Lexicon().Binder().Cut(body) {
		word := body[w.Start:w.End]
		if i := strings.Index(body[end:w.Start], "、"); i >= 0 && !cut(end+i, end+i+len("、")) {
			return nil
		}
		if slices.Contains(joints, word) {
			if !cut(w.Start, w.End) {
				return nil
			}
		} else {
			measured = isMetric(word) || query.TellsMetric(word)
		}
		end = w.End
	}
	if !cut(len(body), len(body)) {
		return nil
	}
	return out
}

// withoutBase takes out what a change is told against.
var withoutBase = strings.NewReplacer("比上年", "", "比去年", "", "比前一年", "", "较上年", "", "较去年", "")

// within completes a question by the one before it in the same text, which is
// given in full; it returns "" where there is nothing to complete it by.
func (a *Answerer) within(text, before string) string {
	for again := true; again; {
		again = false
		for _, w := range append([]string{"那么", "那", "另外", "然后", "其中", ",", " "}, joints...) {
			if rest, ok := strings.CutPrefix(text, w); ok {
				text, again = rest, true
			}
		}
	}
	before = fold(before)
	q := query.Parse(a.index.Lexicon(), withoutBase.Replace(text), knowledge.Date{})
	if q.Change && !slices.ContainsFunc(q.Concepts, func(c query.Concept) bool { return !query.TellsChange(c.Text) }) {
		if asking, ok := query.AskingIn(a.index.Lexicon(), before); ok {
			before = before[:asking.Start]
		}
		for _, w := range []string{"是", "有", "为", "达"} {
			before = strings.TrimSuffix(before, w)
		}
		return before + text // 增长多少
	}
	full, _ := a.complete(text, before)
	if full == "" {
		full = text
	}
	if timeOf(full) == "" && q.Want != query.WantTime && a.subjectOf(text) == "" {
		full = timeOf(before) + full
	}
	if full == text && a.subjectOf(text) == "" {
		return ""
	}
	return full
}
