package releases

import (
	"fmt"
	"math/big"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/english"
	"beilun/internal/web/page"
	"beilun/knowledge"
)

// piece is a part of a paragraph: plain text, or a mark with the figures in it.
type piece struct {
	Text    string
	Figures []figure // none in plain text
	Quiet   bool     // the figures are only times
	Open    bool     // the address leads to one of them
}

// figure is a figure as a page explains it.
type figure struct {
	ID, Link string
	Quote    string // what is explained, if it is not all of its mark
	Facts    []fact
}

// fact is something that is known of a figure.
type fact struct{ Name, Value string }

// reader draws the figures of one release.
type reader struct {
	words   *Words
	english bool
	path    string // of the release
	at      string // the mark that the address leads to
}

// pieces cuts a passage into what is a figure and what is not. Figures whose quotations
// overlap share a piece.
func (d *reader) pieces(p *index.Passage, ids []string) []piece {
	order := make([]int, 0, len(p.Figures))
	for i := range p.Figures {
		q := p.Figures[i].Quote
		if 0 <= q.Start && q.Start < q.End && q.End <= len(p.Text) && i < len(ids) && !d.isPlain(&p.Figures[i]) {
			order = append(order, i)
		}
	}
	slices.SortStableFunc(order, func(a, b int) int { return p.Figures[a].Quote.Start - p.Figures[b].Quote.Start })
	var out []piece
	end := 0
	for n := 0; n < len(order); {
		mark := p.Figures[order[n]].Quote
		m := n + 1
		for ; m < len(order) && p.Figures[order[m]].Quote.Start < mark.End; m++ {
			mark.End = max(mark.End, p.Figures[order[m]].Quote.End)
		}
		if mark.Start > end {
			out = append(out, piece{Text: p.Text[end:mark.Start]})
		}
		marked := piece{Text: mark.Of(p.Text), Quiet: true}
		for _, i := range order[n:m] {
			f := &p.Figures[i]
			g := figure{ID: ids[i], Link: anchor.Link(d.path, ids[i]), Facts: d.facts(f, p.Figures)}
			if m-n > 1 {
				g.Quote = f.Quote.Of(p.Text)
			}
			marked.Quiet = marked.Quiet && isTime(f) && !isBound(f)
			marked.Open = marked.Open || ids[i] == d.at
			marked.Figures = append(marked.Figures, g)
		}
		out = append(out, marked)
		end, n = mark.End, m
	}
	if end < len(p.Text) {
		out = append(out, piece{Text: p.Text[end:]})
	}
	return out
}

// isPlain reports whether a figure is a time of which there is nothing to explain: 2021年.
func (d *reader) isPlain(f *knowledge.Figure) bool {
	return isTime(f) && !isBound(f) && (f.Time == "" || f.Kind == knowledge.Time || knowledge.PeriodWords(f.Time) == strings.Join(strings.Fields(f.Text), ""))
}

func isTime(f *knowledge.Figure) bool {
	return f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
}

func isBound(f *knowledge.Figure) bool { return f.Binding.Metric != "" || len(f.Binding.Words) > 0 }

// facts returns what is known of a figure, which is beside others in its paragraph.
func (d *reader) facts(f *knowledge.Figure, beside []knowledge.Figure) (out []fact) {
	w, b := d.words, &f.Binding
	add := func(name, value string) {
		if value != "" {
			out = append(out, fact{name, value})
		}
	}
	bound := isBound(f)
	if bound {
		add(w.Of, b.Subject)
		add(w.Scope, b.Scope)
		metric := b.Metric
		if name := english.Name(metric); d.english && name != "" {
			metric = fmt.Sprintf(w.Named, metric, name)
		}
		if b.Change && metric != "" {
			metric = fmt.Sprintf(w.Change, metric)
		}
		add(w.Metric, metric)
		period := knowledge.PeriodIn(d.english, *f, beside)
		if period == "" && !isTime(f) {
			period = w.Undated
		}
		add(w.Period, period)
		add(w.State, page.WordsOf(d.english).States[b.State])
	}
	switch {
	case isTime(f):
		add(w.Time, d.when(f))
	default:
		add(w.Value, w.value(f))
	}
	switch {
	case !bound && !isTime(f):
		add("", w.Unbound)
	case bound && b.Doubtful():
		add("", w.Doubtful)
	}
	return out
}

// when writes the time that a figure names.
func (d *reader) when(f *knowledge.Figure) string {
	if f.Time == "" || f.Kind == knowledge.Time {
		return f.Text
	}
	if d.english {
		return knowledge.PeriodEnglish(f.Time)
	}
	return knowledge.PeriodWords(f.Time)
}

// value writes the exact value of a figure with its unit and the words around it.
func (w *Words) value(f *knowledge.Figure) string {
	var v string
	switch {
	case f.Value != nil:
		v = number(f.Value)
	case f.Lo != nil && f.Hi != nil:
		v = fmt.Sprintf(w.Range, number(f.Lo), number(f.Hi))
	case f.Lo != nil:
		v = fmt.Sprintf(w.AtLeast, number(f.Lo))
	case f.Hi != nil:
		v = fmt.Sprintf(w.AtMost, number(f.Hi))
	default:
		return f.Text
	}
	if f.Unit == "%" {
		v += f.Unit
	} else {
		v = strings.TrimSpace(v + " " + f.Unit)
	}
	if f.Qualifier != "" {
		v = fmt.Sprintf(w.Named, v, f.Qualifier)
	}
	if f.Per != "" {
		v = fmt.Sprintf(w.Per, v, f.Per)
	}
	return v
}

// maxDigits is how many decimals of a value are shown.
const maxDigits = 6

// number writes a number in decimals, in groups of three.
func number(v *big.Rat) string {
	n, exact := v.FloatPrec()
	if !exact || n > maxDigits {
		n = maxDigits
	}
	s := v.FloatString(n)
	whole, rest, _ := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	var out strings.Builder
	if strings.HasPrefix(s, "-") {
		out.WriteByte('-')
	}
	for i := range len(whole) {
		if i > 0 && (len(whole)-i)%3 == 0 {
			out.WriteByte(',')
		}
		out.WriteByte(whole[i])
	}
	if rest != "" {
		out.WriteByte('.')
		out.WriteString(rest)
	}
	return out.String()
}
