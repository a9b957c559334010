package verdict

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/knowledge/bind/wordlist"
)

//go:embed conventions.txt
var conventionsFile string

// conventions are the lists and patterns of conventions.txt.
type conventions struct {
	lists      wordlist.Classes
	patterns   map[string]*regexp.Regexp
	digits     map[rune]int
	powers     map[rune]float64 // 十 and the like
	sections   map[rune]float64 // 万 and the like
	qualifiers [][]string       // of one meaning each
}

// by are the conventions of the program.
var by = func() *conventions {
	c, err := readConventions(conventionsFile)
	if err != nil {
		panic(err) // the file is part of the program, and a test reads it
	}
	return c
}()

// readConventions reads a file in the form of conventions.txt.
func readConventions(file string) (c *conventions, err error) {
	c = &conventions{
		lists: wordlist.ReadClasses(file), patterns: map[string]*regexp.Regexp{},
		digits: map[rune]int{}, powers: map[rune]float64{}, sections: map[rune]float64{},
	}
	parts := map[string]string{}
	wordlist.EachLine(file, func(f []string) {
		if e := c.add(f, parts); e != nil {
			err = fmt.Errorf("read conventions: %s: %w", f[0], e)
		}
	})
	if err != nil {
		return nil, err
	}
	for name, p := range parts {
		for list, words := range c.lists {
			p = strings.ReplaceAll(p, "{"+list+"}", strings.Join(words.Words, "|"))
		}
		if c.patterns[name], err = regexp.Compile(p); err != nil {
			return nil, fmt.Errorf("read conventions: pattern %s: %w", name, err)
		}
	}
	return c, nil
}

// add adds a line that has more than words of a list, and the part of a pattern to
// parts.
func (c *conventions) add(f []string, parts map[string]string) error {
	if len(f) < 2 {
		return fmt.Errorf("no words")
	}
	r, _ := utf8.DecodeRuneInString(f[1])
	switch f[0] {
	case "pattern":
		parts[f[1]] += strings.Join(f[2:], "")
	case "qualifier":
		c.qualifiers = append(c.qualifiers, f[1:])
	case "digit", "power", "section":
		v, err := strconv.Atoi(f[len(f)-1])
		if err != nil {
			return err
		}
		switch f[0] {
		case "digit":
			c.digits[r] = v
		case "power":
			c.powers[r] = float64(v)
		default:
			c.sections[r] = float64(v)
		}
	}
	return nil
}

// list returns the list of that name. It panics if there is none: names are
// constants of the program.
func (c *conventions) list(name string) *wordlist.List {
	l := c.lists[name]
	if l == nil {
		panic(fmt.Sprintf("conventions.txt has no list %q", name))
	}
	return l
}

// word returns the first word of a list.
func (c *conventions) word(name string) string { return c.list(name).Words[0] }

// pattern returns the pattern of that name. It panics if there is none.
func (c *conventions) pattern(name string) *regexp.Regexp {
	p := c.patterns[name]
	if p == nil {
		panic(fmt.Sprintf("conventions.txt has no pattern %q", name))
	}
	return p
}
