// Package class says what may begin at a character of a prepared text: a number, a
// time, a name, a word in Latin letters. A scanner looks the character up and passes
// over what can begin nothing; most characters of a release are such. The characters
// are in classes.txt.
package class

import (
	_ "embed"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
)

//go:embed classes.txt
var classFile string

// Class is a set of things that may begin at a character.
type Class uint8

// The classes, which classes.txt explains. Names begin names.txt of package word.
const (
	Numeral Class = 1 << iota
	Latin
	Name
	Timed
	Signed
	Dated
)

// Table holds the class of each character. It is safe for concurrent use.
type Table [1 << 16]Class

// New returns the table of classes.txt, with the characters that names begin with.
func New(nameHeads string) *Table {
	t := new(Table)
	for r := 'a'; r <= 'z'; r++ {
		t[r] |= Latin
	}
	for r := '0'; r <= '9'; r++ {
		t[r] |= Numeral
	}
	file := wordlist.MustParse("knowledge/figure/class/classes.txt", classFile, nil)
	for name, c := range map[string]Class{"numeral": Numeral, "timed": Timed, "dated": Dated, "signed": Signed} {
		for _, w := range file.Words(name) {
			t.add(w, c)
		}
	}
	t.add(nameHeads, Name)
	return t
}

func (t *Table) add(chars string, c Class) {
	for _, r := range chars {
		t[r] |= c
	}
}

// At returns the class of the character that s begins with, the character and its
// length.
func (t *Table) At(s string) (Class, rune, int) {
	if s != "" && zhtext.HanAt(s, 0) { // as most are
		r := rune(s[0]&0x0F)<<12 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F)
		return t[r], r, 3
	}
	r, w := utf8.DecodeRuneInString(s)
	return t.Of(r), r, w
}

// Of returns the class of r.
func (t *Table) Of(r rune) Class {
	if r > 0xFFFF {
		return 0
	}
	return t[r]
}
