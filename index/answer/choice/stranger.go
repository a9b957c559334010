package choice

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/fit"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
	"beilun/index/words"
	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/bind/names"
)

// namePart is the share of a name's pairs of characters that a text about the
// thing has. Chosen by hand on the districts in testdata.
const namePart = 0.6

// shortRegion is how many characters most names of parts of the country have:
// 澜门县 of 隔壁澜门县.
const shortRegion = 3

// Stranger returns whether the question names something that is none of the
// releases' own and is not near c. Nothing is claimed or quoted then, however
// likely it is, because it is about something that only resembles what is asked
// for; but a name that may be a part of the sentence only lowers the belief.
func (r *Reading) Stranger(c *Candidate) fit.Stranger {
	f, p := r.question.Frame, r.hits[c.Hit].Passage
	near := p.Folded() + "\n" + zhtext.FoldString(p.Release.Title+"\n"+p.Heading)
	if c.Figure != nil {
		near += "\n" + zhtext.FoldString(c.Figure.Binding.Subject)
	}
	out := fit.NoStranger
	for _, n := range f.Query.Named {
		start := strings.Index(f.Text, n)
		if start < 0 || utf8.RuneCountInString(n) < 3 || r.isThingNear(c, n, start, near) || isNear(n, near) {
			continue
		}
		switch {
		case cue.IsRegion(n) && strings.Contains(near, wordlist.LastRunes(n, shortRegion)):
		case isLoose(overlap.FirstRunes(n, 2)):
			out = fit.LooseName
		default:
			return fit.StrangeName
		}
	}
	if slices.ContainsFunc(f.Rest, func(w frame.Word) bool { return w.Passages == 0 && beginsName(f.Text, w) }) {
		return fit.StrangeName
	}
	return out
}

// isThingNear reports whether name, which begins at a byte of the question, is
// understood as a thing that c is of or that the text near it mentions by what
// the releases call it.
func (r *Reading) isThingNear(c *Candidate, name string, start int, near string) bool {
	return slices.ContainsFunc(r.question.Frame.Names, func(m frame.Name) bool {
		if m.Start > start || m.End < start+len(name) {
			return false
		}
		meant := m.Fit == frame.Short || m.Fit == frame.Fuzzy && isMisspelt(name, m.Thing)
		return c.Figure != nil && r.isOf(&c.Figure.Binding, m.Thing) || meant && strings.Contains(near, overlap.FirstRunes(m.Thing, 2))
	})
}

// longName is how many characters a name has at least in which one may be wrong
// that does not sound like the right one.
const longName = 5

// isMisspelt reports whether a name may be meant for a thing. A short one has to
// sound like a part of its name: 象山港 is not 舟山港.
func isMisspelt(name, thing string) bool {
	n := utf8.RuneCountInString(name)
	if n >= longName {
		return true
	}
	for i := range thing {
		if part := overlap.FirstRunes(thing[i:], n); utf8.RuneCountInString(part) == n && words.SoundAlike(part, name) {
			return true
		}
	}
	return false
}

// isLoose reports whether text has a character that hardly any name begins with.
func isLoose(text string) bool { return cue.In(text, "unnamed") }

// isNear reports whether text has the beginning of a name and most of its pairs
// of characters.
func isNear(name, text string) bool {
	return strings.Contains(text, overlap.FirstRunes(name, 2)) && overlap.Pairs(name, text) >= namePart
}

// beginsName reports whether a word that no release has begins what has the form
// of a name: 海棠 of 海棠港.
func beginsName(text string, w frame.Word) bool {
	const longest = 4 // characters of the rest of the name
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
