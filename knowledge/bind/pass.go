package bind

import (
	"context"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/cell"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// Article sets the Binding of every figure of a.
func (b Binder) Article(a *knowledge.Article) {
	p, err := b.Pass(context.Background(), a)
	if err != nil {
		return // never: the context has no end
	}
	for i := range a.Sections {
		s := &a.Sections[i]
		for j := range s.Paragraphs {
			p.Paragraph(s.Heading, &s.Paragraphs[j])
		}
	}
}

// Pass goes through an article one paragraph after the other, so that the caller need
// not keep all of their figures in memory. Its time is linear in the text of each
// paragraph.
type Pass struct {
	b             Binder
	t             *names.Tables
	title         string // the name that the article is about
	article       *knowledge.Article
	heading, head string // of the last paragraph, and its name
	section       int    // of the article, the one behind the last whose heading was read
	cal           *times.Calendar
	cast          *cast.Cast
	lead          string // the period of the last words that lead to a table: 今年1至10月…分方式看：
	cells         cell.Binder
}

// Pass begins a pass of a, whose paragraphs need no figures yet. The error is that of
// ctx.
func (b Binder) Pass(ctx context.Context, a *knowledge.Article) (*Pass, error) {
	t := names.Load()
	if err := b.coin(ctx, t, a); err != nil {
		return nil, err
	}
	things, title := b.thingsIn(t, a.Title)
	if line := times.TitleOf(a); line != a.Title {
		things, _ = b.thingsIn(t, line)
	}
	if title == "" {
		var err error
		if title, err = b.topic(ctx, t, a); err != nil {
			return nil, err
		}
	}
	cal := times.NewCalendar(times.TitleOf(a), a.Date)
	return &Pass{b: b, t: t, article: a, title: title, head: title, cal: cal, cast: b.castOf(a, cal, title, things), cells: cell.Binder{Tables: t, Cut: b.Cut, Canon: b.Canon, Article: a}}, nil
}

// Paragraph sets the Binding of every figure of para, a paragraph of the section with
// the given heading. Paragraphs must come in order.
func (p *Pass) Paragraph(heading string, para *knowledge.Paragraph) {
	if heading != p.heading {
		p.heading = heading
		p.cast.Heads, p.head = p.b.thingsIn(p.t, heading)
		if p.head == "" {
			p.head = p.title
		}
		p.headings(heading)
	}
	p.cal.Paragraph(para.Text)
	p.b.paragraph(p.t, para, p.head, p.cal, p.cast)
	p.row(heading, para)
	if para.Row == nil {
		p.lead = leadTo(para)
	}
}

// row binds the figures of the row of a table by what the table says of their cells, in
// place of clauses.
func (p *Pass) row(heading string, para *knowledge.Paragraph) {
	if len(para.Cells) == 0 || len(para.Figures) == 0 {
		return
	}
	p.cells.Row(heading, para, p.whose(para), p.lead)
}

// leadTo returns the period of the last figure of a paragraph that leads to a table, ""
// for another paragraph.
func leadTo(p *knowledge.Paragraph) string {
	text := strings.TrimRight(p.Text, " \u3000。")
	if !words().Leads.Ends(text) {
		return ""
	}
	for i := len(p.Figures) - 1; i >= 0; i-- {
		if f := &p.Figures[i]; !clause.IsTime(f) && f.Binding.State == knowledge.Reached && times.Coarse(f.Binding.Period) {
			return f.Binding.Period
		}
	}
	return ""
}

// headings reads the headings up to that of the next section with the given one and with
// paragraphs.
func (p *Pass) headings(heading string) {
	next := p.article.Sections[min(p.section, len(p.article.Sections)):]
	n := slices.IndexFunc(next, func(s knowledge.Section) bool { return s.Heading == heading && len(s.Paragraphs) > 0 })
	for _, s := range next[:n+1] {
		p.cal.Heading(s.Heading)
	}
	p.section += n + 1
	if n < 0 {
		p.cal.Heading(heading)
	}
}
