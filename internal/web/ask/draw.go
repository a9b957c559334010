package ask

import (
	"cmp"
	"fmt"
	"html/template"
	"net/url"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/bot/message/listing"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/internal/web/chart"
	"beilun/knowledge"
)

// reply is a message.Reply as the template draws it.
type reply struct {
	*Words
	Lang  string // of the texts around quotations
	Class string // answer, quoted or declined: the outcome
	Kind  string // the same in words
	Colon string

	Topic, Lead string
	Bold, Long  bool // the Lead is in bold; it is a sentence and no figure
	Same        []message.Said
	Quote       []message.Run
	Source      *source
	Notes       []string
	Others      []other
	Suggestions []link
	AsksBack    bool
	Further     []quoted
	Series      *series
	Checks      *checks
	List        *list
	Parts       []*reply
}

// source is the citation of a release: text with the title as a link. URL is empty if it
// has none, Read if it is not known where in the pages of releases it is.
type source struct {
	Before, Title, URL string
	Read, SeeRelease   string
	Also               []message.Link
	*message.Wording
}

// other is a line about what another release says.
type other struct {
	Runs   []message.Run
	Source *source
}

type quoted struct {
	Quote  []message.Run
	Source *source
}

// series is the figures as a table.
type series struct {
	Title, Caption string
	Chart          template.HTML // of package chart, which escapes all that it does not make; "" for none
	Head           []string
	Rows           []point
	Noted          bool
}

type point struct {
	Label, Text, Note string
	Source            *source
}

// checks is what is said of the figures of a draft.
type checks struct {
	Lead, More string
	Lines      []checked
	Quote      []message.Run
	Source     *source
}

type checked struct {
	Draft string
	Says  []says
}

type says struct {
	Before, Note, Above string
	Runs                []message.Run
	Source              *source
}

// list is a list, a table or the newest releases.
type list struct {
	Title, FiguresOf string
	Said             *other
	Head             []string
	Rows             []row
	Notes            []string
}

type row struct {
	Cells  []string
	Runs   []message.Run // of a row without columns
	Source *source
}

// drawer draws one reply.
type drawer struct {
	index   *index.Index
	english bool // the texts around quotations
	words   *Words
	ui      *message.UI
	read    map[string]string // where a release is read, by its citation; empty for one of several
}

// isSentence reports whether a text has several words in letters: whoever writes GDP 2023
// may be anybody.
func isSentence(text string) bool {
	n := 0
	for word := range strings.FieldsSeq(text) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			n++
		}
	}
	return n > 1
}

// draw draws what was found for a page in a language. A question in English is answered in
// English.
func (a *asker) draw(f *found, english bool) *reply {
	english = english || f.answer.English && isSentence(f.answer.Question)
	d := drawer{a.site.Index, english, words[english], message.WordsOf(english).UI, map[string]string{}}
	r := replyTo(f, english)
	for _, c := range slices.Concat(f.answer.Others, f.answer.Known) {
		d.cited(r.Wording(), c.Hit.Passage, c.Figure)
	}
	for _, h := range f.history {
		d.cited(r.Wording(), h.Passage, h.Figure)
	}
	return d.reply(r)
}

// cited notes where what a citation is of is read: the figure, or the paragraph. A line
// beside the claim has the citation alone, and releases without an address of their own
// would lead nowhere.
func (d drawer) cited(w *message.Wording, p index.Passage, f *knowledge.Figure) {
	s := w.NewSource(p.Release)
	at := d.sourceAt(s, p, f)
	if at == nil {
		return
	}
	switch before, ok := d.read[s.Text]; {
	case !ok:
		d.read[s.Text] = at.Read
	case before != at.Read: // several figures of a release, or releases that are cited alike
		if of := anchor.Of(d.index, p.Release.ID); before != of && !strings.HasPrefix(before, of+"?") {
			of = ""
		} else if of != "" {
			d.read[s.Text] = of
			return
		}
		d.read[s.Text] = ""
	}
}

func (d drawer) reply(r message.Reply) *reply {
	out := &reply{Words: d.words, Lang: langOf(d.english), Class: "declined", Kind: d.words.Declined, Colon: r.Wording().Colon, Notes: r.Notes, AsksBack: r.AsksBack}
	switch {
	case r.Checks != nil:
		out.Kind = d.words.Checked
		if r.Checks.Known {
			out.Class = "answer"
		}
	case r.Quotes:
		out.Class, out.Kind = "quoted", d.words.Quoted
	case r.Answered:
		out.Class, out.Kind = "answer", d.words.Answer
	}
	if r.Remarks || r.AsksBack {
		out.Kind = d.words.Answer
	}
	if r.Checks != nil {
		out.Checks = d.checks(r.Checks)
		return out
	}
	claims := r.Overview == nil || r.Overview.Claims
	if out.Topic, out.Lead = r.Topic, r.Lead; claims && (r.Answered || r.Quotes) {
		out.Bold = r.Answered && r.Overview == nil
		out.Long = utf8.RuneCountInString(r.Lead) > longLead
		out.Same = r.Same
		if r.Quote.Text != r.Lead {
			out.Quote = r.Quote.Runs()
		}
		out.Source = d.source(r.Source)
		if c := r.Answer.Said(); c != nil {
			out.Source = d.sourceAt(r.Source, c.Hit.Passage, c.Figure)
		}
	} else if r.Answered {
		out.Topic, out.Lead = "", ""
	}
	for _, o := range r.Beside() {
		if r.Series.Drawn() && r.Series.Has(o) {
			continue // the table says so
		}
		out.Others = append(out.Others, other{bolded(o.Text, o.Bold), d.beside(o.Source)})
	}
	for _, q := range r.Suggestions {
		out.Suggestions = append(out.Suggestions, link{d.ui.Label(q), question{text: q}.address()})
	}
	for i, q := range r.Further {
		out.Further = append(out.Further, quoted{q.Quote.Runs(), d.sourceAt(q.Source, r.Answer.Passages[i].Passage, nil)})
	}
	if r.Series.Drawn() {
		out.Series = d.series(r.Series)
	}
	if r.Overview != nil {
		out.List = d.list(r.Overview, r.Wording())
	}
	for _, p := range r.Parts {
		out.Parts = append(out.Parts, d.reply(p))
	}
	return out
}

// longLead is how many characters of a claim are drawn as large as a figure.
const longLead = 24

// langOf returns the code of a language.
func langOf(english bool) string {
	if english {
		return "en"
	}
	return "zh-CN"
}

func (d drawer) source(s message.Source) *source {
	if s.Text == "" {
		return nil
	}
	before, ok := strings.CutSuffix(s.Text, s.Title)
	if !ok {
		before = ""
	}
	out := &source{Before: before, Title: s.Title, URL: s.URL, SeeRelease: d.words.SeeRelease, Also: s.Also, Wording: message.WordsOf(d.english).Answer}
	if s.Own { // this site, under whatever address it was reached by
		out.URL, out.Read = "", pathOf(s.URL)
	}
	return out
}

// pathOf returns the path of an address on this site.
func pathOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return u.Path
}

// beside is source with the place that cited has noted, for a release without an address.
func (d drawer) beside(s message.Source) *source {
	out := d.source(s)
	if out != nil && out.URL == "" {
		out.Read = cmp.Or(d.read[s.Text], out.Read)
	}
	return out
}

// sourceAt is source with the place of a passage in the pages of releases: of its figure,
// if f is not nil.
func (d drawer) sourceAt(s message.Source, p index.Passage, f *knowledge.Figure) *source {
	out := d.source(s)
	switch {
	case out == nil:
	case f != nil:
		out.Read = anchor.OfRow(d.index, index.Row{Passage: p, Figure: f})
	case p.Text != "":
		out.Read = anchor.Link(anchor.Of(d.index, p.Release.ID), anchor.Paragraph(p.Text))
	default:
		out.Read = anchor.Of(d.index, p.Release.ID)
	}
	return out
}

func (d drawer) series(s *message.Series) *series {
	head, caption, notes := s.Table(d.english)
	out := &series{Title: s.Title, Caption: caption, Head: head, Noted: notes != nil}
	if c := chart.New(s, d.english); c != nil && s.Chartable() {
		out.Chart = template.HTML(c.SVG())
	}
	for i, p := range s.Points {
		row := point{Label: p.Label, Text: p.Text, Source: d.beside(p.Source)}
		if notes != nil {
			row.Note = notes[i]
		}
		out.Rows = append(out.Rows, row)
	}
	if !s.Compare {
		slices.Reverse(out.Rows) // newest first, as a table is read
	}
	return out
}

// quiet makes marks of the emoji before the figures of a draft.
var quiet = strings.NewReplacer("✅", "✓", "⚠\ufe0f", "⚠")

func (d drawer) checks(c *message.Checks) *checks {
	out := &checks{Lead: c.Lead, More: c.More, Source: d.source(c.Source)}
	if c.Quote.Text != "" {
		out.Quote = c.Quote.Runs()
	}
	for _, l := range c.Lines {
		line := checked{Draft: quiet.Replace(l.Draft)}
		for _, s := range l.Says {
			line.Says = append(line.Says, says{s.Before, s.Note, s.Above, bolded(s.Text, s.Bold), d.source(s.Source)})
		}
		out.Lines = append(out.Lines, line)
	}
	return out
}

func (d drawer) list(l *listing.Listing, w *message.Wording) *list {
	cite := func(rel index.Release) *source {
		return d.sourceAt(w.ListedSource(rel), index.Passage{Release: rel}, nil)
	}
	out := &list{Title: l.Title, Head: l.Head, Notes: l.Notes}
	if l.Of != "" {
		out.FiguresOf = "/figures?" + url.Values{"of": {l.Of}}.Encode()
	}
	if l.Said != nil {
		out.Said = &other{emphasised(*l.Said), cite(l.Said.Release)}
	}
	for _, r := range l.Rows {
		line := row{Cells: r.Cells, Source: cite(r.Release)}
		if l.Head == nil && len(r.Cells) > 0 {
			line.Runs = emphasised(r)
		}
		out.Rows = append(out.Rows, line)
	}
	return out
}

// emphasised is the text of a row of one cell with its figure in bold.
func emphasised(r listing.Row) []message.Run {
	text := r.Cells[0]
	at := strings.Index(text, r.Bold)
	return bolded(text, knowledge.Span{Start: at, End: at + len(r.Bold)})
}

// bolded cuts a text at what is in bold in it.
func bolded(text string, bold knowledge.Span) []message.Run {
	q := message.Quote{Text: text}
	if bold.Len() > 0 && bold.Start >= 0 {
		q.Bold = []knowledge.Span{bold}
	}
	return q.Runs()
}

// FurtherTitle is the line above further passages.
func (r *reply) FurtherTitle() string { return fmt.Sprintf(r.Words.Further, len(r.Further)) }
