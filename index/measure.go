package index

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"
)

//go:embed data/measures.txt
var measureList string

//go:embed data/synonyms.txt
var synonymList string

// measure is what may stand behind 多少 and 几, and what it tells of the
// answer.
type measure struct {
	want Want
	unit string // normalised as knowledge.Figure.Unit
}

type metric struct {
	words []string
	want  Want // WantText when the words fix no kind of answer
}

type vocabulary struct {
	measures map[string]measure
	metrics  []metric
	groupOf  map[string]int // word → index into metrics
}

// loadVocabulary reads the two lists. Lines of measures.txt are "kind unit
// word…"; lines of synonyms.txt are "kind word…".
var loadVocabulary = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{measures: map[string]measure{}, groupOf: map[string]int{}}
	eachLine(measureList, func(f []string) {
		for _, w := range f[1:] {
			v.measures[w] = measure{Want(f[0]), f[1]}
		}
	})
	eachLine(synonymList, func(f []string) {
		for _, w := range f[1:] {
			v.groupOf[w] = len(v.metrics)
		}
		v.metrics = append(v.metrics, metric{f[1:], Want(f[0])})
	})
	return v
})

func eachLine(list string, f func(fields []string)) {
	for line := range strings.Lines(list) {
		if fields := strings.Fields(line); len(fields) > 1 && !strings.HasPrefix(line, "#") {
			f(fields)
		}
	}
}

const maxMeasure = 15 // bytes: 5 characters

// measureAt reads the longest measure word or unit at the start of s, with a
// scale before it (万, 亿), and returns its length in bytes, 0 when there is
// none.
func (l *Lexicon) measureAt(s string) (measure, int) {
	v := loadVocabulary()
	scale := 0
	for _, p := range []string{"万亿", "百万", "千万", "万", "亿"} {
		if strings.HasPrefix(s, p) {
			scale = len(p)
			break
		}
	}
	rest := s[scale:]
	for n := min(maxMeasure, len(rest)); n > 0; n-- {
		if m, ok := v.measures[rest[:n]]; ok && !(n == len("部") && l.startsWord(rest)) {
			return m, scale + n
		}
	}
	if scale > 0 { // 几亿, 多少万
		return measure{WantNumber, ""}, scale
	}
	return measure{}, 0
}

// startsWord reports whether s begins with a word of two characters or more,
// so that its first one is no measure word: 部门, 人口.
func (l *Lexicon) startsWord(s string) bool {
	run := s[:min(len(s), maxMeasure)]
	for run != "" && !utf8.ValidString(run) {
		run = run[:len(run)-1]
	}
	words := l.cut(run)
	if len(words) == 0 || words[0].Start != 0 {
		return false
	}
	_, ok := loadVocabulary().measures[run[:words[0].End]]
	return !ok && words[0].End > len("部")
}

// impliedWant tells the kind of answer from the metric that a question names:
// 总投资 is money, 出租率 a percentage. The longest word tells, of as long ones
// the last: 税收占全区的比重 is a share.
func impliedWant(text string) (Want, string) {
	best, at, want := 0, -1, WantText
	v := loadVocabulary()
	for w, i := range v.groupOf {
		k := v.metrics[i].want
		if k == WantText || len(w) < best || !stands(v, w, text) {
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
func stands(v *vocabulary, word, text string) bool {
	if !strings.Contains(text, word) {
		return false
	}
	for longer := range v.groupOf {
		if len(longer) > len(word) && strings.Contains(longer, word) {
			text = strings.ReplaceAll(text, longer, " ")
		}
	}
	return strings.Contains(text, word)
}

// WantOfMetric returns the kind of figure that a metric is told in, WantText
// when the word fixes none.
func WantOfMetric(word string) Want {
	v := loadVocabulary()
	if i, ok := v.groupOf[word]; ok {
		return v.metrics[i].want
	}
	return WantText
}

// canon returns the first of the words that mean the same as word.
func canon(word string) string {
	v := loadVocabulary()
	if i, ok := v.groupOf[word]; ok {
		return v.metrics[i].words[0]
	}
	return word
}

// synonyms returns the other words for word.
func (l *Lexicon) synonyms(word string) []string {
	v := loadVocabulary()
	i, ok := v.groupOf[word]
	if !ok {
		return nil
	}
	var out []string
	for _, w := range v.metrics[i].words {
		if w != word {
			out = append(out, w)
		}
	}
	return out
}
