package english

import (
	_ "embed"
	"maps"
	"strings"
	"sync"
)

// verbList has the words that phrases for what happens begin with where they are no
// names for it: start construction, be completed.
//
//go:embed data/verbs.txt
var verbList string

// readVerbs returns the words of verbList, and what it has behind area.
func readVerbs() (acts map[string]bool, area string) {
	acts = map[string]bool{}
	for line := range strings.Lines(verbList) {
		f := strings.Fields(line)
		switch {
		case len(f) == 0 || strings.HasPrefix(line, "#"):
		case f[0] == "area":
			area = f[1]
		default:
			for _, w := range f {
				acts[w] = true
			}
		}
	}
	return acts, area
}

// names are the English names of what is measured and of what happens, by the Chinese.
var names = sync.OnceValue(func() map[string]string {
	acts, area := readVerbs()
	out, metrics := map[string]string{}, map[string]bool{}
	for line := range strings.Lines(phraseList) {
		left, right, ok := strings.Cut(line, "=")
		f := strings.Fields(left)
		if !ok || strings.HasPrefix(line, "#") || len(f) != 2 || f[0] != "metric" && f[0] != "noun" && f[0] != "verb" {
			continue
		}
		name := ""
		for p := range strings.SplitSeq(right, ",") {
			p = strings.TrimSpace(p)
			if first, _, _ := strings.Cut(p, " "); f[0] != "verb" || !acts[first] {
				name = p
				break
			}
		}
		if name == "" || strings.Contains(f[1], "/") {
			continue
		}
		if _, known := out[f[1]]; !known || f[0] == "metric" && !metrics[f[1]] {
			out[f[1]], metrics[f[1]] = name, f[0] == "metric"
		}
	}
	for metric, name := range maps.Clone(out) { // 占地 is the area that 占地面积 is
		if of, ok := strings.CutSuffix(metric, area); ok && of != "" && metrics[metric] && !metrics[of] {
			out[of] = name
		}
	}
	return out
})

// Name returns the English name of something that is measured or happens, as it may
// be asked for: total investment, groundbreaking. It is empty if there is none.
func Name(chinese string) string { return names()[chinese] }
