package query

import (
	"strings"
	"unicode/utf8"

	"beilun/index/words"
)

// measure is what may stand behind 多少 and 几, and what it tells of the
// answer.
type measure struct {
	want Want
	unit string // normalised as knowledge.Figure.Unit
}

const maxMeasure = 15 // bytes: 5 characters

// measureAt reads the longest measure word or unit at the start of s, with a
// scale before it (万, 亿), and returns its length in bytes, 0 when there is
// none.
func measureAt(l *words.Lexicon, s string) (measure, int) {
	scale := 0
	for _, p := range []string{"万亿", "百万", "千万", "万", "亿"} {
		if strings.HasPrefix(s, p) {
			scale = len(p)
			break
		}
	}
	rest := s[scale:]
	for n := min(maxMeasure, len(rest)); n > 0; n-- {
		if m, ok := words.MeasureOf(rest[:n]); ok && !(n == len("部") && startsWord(l, rest)) {
			return measure{Want(m.Kind), m.Unit}, scale + n
		}
	}
	if scale > 0 { // 几亿, 多少万
		return measure{WantNumber, ""}, scale
	}
	return measure{}, 0
}

// startsWord reports whether s begins with a word of two characters or more,
// so that its first one is no measure word: 部门, 人口.
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
	return !ok && cut[0].End > len("部")
}

// impliedWant tells the kind of answer from the metric that a question names:
// 总投资 is money, 出租率 a percentage. The longest word tells, of as long ones
// the last: 税收占全区的比重 is a share.
func impliedWant(text string) (Want, string) {
	best, at, want := 0, -1, WantText
	for w, kind := range words.Metrics() {
		k := Want(kind)
		if k == WantText || len(w) < best || !stands(w, text) {
			continue
		}
		if j := strings.LastIndex(text, w); len(w) > best || j > at {
			best, at, want = len(w), j, k
		}
	}
	return want, ""
}

// stands reports whether word stands in text other than within a longer word
// of the vocabulary: 投 does not in 投产.
func stands(word, text string) bool {
	if !strings.Contains(text, word) {
		return false
	}
	for longer := range words.Metrics() {
		if len(longer) > len(word) && strings.Contains(longer, word) {
			text = strings.ReplaceAll(text, longer, " ")
		}
	}
	return strings.Contains(text, word)
}

// WantOfMetric returns the kind of figure that a metric is told in, WantText
// when the word fixes none.
func WantOfMetric(word string) Want {
	if kind, ok := words.Metrics()[word]; ok {
		return Want(kind)
	}
	return WantText
}
