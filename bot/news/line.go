package news

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/words"
	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// line is what is said of one figure in the news, or of those of one sentence. Its
// texts are plain.
type line struct {
	Kind     index.NewsKind
	Corrects bool          // it corrects what was said before
	Name     string        // what the one figure is of, in words of its sentence; empty if they are not beyond doubt
	Clause   message.Quote // then the sentence, or the part of it with the figures; else empty
	New, Old string        // the one figure, as the releases write it; Old is empty for a fresh figure
	Source   message.Source
	Before   message.Source     // of Old
	Earlier  []earlier          `json:",omitempty"` // what was said before of figures of Clause
	Figures  []knowledge.Figure `json:",omitempty"` // that are shown
	Was      *knowledge.Figure  `json:",omitempty"` // what Old is

	Beside       string // what another release says at about the same date as New; empty: none
	BesideSource message.Source
}

func (l line) differs() bool { return l.Kind == index.Contradicts }

// earlier is what was said before of a figure in a quotation.
type earlier struct {
	Differs bool   // it is said of the same time
	Text    string // with the words for what it measures, if the quotation has several figures
	Source  message.Source
}

// Bounds of a line.
const (
	maxNewsFigure = 60  // characters of a figure; one that is longer is no news
	maxNewsClause = 300 // bytes of a quotation
	maxNewsTitle  = 60  // characters of a title
	maxNewsSource = 30  // characters of a publisher
)

// newLine makes the line for the news of one sentence. It reports false if no figure
// can be shown in full, or if the positions are wrong: one of the news must not keep
// all others waiting.
func newLine(w *message.Words, items []index.News) (l line, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	if len(items) == 1 && items[0].Before != nil {
		if l, ok = namedLine(w, items[0].Kind, items[0].Row, items[0].Before); ok && l.Name != "" {
			return l, true
		}
	}
	return quoteLine(w, items)
}

// namedLine makes the line for one figure and what was said before. Its name is empty
// if the sentence has no words for it that are beyond doubt.
func namedLine(w *message.Words, kind index.NewsKind, row index.Row, before *index.Row) (l line, ok bool) {
	defer func() {
		if recover() != nil {
			ok = false
		}
	}()
	l = line{
		Kind: kind, Name: nameOf(row), New: oneLine(row.Figure.Text), Old: oneLine(before.Figure.Text), Was: before.Figure, Figures: []knowledge.Figure{*row.Figure},
		Source: shortSource(w.Answer, row.Passage.Release), Before: shortSource(w.Answer, before.Passage.Release), Corrects: row.Figure.Binding.State == knowledge.Corrected,
	}
	label, was := w.Answer.Holds(claimOf(row)), w.Answer.Holds(claimOf(*before))
	if l.Name != "" {
		l.Name += label
	}
	if date := before.Passage.Release.Date; was == "" && !date.IsZero() && !ledger.SamePeriod(row.Ledger(), before.Ledger()) {
		was = fmt.Sprintf(w.News.Issued, date.String()) // of another year, which its sentence does not name
	}
	if was != label && l.Old != "" {
		l.Old += was
	}
	return l, l.New != "" && isShort(l.New) && isShort(l.Old)
}

// quoteLine makes the line that quotes a sentence.
func quoteLine(w *message.Words, items []index.News) (l line, ok bool) {
	text, _, ok := sentenceOf(items[0].Row)
	if !ok {
		return l, false
	}
	l = line{Kind: index.Fresh, Source: shortSource(w.Answer, items[0].Row.Passage.Release)}
	p := index.Passage{Text: text, Sentences: []knowledge.Span{{End: len(text)}}}
	var shown []index.News
	for _, it := range items {
		_, at, ok := sentenceOf(it.Row)
		if figure := oneLine(it.Row.Figure.Text); !ok || figure == "" || !isShort(figure) {
			continue
		}
		f := *it.Row.Figure
		f.Quote, f.Span = at, at
		p.Figures, shown = append(p.Figures, f), append(shown, it)
	}
	if len(shown) == 0 {
		return l, false
	}
	span := clauseOf(text, p.Figures)
	var bold []knowledge.Span
	for _, f := range p.Figures {
		bold = append(bold, f.Quote)
	}
	l.Clause = message.NewQuote(p, span, bold, maxNewsClause)
	kept := knowledge.Span{Start: span.Start, End: span.Start + len(strings.TrimSuffix(l.Clause.Text, "…"))}
	for i, it := range shown {
		if !kept.Contains(p.Figures[i].Quote) {
			continue
		}
		l.Figures = append(l.Figures, *it.Row.Figure)
		l.Corrects = l.Corrects || it.Row.Figure.Binding.State == knowledge.Corrected
		if it.Before == nil {
			continue
		}
		if slices.Index(newsOrder[:], it.Kind) < slices.Index(newsOrder[:], l.Kind) {
			l.Kind = it.Kind
		}
		if e, ok := newEarlier(w, it, l.Clause.Text, len(shown) > 1); ok {
			l.Earlier = append(l.Earlier, e)
		}
	}
	return l, len(l.Figures) > 0
}

// newEarlier makes what is said beside a quotation of one of its figures. It reports
// false for what would only confuse: the rate of growth of another year, what the
// quotation says itself, and a figure among several that has no name.
func newEarlier(w *message.Words, it index.News, quoted string, several bool) (earlier, bool) {
	e := earlier{Differs: it.Kind == index.Contradicts, Text: oneLine(it.Before.Figure.Text), Source: shortSource(w.Answer, it.Before.Passage.Release)}
	b := &it.Row.Figure.Binding
	if e.Text == "" || !isShort(e.Text) || strings.Contains(quoted, e.Text) || b.Change && !e.Differs {
		return e, false
	}
	name := oneLine(b.Metric)
	if name != "" && strings.Contains(words.Squeeze(quoted), name) {
		e.Text = name + e.Text
	} else if several {
		return e, false
	}
	if was := w.Answer.Holds(claimOf(*it.Before)); was != w.Answer.Holds(claimOf(it.Row)) {
		e.Text += was
	}
	return e, true
}

// fromWords are the words before a figure that say what it was before.
var fromWords = sync.OnceValue(func() *wordlist.List {
	return wordlist.MustParse("bot/news/words.txt", wordFile, nil).List("from")
})

//go:embed words.txt
var wordFile string

// tellsFormer reports whether the sentence of a figure says by itself what it was before,
// and that is not what the ledger has.
func tellsFormer(it index.News) bool {
	text, at, ok := sentenceOf(it.Row)
	if !ok || strings.Contains(text, it.Before.Figure.Text) {
		return false
	}
	return fromWords().In(text[clauseStart(text, at.Start):at.Start])
}

func isShort(figure string) bool { return utf8.RuneCountInString(figure) <= maxNewsFigure }

func oneLine(text string) string { return strings.Join(strings.Fields(message.Plain(text)), "") }

func claimOf(r index.Row) *answer.Claim {
	return &answer.Claim{Hit: index.Hit{Passage: r.Passage}, Sentence: r.Sentence(), Span: r.Figure.Quote, Text: r.Figure.Text, Figure: r.Figure}
}

// sentenceOf returns the sentence of a figure and where in it the figure is. It reports
// false if the positions are wrong.
func sentenceOf(r index.Row) (text string, at knowledge.Span, ok bool) {
	s, f := r.Sentence(), r.Figure.Quote
	if s.Start < 0 || s.End > len(r.Passage.Text) || !s.Contains(f) || f.Len() <= 0 {
		return "", at, false
	}
	return s.Of(r.Passage.Text), knowledge.Span{Start: f.Start - s.Start, End: f.End - s.Start}, true
}

// nameOf names what a figure is of: a thing and its metric or, of a figure of
// the whole district, the metric. It is empty where its sentence has not all
// the words, and for a rate of growth, which is read in its sentence.
func nameOf(r index.Row) string {
	c, b := claimOf(r), r.Figure.Binding
	if b.Change {
		return ""
	}
	if topic := message.TopicOf(c); topic != "" || b.Subject != "" || b.Loose || b.Metric == "" {
		return topic
	}
	sentence := strings.Join(strings.Fields(r.Passage.FoldedSpan(c.Sentence)), "")
	if !strings.Contains(sentence, strings.ToLower(b.Metric)) || !strings.Contains(sentence, strings.ToLower(b.Scope)) {
		return ""
	}
	name := b.Metric
	if !strings.Contains(name, b.Scope) {
		name = b.Scope + name
	}
	return message.Clip(name, 60)
}

// clauseOf returns the part of a sentence to quote: all of it or, where that is long,
// the parts between two commas that have the figures, which are in order.
func clauseOf(text string, fs []knowledge.Figure) knowledge.Span {
	if len(text) <= maxNewsClause {
		return knowledge.Span{End: len(text)}
	}
	span := knowledge.Span{End: len(text)}
	if first := fs[0].Quote; first.End > maxNewsClause/2 { // else the beginning, which says what it is of, stays
		span.Start = clauseStart(text, first.Start)
	}
	last := fs[len(fs)-1].Quote.End
	if i := strings.IndexAny(text[last:], commas); i >= 0 {
		span.End = last + i
	}
	return span
}

const commas = "，；：,;"

// clauseStart returns the place behind the last comma before at.
func clauseStart(text string, at int) int {
	i := strings.LastIndexAny(text[:at], commas)
	if i < 0 {
		return 0
	}
	_, width := utf8.DecodeRuneInString(text[i:])
	return i + width
}

// shortSource cites a release in a line.
func shortSource(w *message.Wording, rel index.Release) message.Source {
	rel.Title, rel.Source = message.Clip(oneText(rel.Title), maxNewsTitle), message.Clip(oneText(rel.Source), maxNewsSource)
	if rel.Title == "" {
		rel.Title = message.Clip(oneText(rel.ID), maxNewsTitle)
	}
	return w.NewSource(rel)
}

func oneText(text string) string { return strings.Join(strings.Fields(message.Plain(text)), " ") }
