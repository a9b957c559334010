package word

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

//go:embed qualifiers.txt
var qualifierFile string

//go:embed names.txt
var nameFile string

// Role is what a word of qualifiers.txt does; several are a set.
type Role uint32

// The roles, which qualifiers.txt explains.
const (
	Before Role = 1 << iota
	Hundred
	After
	Plan
	Sum
	Fact
	Rate
	List
	Era
	Below
	Counter
	Index
	School
	Limit
	Moved
	Between
	Fall
	Joint

	// Parts of After, by what the word qualifies.
	AfterMoney
	AfterSum
	AfterDuration
)

var roles = map[string]Role{
	"before": Before, "hundred": Hundred, "after": After, "plan": Plan, "sum": Sum, "fact": Fact,
	"rate": Rate, "list": List, "era": Era, "below": Below, "counter": Counter, "index": Index, "school": School,
	"limit": Limit, "moved": Moved, "between": Between, "fall": Fall, "joint": Joint,
	"after-money": After | AfterMoney, "after-sum": After | AfterSum, "after-duration": After | AfterDuration,
}

// Phrase is a word of qualifiers.txt with its role. The zero Phrase is no word.
type Phrase struct {
	Text string
	Role Role

	not string // characters before it (behind it for After and names) that make it another word
}

// Table holds the words of the data files.
type Table struct {
	all    []Phrase
	before wordlist.Index[Phrase] // by their last characters
	after  wordlist.Index[Phrase] // by their first characters, as names
	names  wordlist.Index[Phrase]
	roles  [1 << 16]Role // of the words that end with a character
}

// Default returns the table of qualifiers.txt and names.txt.
var Default = sync.OnceValue(func() *Table {
	t, err := Parse(qualifierFile, nameFile)
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	return t
})

// Parse makes a table of texts in the formats of qualifiers.txt and names.txt.
func Parse(qualifiers, names string) (*Table, error) {
	t := &Table{}
	err := wordlist.Lines("knowledge/figure/word/qualifiers.txt", qualifiers, 2, func(f []string) error {
		role, ok := roles[f[0]]
		if !ok {
			return fmt.Errorf("unknown class %q", f[0])
		}
		for _, w := range f[1:] {
			text, not, _ := strings.Cut(w, "~")
			if text == "" {
				return fmt.Errorf("%q has no word", w)
			}
			t.add(Phrase{text, role, not})
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = wordlist.Lines("knowledge/figure/word/names.txt", names, 1, func(f []string) error {
		for _, w := range f {
			text, not, _ := strings.Cut(w, "~")
			if text == "" {
				return fmt.Errorf("%q has no word", w)
			}
			first, _ := utf8.DecodeRuneInString(text)
			t.names.Add(first, Phrase{Text: text, not: not})
		}
		return nil
	})
	for _, x := range []*wordlist.Index[Phrase]{&t.names, &t.after, &t.before} {
		x.Sort(func(p Phrase) int { return len(p.Text) })
	}
	return t, err
}

// add adds a word of qualifiers.txt.
func (t *Table) add(p Phrase) {
	t.all = append(t.all, p)
	switch {
	case p.Role&(Between|Joint) != 0:
	case p.Role&After != 0:
		first, _ := utf8.DecodeRuneInString(p.Text)
		t.after.Add(first, p)
	default:
		last, _ := utf8.DecodeLastRuneInString(p.Text)
		t.before.Add(last, p)
		t.roles[last] |= p.Role
	}
}

// Words returns the words of any of the given roles, in the file's order.
func (t *Table) Words(roles Role) []string {
	var out []string
	for _, p := range t.all {
		if p.Role&roles != 0 {
			out = append(out, p.Text)
		}
	}
	return out
}

// NameHeads returns the first characters of all names.
func (t *Table) NameHeads() string {
	var out strings.Builder
	for p := range t.names.All() {
		r, _ := utf8.DecodeRuneInString(p.Text)
		out.WriteRune(r)
	}
	return out.String()
}

// Name returns the length of the longest name or set phrase that s, whose first
// character is r, begins with; 0 if there is none.
func (t *Table) Name(s string, r rune) int {
	for _, p := range t.names.Get(r) {
		rest, ok := strings.CutPrefix(s, p.Text)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest == "" || p.not == "" || !strings.ContainsRune(p.not, next) {
			return len(p.Text)
		}
	}
	return 0
}

// Leading returns the longest After word that s begins with.
func (t *Table) Leading(s string) Phrase {
	r, _ := utf8.DecodeRuneInString(s)
	for _, p := range t.after.Get(r) {
		if rest, ok := strings.CutPrefix(s, p.Text); ok {
			if next, _ := utf8.DecodeRuneInString(rest); rest == "" || p.not == "" || !strings.ContainsRune(p.not, next) {
				return p
			}
		}
	}
	return Phrase{}
}

// MayEnd reports whether a word of any of the given roles ends with r.
func (t *Table) MayEnd(r rune, roles Role) bool { return r <= 0xFFFF && t.roles[r]&roles != 0 }

// Trailing returns the longest word of any of the given roles that s ends with.
func (t *Table) Trailing(s string, roles Role) Phrase {
	r, _ := utf8.DecodeLastRuneInString(s)
	if !t.MayEnd(r, roles) {
		return Phrase{}
	}
	words := t.before.Get(r)
	for i := range words {
		p := &words[i]
		rest, ok := strings.CutSuffix(s, p.Text)
		if !ok || p.Role&roles == 0 {
			continue
		}
		last, _ := utf8.DecodeLastRuneInString(rest)
		if rest == "" || p.not == "" || !strings.ContainsRune(p.not, last) {
			return *p
		}
	}
	return Phrase{}
}

// Last returns the rightmost word of any of the given roles in text and where it
// ends; the longest, if several end there.
func (t *Table) Last(text string, roles Role) (p Phrase, end int) {
	for end = len(text); end > 0; {
		r, w := utf8.DecodeLastRuneInString(text[:end])
		if t.MayEnd(r, roles) {
			if p = t.Trailing(text[:end], roles); p.Role > 0 {
				return p, end
			}
		}
		end -= w
	}
	return Phrase{}, 0
}

// Is reports whether word is a word of any of the given roles.
func (t *Table) Is(word string, roles Role) bool {
	return word != "" && t.Trailing(word, roles).Text == word
}
