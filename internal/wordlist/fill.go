package wordlist

import (
	"fmt"
	"reflect"
	"strings"
	"unicode"
)

// Fill returns a T, a struct of lists, with the words of a data file: class then-of is
// field ThenOf; name is the file's name in errors. It panics where Parse returns an error,
// if a class has no field, and if a field has no class: data files are parts of the
// program, and the tests of their packages read them.
func Fill[T any](name, text string) *T {
	out := new(T)
	v := reflect.ValueOf(out).Elem()
	for class, l := range MustParse(name, text, nil).All() {
		field := v.FieldByName(fieldName(class))
		if !field.IsValid() {
			panic(fmt.Errorf("read %s: %s has no field for class %s", name, v.Type(), class))
		}
		field.Addr().Interface().(*List).Add(l.Words...)
	}
	for i := range v.NumField() {
		if len(v.Field(i).Addr().Interface().(*List).Words) == 0 {
			panic(fmt.Errorf("read %s: no class for %s", name, v.Type().Field(i).Name))
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
