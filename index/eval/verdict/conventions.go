package verdict

import (
	_ "embed"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
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
		patterns: map[string]*regexp.Regexp{},
		digits:   map[rune]int{}, powers: map[rune]float64{}, sections: map[rune]float64{},
	}
	parts := map[string]string{}
	form := wordlist.Form{
		"pattern": func(words []string) error {
			parts[words[0]] += strings.Join(words[1:], "")
			return nil
		},
		"qualifier": func(words []string) error {
			c.qualifiers = append(c.qualifiers, words)
			return nil
		},
	}
	for class, set := range map[string]func(sign rune, v int){
		"digit":   func(sign rune, v int) { c.digits[sign] = v },
		"power":   func(sign rune, v int) { c.powers[sign] = float64(v) },
		"section": func(sign rune, v int) { c.sections[sign] = float64(v) },
	} {
		form[class] = func(words []string) error {
			sign, _ := utf8.DecodeRuneInString(words[0])
			v, err := strconv.Atoi(words[len(words)-1])
			if err != nil {
				return fmt.Errorf("%s: %w", class, err)
			}
			set(sign, v)
			return nil
		}
	}
	if c.lists, err = wordlist.Parse("index/eval/verdict/conventions.txt", file, form); err != nil {
		return nil, err
	}
	for name, p := range parts {
		for list, words := range c.lists.All() {
			p = strings.ReplaceAll(p, "{"+list+"}", strings.Join(words.Words, "|"))
		}
		if c.patterns[name], err = regexp.Compile(p); err != nil {
			return nil, fmt.Errorf("read conventions: pattern %s: %w", name, err)
		}
	}
	return c, nil
}

// list returns the list of that name. It panics if there is none: names are
// constants of the program.
func (c *conventions) list(name string) *wordlist.List { return c.lists.List(name) }

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
