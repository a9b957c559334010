package answer

import (
	"context"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Follow answers a question that may lean on the one asked before in the same
// conversation: 量子科技园呢？ asks the same of another thing, 出租率呢？ something
// else of the same thing, 2022年呢？ the same of another year, and a question
// that names nothing asks of the same thing. What is carried over stands in
// Answer.Asked. before is nil when there is none. A question that asks several
// things is answered with Answer.Parts.
func (a *Answerer) Follow(ctx context.Context, question string, before *Answer) (*Answer, error) {
	question = clean(question)
	if ans := a.source(question, before); ans != nil {
		return ans, nil
	}
	r := a.understand(question)
	if ans, err := a.several(ctx, r, before); ans != nil || err != nil {
		return ans, err
	}
	return a.followOne(ctx, r, before)
}

// followOne is Follow for a question that asks one thing.
func (a *Answerer) followOne(ctx context.Context, r understood, before *Answer) (*Answer, error) {
	full, leans := "", false
	if before != nil {
		full, leans = a.complete(r.text, before.Topic)
	}
	if full == "" {
		return a.whole(ctx, r)
	}
	carried := r
	carried.text = full
	ans, err := a.whole(ctx, carried)
	if err != nil {
		return nil, err
	}
	ans.Asked = full
	if !leans {
		alone, err := a.whole(ctx, r)
		if err != nil {
			return nil, err
		}
		q, said := alone.Query, ans.Said()
		if told(q, alone.Said()) > told(q, said) || said != nil && told(q, said) < mostTold*float64(len(q.Concepts)) {
			return alone, nil
		}
	}
	return ans, nil
}

// mostTold is the share of a question's words that the sentence has to speak of
// where it is read with a subject that it does not name: 火星基地的面积 asks of no
// park that was spoken of before.
const mostTold = 0.75

// told returns how much of q the sentence of c speaks of, -1 for no claim. It
// tells a question of its own from one that leaves its subject out.
func told(q query.Query, c *Claim) float64 {
	if c == nil {
		return -1
	}
	sentence, sum := fold(c.Quote()), 0.0
	for _, concept := range q.Concepts {
		sum += stands(concept, sentence)
	}
	return sum
}

// stands tells how much of a concept stands in a text: 1 for the whole, less for
// a part of a longer word, 0 for nothing.
func stands(c query.Concept, text string) float64 {
	if strings.Contains(text, c.Text) || containsAny(text, c.Alts) {
		return 1
	}
	share := pairsIn(c.Text, text)
	return share * share
}

// pairsIn returns the share of the pairs of characters of a word of three and more
// that stand in text.
func pairsIn(word, text string) float64 {
	rs := []rune(word)
	if len(rs) < 3 {
		return 0
	}
	found := 0
	for i := 0; i+2 <= len(rs); i++ {
		if strings.Contains(text, string(rs[i:i+2])) {
			found++
		}
	}
	return float64(found) / float64(len(rs)-1)
}

// wholes name the district itself, so that a question with one of them needs no
// other name.
var wholes = []string{"全区", "全市", "全省", "全国", "我区", "本区"}

// complete returns question with what it leaves out by topic, the question
// before in full, or "" when it leaves out nothing that is known. leans tells
// that it cannot be a question of its own.
func (a *Answerer) complete(question, topic string) (full string, leans bool) {
	text, last := strings.TrimRight(fold(question), "?。! "), fold(topic)
	for _, w := range []string{"那么", "那", "还有", "另外", "然后", "请问"} {
		text = strings.TrimPrefix(strings.TrimPrefix(text, w), ",")
	}
	if text == "" || last == "" || utf8.RuneCountInString(last) > MaxQuestion {
		return "", false
	}
	subject := a.subjectOf(last)
	if subject != "" {
		if full, ok := a.pointed(text, subject); ok {
			return full, true
		}
	}
	named := a.subjectOf(text)
	if thing, ok := whatAbout(text); ok {
		return a.instead(thing, subject, last), true
	}
	if named == text && text != subject { // 量子科技园？
		return a.instead(text, subject, last), true
	}
	if subject == "" || named != "" || containsAny(text, wholes) {
		return "", false
	}
	return subject + text, a.elliptical(text)
}

// subjectOf returns the first thing that a folded question names, "" for none.
func (a *Answerer) subjectOf(text string) string {
	for _, n := range a.index.Lexicon().Binder().Names(text) {
		if strings.Contains(text, n) {
			return n
		}
	}
	return a.index.Known(text)
}

// instead returns last with thing in the place of what is of its kind: a time,
// a phase, what is asked of the subject, or the subject; "" when there is none.
func (a *Answerer) instead(thing, subject, last string) string {
	switch {
	case timeOf(thing) == thing:
		if old := timeOf(last); old != "" {
			return strings.Replace(last, old, thing, 1)
		}
		return thing + last
	case query.PhaseIn(thing) == thing && query.PhaseIn(last) != "":
		return strings.Replace(last, query.PhaseIn(last), thing, 1)
	case query.PhaseIn(thing) == thing && subject != "":
		return strings.Replace(last, subject, subject+thing, 1)
	case subject == "":
		return a.likewise(thing, last)
	case a.besides(thing) == 0:
		return subject + timeOf(last) + thing + "是多少"
	}
	return strings.Replace(last, subject, thing, 1)
}

// likewise asks of thing what last asks, for its time: 2024年教育支出是多少 becomes
// 2024年社会保障支出是多少; "" where last asks nothing.
func (a *Answerer) likewise(thing, last string) string {
	f := a.frame(last)
	tail := f.Tail()
	if tail == "" || f.Bare && f.Asks == frame.Text {
		return ""
	}
	return timeOf(last) + thing + tail
}

// timeOf returns the first time in a folded question, as it stands there.
func timeOf(text string) string {
	for _, w := range []string{"今年", "去年", "前年", "明年", "上年"} {
		if strings.Contains(text, w) {
			return w
		}
	}
	for _, f := range figure.Scan(text, knowledge.Date{Year: 2000}) { // the year of 一季度 does not matter here
		if f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind {
			return f.Quote.Of(text)
		}
	}
	return ""
}

// pronouns point at the thing that was asked about; those of pointers do with
// the word behind them.
var (
	pronouns = []string{"它们", "他们", "它"}
	pointers = []string{"这个", "那个", "这家", "那家", "这座", "那座", "这所", "那所", "这条", "那条", "该"}
)

// pointed puts subject in the place of a word of text that points at it: 它,
// 该项目, 这家公司.
func (a *Answerer) pointed(text, subject string) (string, bool) {
	for _, p := range pronouns {
		if strings.Contains(text, p) && !strings.Contains(text, "其"+p) {
			return strings.Replace(text, p, subject, 1), true
		}
	}
	for _, p := range pointers {
		i := strings.Index(text, p)
		if i < 0 || i > 0 && !strings.HasSuffix(text[:i], ",") {
			continue
		}
		words := a.index.Lexicon().Binder().Cut(text[i+len(p):])
		if len(words) > 0 && words[0].Start == 0 && strings.HasPrefix(words[0].Tag, "n") {
			return text[:i] + subject + text[i+len(p)+words[0].End:], true
		}
	}
	return "", false
}

// maxLeaning is the number of words besides the metric up to which a question
// that names nothing is taken to leave out its subject: 有多少科技人才.
const maxLeaning = 1

// elliptical reports whether a question says hardly more than what is asked and
// not of what or when: 年产值多少, 什么时候投产.
func (a *Answerer) elliptical(question string) bool {
	if timeOf(question) != "" {
		return false
	}
	return a.besides(question) <= maxLeaning
}

// besides counts the words of a question that do not tell what is measured or
// what happens.
func (a *Answerer) besides(question string) int {
	n := 0
	for _, c := range query.Parse(a.index.Lexicon(), question, knowledge.Date{}).Concepts {
		if c.Alts == nil && !isMetric(c.Text) {
			n++
		}
	}
	return n
}

// isMetric reports whether a word tells by its end that it is measured.
func isMetric(word string) bool {
	return endsWithAny(word, []string{"率", "额", "量", "值", "面积", "数", "时间", "规模", "费", "价"})
}

// whatAbout returns X of a question of the form "X呢".
func whatAbout(question string) (string, bool) {
	thing, ok := strings.CutSuffix(question, "呢")
	thing = strings.TrimSpace(thing)
	return thing, ok && thing != "" && len(thing) <= 60 && !asksItself(thing)
}

// asksItself reports whether thing is a question of its own: 什么时候投产呢.
func asksItself(thing string) bool {
	return containsAny(thing, []string{"什么", "多少", "几", "何", "哪", "谁", "怎", "多大", "多长", "多久"})
}

func fold(s string) string { return zhtext.FoldString(s) }

func endsWithAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.HasSuffix(s, w) })
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// sourceWords ask where a statement comes from.
var sourceWords = []string{"谁发布", "哪里发布", "哪个部门发布", "谁公布", "数据来源", "来源是", "来源", "出处", "哪儿来的", "哪里来的", "从哪来"}

// asksSource reports whether a question that names nothing asks who published
// what it points at: 这些数据是谁发布的？
func asksSource(question string, named []string) bool {
	return len(named) == 0 && containsAny(question, sourceWords) && containsAny(question, []string{"数据", "数字", "资料", "消息", "这", "上面"})
}

// source answers who published the claim before or, where there is only one
// publisher, the releases.
func (a *Answerer) source(question string, before *Answer) *Answer {
	if !asksSource(question, a.index.Lexicon().Binder().Names(question)) {
		return nil
	}
	ans := &Answer{Question: question}
	if before != nil {
		ans.Topic = before.Topic
	}
	if before != nil && before.Claim != nil {
		c := *before.Claim
		ans.Claim = &Claim{Hit: c.Hit, Sentence: c.Sentence, Span: c.Span, Text: c.Hit.Passage.Release.Source, Relation: c.Relation}
	} else {
		rels := a.index.Releases()
		for _, r := range rels {
			if r.Source != rels[0].Source {
				return nil
			}
		}
		if len(rels) > 0 {
			p, ok := a.index.First(rels[0].ID)
			if ok {
				ans.Claim = &Claim{Hit: index.Hit{Passage: p}, Text: p.Release.Source}
				if len(p.Sentences) > 0 {
					ans.Claim.Sentence = p.Sentences[0]
				}
			}
		}
	}
	if ans.Claim == nil || ans.Claim.Text == "" {
		return nil
	}
	return ans
}
