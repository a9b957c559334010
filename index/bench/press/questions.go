package press

import (
	"math/rand/v2"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Lengths of a question, in characters.
const (
	minQuestion = 10
	maxQuestion = 30
)

// Questions returns n questions for figures in paragraphs, in several styles. It
// returns fewer if the paragraphs do not have enough figures.
func Questions(seed uint64, paragraphs []string, n int) []string {
	rng := rand.New(rand.NewPCG(seed, 3))
	var out []string
	for tries := 0; len(out) < n && tries < 50*n && len(paragraphs) > 0; tries++ {
		text := paragraphs[rng.IntN(len(paragraphs))]
		fs := figure.Scan(text, knowledge.Date{})
		if len(fs) == 0 {
			continue
		}
		q := ask(rng, text, fs[rng.IntN(len(fs))])
		if c := utf8.RuneCountInString(q); c >= minQuestion && c <= maxQuestion {
			out = append(out, q)
		}
	}
	return out
}

// ask returns a question made from the clause of a figure, empty if there is no word
// to ask for it.
func ask(rng *rand.Rand, text string, f knowledge.Figure) string {
	word := asking(rng, f)
	if word == "" {
		return ""
	}
	before, after := around(text, f.Quote)
	switch rng.IntN(5) {
	case 0: // words, as in a search box
		return strings.TrimSuffix(before, "为")
	case 1:
		return before + "是" + word + "？"
	case 2:
		return "请问" + before + word + after + "？"
	}
	return before + word + after + "？"
}

// asking returns the words that replace a figure in a question for it.
func asking(rng *rand.Rand, f knowledge.Figure) string {
	unit := func(u string) string {
		if u == "" || rng.IntN(2) == 0 {
			return "多少"
		}
		return "多少" + u
	}
	switch f.Kind {
	case knowledge.Money:
		return unit("钱")
	case knowledge.Count, knowledge.Dimension, knowledge.Number:
		return unit(f.Unit)
	case knowledge.Percent:
		return "多少"
	case knowledge.DateKind, knowledge.PeriodKind:
		return "什么时候"
	case knowledge.Duration:
		return "多久"
	}
	return ""
}

// marks end a clause.
const marks = "，。；！？：、“”（）\n"

// around returns the text before and after a quotation in its clause. If the clause is
// too short to name the subject, the beginning of the sentence comes before it:
// 园区总投资4亿元，占地30亩 gives 园区总投资占地.
func around(text string, quote knowledge.Span) (before, after string) {
	after = text[quote.End:]
	if i := strings.IndexAny(after, marks); i >= 0 {
		after = after[:i]
	}
	sentence := text[:quote.Start]
	sentence = sentence[afterLast(sentence, "。！？\n"):]
	before = sentence[afterLast(sentence, marks):]
	if utf8.RuneCountInString(before+after) >= minQuestion {
		return before, after
	}
	first, _, _ := strings.Cut(sentence[:len(sentence)-len(before)], "，")
	if fs := figure.Scan(first, knowledge.Date{}); len(fs) > 0 {
		first = first[:fs[0].Quote.Start]
	}
	return first + before, after
}

// afterLast returns the offset after the last of marks in s, 0 if there is none.
func afterLast(s, marks string) int {
	i := strings.LastIndexAny(s, marks)
	if i < 0 {
		return 0
	}
	_, n := utf8.DecodeRuneInString(s[i:])
	return i + n
}
