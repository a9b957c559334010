package unit

import (
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

var kinds = map[string]knowledge.Kind{
	"money": knowledge.Money, "percent": knowledge.Percent, "percentage-point": knowledge.PercentPoint,
	"multiple": knowledge.Multiple, "dimension": knowledge.Dimension, "temperature": knowledge.Temperature,
	"age": knowledge.Age, "duration": knowledge.Duration, "count": knowledge.Count,
}

// Aliases and Lists return the lines of units.txt that are no plain units: words
// with the unit they mean, and words alone.
const (
	CoinAlias     = "coin"      // units of money in texts about money
	HalfMoreAlias = "half-more" // units behind 个半 and 个多
	MoreAlias     = "more"      // units behind 个多
	OldAlias      = "old"       // ages of children

	TenthList      = "tenth"       // coins: tenths of a currency
	HundredthList  = "hundredth"   // hundredths of one
	CoinNotList    = "coin-not"    // characters behind a coin that make it another word
	MoneyEndList   = "money-end"   // words that may end an amount
	ForeignNotList = "foreign-not" // characters behind a second currency that make it another word
	PerList        = "per"         // what a rate is for, behind / and 每
	RateList       = "rate"        // the same, in front of a figure
	EachList       = "each"        // what a limit is for
)

// Aliases returns the words of one of the Alias classes, longest first.
func (t *Table) Aliases(class string) []Alias { return t.aliases[class] }

// List returns the words of one of the List classes, in the file's order.
func (t *Table) List(class string) []string { return t.lists[class] }

var (
	aliasClasses = []string{CoinAlias, HalfMoreAlias, MoreAlias, OldAlias}
	listClasses  = []string{TenthList, HundredthList, CoinNotList, MoneyEndList, ForeignNotList, PerList, RateList, EachList}
)

// Parse makes a table of a text in the format of units.txt. name is the file's
// name in errors.
func Parse(name, text string) (*Table, error) {
	t := &Table{aliases: map[string][]Alias{}, lists: map[string][]string{}, machines: map[string]bool{}}
	if err := wordlist.Lines(name, text, 2, t.line); err != nil {
		return nil, err
	}
	t.units.Sort(func(u Unit) int { return len(u.Word) })
	slices.SortStableFunc(t.halves, func(a, b Half) int { return len(b.Word) - len(a.Word) })
	for _, as := range t.aliases {
		slices.SortStableFunc(as, func(a, b Alias) int { return len(b.Word) - len(a.Word) })
	}
	slices.SortStableFunc(t.currencies, func(a, b Currency) int { return len(b.Word) - len(a.Word) })
	var heads strings.Builder
	for _, c := range t.currencies {
		r, _ := utf8.DecodeRuneInString(c.Word)
		heads.WriteRune(r)
	}
	t.heads = zhtext.NewSet(heads.String())
	return t, nil
}

// line adds the words of one line.
func (t *Table) line(f []string) error {
	class, rest := f[0], f[1:]
	if kind, ok := kinds[class]; ok {
		return t.addUnit(kind, rest)
	}
	switch {
	case class == "machine":
		for _, w := range rest {
			t.machines[w] = true
		}
	case slices.Contains(listClasses, class):
		t.lists[class] = append(t.lists[class], rest...)
	case class == "half":
		if len(rest) < 3 {
			return errors.New("want a number, a unit and words")
		}
		value, ok := new(big.Rat).SetString(rest[0])
		if !ok {
			return fmt.Errorf("%q is no number", rest[0])
		}
		for _, a := range aliases(rest[1:]) {
			t.halves = append(t.halves, Half{a, value, strings.Contains(a.Word, "多")})
		}
	case len(rest) < 2:
		return fmt.Errorf("class %q is unknown, or its line has no words", class)
	case class == "currency" || class == "sign":
		for _, a := range aliases(rest) {
			t.currencies = append(t.currencies, Currency{a, class == "sign"})
		}
	case slices.Contains(aliasClasses, class):
		t.aliases[class] = append(t.aliases[class], aliases(rest)...)
	default:
		return fmt.Errorf("unknown class %q", class)
	}
	return nil
}

// aliases reads a unit and the words that mean it.
func aliases(f []string) []Alias {
	var out []Alias
	for _, w := range f[1:] {
		out = append(out, Alias{Word: w, Unit: f[0]})
	}
	return out
}

// addUnit adds the spellings of one unit, of which the first is its name.
func (t *Table) addUnit(kind knowledge.Kind, spellings []string) error {
	name, _, _ := cut(spellings[0])
	for _, w := range spellings {
		word, not, trust := cut(strings.ToLower(w))
		if word == "" {
			return fmt.Errorf("%q has no word", w)
		}
		first, _ := utf8.DecodeRuneInString(word)
		t.units.Add(first, Unit{Word: word, Name: name, Kind: kind, Trust: trust, not: not})
	}
	return nil
}

// cut splits a spelling into the word, the characters that must not follow and
// the trust.
func cut(w string) (word, not string, trust Trust) {
	word, not, _ = strings.Cut(w, "~")
	if s, ok := strings.CutSuffix(word, "?"); ok {
		return s, not, Weak
	}
	if s, ok := strings.CutSuffix(word, "!"); ok {
		return s, not, Timid
	}
	return word, not, Sure
}
