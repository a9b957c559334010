package words

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"

	"beilun/internal/memo"
)

//go:embed data/measures.txt
var measureList string

//go:embed data/synonyms.txt
var synonymList string

//go:embed data/questions.txt
var questionList string

// Measure is what may follow 多少 and 几: the kind of answer that it asks
// for, and the unit, normalised as knowledge.Figure.Unit is.
type Measure struct{ Kind, Unit string }

// AskingPhrase is a phrase that asks, with the kind of answer and the unit that it asks
// for; Unit may be empty.
type AskingPhrase struct{ Words, Kind, Unit string }

// vocabulary is what questions are understood by.
type vocabulary struct {
	measures map[string]Measure
	metrics  [][]string        // words that mean the same
	groupOf  map[string]int    // word → index into metrics
	kinds    map[string]string // word → kind of figure
}

// loadVocabulary reads the lists. Lines of measures.txt are "kind unit word…";
// lines of synonyms.txt are "kind word…".
var loadVocabulary = sync.OnceValue(func() *vocabulary {
	v := &vocabulary{measures: map[string]Measure{}, groupOf: map[string]int{}, kinds: map[string]string{}}
	eachLine(measureList, func(f []string) {
		for _, w := range f[1:] {
			v.measures[w] = Measure{Kind: f[0], Unit: f[1]}
		}
	})
	eachLine(synonymList, func(f []string) {
		for _, w := range f[1:] {
			v.groupOf[w], v.kinds[w] = len(v.metrics), f[0]
		}
		v.metrics = append(v.metrics, f[1:])
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

// MeasureOf returns the measure that a measure word or a unit is.
func MeasureOf(word string) (Measure, bool) {
	m, ok := loadVocabulary().measures[word]
	return m, ok
}

// Metrics returns the words that things are measured by, each with the kind of
// figure that it is given in. The map is shared: callers only read it.
func Metrics() map[string]string { return loadVocabulary().kinds }

// IsMetric reports whether things are measured by a folded word.
func IsMetric(word string) bool {
	_, ok := loadVocabulary().groupOf[word]
	return ok
}

// Canon returns the first of the words that mean the same as word.
func Canon(word string) string {
	v := loadVocabulary()
	if i, ok := v.groupOf[word]; ok {
		return v.metrics[i][0]
	}
	return word
}

// Synonyms returns the other words for word. The slice is shared: callers only read it.
func Synonyms(word string) []string {
	if !IsMetric(word) {
		return nil
	}
	return synonyms.Get(word)
}

// synonyms are those of words that questions have lately: .2 MB at most.
var synonyms = memo.New(256, synonymsOf)

func synonymsOf(word string) []string {
	v := loadVocabulary()
	var out []string
	for _, w := range v.metrics[v.groupOf[word]] {
		if w != word {
			out = append(out, w)
		}
	}
	return slices.Clip(out)
}

// AskingPhrases returns the phrases that ask, longer ones first. The slice is shared:
// callers only read it.
var AskingPhrases = sync.OnceValue(func() []AskingPhrase {
	var as []AskingPhrase
	for line := range strings.Lines(questionList) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(f[0], "#") {
			continue
		}
		a := AskingPhrase{Words: f[0], Kind: f[1]}
		if len(f) > 2 {
			a.Unit = f[2]
		}
		as = append(as, a)
	}
	sort.SliceStable(as, func(i, j int) bool { return len(as[i].Words) > len(as[j].Words) })
	return as
})
