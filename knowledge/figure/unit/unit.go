package unit

import (
	_ "embed"
	"math/big"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/source"
)

//go:embed units.txt
var unitFile string

// Trust says when a measure word behind a number makes a figure.
type Trust uint8

// The degrees of trust.
const (
	Sure  Trust = iota // always
	Weak               // behind western digits and numerals over ten
	Timid              // only with a qualifier, a word of lists, or 余
)

// Unit is one spelling of a unit.
type Unit struct {
	Word  string // as written
	Name  string // as figures carry it
	Kind  knowledge.Kind
	Trust Trust

	not string // characters behind it that make it another word
}

// Alias is a word that is a unit only in one place, such as in front of a number.
type Alias struct{ Word, Unit string }

// Currency is a currency in front of a number.
type Currency struct {
	Alias
	Sign bool // no unit follows the number
}

// Half is a word behind 半.
type Half struct {
	Alias
	Value *big.Rat // how many units 半 and the word are; not to be changed
	More  bool     // the word has 多 in it
}

// Table holds the units of a data file.
type Table struct {
	units      wordlist.Index[Unit]
	currencies []Currency
	heads      *zhtext.Set // first characters of currencies
	halves     []Half
	aliases    map[string][]Alias
	lists      map[string][]string
	machines   map[string]bool
}

// Default returns the table of units.txt.
var Default = sync.OnceValue(func() *Table {
	t, err := Parse("units.txt", unitFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return t
})

// At returns the longest unit that s begins with, and its length in bytes. The
// length is 0 if there is none.
func (t *Table) At(s string) (Unit, int) {
	r, _ := utf8.DecodeRuneInString(s)
	units := t.units.Get(r)
	for i := range units {
		u := &units[i]
		rest, ok := strings.CutPrefix(s, u.Word)
		if !ok {
			continue
		}
		next, _ := utf8.DecodeRuneInString(rest)
		if rest != "" && strings.ContainsRune(u.not, next) || source.IsLatin(r) && source.IsAlnum(next) && u.Word != "m2" {
			continue
		}
		return *u, len(u.Word)
	}
	return Unit{}, 0
}

// Words returns all spellings of the units of a kind, in no particular order.
func (t *Table) Words(kind knowledge.Kind) []string {
	var out []string
	for u := range t.units.All() {
		if u.Kind == kind {
			out = append(out, u.Word)
		}
	}
	return out
}

// CurrencyAt returns the currency in front of a number that s begins with, or nil.
func (t *Table) CurrencyAt(s string) *Currency {
	if r, _ := utf8.DecodeRuneInString(s); !t.heads.Has(r) {
		return nil
	}
	for i := range t.currencies {
		if strings.HasPrefix(s, t.currencies[i].Word) {
			return &t.currencies[i]
		}
	}
	return nil
}

// HalfAt returns the longest word behind 半 that s begins with.
func (t *Table) HalfAt(s string) (Half, bool) {
	for _, h := range t.halves {
		if strings.HasPrefix(s, h.Word) {
			return h, true
		}
	}
	return Half{}, false
}

// IsMachine reports whether a unit, as figures carry it, states the size of a
// machine.
func (t *Table) IsMachine(name string) bool { return t.machines[name] }
