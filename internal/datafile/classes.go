package datafile

import (
	"fmt"
	"maps"
	"slices"
	"strings"
)

// Classes holds the words of a data file by class, in the file's order.
type Classes struct {
	name  string
	words map[string][]string
	asked map[string]bool
}

// Parse reads a data file. A word that is twice in one class is an error.
func Parse(name, text string) (*Classes, error) {
	c := &Classes{name: name, words: map[string][]string{}, asked: map[string]bool{}}
	err := Lines(name, text, 2, func(f []string) error {
		class := f[0]
		for _, w := range f[1:] {
			if slices.Contains(c.words[class], w) {
				return fmt.Errorf("%s is in class %s twice", w, class)
			}
			c.words[class] = append(c.words[class], w)
		}
		return nil
	})
	return c, err
}

// MustParse is Parse for files that are part of the program. It panics on an
// error.
func MustParse(name, text string) *Classes {
	c, err := Parse(name, text)
	if err != nil {
		panic(err)
	}
	return c
}

// Words returns the words of a class. It panics if the file has no such class.
// Words and Chars are for package variables; they are not safe for concurrent use.
func (c *Classes) Words(class string) []string {
	words, ok := c.words[class]
	if !ok {
		panic(fmt.Sprintf("%s has no class %q", c.name, class))
	}
	c.asked[class] = true
	return words
}

// Chars returns the words of a class as one string, for classes of characters. It
// panics if the file has no such class.
func (c *Classes) Chars(class string) string { return strings.Join(c.Words(class), "") }

// Unused returns the classes that were never asked for, sorted: probably
// misspelled ones.
func (c *Classes) Unused() []string {
	return slices.DeleteFunc(slices.Sorted(maps.Keys(c.words)), func(class string) bool { return c.asked[class] })
}
