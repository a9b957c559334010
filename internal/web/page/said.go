package page

import (
	"cmp"
	"fmt"
	"strings"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/english"
	"beilun/knowledge"
)

// Said is what a release says of a figure: for a page to quote it.
type Said struct {
	Of                  string // what the figure measures, with a colon behind it
	Value               string // as it is written, with its time and state
	Quote, Figure, Rest string // its sentence: before, at and behind the figure
	Sentence            string // all of it
	Link                string // of the figure in its release; empty if that is not in the index any more
	Source, Date        string // of the release
}

// maxSaid is how many characters of a sentence there are before its figure, and behind it.
const maxSaid = 200

// SaidOf returns what a release says in a row of x.
func SaidOf(x *index.Index, r index.Row, isEnglish bool) Said {
	w := WordsOf(isEnglish)
	rel := r.Passage.Release
	s := Said{
		Of: measured(r.Figure, w, isEnglish), Value: strings.Join(strings.Fields(r.Figure.Text), " "),
		Link: anchor.OfRow(x, r), Source: cmp.Or(rel.Source, rel.Title, rel.ID), Date: rel.Date.String(),
	}
	var notes []string
	for _, n := range []string{knowledge.PeriodIn(isEnglish, *r.Figure, r.Passage.Figures), w.States[r.Figure.Binding.State]} {
		if n != "" {
			notes = append(notes, n)
		}
	}
	if notes != nil {
		s.Value = fmt.Sprintf(w.Noted, s.Value, strings.Join(notes, w.Joint))
	}
	text, sentence, figure := r.Passage.Text, r.Sentence(), r.Figure.Quote
	sentence.Start, sentence.End = min(sentence.Start, figure.Start), max(sentence.End, figure.End)
	s.Sentence = sentence.Of(text)
	s.Quote = lastOf(text[sentence.Start:figure.Start], maxSaid)
	s.Figure = figure.Of(text)
	s.Rest = firstOf(text[figure.End:sentence.End], maxSaid)
	return s
}

// measured returns what a figure measures, empty if that is not known.
func measured(f *knowledge.Figure, w *Words, isEnglish bool) string {
	b := &f.Binding
	metric := b.Metric
	if name := english.Name(metric); isEnglish && name != "" {
		metric = fmt.Sprintf(w.Noted, metric, name)
	}
	if b.Change && metric != "" {
		metric = fmt.Sprintf(w.Change, metric)
	}
	of := strings.TrimSpace(b.Subject + " " + metric)
	if of == "" {
		return ""
	}
	return fmt.Sprintf(w.Of, of)
}

const ellipsis = "…"

// lastOf returns the last n characters of s.
func lastOf(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return ellipsis + string(r[len(r)-n:])
	}
	return s
}

// firstOf returns the first n characters of s.
func firstOf(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + ellipsis
	}
	return s
}
