// Package check holds the figures of a draft against the releases: each agrees with
// them, differs, or is not in them.
//
// A draft is read as a release is, with the things that the releases name (draft.go).
// For each figure the ledger is asked for figures of that thing, measure and time, and
// decides (ledger.Check). If it has none, the same value is looked for with words that
// say a little more or less, then the sentence itself, and at last another value with
// the same words (find.go). In doubt nothing is said: a draft that is more exact than the
// release is neither confirmed nor contradicted.
//
// [Checker.Draft] does this for a whole file, and puts each verdict into one of four words.
//
// # Decisions
//
// 2026-11-30: a draft that repeats an earlier figure contradicts, because who publishes it
// now has to look at it as at a wrong one; the verdict beside the word keeps them apart. A
// figure on which the releases differ themselves agrees, because the draft is not to blame.
//
// 2026-11-30: one verdict for a figure is decided by the ledger and not by the choice of
// answers (package choice), because a likely answer to 新开工多少个 is no proof against a
// draft: in the press districts one of 200 right figures is contradicted; instead of
// asking a question for each figure.
package check

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/facts"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Checker checks drafts with the releases of an index. It is safe for concurrent use.
type Checker struct {
	index  *index.Index
	frames *frame.Reader
	today  func() knowledge.Date // the day of the check, for 今年 and 去年
}

// New returns a Checker of x.
func New(x *index.Index, today func() knowledge.Date) *Checker {
	return &Checker{x, frame.NewReader(x), today}
}

// Checked is a figure of a draft with what the releases say of it.
type Checked struct {
	Figure   knowledge.Figure // as the draft has it; its own spans are in its line
	Span     knowledge.Span   // of the figure with its qualifiers, in the text, or in the paragraph of a file
	Said     string           // the clause of the draft with the figure, verbatim
	Sentence string           // the sentence of the draft with the figure, verbatim
	Verdict  ledger.Verdict
	Rows     []index.Row // what decided it, the present figure first; none if the releases do not say it
}

// IsKnown reports whether the releases say something of one of some figures.
func IsKnown(cs []Checked) bool {
	return slices.ContainsFunc(cs, func(c Checked) bool { return len(c.Rows) > 0 })
}

// MaxFigures is how many figures of a draft are looked up, each in some milliseconds.
const MaxFigures = 500

// Check checks the figures of a text in its order, at most MaxFigures of them. If the
// text names nothing it is about the thing called home; without that, about the district
// or the one thing of which the releases have several of its figures. Times of other figures and
// numbers that count nothing are no figures. The error is one of the index, or that of
// ctx.
func (c *Checker) Check(ctx context.Context, text, home string) ([]Checked, error) {
	out, _, err := c.checkSource(ctx, sourceOf(text), home)
	return out, err
}

// checkSource is Check for a source. left is how many figures were not looked up.
func (c *Checker) checkSource(ctx context.Context, src *source, home string) (out []Checked, left int, err error) {
	out, left, d, err := c.check(ctx, src, home)
	if err != nil || len(d.names) > 0 || IsKnown(out) {
		return out, left, err
	}
	if home != "" {
		return c.checkSource(ctx, src, "")
	}
	if home, err = c.meant(ctx, d); err != nil || home == "" {
		return out, left, err
	}
	out, left, _, err = c.check(ctx, src, home)
	return out, left, err
}

// check is checkSource for what is named or home.
func (c *Checker) check(ctx context.Context, src *source, home string) (out []Checked, left int, d *draft, err error) {
	if d, err = c.read(ctx, src, home); err != nil {
		return nil, 0, nil, err
	}
	for l := range c.looks(d) {
		f := &l.claim.figure
		found, err := l.verdict(ctx)
		if err != nil {
			return nil, 0, nil, fmt.Errorf("check %q: %w", f.Text, err)
		}
		span := knowledge.Span{Start: l.at + f.Quote.Start, End: l.at + f.Quote.End}
		out = append(out, Checked{
			Figure: *f, Span: span, Said: ClauseOf(l.para.Text, f.Quote).Of(l.para.Text), Sentence: sentenceOf(l.para, f).Of(l.para.Text),
			Verdict: found.Verdict, Rows: found.Against,
		})
	}
	return out, max(0, d.claims()-MaxFigures), d, nil
}

// claims returns how many figures of d say how much or when something is.
func (d *draft) claims() (n int) {
	for _, p := range d.article.Paragraphs() {
		for j := range p.Figures {
			if isClaim(&p.Figures[j]) {
				n++
			}
		}
	}
	return n
}

// looks yields the look-ups of the figures of a draft, at most MaxFigures.
func (c *Checker) looks(d *draft) iter.Seq[look] {
	return func(yield func(look) bool) {
		named := slices.SortedFunc(maps.Keys(d.names), func(a, b string) int { return cmp.Or(len(b)-len(a), strings.Compare(a, b)) })
		n := 0
		for i, p := range d.article.Paragraphs() {
			at := 0
			if d.at != nil {
				at = d.at[i]
			}
			for j := range p.Figures {
				if !isClaim(&p.Figures[j]) {
					continue
				}
				if n++; n > MaxFigures || !yield(look{c, at, &p, d.claimOf(&p, &p.Figures[j]), named}) {
					return
				}
			}
		}
	}
}

// leastMeant is how many figures of a draft that names nothing the releases must have
// of one thing, so that the draft is about it.
const leastMeant = 2

// meant returns the thing that a draft which names nothing is about: the one of which
// the releases have most of its values; "" if there is none, or two.
func (c *Checker) meant(ctx context.Context, d *draft) (string, error) {
	told := map[string]int{}
	for l := range c.looks(d) {
		f := &l.claim.figure
		rows, err := c.index.Same(ctx, f)
		if err != nil && !errors.Is(err, facts.ErrTooMany) {
			return "", fmt.Errorf("find the thing of %q: %w", f.Text, err)
		}
		seen := map[string]bool{}
		for _, r := range rows {
			b := &r.Figure.Binding
			if !seen[b.Subject] && b.Subject != "" && l.isLike(f, r) && (within(f.Binding.Words, b.Words) || within(b.Words, f.Binding.Words)) {
				seen[b.Subject] = true
				told[b.Subject]++
			}
		}
	}
	best, most, alone := "", leastMeant-1, false
	for thing, n := range told {
		switch {
		case n > most:
			best, most, alone = thing, n, true
		case n == most:
			alone = false
		}
	}
	if !alone {
		return "", nil
	}
	return best, nil
}

// isClaim reports whether a figure of a draft says how much or when something is.
func isClaim(f *knowledge.Figure) bool {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal, knowledge.Age, knowledge.Number:
		return len(f.Binding.Words) > 0
	}
	return true
}

// ClauseOf returns the part of a text around a figure between commas and other marks.
func ClauseOf(text string, figure knowledge.Span) knowledge.Span {
	const marks = "，。；：、！？,;!?\n"
	s := knowledge.Span{End: len(text)}
	if i := strings.LastIndexAny(text[:figure.Start], marks); i >= 0 {
		_, n := utf8.DecodeRuneInString(text[i:])
		s.Start = i + n
	}
	if i := strings.IndexAny(text[figure.End:], marks); i >= 0 {
		s.End = figure.End + i
	}
	t := s.Of(text)
	end := s.Start + len(strings.TrimRightFunc(t, unicode.IsSpace))
	s.Start += len(t) - len(strings.TrimLeftFunc(t, unicode.IsSpace))
	return knowledge.Span{Start: min(s.Start, figure.Start), End: max(end, figure.End)}
}
