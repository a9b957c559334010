package frame

import (
	"embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index/query"
	"beilun/internal/wordlist"
	"beilun/knowledge/concept"
)

// A file of cues has the words that ask for one kind of answer, which is its name.
// A line is what is written, with … for a few characters between, ^ for the beginning
// of the question and $ for its end; the words are compared in their light plain
// form. Behind them are, in any order, +N or +-N for how much more or less they weigh
// than their length, and class=C[,C] for the classes of figures that they fix.
//
//go:embed *.txt
var files embed.FS

// cue is a line of a file of cues.
type cue struct {
	parts   []string // in light plain form
	rest    []uint   // low bits of the characters of the first part behind the first one
	first   bool     // the question begins with it
	last    bool     // the question ends with it
	asks    Asks
	weight  int
	classes []concept.Class
}

// maxGap is how many characters a … may be in a cue.
const maxGap = 12

// cues are all cues by the first character.
var cues = sync.OnceValue(func() map[rune][]*cue {
	out := map[rune][]*cue{}
	for a := range numAsks {
		data, err := files.ReadFile(a.String() + ".txt")
		if err != nil {
			panic(err) // the files are part of the program, and a test reads them
		}
		for line := range strings.Lines(string(data)) {
			c, err := parseCue(line)
			if err != nil {
				panic(fmt.Errorf("read cues of %s: %w", a, err))
			}
			if c == nil {
				continue
			}
			c.asks = a
			r, _ := utf8.DecodeRuneInString(c.parts[0])
			out[r] = append(out[r], c)
		}
	}
	return out
})

func parseCue(line string) (*cue, error) {
	fields := strings.Fields(line)
	if len(fields) == 0 || strings.HasPrefix(fields[0], "#") {
		return nil, nil
	}
	words, first := strings.CutPrefix(fields[0], "^")
	words, last := strings.CutSuffix(words, "$")
	c := &cue{first: first, last: last}
	for part := range strings.SplitSeq(words, "…") {
		p := plainOf(part, light, nil).text
		if p == "" && len(c.parts) == 0 {
			continue // a … in front says no more than nothing
		}
		c.parts = append(c.parts, p)
		c.weight += utf8.RuneCountInString(p)
	}
	if len(c.parts) == 0 || slices.Contains(c.parts, "") {
		return nil, fmt.Errorf("%q has no words", fields[0])
	}
	c.setRest()
	for _, f := range fields[1:] {
		if n, ok := strings.CutPrefix(f, "+"); ok {
			more, err := strconv.Atoi(n)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", fields[0], err)
			}
			c.weight += more
			continue
		}
		list, ok := strings.CutPrefix(f, "class=")
		if !ok {
			return nil, fmt.Errorf("%s: unknown field %q", fields[0], f)
		}
		for s := range strings.SplitSeq(list, ",") {
			c.classes = append(c.classes, concept.Class(s))
		}
	}
	return c, nil
}

// setRest sets rest.
func (c *cue) setRest() {
	for i, r := range c.parts[0] {
		if i > 0 {
			c.rest = append(c.rest, uint(r)&wordlist.LowMask)
		}
	}
}

// mayBeIn reports whether a text with some characters may have c behind the first
// character of c.
func (c *cue) mayBeIn(chars *wordlist.RuneSet) bool {
	for _, low := range c.rest {
		if !chars.Has(low) {
			return false
		}
	}
	return true
}

// found is a cue in a question.
type found struct {
	*cue
	from, to int // bytes of the plain form
}

// find returns the cues in the plain form of a question.
func find(p *plain) (out []found) {
	end := len(strings.TrimRight(p.text, " ?？!！。.~…呢啊呀哦了\""))
	all := cues()
	for i, r := range p.text {
		for _, c := range all[r] {
			if c.first && i > 0 || !c.mayBeIn(&p.chars) {
				continue
			}
			if to := c.at(p.text, i, maxGap); to > 0 && (!c.last || to >= end) {
				out = append(out, found{c, i, to})
			}
		}
	}
	return out
}

// at returns the end of c if it begins at byte i of text, 0 if it does not. most is
// how many characters a … may be.
func (c *cue) at(text string, i, most int) int {
	if !strings.HasPrefix(text[i:], c.parts[0]) {
		return 0
	}
	i += len(c.parts[0])
	for _, part := range c.parts[1:] {
		gap := gapOf(text[i:], most)
		k := strings.Index(text[i:min(len(text), i+gap+len(part))], part)
		if k < 0 {
			return 0
		}
		i += k + len(part)
	}
	return i
}

// gapOf returns how many bytes of text a … may be.
func gapOf(text string, most int) int {
	n := 0
	for i, r := range text {
		if n == most || strings.ContainsRune(",，。;；?？!！", r) {
			return i
		}
		n++
	}
	return len(text)
}

// unit is a line of units.txt: the unit of a word.
type unit struct {
	class concept.Class
	unit  string
	noun  bool // it is none: 多少学生
}

// units returns the units by the words for them, and how many bytes the longest word
// has.
var units = sync.OnceValues(func() (map[string]unit, int) {
	out, longest := map[string]unit{}, 0
	eachLine("units.txt", func(f []string) {
		for _, w := range f[1:] {
			if _, ok := out[w]; !ok {
				class, noun := strings.CutPrefix(f[0], "~")
				out[w] = unit{concept.Class(class), f[1], noun}
				longest = max(longest, len(w))
			}
		}
	})
	return out, longest
})

// unitAt returns the unit that text begins with, and how many bytes it takes.
func unitAt(text string) (unit, int) {
	all, longest := units()
	for n := min(longest, len(text)); n > 0; n-- {
		if u, ok := all[text[:n]]; ok && (n == len(text) || utf8.RuneStart(text[n])) {
			return u, n
		}
	}
	return unit{}, 0
}

// phrases are the words of a file by their class, in light plain form; they may have
// a ….
type phrases map[string][]cue

// readPhrases returns the phrases of file, and those of the query's own words for the
// classes that it shares.
func readPhrases(file string, shared ...string) func() phrases {
	return sync.OnceValue(func() phrases {
		out := phrases{}
		eachLine(file, func(f []string) { out.add(f[0], f[1:]) })
		for _, class := range shared {
			out.add(class, query.Words(class))
		}
		return out
	})
}

// add adds words to a class.
func (ps phrases) add(class string, words []string) {
	for _, w := range words {
		var c cue
		for part := range strings.SplitSeq(strings.Trim(w, "…"), "…") {
			c.parts = append(c.parts, plainOf(part, light, nil).text)
		}
		c.setRest()
		ps[class] = append(ps[class], c)
	}
}

// in reports whether a text in light plain form has one of the phrases of a class.
func (ps phrases) in(class string, text *plain) bool {
	all := ps[class]
	for i := range all {
		if text.chars.MayBegin(all[i].parts[0]) && all[i].mayBeIn(&text.chars) && all[i].in(text.text) {
			return true
		}
	}
	return false
}

// in reports whether c is anywhere in a text in light plain form.
func (c *cue) in(text string) bool {
	for at := 0; ; {
		i := strings.Index(text[at:], c.parts[0])
		if i < 0 {
			return false
		}
		if at += i; len(c.parts) == 1 || c.at(text, at, maxGap) > 0 {
			return true
		}
		at += len(c.parts[0])
	}
}

func eachLine(file string, do func(fields []string)) {
	data, err := files.ReadFile(file)
	if err != nil {
		panic(err) // the files are part of the program, and a test reads them
	}
	for line := range strings.Lines(string(data)) {
		if f := strings.Fields(line); len(f) > 1 && !strings.HasPrefix(f[0], "#") {
			do(f)
		}
	}
}
