package query

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// Query is a question as understood: what kind of answer it wants, and the
// terms that a passage about it has.
type Query struct {
	Text     string            // the question as asked
	Want     Want              // the kind of answer
	Unit     string            // the unit or measure word asked for, folded (家, 平方公里, 元); empty when open
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
	measured Concept // a noun that stands for a unit in the question: 座位
}

// Concept is one word of the question that a passage should speak of.
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

// Weights of terms by field, chosen by hand; with them and the constants of
// the ranking, R@1 is .980 on qa-cmrc and .937 on qa-drcd ("beilun eval
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
	text := insideOf.ReplaceAllString(CloseUp(q.folded), "$1$2")
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

// insideOf is a word for the inside of a place, which says nothing: 园里有几家.
var insideOf = regexp.MustCompile(`(园|区|港|院|校|馆|城|镇|岛|公司|中心|总部)(?:里面|里头|里|内)(有|的|几|多少|一共|总共|现在|目前|共|入驻)`)

// withoutTimes takes the times out of the content of a question: Years holds
// them, and 2023年 is no part of a name.
func withoutTimes(content string) string {
	for _, f := range figure.Scan(content, knowledge.Date{}) {
		if f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind {
			content = strings.Replace(content, f.Text, " ", 1)
		}
	}
	return content
}

// CloseUp takes out white space next to a Han character: a person types 2024 年
// or 25.1 亿元 either way.
func CloseUp(s string) string {
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

// readTime notes the years and parts of years that the question names.
func (q *Query) readTime(text string, today knowledge.Date) {
	for i := 0; i+4 <= len(text); i++ {
		if words.IsDigit(text, i) && (i == 0 || !words.IsDigit(text, i-1) && text[i-1] != '.') && words.IsDigit(text, i+1) && words.IsDigit(text, i+2) && words.IsDigit(text, i+3) &&
			!words.IsDigit(text, i+4) && (text[i:i+2] == "19" || text[i:i+2] == "20") {
			y := 0
			for _, c := range text[i : i+4] {
				y = y*10 + int(c-'0')
			}
			if rest := text[i+4:]; strings.HasPrefix(rest, "年") || rest == "" || !words.IsHan(words.FirstRune(rest)) {
				q.Years = append(q.Years, y)
			}
		}
	}
	for word, ago := range map[string]int{"今年": 0, "去年": 1, "上年": 1, "前年": 2, "明年": -1} {
		if today.Year != 0 && strings.Contains(text, word) && len(q.Years) == 0 {
			q.Years = []int{today.Year - ago}
		}
	}
	for _, f := range figure.Scan(text, knowledge.Date{Year: cmp.Or(today.Year, 2000)}) {
		if part := ledger.PartOf(f.Time); part != "" && f.Kind == knowledge.PeriodKind {
			q.Part = part
		}
		if end, ok := ledger.EndOf(f.Time); ok && strings.HasSuffix(f.Text, "季度末") || ok && (strings.HasSuffix(f.Text, "月底") || strings.HasSuffix(f.Text, "月末")) && end.Month != 12 {
			q.Part = fmt.Sprintf("%02d-%02d", end.Month, end.Month) // the end of a month is of that month
		}
	}
}

// PhaseIn returns the first phase of a project that a folded text names: 二期,
// 十二期; "" for none.
func PhaseIn(text string) string {
	for at := 0; ; {
		i := strings.Index(text[at:], "期")
		if i < 0 {
			return ""
		}
		i += at
		at = i + len("期")
		number := text[:i]
		if n := strings.TrimRight(number, "一二三四五六七八九十"); n != number {
			number = n
		} else {
			number = strings.TrimSuffix(number, "首")
		}
		if len(number) < i && !strings.HasSuffix(number, "星") && !strings.ContainsRune("间货限待望", words.FirstRune(text[at:])) {
			return text[len(number):at]
		}
	}
}

// shortYear is a year by its last two digits: 24年底, 但 20年以上 is a time that lasts.
var shortYear = regexp.MustCompile(`(^|[^0-9.近满超过约共达长每期的])([0-3][0-9])年([^内以多的期来历间前后限左有\p{N}]|$)`)

// Years that are told by their last two digits are so many before or after the day of
// asking.
const (
	yearsBefore = 9
	yearsAfter  = 5
)

// fullYears writes years in full that a question tells by their last two digits.
func fullYears(text string, today knowledge.Date) string {
	if today.Year < 2000 || !strings.Contains(text, "年") {
		return text
	}
	return shortYear.ReplaceAllStringFunc(text, func(s string) string {
		m := shortYear.FindStringSubmatch(s)
		y, err := strconv.Atoi(m[2])
		if y += 2000; err != nil || y < today.Year-yearsBefore || y > today.Year+yearsAfter {
			return s
		}
		return m[1] + strconv.Itoa(y) + "年" + m[3]
	})
}

// presentYear takes the words off a question that say which year it is for the
// asker (现在是2025年), and returns that year as the day of asking.
func presentYear(text string, today knowledge.Date) (string, knowledge.Date) {
	for _, w := range []string{"现在是", "今年是", "如今是"} {
		before, rest, ok := strings.Cut(text, w)
		if !ok || len(rest) < 4 {
			continue
		}
		y, err := strconv.Atoi(rest[:4])
		if err != nil || y < 1900 || strings.TrimSpace(before) == "" && !strings.ContainsAny(rest, ",，") {
			continue
		}
		return before + " " + strings.TrimPrefix(rest[4:], "年"), knowledge.Date{Year: y}
	}
	return text, today
}

// Words of a question that ask for a plan, an aim or a change.
var (
	targetWords  = []string{"目标", "力争", "争取"}
	plannedWords = []string{"计划", "预计", "预期", "规划", "打算", "拟", "将", "有望", "准备", "建成后", "投产后", "达产后", "建好后", "后可", "后能"}
	changeWords  = []string{"增长", "增速", "增幅", "同比", "环比", "下降", "降幅", "涨幅", "涨了", "提高了", "增加了", "减少了", "上升了"}
)

// TellsChange reports whether a folded word of a question tells of a change: 增速.
func TellsChange(word string) bool { return containsAny(word, changeWords) }

func (q *Query) readState(text string) {
	switch {
	case containsAny(text, targetWords):
		q.State = knowledge.Target
	case containsAny(text, plannedWords):
		q.State = knowledge.Planned
	}
	q.Change = TellsChange(text)
}

func containsAny(s string, words []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return strings.Contains(s, w) })
}

// relativeYears are words that Years holds resolved.
var relativeYears = []string{"今年", "去年", "前年", "明年", "上年"}

// minName is the length in characters from which a run of words is taken for a
// name.
const minName = 3

// conceptsOf cuts the content of a question into the words that matter. Single
// characters next to each other, which is how gse leaves a name it does not
// know, are put together. Words that stand next to each other and name no
// metric may be a name: those are returned, too.
func conceptsOf(l *words.Lexicon, content string) (out []Concept, names []string) {
	seen := map[string]bool{}
	name := ""
	endName := func() {
		if utf8.RuneCountInString(name) >= minName {
			names = append(names, name)
		}
		name = ""
	}
	add := func(word string) {
		switch {
		case word == "":
			return
		case l.IsStop(word):
			endName()
			return
		case slices.Contains(relativeYears, word): // in Years
			endName()
			return
		}
		alts := words.Synonyms(word)
		if words.IsMetric(word) {
			endName()
		} else {
			name += word
		}
		if !seen[word] {
			seen[word] = true
			out = append(out, Concept{Text: word, Alts: alts})
		}
	}
	last := 0
	words.EachRun(content, func(r words.Run) {
		run := content[r.Start:r.End]
		if r.Start != last {
			endName()
		}
		last = r.End
		if r.Script != words.Han {
			add(run)
			return
		}
		if strings.HasPrefix(run, "年") {
			name = "" // the digits were a year
		}
		loose := ""
		l.EachWord(run, func(start, end int, whole bool) {
			if !whole {
				return
			}
			word := run[start:end]
			if utf8.RuneCountInString(word) == 1 && !l.IsStop(word) && words.Synonyms(word) == nil {
				loose += word
				return
			}
			add(loose)
			loose = ""
			add(word)
		})
		add(loose)
	})
	endName()
	return out, names
}

// termsOf makes the index terms of a question's content and of its concepts'
// synonyms.
func termsOf(l *words.Lexicon, content string, concepts []Concept) []Term {
	var out []Term
	seen := map[Term]bool{}
	add := func(field, text string, weight float64) {
		key := Term{Field: field, Text: text}
		if !seen[key] {
			seen[key] = true
			out = append(out, Term{field, text, weight})
		}
	}
	addText := func(text string, factor float64) {
		text = zhtext.FoldString(text)
		for _, t := range l.WordTerms(text) {
			if !l.IsStop(t) {
				add(FieldWords, t, WeightWords*factor)
			}
		}
		for _, t := range words.GramTerms(text) {
			if !l.IsStop(t) {
				add(FieldGrams, t, WeightGrams*factor)
				add(FieldHeads, t, WeightHeads*factor)
			}
		}
	}
	addText(content, 1)
	for _, c := range concepts {
		for _, alt := range c.Alts {
			addText(alt, weightAlt)
		}
	}
	return out
}
