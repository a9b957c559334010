package figure

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
)

//go:embed units.txt
var unitFile string

//go:embed qualifiers.txt
var qualifierFile string

//go:embed names.txt
var nameFile string

// trust tells when a measure word behind a number makes a figure.
type trust uint8

const (
	sure  trust = iota // always
	weak               // behind western digits and numerals over ten
	timid              // only where a qualifier, a list word or 余 helps
)

// unit is an entry of units.txt.
type unit struct {
	word  string // as written
	name  string // as figures carry it
	kind  knowledge.Kind
	trust trust
	not   string // characters behind it that make it another word
}

// phrase is an entry of qualifiers.txt or names.txt.
type phrase struct {
	text  string
	class string // of qualifiers.txt
	not   string // characters before it (qualifiers) or behind it (names) that make it another word
}

// tables is what the data files hold, found by the first or, for what stands
// in front of figures, the last character of a word; longest words first.
type tables struct {
	units   map[rune][]unit
	names   map[rune][]phrase
	after   map[rune][]phrase
	before  map[rune][]phrase
	classes [1 << 16]class
}

var loadTables = sync.OnceValue(func() *tables {
	t, err := parseTables(unitFile, qualifierFile, nameFile)
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	return t
})

var kinds = map[string]knowledge.Kind{
	"money": knowledge.Money, "percent": knowledge.Percent, "percentage-point": knowledge.PercentPoint,
	"multiple": knowledge.Multiple, "dimension": knowledge.Dimension, "temperature": knowledge.Temperature,
	"age": knowledge.Age, "duration": knowledge.Duration, "count": knowledge.Count,
}

func parseTables(units, qualifiers, names string) (*tables, error) {
	t := &tables{units: map[rune][]unit{}, names: map[rune][]phrase{}, after: map[rune][]phrase{}, before: map[rune][]phrase{}}
	err := eachLine("units.txt", units, 2, func(f []string) error {
		kind, ok := kinds[f[0]]
		if !ok {
			return fmt.Errorf("unknown kind %q", f[0])
		}
		name, _, _ := cutUnit(f[1])
		for _, w := range f[1:] {
			word, not, trust := cutUnit(strings.ToLower(w))
			first, _ := utf8.DecodeRuneInString(word)
			t.units[first] = append(t.units[first], unit{word, name, kind, trust, not})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("qualifiers.txt", qualifiers, 2, func(f []string) error {
		if !slices.Contains([]string{"before", "hundred", "after", "plan", "sum", "fact", "rate", "list", "era"}, f[0]) {
			return fmt.Errorf("unknown class %q", f[0])
		}
		for _, w := range f[1:] {
			text, not, _ := strings.Cut(w, "~")
			p := phrase{text, f[0], not}
			if f[0] == "after" {
				first, _ := utf8.DecodeRuneInString(text)
				t.after[first] = append(t.after[first], p)
				continue
			}
			last, _ := utf8.DecodeLastRuneInString(text)
			t.before[last] = append(t.before[last], p)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("names.txt", names, 1, func(f []string) error {
		for _, w := range f {
			text, not, _ := strings.Cut(w, "~")
			first, _ := utf8.DecodeRuneInString(text)
			t.names[first] = append(t.names[first], phrase{text, "", not})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	t.sort()
	t.classify()
	return t, nil
}

// eachLine calls f with the fields of each line that is neither empty nor a
// comment.
func eachLine(name, text string, least int, f func([]string) error) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		fields := strings.Fields(line)
		if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
			continue
		}
		if len(fields) < least {
			return fmt.Errorf("read %s line %d: %d words, want %d or more", name, n, len(fields), least)
		}
		if err := f(fields); err != nil {
			return fmt.Errorf("read %s line %d: %w", name, n, err)
		}
	}
	return nil
}

// cutUnit takes a word of units.txt apart.
func cutUnit(w string) (word, not string, trust trust) {
	word, not, _ = strings.Cut(w, "~")
	if s, ok := strings.CutSuffix(word, "?"); ok {
		return s, not, weak
	}
	if s, ok := strings.CutSuffix(word, "!"); ok {
		return s, not, timid
	}
	return word, not, sure
}

func (t *tables) sort() {
	for _, us := range t.units {
		slices.SortStableFunc(us, func(a, b unit) int { return len(b.word) - len(a.word) })
	}
	for _, m := range []map[rune][]phrase{t.names, t.after, t.before} {
		for _, ps := range m {
			slices.SortStableFunc(ps, func(a, b phrase) int { return len(b.text) - len(a.text) })
		}
	}
}

// unitAt returns the longest unit at the start of s, and its length.
func (t *tables) unitAt(s string) (unit, int) {
	r, _ := utf8.DecodeRuneInString(s)
	for _, u := range t.units[r] {
		rest, ok := strings.CutPrefix(s, u.word)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest != "" && strings.ContainsRune(u.not, next) || isLatin(r) && isAlnum(next) && u.word != "m2" {
			continue
		}
		return u, len(u.word)
	}
	return unit{}, 0
}

// nameAt returns the length of the name or set phrase at the start of s.
func (t *tables) nameAt(s string, r rune) int {
	for _, p := range t.names[r] {
		rest, ok := strings.CutPrefix(s, p.text)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || p.not == "" || !strings.ContainsRune(p.not, next) {
			return len(p.text)
		}
	}
	return 0
}

// afterAt returns the qualifier at the start of s.
func (t *tables) afterAt(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	for _, p := range t.after[r] {
		if strings.HasPrefix(s, p.text) {
			return p.text
		}
	}
	return ""
}

// beforeAt returns the longest word of the given classes at the end of s.
func (t *tables) beforeAt(s string, classes ...string) phrase {
	r, _ := utf8.DecodeLastRuneInString(s)
	for _, p := range t.before[r] {
		rest, ok := strings.CutSuffix(s, p.text)
		if !ok || !slices.Contains(classes, p.class) {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(rest)
		if rest == "" || p.not == "" || !strings.ContainsRune(p.not, last) {
			return p
		}
	}
	return phrase{}
}
