package query

import (
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index/words"
	"beilun/internal/wordlist"
)

// measure is what a measure word or a unit behind 多少 and 几 says of the answer.
type measure struct {
	want Want
	unit string // normalised as knowledge.Figure.Unit
}

const (
	hanBytes   = 3            // of a Han character
	maxMeasure = 5 * hanBytes // of a measure word or a unit
)

// measureAt reads the longest measure word or unit at the start of s, with a scale
// before it (万, 亿), and returns its length in bytes, 0 if there is none.
func measureAt(l *words.Lexicon, s string) (measure, int) {
	scale := 0
	for _, p := range of("scale").Words {
		if strings.HasPrefix(s, p) {
			scale = len(p)
			break
		}
	}
	rest := s[scale:]
	for n := min(maxMeasure, len(rest)); n > 0; n-- {
		if m, ok := words.MeasureOf(rest[:n]); ok && !(n == hanBytes && startsWord(l, rest)) {
			return measure{Want(m.Kind), m.Unit}, scale + n
		}
	}
	if scale > 0 { // 几亿, 多少万
		return measure{WantNumber, ""}, scale
	}
	return measure{}, 0
}

// startsWord reports whether s begins with a word of two characters or more that
// is no measure word, so that its first character is none either: 部门, 人口.
func startsWord(l *words.Lexicon, s string) bool {
	run := s[:min(len(s), maxMeasure)]
	for run != "" && !utf8.ValidString(run) {
		run = run[:len(run)-1]
	}
	cut := l.Cut(run)
	if len(cut) == 0 || cut[0].Start != 0 {
		return false
	}
	_, ok := words.MeasureOf(run[:cut[0].End])
	return !ok && cut[0].End > hanBytes
}

// metric is a word that something is measured by, and the kind of answer that asks for.
type metric struct {
	word string
	want Want
}

// metrics are all metrics, in the order of their words.
var metrics = sync.OnceValue(func() []metric {
	var out []metric
	for w, kind := range words.Metrics() {
		out = append(out, metric{w, Want(kind)})
	}
	slices.SortFunc(out, func(a, b metric) int { return strings.Compare(a.word, b.word) })
	return out
})

// impliedWant returns the kind of answer by the metric that a question names:
// 总投资 is money, 出租率 a percentage. The longest word decides, of equally long
// ones the last: 税收占全区的比重 is a share.
func impliedWant(text string) (Want, string) {
	best, at, want := 0, -1, WantText
	chars := wordlist.CharsOf(text)
	for _, m := range metrics() {
		w, k := m.word, m.want
		if k == WantText || len(w) < best || !chars.MayBegin(w) || !hasWord(text, w, &chars) {
			continue
		}
		if j := strings.LastIndex(text, w); len(w) > best || j > at {
			best, at, want = len(w), j, k
		}
	}
	return want, ""
}

// hasWord reports whether text, of some characters, has word other than within a longer
// metric: 投产 does not have 投.
func hasWord(text, word string, chars *wordlist.RuneSet) bool {
	if !strings.Contains(text, word) {
		return false
	}
	for _, m := range metrics() {
		longer := m.word
		if chars.MayBegin(longer) && len(longer) > len(word) && strings.Contains(longer, word) {
			text = strings.ReplaceAll(text, longer, " ")
		}
	}
	return strings.Contains(text, word)
}
