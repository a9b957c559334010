package choice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/wordlist"
)

// Stranger is how something that the question names, by the form of the name, is not
// what a candidate is about: 海棠港 where the releases have 沙岭港.
type Stranger uint8

// The strangers.
const (
	NoStranger   Stranger = iota
	LooseName             // the name is not near, but may be a part of the sentence: 当水发集团
	StrangeName           // the name is not near
	numStrangers = int(iota)
)

// namePart is the share of a name's pairs of characters that a text about the thing
// has. Set by hand on the districts in testdata.
const namePart = 0.6

// shortRegion is how many characters most names of parts of the country have: 澜门县
// of 隔壁澜门县.
const shortRegion = 3

// Stranger reports whether the question names something that is none of the releases'
// own and is not where c is. Nothing is claimed or quoted then, however likely it is,
// of what only resembles it; but a name that may be a part of the sentence only counts
// in the belief.
func (r *Reading) Stranger(c *Candidate) Stranger {
	f, p := r.frame, r.hits[c.Hit].Passage
	near := p.Folded() + "\n" + zhtext.FoldString(p.Release.Title+"\n"+p.Heading)
	if c.Figure != nil {
		near += "\n" + zhtext.FoldString(c.Figure.Binding.Subject)
	}
	out := NoStranger
	for _, n := range f.Query.Named {
		start := strings.Index(f.Text, n)
		if start < 0 || utf8.RuneCountInString(n) < 3 {
			continue
		}
		end := start + len(n)
		if slices.ContainsFunc(f.Names, func(m frame.Name) bool {
			meant := m.Fit == frame.Short || m.Fit == frame.Fuzzy && isMisspelt(n, m.Thing)
			return m.Start <= start && m.End >= end && (r.IsOf(c, m.Thing) || meant && strings.Contains(near, firstRunes(m.Thing, 2)))
		}) {
			continue // near is what the releases call it
		}
		if isNear(n, near) {
			continue
		}
		switch {
		case isRegion(n) && strings.Contains(near, wordlist.LastRunes(n, shortRegion)):
		case isLoose(firstRunes(n, 2)):
			out = LooseName
		default:
			return StrangeName
		}
	}
	if slices.ContainsFunc(f.Rest, func(w frame.Word) bool { return w.Passages == 0 && beginsName(f.Text, w) }) {
		return StrangeName
	}
	return out
}

// longName is how many characters a name has in which one may be wrong that does not
// sound like the right one.
const longName = 5

// isMisspelt reports whether a name may be meant for a thing. A short one has to sound
// like a part of its name: 象山港 is not 舟山港.
func isMisspelt(name, thing string) bool {
	n := utf8.RuneCountInString(name)
	if n >= longName {
		return true
	}
	for i := range thing {
		if part := firstRunes(thing[i:], n); utf8.RuneCountInString(part) == n && words.SoundAlike(part, name) {
			return true
		}
	}
	return false
}

// isLoose reports whether a text has a character that hardly any name begins with.
func isLoose(text string) bool { return holdsAny(text, loadCues()["unnamed"]) }

// isNear reports whether a text has what a name begins with and most of its pairs of
// characters.
func isNear(name, text string) bool {
	return strings.Contains(text, firstRunes(name, 2)) && pairs(name, text) >= namePart
}

// beginsName reports whether a word that no release has begins what has the form of a
// name: 海棠 of 海棠港.
func beginsName(text string, w frame.Word) bool {
	const longest = 4 // characters of what a name ends with
	if utf8.RuneCountInString(w.Text) < 2 || isLoose(w.Text) {
		return false
	}
	n := 0
	for i, c := range text[w.End:] {
		if n++; n > longest || isLoose(string(c)) {
			break
		}
		if names.IsComplete(text[w.Start : w.End+i+utf8.RuneLen(c)]) {
			return true
		}
	}
	return false
}
