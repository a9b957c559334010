package bind

import (
	"context"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/wordlist"
)

// Binder binds figures to what they measure. It is safe for concurrent use
// when its functions are.
type Binder struct {
	// Cut cuts a folded text without white space into words.
	Cut func(text string) []names.Word
	// Canon returns the word that stands for all with the meaning of word, or
	// word itself.
	Canon func(word string) string

	// Home is the district that articles are of where they do not tell it
	// themselves; "" where it is not known.
	Home string

	// Weights are those of the model in place of the built-in ones, for whoever
	// trains it; nil otherwise.
	Weights Weights
	// Watch is called with what each figure of a paragraph may be of; nil for
	// nobody who looks.
	Watch func(*knowledge.Paragraph, Choice)

	read *readings // see Once
}

// Once returns a binder that reads the same text only once. It remembers what
// it has read lately, so it is for one release, and not safe for concurrent use.
func (b Binder) Once() Binder {
	b.read = &readings{texts: map[string]*names.Reading{}}
	return b
}

// maxRead is how many bytes of text a binder remembers: more than most releases
// have. A byte of text takes some fifteen as it is read.
const maxRead = 256 << 10

// readings are texts as they were read.
type readings struct {
	texts map[string]*names.Reading
	size  int // of the texts
	title titleRead
	free  *scene // done with, for the next one to use its memory; see Binder.newScene
}

// titleRead is the title or heading that was read last, with what Binder.thingsIn finds
// in it: the rows of a table have one caption.
type titleRead struct {
	text, last string
	things     []thing
}

func (b Binder) reading(t *names.Tables, text string) *names.Reading {
	if b.read != nil {
		if r := b.read.texts[text]; r != nil {
			return r
		}
	}
	r := &names.Reading{Cleaned: names.Clean(text)}
	r.Words = b.cut(r.S)
	r.Found = t.Find(r.S, r.Words)
	if b.read != nil {
		if b.read.size += len(text); b.read.size > maxRead {
			clear(b.read.texts)
			b.read.size = len(text)
		}
		b.read.texts[text] = r
	}
	return r
}

// ofThese is cut from the word behind it: 其中医药制造业 has no 中医药.
const ofThese = "其中"

// cut cuts a text into words.
func (b Binder) cut(s string) []names.Word {
	if !strings.Contains(s, ofThese) {
		return b.Cut(s)
	}
	out := make([]names.Word, 0, len(s)/4) // few texts have more
	from := 0
	part := func(to int) {
		for _, w := range b.Cut(s[from:to]) {
			out = append(out, names.Word{Start: from + w.Start, End: from + w.End, Tag: w.Tag})
		}
		from = to
	}
	for at := 0; ; {
		i := strings.Index(s[at:], ofThese)
		if i < 0 {
			break
		}
		at += i + len(ofThese)
		if i == 0 || wordlist.HasSuffix(s[:at-len(ofThese)], "，", ",", "；", ";", "。", "、", "(", "（", "：", ":") {
			part(at)
		}
	}
	part(len(s))
	return out
}

// Article sets the Binding of every figure of a.
func (b Binder) Article(a *knowledge.Article) {
	p, err := b.Pass(context.Background(), a)
	if err != nil {
		return // a context that never ends
	}
	for i := range a.Sections {
		s := &a.Sections[i]
		for j := range s.Paragraphs {
			p.Paragraph(s.Heading, &s.Paragraphs[j])
		}
	}
}

// Pass is the way through an article, one paragraph after the other, for
// whoever does not keep the figures of all of them in memory. Its time is
// linear in the text of each paragraph.
type Pass struct {
	b             Binder
	t             *names.Tables
	title         string // the name that the article is about
	article       *knowledge.Article
	heading, head string // of the last paragraph, and its name
	section       int    // of the article, the one behind the last whose heading was read
	cal           *times.Calendar
	cast          *cast
	lead          string            // the time told last by the words that lead to a table: 今年1至10月…分方式看：
	periods       map[string]string // of cells under the heading, see cellBinder.period
}

// Pass begins a pass of a. Its paragraphs need no figures yet. The error is
// ctx's.
func (b Binder) Pass(ctx context.Context, a *knowledge.Article) (*Pass, error) {
	t := names.Load()
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
	return &Pass{b: b, t: t, article: a, title: title, head: title, cal: cal, cast: b.castOf(a, cal, title, things), periods: map[string]string{}}, nil
}

// Paragraph sets the Binding of every figure of p, a paragraph of the section
// with the given heading.
func (p *Pass) Paragraph(heading string, para *knowledge.Paragraph) {
	if heading != p.heading {
		p.heading = heading
		p.cast.heads, p.head = p.b.thingsIn(p.t, heading)
		if p.head == "" {
			p.head = p.title
		}
		clear(p.periods)
		p.headings(heading)
	}
	p.cal.Paragraph(para.Text)
	p.b.paragraph(p.t, para, p.head, p.cal, p.cast)
	p.b.cells(p.t, p.article, heading, para, p.head, p.lead, p.periods)
	if para.Row == nil {
		p.lead = leadTo(para)
	}
}

// leadTo returns the time of the last figure of a paragraph that leads to a
// table, "" for another paragraph.
func leadTo(p *knowledge.Paragraph) string {
	text := strings.TrimRight(p.Text, " \u3000。")
	if !wordlist.HasSuffix(text, "：", ":", "如下", "如下表", "见下表", "见附表") {
		return ""
	}
	for i := len(p.Figures) - 1; i >= 0; i-- {
		if f := &p.Figures[i]; !isTime(f) && f.Binding.State == knowledge.Reached && times.Coarse(f.Binding.Period) {
			return f.Binding.Period
		}
	}
	return ""
}

// headings reads the headings up to the next section with that heading: those
// that have no paragraph of their own, too.
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

// Paragraph sets the Binding of every figure of p, which stands under the
// headings heads, outermost first.
func (b Binder) Paragraph(p *knowledge.Paragraph, heads ...string) {
	t := names.Load()
	head, cast := "", newCast()
	for _, h := range heads {
		things, n := b.thingsIn(t, h)
		if cast.heads = append(cast.heads, things...); n != "" {
			head = n
		}
	}
	b.paragraph(t, p, head, &times.Calendar{}, cast)
}

// Names returns the things in text that have a name of their own, folded, in
// order, each once.
func (b Binder) Names(text string) []string {
	t := names.Load()
	var out []string
	var seen map[string]bool
	for _, m := range t.Names(nil, b.reading(t, text), anywhere) {
		if !m.Proper || seen[m.Text] {
			continue
		}
		if seen == nil {
			seen = map[string]bool{}
		}
		seen[m.Text] = true
		out = append(out, m.Text)
	}
	return out
}

// lastName returns the last name of a title or heading that figures may be of, or
// "".
func (b Binder) lastName(t *names.Tables, text string) string {
	_, last := b.thingsIn(t, text)
	return last
}

// anywhere is for a text without figures.
func anywhere(from, to int) int { return from }
