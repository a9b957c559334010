package bind

import (
	"slices"
	"strings"
	"testing"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// TestListsFindAllWords checks the lists, which rule words out by a few bits of their
// characters, against one look after the other.
func TestListsFindAllWords(t *testing.T) {
	for name, words := range map[string]wordlist.Classes{"things": names.ThingWords(), "when": times.Words()} {
		for class, l := range words.All() {
			for _, w := range l.Words {
				for _, s := range []string{w, "甲" + w, w + "甲", "a" + w + "b", w[1:], w[:len(w)-1], "\xe4" + w, w + "\xe4\xb8"} {
					if got, want := l.Begins(s), wordlist.HasPrefix(s, l.Words...); got != want {
						t.Errorf("%s %s begins %q: %v", name, class, s, got)
					}
					if got, want := l.Ends(s), wordlist.HasSuffix(s, l.Words...); got != want {
						t.Errorf("%s %s ends %q: %v", name, class, s, got)
					}
					if got, want := l.In(s), wordlist.ContainsAny(s, l.Words...); got != want {
						t.Errorf("%s %s in %q: %v", name, class, s, got)
					}
					if got, want := l.Has(s), slices.Contains(l.Words, s); got != want {
						t.Errorf("%s %s has %q: %v", name, class, s, got)
					}
				}
			}
		}
	}
}

// TestOneMemory checks that a paragraph is bound the same in the memory of others as
// in its own.
func TestOneMemory(t *testing.T) {
	texts := []string{
		"甲乙产业园总投资12亿元，占地300亩，其中一期投资5亿元；丙丁学校设36个班。",
		"",
		"2024年实现产值8.6亿元，同比增长5.2%。",
		strings.Repeat("戊己码头吞吐量120万吨，", 30),
		"该项目建成后年产值3亿元。",
	}
	asked := 0
	once := pairsOf(&asked).Once()
	for range 2 {
		for _, text := range texts {
			own, shared := articleOf("甲乙产业园", text), articleOf("甲乙产业园", text)
			pairsOf(&asked).Article(own)
			once.Article(shared)
			got, want := shared.Paragraphs()[0].Figures, own.Paragraphs()[0].Figures
			for i := range want {
				if got, want := got[i].Binding, want[i].Binding; got.Subject != want.Subject || got.Metric != want.Metric || got.Period != want.Period || got.Scope != want.Scope || got.Sure != want.Sure {
					t.Errorf("%.30s, figure %d: %+v, want %+v", text, i, got, want)
				}
			}
		}
	}
}
