package check

import (
	"math/big"
	"slices"
	"strings"

	"beilun/index/answer/choice/figures"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// claim is a figure of a draft with what the releases may call its thing.
type claim struct {
	figure  knowledge.Figure
	things  []string // folded, the likeliest first
	unknown bool     // the releases have no such thing
	beside  string   // what may say what it counts; see besideFigure
}

// claimOf returns the claim that a figure of a paragraph makes.
func (d *draft) claimOf(p *knowledge.Paragraph, f *knowledge.Figure) claim {
	c := claim{figure: *f, beside: besideFigure(p.Text, sentenceOf(p, f), p.Figures, f)}
	b := &c.figure.Binding
	if b.Metric == b.Subject {
		c.measure(zhtext.FoldString(p.Text[sentenceOf(p, f).Start:f.Quote.Start]))
	}
	if known, ok := d.names[b.Subject]; ok {
		c.things = known
		return c
	}
	if name := d.nameBefore(b.Subject); name != "" {
		c.things = d.names[name]
		c.moveRest(name)
		return c
	}
	c.things = []string{b.Subject}
	c.unknown = slices.ContainsFunc(d.unknown, func(u string) bool {
		return strings.Contains(b.Subject, u) || b.Subject != "" && strings.Contains(u, b.Subject)
	})
	return c
}

// measure takes what is measured from the folded text before the figure, where only the
// name of the thing was read as that: 某某区GDP1523.6亿元 runs into the digits. A change
// is one of what is measured last.
func (c *claim) measure(before string) {
	class := figures.ClassOf(&c.figure)
	for _, m := range slices.Backward(concept.Default().Find(before)) {
		if m.Metric != nil && (c.figure.Binding.Change || m.Metric.HasClass(class)) {
			word := before[m.Start:m.End]
			c.figure.Binding.Metric, c.figure.Binding.Words = word, []string{words.Canon(word)}
			return
		}
	}
}

// moveRest makes what follows a name in the subject a part of what is measured, if it is
// said of this figure: 某某博览会签约项目 has no 投资 of the 博览会.
func (c *claim) moveRest(name string) {
	b := &c.figure.Binding
	rest := strings.TrimPrefix(b.Subject, name)
	b.Metric = strings.TrimPrefix(b.Metric, name)
	b.Words = slices.DeleteFunc(slices.Clone(b.Words), func(w string) bool { return w == name })
	if strings.Contains(c.beside, rest) && !strings.HasPrefix(b.Metric, rest) {
		b.Metric = rest + b.Metric
		b.Words = append(b.Words, rest)
	}
}

// nameBefore returns the name of a thing that a subject begins with if what follows is
// no part of the name but what happens there or is measured: 某某园区落地总部. 吉瑞小镇 is
// another thing than 吉瑞.
func (d *draft) nameBefore(subject string) (name string) {
	for n := range d.full {
		rest, ok := strings.CutPrefix(subject, n)
		if !ok || len(n) <= len(name) {
			continue
		}
		if said := concept.Default().Find(rest); len(said) > 0 && said[0].Start == 0 && said[0].Concepts[0].Kind != concept.Thing {
			name = n
		}
	}
	return name
}

// isRead reports whether it is understood what the claim counts, and of what.
func (c *claim) isRead() bool { return len(c.figure.Binding.Words) > 0 && len(c.things) > 0 }

// readings returns the figure for each thing that it may be of, in the unit that it
// must have: people write 5亿 for 5亿元.
func (c *claim) readings() (out []knowledge.Figure) {
	for _, t := range c.things {
		f := c.figure
		f.Binding.Subject, f.Binding.Loose = t, false
		if f.Kind == knowledge.Number && f.Value != nil && f.Value.Cmp(big.NewRat(10_000, 1)) >= 0 {
			f.Kind, f.Unit = knowledge.Money, lists().Unit.Words[0]
		}
		out = append(out, f)
	}
	return out
}

// sentenceOf returns the sentence of a figure in its paragraph.
func sentenceOf(p *knowledge.Paragraph, f *knowledge.Figure) knowledge.Span {
	for _, s := range p.Sentences {
		if s.Contains(f.Span) {
			return s
		}
	}
	return knowledge.Span{End: len(p.Text)}
}

// besideFigure returns the text that may say what f counts, folded and without white
// space: in its sentence s from the figure before to the one behind, of figures, or to the
// next comma.
func besideFigure(text string, s knowledge.Span, figures []knowledge.Figure, f *knowledge.Figure) string {
	for _, g := range figures {
		switch {
		case g.Kind == knowledge.PeriodKind || g.Kind == knowledge.DateKind:
		case g.Quote.End <= f.Quote.Start:
			s.Start = max(s.Start, g.Quote.End)
		case g.Quote.Start >= f.Quote.End:
			s.End = min(s.End, g.Quote.Start)
		}
	}
	s.End = min(s.End, ClauseOf(text, f.Quote).End)
	return squeezed(s.Of(text))
}
