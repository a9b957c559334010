package wordlist

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// Char is how many bytes a Chinese character has in UTF-8.
const Char = 3

// Fill returns a T, a struct of lists, with the words of a data file: class then-of is
// field ThenOf. It panics if a class has no field or no words, if a field has no class,
// and if a class has a word twice: data files are parts of the program, and the tests of
// their packages read them.
func Fill[T any](file string) *T {
	out := new(T)
	v := reflect.ValueOf(out).Elem()
	EachLine(file, func(f []string) {
		field := v.FieldByName(fieldName(f[0]))
		if !field.IsValid() || len(f) == 1 {
			panic(fmt.Errorf("word list %T: class %s is unknown or without words", *out, f[0]))
		}
		l := field.Addr().Interface().(*List)
		for _, w := range f[1:] {
			if l.Has(w) {
				panic(fmt.Errorf("word list %T: class %s has %s twice", *out, f[0], w))
			}
			l.Add(w)
		}
	})
	for i := range v.NumField() {
		if len(v.Field(i).Addr().Interface().(*List).Words) == 0 {
			panic(fmt.Errorf("word list %T: no class for %s", *out, v.Type().Field(i).Name))
		}
	}
	return out
}

// fieldName returns the name of the field for a class: ThenOf for then-of.
func fieldName(class string) string {
	var b strings.Builder
	for part := range strings.SplitSeq(class, "-") {
		for i, r := range part {
			if i == 0 {
				r = unicode.ToUpper(r)
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Chars returns the characters of all words of l, as sets of characters are written.
func (l *List) Chars() string { return strings.Join(l.Words, "") }
