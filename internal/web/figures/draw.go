package figures

import (
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/english"
	"beilun/internal/web/chart"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	"beilun/knowledge"
	known "beilun/knowledge/ledger"
)

// drawer makes what templates draw.
type drawer struct {
	*Words
	english  bool
	site     *page.Site
	base     string // of a file: in front of addresses
	snapshot *ledger.Snapshot
	query    url.Values
}

// Limits of pages.
const (
	perPage      = 50 // rows
	maxHistory   = 200
	maxDrawn     = 300 // rows that a history is drawn of, of each state
	maxCompared  = 100
	maxBeside    = 4  // figures that contradict each other, side by side
	maxRelated   = 20 // other entries of the same names
	maxLabel     = 40 // characters of a name in a chart
	maxShownText = 60 // characters of a figure
)

// link is an address with its text.
type link struct{ Text, URL, Note string }

// badge is a remark with the class of its style.
type badge struct{ Text, Class string }

// source is the citation of a release: text with the title as a link, and the figure in its
// release on this site.
type source struct {
	Before, Title, URL, Here string
	Also                     []message.Link
	*message.Wording
}

// row is a figure in a table.
type row struct {
	Name, URL string // of the thing or of what is measured
	Value     string // of the field that chooses the row
	Text      string
	Period    string
	Status    string // as written, such as planned
	Badges    []badge
	Before    string
	Sentence  []message.Run
	Source    source
}

// pager leads to the pages before and after.
type pager struct{ Page, Previous, Next string }

// drawing is a chart in a page.
type drawing struct {
	Title string
	Note  string        // the unit, and whether years are missing
	SVG   template.HTML // of package chart, which escapes all that it does not make
}

func (d drawer) lang() string {
	if d.english {
		return "en"
	}
	return "zh-CN"
}

// inLanguage returns an address with the language that the present one asks for.
func (d drawer) inLanguage(address string) string {
	if lang := d.query.Get("lang"); lang != "" {
		return address + "&" + url.Values{"lang": {lang}}.Encode()
	}
	return address
}

// exports are the addresses of the present page as files.
func (d drawer) exports(picture bool) (out []link) {
	for _, f := range formats {
		if !f.picture || picture {
			out = append(out, link{Text: strings.ToUpper(f.ending[1:]), URL: d.fileAt(f.ending)})
		}
	}
	return out
}

// fileAt returns the present address with another ending.
func (d drawer) fileAt(ending string) string {
	v := url.Values{}
	for _, name := range []string{textParam, ofParam, metricParam, scopeParam, kindParam, "lang"} {
		if d.query.Has(name) {
			v[name] = d.query[name]
		}
	}
	return (&url.URL{Path: Path + ending, RawQuery: v.Encode()}).String()
}

// pageOf returns the part of n rows that is on the chosen page, and how to turn it.
func (d drawer) pageOf(c choice, n int) (from, to int, turn *pager) {
	pages := max(1, (n+perPage-1)/perPage)
	at := min(c.page, pages)
	from, to = (at-1)*perPage, min(n, at*perPage)
	if pages == 1 {
		return from, to, nil
	}
	turn = &pager{Page: fmt.Sprintf(d.Page, at, pages)}
	address := func(n int) string {
		v := url.Values{}
		for name, values := range d.query {
			v[name] = values
		}
		v.Set(pageParam, strconv.Itoa(n))
		return Path + "?" + v.Encode()
	}
	if at > 1 {
		turn.Previous = address(at - 1)
	}
	if at < pages {
		turn.Next = address(at + 1)
	}
	return from, to, turn
}

// metricOf is what an entry measures: with the part that it is of, with its English name in
// an English page, and whether it is a change.
func (d drawer) metricOf(e *ledger.Entry) string {
	f := e.Present().Figure
	name := e.Metric()
	if d.english {
		if of := english.Name(name); of != "" {
			name = fmt.Sprintf(message.WordsOf(true).Ask.Name, name, of)
		}
	}
	if e.Scope() != "" && !strings.Contains(e.Metric(), e.Scope()) {
		name = e.Scope() + name
	}
	if f.Per != "" && !strings.Contains(e.Metric(), f.Per) {
		name = f.Per + name
	}
	if f.Binding.Change {
		name += message.WordsOf(d.english).Table.Change
	}
	return name
}

// figureOf is the text of a figure on one line.
func figureOf(f *knowledge.Figure) string {
	return message.Clip(strings.Join(strings.Fields(f.Text), ""), maxShownText)
}

// row draws a row of an entry.
func (d drawer) row(r index.Row, standing known.Standing) row {
	f := r.Figure
	out := row{
		Text: figureOf(f), Period: d.period(r), Status: f.Status, Source: d.source(r),
		Sentence: sentenceOf(r),
	}
	if s := d.Standings[string(standing)]; s != "" {
		out.Badges = append(out.Badges, badge{s, classes[standing]})
	}
	return d.noted(out, f)
}

// noted adds the remarks on the state of f to a row.
func (d drawer) noted(out row, f *knowledge.Figure) row {
	b := f.Binding
	if note := message.WordsOf(d.english).Table.Notes[string(b.State)]; note != "" {
		class := "plan"
		if b.State == knowledge.Former || b.State == knowledge.Withdrawn {
			class = "gone"
		}
		if !slices.ContainsFunc(out.Badges, func(o badge) bool { return o.Text == note }) {
			out.Badges = append(out.Badges, badge{note, class})
		}
	}
	if b.Doubtful() {
		out.Badges = append(out.Badges, badge{d.Doubtful, "differs"})
	}
	return out
}

// classes are the styles of standings.
var classes = map[known.Standing]string{
	known.Present: "now", known.Superseded: "was", known.Restated: "was", known.Revised: "was", known.Conflicting: "differs", known.Withdrawn: "gone",
}

// period is the time that a row holds for or, where it names none, when it was published.
func (d drawer) period(r index.Row) string {
	if r.Figure.Binding.Period != "" {
		return knowledge.PeriodIn(d.english, *r.Figure, r.Passage.Figures)
	}
	day := knowledge.PeriodIn(d.english, knowledge.Figure{Binding: knowledge.Binding{Period: r.Passage.Release.Date.String()}}, nil)
	if day == "" {
		return ""
	}
	return fmt.Sprintf(d.Issued, day)
}

func (d drawer) source(r index.Row) source {
	w := message.WordsOf(d.english).Answer
	s := w.ListedSource(r.Passage.Release)
	before, ok := strings.CutSuffix(s.Text, s.Title)
	if !ok {
		before = ""
	}
	if s.Own { // the link to the figure leads there
		s.URL = ""
	}
	return source{before, s.Title, s.URL, anchor.OfRow(d.site.Index, r), s.Also, w}
}

// sentenceOf returns the sentence of a row with its figure marked.
func sentenceOf(r index.Row) []message.Run {
	s, f := r.Sentence(), r.Figure.Quote
	q := message.Quote{Text: s.Of(r.Passage.Text)}
	if f.Start >= s.Start && f.End <= s.End {
		q.Bold = []knowledge.Span{{Start: f.Start - s.Start, End: f.End - s.Start}}
	}
	return q.Runs()
}

// before names what an entry was before its present figure, in a few words.
func (d drawer) before(e *ledger.Entry) string {
	const most = 2
	w := message.WordsOf(d.english).Table
	var out []string
	for i := 1; i < e.Len() && len(out) < most; i++ {
		if format := w.Standings[e.Standing(i)]; format != "" {
			if f := e.Row(i).Figure; !f.Binding.Doubtful() {
				out = append(out, fmt.Sprintf(format, figureOf(f)))
			}
		}
	}
	return strings.Join(out, w.Also)
}

// drawn draws a series for a page, nil if there is too little to draw.
func (d drawer) drawn(s *message.Series) *drawing {
	c := chart.New(s, d.english)
	if c == nil {
		return nil
	}
	_, note, _ := s.Table(d.english)
	return &drawing{c.Title(), note, template.HTML(c.SVG())}
}

// series returns what a choice draws, nil if it draws nothing.
func (d drawer) series(c choice) *message.Series {
	switch c.sort {
	case entry:
		return d.history(c.entries[0])
	case metric:
		return d.comparison(c)
	}
	return nil
}

// history returns the series of an entry through time, with what is planned for it.
func (d drawer) history(e *ledger.Entry) *message.Series {
	rows := e.Newest(maxDrawn)
	f := rows[0].Figure
	for _, o := range d.snapshot.Alike(e) {
		g := o.Present().Figure
		if known.PeriodType(g.Binding.Period) == known.PeriodType(f.Binding.Period) && known.Dimension(f) == known.Dimension(g) && known.StateClass(g.Binding.State) != known.StateClass(f.Binding.State) {
			rows = append(rows, o.Newest(maxDrawn)...)
		}
	}
	s := message.History(f, rows, d.english)
	if s != nil {
		s.Title = e.Thing() + " " + d.metricOf(e)
	}
	return s
}

// comparison returns the series of the largest figures of a metric in the unit that most
// have.
func (d drawer) comparison(c choice) *message.Series {
	var rows []index.Row
	seen := map[string]bool{}
	for _, e := range c.entries { // those of the measure that most have are first
		if len(rows) == maxCompared || e.Measure() == "" || e.Measure() != c.entries[0].Measure() {
			break
		}
		if e.Thing() != "" && !seen[e.Thing()] {
			seen[e.Thing()] = true
			rows = append(rows, e.Present())
		}
	}
	if len(rows) < 2 {
		return nil
	}
	s := message.Compared(c.name, rows, d.english)
	if s != nil {
		for i := range s.Points {
			s.Points[i].Label = message.Clip(s.Points[i].Label, maxLabel)
		}
		s.Title = d.named(c)
	}
	return s
}
