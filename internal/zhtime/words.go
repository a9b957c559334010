package zhtime

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

//go:embed words.txt
var wordFile string

// word is an entry of words.txt.
type word struct {
	text  string
	class string
	timex string // of a part of the day or a season
	n     [5]int // the numbers of its class
	not   string
}

// lexicon holds the words by their first character, longest first.
type lexicon struct {
	by    map[rune][]word
	heads *zhtext.Set // the characters they begin with
}

// numbersOf holds how many numbers the entries of a class have, and whether
// there is a TIMEX in front of or behind the first of them.
var numbersOf = map[string]struct{ numbers, timexAt int }{
	"year": {1, -1}, "year+": {1, -1}, "day": {1, -1}, "day+": {1, -1}, "stem": {1, -1}, "now": {0, 0}, "part": {5, 0}, "brief": {5, 0},
	"season": {1, 1}, "vacation": {2, -1}, "term": {1, -1}, "feast": {2, -1}, "short": {2, -1}, "lunar": {2, -1}, "nth": {3, -1},
}

var words = sync.OnceValue(func() *lexicon {
	l, err := parseWords(wordFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return l
})

func parseWords(file string) (*lexicon, error) {
	l := &lexicon{by: map[rune][]word{}}
	var heads strings.Builder
	line := 0
	for text := range strings.Lines(file) {
		line++
		f := strings.Fields(text)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		form, ok := numbersOf[f[0]]
		if !ok {
			return nil, fmt.Errorf("words.txt:%d: unknown class %q", line, f[0])
		}
		w, rest, err := header(f, form.numbers, form.timexAt)
		if err != nil {
			return nil, fmt.Errorf("words.txt:%d: %w", line, err)
		}
		for _, text := range rest {
			w.text, w.not, _ = strings.Cut(text, "~")
			first, _ := utf8.DecodeRuneInString(w.text)
			l.by[first] = append(l.by[first], w)
			heads.WriteRune(first)
		}
	}
	l.heads = zhtext.NewSet(heads.String())
	for _, ws := range l.by {
		slices.SortStableFunc(ws, func(a, b word) int { return len(b.text) - len(a.text) })
	}
	return l, nil
}

// header reads the class, numbers and TIMEX of a line; rest are its words.
func header(f []string, numbers, timexAt int) (w word, rest []string, err error) {
	w.class, rest = f[0], f[1:]
	fields := numbers
	if timexAt >= 0 {
		fields++
	}
	if len(rest) <= fields {
		return w, nil, fmt.Errorf("class %s wants %d numbers and a word", w.class, numbers)
	}
	k := 0
	for i, s := range rest[:fields] {
		if i == timexAt {
			w.timex = s
			continue
		}
		if w.n[k], err = strconv.Atoi(s); err != nil {
			return w, nil, err
		}
		k++
	}
	return w, rest[fields:], nil
}

// word returns the longest word of one of the classes at i.
func (p *text) word(i int, classes ...string) (word, int) {
	if i >= len(p.s) {
		return word{}, 0
	}
	r, _ := utf8.DecodeRuneInString(p.s[i:])
	if !p.words.heads.Has(r) {
		return word{}, 0
	}
	ws := p.words.by[r]
	for k := range ws {
		w := &ws[k]
		if !strings.HasPrefix(p.s[i:], w.text) || !slices.Contains(classes, w.class) {
			continue
		}
		end := i + len(w.text)
		if w.not != "" && end < len(p.s) && strings.ContainsRune(w.not, p.rune(end)) {
			continue
		}
		return *w, end
	}
	return word{}, 0
}

// part reads a part of the day: 早上, 下午 and, with brief, 晚.
func (p *text) part(i int, brief bool) (word, int) {
	if w, end := p.word(i, "part"); end > 0 {
		return w, end
	}
	if brief {
		return p.word(i, "brief")
	}
	return word{}, 0
}

var weekdays = map[rune]int{'一': 1, '二': 2, '三': 3, '四': 4, '五': 5, '六': 6, '日': 7, '天': 7, '1': 1, '2': 2, '3': 3, '4': 4, '5': 5, '6': 6, '7': 7}

// weekdayDigit reads what counts the days of a week behind 周.
func (p *text) weekdayDigit(i int) (d, end int) {
	r, w := p.decode(i)
	d = weekdays[r]
	if d == 0 || p.first(i+w, "百", "千", "十", "个", "次", "场", "班", "节课", "点半以", "年", "月") > 0 && !p.has(i+w, "个人") {
		return 0, 0
	}
	if isDigit(p.s[i]) && p.run(i) > 1 {
		return 0, 0
	}
	return d, i + w
}
