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

// role is what a word of qualifiers.txt does; several are a set.
type role uint32

const (
	qualifies role = 1 << iota // before
	hundreds
	follows
	planned
	summed
	reached
	rated
	lists
	era
	below
	counter
	indexed
	schools
	limits
	moved
	between
	fall
)

var roles = map[string]role{
	"before": qualifies, "hundred": hundreds, "after": follows, "plan": planned, "sum": summed, "fact": reached,
	"rate": rated, "list": lists, "era": era, "below": below, "counter": counter, "index": indexed, "school": schools,
	"limit": limits, "moved": moved, "between": between, "fall": fall,
}

// phrase is an entry of qualifiers.txt or names.txt.
type phrase struct {
	text string
	role role   // of qualifiers.txt
	not  string // characters before it (qualifiers) or behind it (names) that make it another word
}

// byRune finds the words that begin or end with a character; longest first.
type byRune[T any] struct {
	at    [1 << 16]uint16 // into words, whose first is empty
	words [][]T
}

func (b *byRune[T]) add(r rune, word T) {
	if len(b.words) == 0 {
		b.words = make([][]T, 1)
	}
	if b.at[r] == 0 {
		b.at[r] = uint16(len(b.words))
		b.words = append(b.words, nil)
	}
	b.words[b.at[r]] = append(b.words[b.at[r]], word)
}

func (b *byRune[T]) get(r rune) []T {
	if r > 0xFFFF {
		return nil
	}
	return b.words[b.at[r]]
}

// tables is what the data files hold, found by the first or, for what stands
// in front of figures, the last character of a word.
type tables struct {
	units   byRune[unit]
	names   byRune[phrase]
	after   byRune[phrase]
	before  byRune[phrase]
	between []string      // what may stand between a limit and its figure
	roles   [1 << 16]role // of the words that end with a character
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
	t := &tables{}
	err := eachLine("units.txt", units, 2, func(f []string) error {
		kind, ok := kinds[f[0]]
		if !ok {
			return fmt.Errorf("unknown kind %q", f[0])
		}
		name, _, _ := cutUnit(f[1])
		for _, w := range f[1:] {
			word, not, trust := cutUnit(strings.ToLower(w))
			first, _ := utf8.DecodeRuneInString(word)
			t.units.add(first, unit{word, name, kind, trust, not})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = eachLine("qualifiers.txt", qualifiers, 2, func(f []string) error {
		role, ok := roles[f[0]]
		if !ok {
			return fmt.Errorf("unknown class %q", f[0])
		}
		for _, w := range f[1:] {
			text, not, _ := strings.Cut(w, "~")
			p := phrase{text, role, not}
			if role == between {
				t.between = append(t.between, text)
				continue
			}
			if role == follows {
				first, _ := utf8.DecodeRuneInString(text)
				t.after.add(first, p)
				continue
			}
			last, _ := utf8.DecodeLastRuneInString(text)
			t.before.add(last, p)
			t.roles[last] |= role
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
			t.names.add(first, phrase{text, 0, not})
			t.classes[first] |= named
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
	for _, us := range t.units.words {
		slices.SortStableFunc(us, func(a, b unit) int { return len(b.word) - len(a.word) })
	}
	for _, b := range []*byRune[phrase]{&t.names, &t.after, &t.before} {
		for _, ps := range b.words {
			slices.SortStableFunc(ps, func(a, b phrase) int { return len(b.text) - len(a.text) })
		}
	}
}

// unitAt returns the longest unit at the start of s, and its length.
func (t *tables) unitAt(s string) (unit, int) {
	r, _ := utf8.DecodeRuneInString(s)
	units := t.units.get(r)
	for i := range units {
		u := &units[i]
		rest, ok := strings.CutPrefix(s, u.word)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest != "" && strings.ContainsRune(u.not, next) || isLatin(r) && isAlnum(next) && u.word != "m2" {
			continue
		}
		return *u, len(u.word)
	}
	return unit{}, 0
}

// nameAt returns the length of the name or set phrase at the start of s.
func (t *tables) nameAt(s string, r rune) int {
	for _, p := range t.names.get(r) {
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
	for _, p := range t.after.get(r) {
		if rest, ok := strings.CutPrefix(s, p.text); ok {
			if next, _ := utf8.DecodeRuneInString(rest); rest == "" || p.not == "" || !strings.ContainsRune(p.not, next) {
				return p.text
			}
		}
	}
	return ""
}

// ends reports whether a word of any of the given roles ends with r.
func (t *tables) ends(r rune, roles role) bool { return r <= 0xFFFF && t.roles[r]&roles != 0 }

// beforeAt returns the longest word of any of the given roles at the end of s.
func (t *tables) beforeAt(s string, roles role) phrase {
	r, _ := utf8.DecodeLastRuneInString(s)
	if !t.ends(r, roles) {
		return phrase{}
	}
	words := t.before.get(r)
	for i := range words {
		p := &words[i]
		rest, ok := strings.CutSuffix(s, p.text)
		if !ok || p.role&roles == 0 {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(rest)
		if rest == "" || p.not == "" || !strings.ContainsRune(p.not, last) {
			return *p
		}
	}
	return phrase{}
}
