package talk

import (
	_ "embed"
	"strings"
	"sync"

	"beilun/index/query"
	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

//go:embed words.txt
var wordsFile string

var lists = sync.OnceValue(func() wordlist.Classes { return wordlist.MustParse("index/answer/talk/words.txt", wordsFile, nil) })

// of returns a list of words.txt. It panics if there is none with that name:
// names are constants of the program.
func of(name string) *wordlist.List { return lists().List(name) }

func fold(s string) string { return zhtext.FoldString(s) }

// IsMetric reports whether a word ends as one for what is measured.
func IsMetric(word string) bool { return of("metricEnd").Ends(word) }

// cutPrefixes takes words of a list and the characters of marks off the front of
// text, as often as there are some.
func cutPrefixes(text, marks string, words ...string) string {
	for again := true; again; {
		again = false
		for _, w := range words {
			if rest, ok := strings.CutPrefix(text, w); ok {
				text, again = rest, true
			}
		}
		if rest := strings.TrimLeft(text, marks); rest != text {
			text, again = rest, true
		}
	}
	return text
}

// cutSuffixes takes words off the end of text, as often as there are some.
func cutSuffixes(text string, words []string) string {
	for again := true; again; {
		again = false
		for _, w := range words {
			if rest, ok := strings.CutSuffix(text, w); ok {
				text, again = rest, true
			}
		}
	}
	return text
}

// withoutFillers takes fillers and blanks off the end of text.
func withoutFillers(text string) string {
	for again := true; again; {
		again = false
		for _, w := range of("filler").Words {
			if rest, ok := strings.CutSuffix(text, w); ok {
				text, again = rest, true
			}
		}
		if rest := strings.TrimRight(text, " "); rest != text {
			text, again = rest, true
		}
	}
	return text
}

// timeIn returns the first time in a folded question, verbatim, "" for none.
func timeIn(text string) string {
	for _, w := range query.YearWords() {
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

// thingOf returns X of a question of the form "X呢".
func thingOf(question string) (string, bool) {
	const longest = 60 // bytes
	thing, ok := strings.CutSuffix(question, likewise)
	thing = strings.TrimSpace(thing)
	return thing, ok && thing != "" && len(thing) <= longest && !of("asking").In(thing)
}
