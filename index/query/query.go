package query

import (
	"fmt"
	"regexp"
	"strings"

	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Query is a question as understood: what kind of answer it wants, and the
// terms that a passage about it has.
type Query struct {
	Text     string            // the question as asked
	Want     Want              // the kind of answer
	Unit     string            // the unit or measure word asked for, folded (家, 平方公里, 元); empty for any
	Today    knowledge.Date    // the day of asking
	Years    []int             // years the question names
	State    knowledge.State   // Planned or Target when the question asks for a plan or an aim
	Change   bool              // asks how a metric has changed and not how high it is
	Given    *knowledge.Figure // a figure that the question gives, to be confirmed or to find its thing by; nil when it gives none
	Relation Relation          // between several things that the question asks for
	Part     string            // of a year, as its first and last month: 01-03 for 一季度; empty for none
	Phase    string            // of a project: 二期; empty for none
	Keywords bool              // it has no words that ask: 滨江装备创业园 出租率
	Counted  Concept           // what 多少 and 几家 count: 员工; empty when they count nothing
	Concepts []Concept         // what the question is about, in order
	Names    []string          // runs of concepts that may be the name of one thing, folded
	Named    []string          // things with a name of their own that it asks about, folded
	Terms    []Term            // what is looked up in the index

	folded   string  // Text
	measured Concept // a noun that replaces a unit in the question: 座位
}

// Concept is one word of the question that a passage should have.
type Concept struct {
	Text string   // folded
	Alts []string // other words for the same, folded
}

// Fields of the index that the terms of a question are looked up in.
const (
	FieldWords = "words" // words of the text
	FieldGrams = "grams" // character bigrams of the text
	FieldHeads = "heads" // character bigrams of the release's title and the section's heading
)

// Term is one term looked up in one field.
type Term struct {
	Field, Text string
	Weight      float64
}

// Weights of terms by field, chosen by hand. With them and the constants of the
// ranking, R@1 is .980 on qa-cmrc and .937 on qa-drcd ("beilun eval
// qa", see .ci/run). They were not searched for.
const (
	WeightWords = 1.0
	WeightGrams = 1.0
	WeightHeads = 0.5
	weightAlt   = 0.5 // of a synonym against the word itself
)

// String returns the query in one line: the kind of answer, what it is about,
// and what narrows it.
func (q Query) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%s", q.Want)
	if q.Unit != "" {
		fmt.Fprintf(&b, "[%s]", q.Unit)
	}
	for _, c := range q.Concepts {
		fmt.Fprintf(&b, " %s", c.Text)
		if len(c.Alts) > 0 {
			fmt.Fprintf(&b, "(%s)", strings.Join(c.Alts, "|"))
		}
	}
	for _, y := range q.Years {
		fmt.Fprintf(&b, " year:%d", y)
	}
	if q.Part != "" {
		fmt.Fprintf(&b, " months:%s", q.Part)
	}
	if q.Phase != "" {
		fmt.Fprintf(&b, " phase:%s", q.Phase)
	}
	return b.String()
}

// Parse analyses a question that is asked on the day today.
func Parse(l *words.Lexicon, question string, today knowledge.Date) Query {
	q := Query{Text: question, Want: WantText, folded: zhtext.FoldString(question)}
	text := CloseUp(q.folded)
	if of("inside").In(text) {
		text = insideOf.ReplaceAllString(text, "$1$2")
	}
	text, today = presentYear(text, today)
	text = fullYears(text, today)
	content := q.readAsking(l, text)
	q.Today = today
	q.readTime(text, today)
	q.readState(text)
	q.Phase = PhaseIn(text)
	if q.Change && (q.Want == WantNumber || q.Want == WantText && q.Keywords || q.Unit == "" && q.Want != WantTime && q.Want != WantDuration) {
		q.Want, q.Unit = WantPercent, "" // 同比增长多少
	}
	q.readRelation(text)
	timeless := withoutTimes(content)
	q.Concepts, q.Names = conceptsOf(l, timeless)
	for i, c := range q.Concepts {
		if c.Text == q.measured.Text {
			q.Concepts[i] = q.measured
		}
	}
	if q.Counted.Text == q.measured.Text {
		q.Counted = q.measured
	}
	q.Named = l.Binder().Names(timeless)
	q.Terms = termsOf(l, content, q.Concepts)
	return q
}

// Folded returns the folded Text.
func (q Query) Folded() string {
	if q.folded == "" {
		return zhtext.FoldString(q.Text)
	}
	return q.folded
}

// insideOf is a place with a word for its inside, which says nothing: 园里有几家.
var insideOf = regexp.MustCompile(`(园|区|港|院|校|馆|城|镇|岛|公司|中心|总部)(?:里面|里头|里|内)(有|的|几|多少|一共|总共|现在|目前|共|入驻)`)

// withoutTimes removes the times from the content of a question: they are in
// Years, and 2023年 is no part of a name.
func withoutTimes(content string) string {
	for _, f := range figure.Scan(content, knowledge.Date{}) {
		if f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind {
			content = strings.Replace(content, f.Text, " ", 1)
		}
	}
	return content
}

// CloseUp removes blanks between a digit and a Han character: a person types 2024
// 年 or 25.1 亿元 either way.
func CloseUp(s string) string {
	if !strings.Contains(s, " ") {
		return s
	}
	rs := []rune(s)
	out := rs[:0:0]
	for i, r := range rs {
		if r == ' ' && i > 0 && i+1 < len(rs) && (words.IsHan(rs[i-1]) || words.IsHan(rs[i+1])) && (isDigitRune(rs[i-1]) || isDigitRune(rs[i+1])) {
			continue
		}
		out = append(out, r)
	}
	return string(out)
}

func isDigitRune(r rune) bool { return '0' <= r && r <= '9' }

// IsChange reports whether a folded word of a question is about a change: 增速.
func IsChange(word string) bool { return of("change").In(word) }

func (q *Query) readState(text string) {
	switch {
	case of("target").In(text):
		q.State = knowledge.Target
	case of("planned").In(text):
		q.State = knowledge.Planned
	}
	q.Change = IsChange(text)
}
