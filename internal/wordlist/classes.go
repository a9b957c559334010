package wordlist

import (
	"fmt"
	"iter"
	"maps"
	"slices"
)

// Classes are the lists of a data file by the names of their classes. It is safe for
// concurrent use.
type Classes struct {
	name  string
	lists map[string]*List
}

// Form has, by class, a function for lines that are more than words of equal rank. It is
// called with the words behind the class, at least one. The class is no list then.
type Form map[string]func(words []string) error

// Parse reads a data file; name is the file's name in errors. A class without words and a
// word that is twice in one class are errors, and so is what a function of form returns,
// which may be nil.
func Parse(name, text string, form Form) (Classes, error) {
	c := Classes{name, map[string]*List{}}
	return c, Lines(name, text, 2, func(f []string) error {
		class, words := f[0], f[1:]
		if own := form[class]; own != nil {
			return own(words)
		}
		l := c.lists[class]
		if l == nil {
			l = &List{}
			c.lists[class] = l
		}
		for _, w := range words {
			if l.Has(w) {
				return fmt.Errorf("class %s has %s twice", class, w)
			}
			l.Add(w)
		}
		return nil
	})
}

// MustParse is Parse for files that are part of the program. It panics on an error.
func MustParse(name, text string, form Form) Classes {
	c, err := Parse(name, text, form)
	if err != nil {
		panic(err)
	}
	return c
}

// Put sets the list of a class, one that a function of the form has read. It must not be
// called while others use c.
func (c Classes) Put(class string, l *List) { c.lists[class] = l }

// List returns the words of a class. It panics if the file has no such class, because the
// program and its file do not belong together then.
func (c Classes) List(class string) *List {
	l := c.lists[class]
	if l == nil {
		panic(fmt.Sprintf("%s has no class %q", c.name, class))
	}
	if !l.asked.Load() {
		l.asked.Store(true)
	}
	return l
}

// Words returns the words of a class, in the order of the file. It panics if the file has
// no such class. The caller must not change the slice.
func (c Classes) Words(class string) []string { return c.List(class).Words }

// Chars returns the words of a class as one string, for classes of characters. It panics
// if the file has no such class.
func (c Classes) Chars(class string) string { return c.List(class).Chars() }

// All returns the classes with their lists, in the order of their names.
func (c Classes) All() iter.Seq2[string, *List] {
	return func(yield func(string, *List) bool) {
		for _, class := range slices.Sorted(maps.Keys(c.lists)) {
			if !yield(class, c.lists[class]) {
				return
			}
		}
	}
}

// Unused returns the classes that nobody has asked for by name, sorted: probably
// misspelled ones.
func (c Classes) Unused() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(c.lists)), func(class string) bool { return c.lists[class].asked.Load() })
}
