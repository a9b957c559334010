package check

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/internal/courtesy"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// maxDraft is the length of a draft at most, in characters.
const maxDraft = 10_000

// Asks returns the draft in a text that asks whether its figures are right, at the end
// (…这几个数对吗？) or at the start (帮我核对：…), as a span of text. ok is false for a
// text that asks something else.
func Asks(text string) (draft knowledge.Span, ok bool) {
	if utf8.RuneCountInString(text) > maxDraft {
		return knowledge.Span{}, false
	}
	draft = withoutThanks(text, trim(text, knowledge.Span{End: len(text)}))
	for {
		d := withoutEnd(text, withoutHead(text, draft))
		if d == draft {
			return d, ok && d.Len() > 0
		}
		draft, ok = d, true
	}
}

// IsOrder reports whether a text orders the check of what follows: 帮我核对：…
func IsOrder(text string) bool {
	draft := trim(text, knowledge.Span{End: len(text)})
	return withoutHead(text, draft) != draft
}

// Statement returns a question whether something is so without the word at its end that
// asks: 总投资是5亿元 of 总投资是5亿元吗？
func Statement(question string) string {
	s := trim(question, knowledge.Span{End: len(question)}).Of(question)
	return strings.TrimSuffix(s, lists().Particle.Ended(s))
}

// withoutThanks removes thanks from the end of a draft.
func withoutThanks(text string, draft knowledge.Span) knowledge.Span {
	s := draft.Of(text)
	if i := strings.LastIndexAny(s, marks); i >= 0 && courtesy.Of(strings.Trim(s[i:], marks)) == courtesy.Thanks {
		draft.End = draft.Start + i
	}
	return trim(text, draft)
}

// marks are what is between the parts of a draft.
const marks = " \t\r\n，,。；;：:？?！!>"

// maxOrder is the length in characters of what asks for the check, before a colon or
// behind the draft.
const maxOrder = 16

// withoutHead removes from a draft the words before a colon or a line end that ask for
// the check.
func withoutHead(text string, draft knowledge.Span) knowledge.Span {
	s := draft.Of(text)
	i := strings.IndexAny(s, "：:\n")
	if i < 0 || !isOrder(s[:i]) && !asks(s[:i]) {
		return draft
	}
	draft.Start += i
	return trim(text, draft)
}

// withoutEnd removes from a draft the words at its end that ask whether it is right.
func withoutEnd(text string, draft knowledge.Span) knowledge.Span {
	s := draft.Of(text)
	if i := strings.LastIndexAny(s, marks); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		if last := s[i+n:]; isOrder(last) || asks(last) {
			draft.End = draft.Start + i
			return trim(text, draft)
		}
	}
	if asking := lists().Asking.Ended(s); asking != "" {
		draft.End -= len(asking)
		return trim(text, draft)
	}
	return draft
}

// isOrder reports whether words ask for a check: 帮我核对一下, 核对. 检查结果 does not.
func isOrder(words string) bool {
	folded := strings.Trim(zhtext.FoldString(words), marks)
	return isShort(words) && (lists().Order.Has(folded) || lists().Order.In(folded) && lists().Please.In(folded))
}

// asks reports whether words ask whether a draft is right: 这几个数对不对.
func asks(words string) bool {
	return isShort(words) && lists().Asking.In(zhtext.FoldString(words))
}

// isShort reports whether words are no more than what people say about a draft.
func isShort(words string) bool {
	return utf8.RuneCountInString(words) <= maxOrder && !strings.ContainsAny(words, "0123456789")
}

// trim removes white space and marks around a draft.
func trim(text string, s knowledge.Span) knowledge.Span {
	t := s.Of(text)
	s.Start += len(t) - len(strings.TrimLeft(t, marks))
	s.End = s.Start + len(strings.Trim(t, marks))
	return s
}

// draft is a text with its figures as those of a release. Its lines are paragraphs.
type draft struct {
	article *knowledge.Article
	at      []int               // of each paragraph in the text; nil: 0 for all
	names   map[string][]string // what the things that it names are called in the releases, the likeliest first, by the words for them
	full    map[string]bool     // those of names that are not shortened
	unknown []string            // names in it that the releases do not have
}

// source is a draft as it was given, without its figures.
type source struct {
	title    string
	date     knowledge.Date // zero: today
	sections []knowledge.Section
	at       []int // of each paragraph in the text; nil: 0 for all
}

// sourceOf returns a text as a source. Its lines are paragraphs.
func sourceOf(text string) *source {
	src := new(source)
	var paras []knowledge.Paragraph
	at := 0
	for s := range strings.Lines(text) {
		line := strings.TrimLeft(s, quoteMarks)
		if p := strings.TrimRight(line, " \t\r\n"); p != "" {
			paras = append(paras, knowledge.Paragraph{Text: p})
			src.at = append(src.at, at+len(s)-len(line))
		}
		at += len(s)
	}
	src.sections = []knowledge.Section{{Paragraphs: paras}}
	return src
}

// read reads the figures of a draft.
func (c *Checker) read(ctx context.Context, src *source, home string) (*draft, error) {
	d := &draft{article: &knowledge.Article{Title: src.title, Date: src.date}, at: src.at, names: map[string][]string{}, full: map[string]bool{}}
	if d.article.Date.IsZero() {
		d.article.Date = c.today()
	}
	for _, s := range src.sections {
		s.Paragraphs = slices.Clone(s.Paragraphs)
		d.article.Sections = append(d.article.Sections, s)
		for i := range s.Paragraphs {
			c.name(d, s.Paragraphs[i].Text)
		}
	}
	if err := index.ReadDraft(ctx, c.index, d.article, home, slices.Sorted(maps.Keys(d.names))); err != nil {
		return nil, fmt.Errorf("read draft: %w", err)
	}
	return d, nil
}

// name notes the things that a line names.
func (c *Checker) name(d *draft, line string) {
	for _, s := range zhtext.Sentences(line) {
		f := c.frames.Understand(query.Parse(c.index.Lexicon(), line[s[0]:s[1]], c.today()))
		for _, n := range f.Names {
			if !n.Generic {
				d.names[n.Text] = append([]string{n.Thing}, n.Others...)
				if n.Fit == frame.Full {
					d.full[n.Text] = true
				}
			}
		}
		for _, w := range f.Unknown {
			d.unknown = append(d.unknown, w.Text)
		}
	}
}

// quoteMarks are what begins a line that somebody quotes.
const quoteMarks = " \t>"
