package check

import (
	"context"
	"errors"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/choice/figures"
	"beilun/index/facts"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/ledger"
)

// look is the look-up of one figure of a draft.
type look struct {
	*Checker
	at    int // of the line in the draft
	para  *knowledge.Paragraph
	claim claim
	named []string // the names in the draft, those of most bytes first
}

type finding = ledger.Finding[index.Row]

// recent is the number of figures of each kind of time that a claim is compared with.
const recent = 48

// kindsOfTime are periods, one of each type that the ledger keeps apart.
var kindsOfTime = []string{"", "2024-01-01/2024-12-31", "2024-01-01/..", "2024-01-01/2024-06-30", "2024-01-01/2024-03-31", "2024-01-01/2024-01-31", "2024-01-01/2024-08-31"}

// verdict returns the verdict on the claim.
func (l look) verdict(ctx context.Context) (finding, error) {
	best := finding{Verdict: ledger.NotKnown}
	if !l.claim.isRead() {
		best.Verdict = ledger.NotRead
	}
	for _, step := range []func(context.Context) (finding, error){l.strictly, l.byValue, l.inText, l.byWords} {
		f, err := step(ctx)
		if err != nil {
			return finding{}, err
		}
		switch f.Verdict {
		case ledger.NotKnown, ledger.NotRead:
		case ledger.Ahead:
			best = f
		case ledger.Contradicts, ledger.Outdated:
			if l.saysMore(f.Against[0]) {
				return best, nil
			}
			return f, nil
		default:
			if figures.Sign(&l.claim.figure) != figures.Sign(f.Against[0].Figure) {
				f = finding{Verdict: ledger.Contradicts, Against: f.Against[:1]} // 增长13.6% is not 下降13.6%
			}
			return f, nil
		}
	}
	return best, nil
}

// saysMore reports whether the draft has a noun beside the figure that the sentence of r
// has not: 海洋生产总值 is not the 生产总值 that it says.
func (l look) saysMore(r index.Row) bool {
	beside := strings.Replace(l.claim.beside, squeezed(l.claim.figure.Text), "", 1)
	for _, name := range l.named {
		beside = strings.ReplaceAll(beside, name, "")
	}
	return l.hasOther(beside, squeezed(r.Sentence().Of(r.Passage.Text)), r.Figure)
}

// hasOther reports whether a text has a noun that is neither in another nor a word for
// what f counts.
func (l look) hasOther(text, other string, f *knowledge.Figure) bool {
	lex := l.index.Lexicon()
	return slices.ContainsFunc(lex.Cut(text), func(w names.Word) bool {
		word := text[w.Start:w.End]
		return strings.HasPrefix(w.Tag, "n") && !lex.IsStop(word) && !strings.Contains(other, word) && !slices.Contains(f.Binding.Words, words.Canon(word))
	})
}

// strictly asks the ledger for figures of the claim's thing and measure.
func (l look) strictly(ctx context.Context) (finding, error) {
	best := finding{Verdict: ledger.NotKnown}
	if !l.claim.isRead() || l.claim.unknown {
		return best, nil
	}
	for _, f := range l.claim.readings() {
		rows, err := l.rowsOf(ctx, f)
		if err != nil {
			return finding{}, err
		}
		found := ledger.Check(ledger.Row{Figure: &f, Date: l.today()}, rows)
		switch {
		case found.Verdict == ledger.NotKnown:
		case found.Verdict != ledger.Agrees && (l.claim.figure.Binding.Doubtful() || strings.Contains(l.claim.beside, "(")):
			// It is not sure what it counts: 人口（含临港镇）.
		case found.Verdict != ledger.Ahead:
			return found, nil
		default:
			best = found
		}
	}
	return best, nil
}

// rowsOf returns the rows of the ledger that may be of the thing and measure of f, the
// newest and those of the year of f, for the kinds of time that f may be compared with.
func (l look) rowsOf(ctx context.Context, f knowledge.Figure) (out []index.Row, err error) {
	year := 0
	if end, ok := ledger.EndOf(f.Binding.Period); ok {
		year = end.Year
	}
	seen := map[string]bool{}
	for _, p := range kindsOfTime {
		g := f
		g.Binding.Period = p
		row := index.Row{Figure: &g}
		rows, err := l.index.Recent(ctx, row, recent, year)
		if errors.Is(err, facts.ErrTooMany) {
			continue
		}
		if err != nil {
			return nil, err
		}
		for _, r := range rows {
			key := r.Passage.ID + " " + r.Figure.Text + " " + string(rune(r.Figure.Span.Start))
			if !seen[key] {
				seen[key] = true
				out = append(out, r)
			}
		}
	}
	return out, nil
}

// byValue looks for figures of the claim's value that count the same in other words.
func (l look) byValue(ctx context.Context) (finding, error) {
	none := finding{Verdict: ledger.NotKnown}
	if !l.claim.isRead() || l.claim.unknown {
		return none, nil
	}
	for _, f := range l.claim.readings() {
		rows, err := l.index.Same(ctx, &f)
		if err != nil && !errors.Is(err, facts.ErrTooMany) {
			return none, err
		}
		for _, r := range rows {
			if f.Binding.Period != "" && !ledger.HoldsFor(r.Ledger(), f.Binding.Period) || !l.counts(&f, r) {
				continue
			}
			g := *r.Figure // the claim in the words of the release
			g.Value, g.Lo, g.Hi, g.Qualifier, g.Time, g.Text = f.Value, f.Lo, f.Hi, f.Qualifier, f.Time, f.Text
			if f.Binding.Period == "" {
				g.Binding.Period = ""
			}
			history, err := l.rowsOf(ctx, g)
			if err != nil {
				return none, err
			}
			if found := ledger.Check(ledger.Row{Figure: &g, Date: l.today()}, history); found.Verdict != ledger.NotKnown && found.Verdict != ledger.Ahead {
				return found, nil
			}
		}
	}
	return none, nil
}

// counts reports whether r counts what f does, in other words: all words of the one are
// among those of the other, or those of f are right beside the figure in r.
func (l look) counts(f *knowledge.Figure, r index.Row) bool {
	a, b := &f.Binding, &r.Figure.Binding
	if !l.isLike(f, r) {
		return false
	}
	one, sentence := ledger.OneThing(a, b), squeezed(r.Sentence().Of(r.Passage.Text))
	switch {
	case one && ledger.Related(f, r.Figure) && (within(a.Words, b.Words) || within(b.Words, a.Words) && l.areIn(sentence, a.Metric)):
		return true
	case !one && (!strings.Contains(sentence, a.Subject) || b.Subject != "" && strings.Contains(besideRow(r), b.Subject)):
		return false
	}
	return l.areIn(besideRow(r), a.Metric)
}

// areIn reports whether all words of a metric that mean something are in a text.
func (l look) areIn(text, metric string) bool {
	return !slices.ContainsFunc(l.index.Lexicon().Cut(metric), func(w names.Word) bool {
		word := metric[w.Start:w.End]
		return !strings.Contains(text, word) && !l.index.Lexicon().IsStop(word)
	})
}

func besideRow(r index.Row) string {
	return besideFigure(r.Passage.Text, r.Sentence(), r.Passage.Figures, r.Figure)
}

// clausesOf is besideRow without the clauses before it that a time ends: 2014年动工，
// 2016年合龙，获专利4项 has three statements.
func clausesOf(r index.Row) string {
	text, s := r.Passage.Text, r.Sentence()
	for _, g := range r.Passage.Figures {
		if !s.Contains(g.Quote) || g.Quote.End > r.Figure.Quote.Start {
			continue
		}
		if i := strings.IndexAny(text[g.Quote.End:r.Figure.Quote.Start], "，,；;"); i > 0 {
			s.Start = max(s.Start, g.Quote.End+i)
		}
	}
	return besideFigure(text, s, r.Passage.Figures, r.Figure)
}

// isLike reports whether f and the figure of r may count the same as far as dimension,
// state and scope say.
func (l look) isLike(f *knowledge.Figure, r index.Row) bool {
	a, b := &f.Binding, &r.Figure.Binding
	if len(b.Words) == 0 || ledger.Dimension(f) != ledger.Dimension(r.Figure) || a.Change != b.Change || (f.Per == "") != (r.Figure.Per == "") ||
		(a.State == knowledge.Target) != (b.State == knowledge.Target) || ledger.AreSiblings(f, r.Figure) {
		return false
	}
	own, other := ledger.ScopeOf(a), ledger.ScopeOf(b)
	// A scope that is said only of a figure before may be none of this one.
	isOwn := func(scope, beside string) bool {
		return scope != "" && (ledger.IsNumbered(scope) || strings.Contains(beside, scope))
	}
	switch {
	case own == other:
		return true
	case isOwn(other, besideRow(r)) && !strings.Contains(squeezed(l.para.Text), other):
		return false // 地下站4座 is not 站4座
	case !isOwn(own, l.claim.beside):
		return true
	}
	return strings.Contains(b.Subject, own) || strings.Contains(squeezed(r.Sentence().Of(r.Passage.Text)), own)
}

func within(a, b []string) bool {
	return !slices.ContainsFunc(a, func(w string) bool { return !slices.Contains(b, w) })
}

// byWords looks for another value of what the claim counts in other words. There must
// be only one: words that say a little more or less may be of something else.
func (l look) byWords(ctx context.Context) (finding, error) {
	none := finding{Verdict: ledger.NotKnown}
	if !l.claim.isRead() || l.claim.unknown || l.claim.figure.Binding.Doubtful() || strings.Contains(l.claim.beside, "(") {
		return none, nil
	}
	f := l.claim.readings()[0]
	rows, err := l.index.Ledger(ctx, facts.Filter{Subject: f.Binding.Subject})
	if errors.Is(err, facts.ErrTooMany) {
		return none, nil
	}
	if err != nil {
		return none, err
	}
	var one *index.Row
	for i, r := range rows {
		b := &r.Figure.Binding
		if f.Binding.Period != "" && !ledger.HoldsFor(r.Ledger(), f.Binding.Period) || !ledger.OneThing(&f.Binding, b) || ledger.ScopeOf(&f.Binding) != ledger.ScopeOf(b) || !l.counts(&f, r) {
			continue
		}
		if ledger.Dimension(&f) == "share" && b.Metric != f.Binding.Metric {
			continue // 占进口总值的32.3% is no 进口
		}
		beside := besideRow(r)
		if len(f.Binding.Words) > 1 && within(f.Binding.Words, b.Words) {
			beside = clausesOf(r) // one word, as 站, is of whatever is before it
		}
		if l.hasOther(strings.ReplaceAll(beside, b.Subject, ""), squeezed(l.para.Text), &f) {
			return none, nil // the release says more exactly what it counts
		}
		if len(b.Words) < len(f.Binding.Words) && within(b.Words, f.Binding.Words) {
			return none, nil // the draft says more exactly what it counts
		}
		if one != nil && !ledger.SameValue(one.Figure, r.Figure) || b.Doubtful() || b.State == knowledge.Former || b.State == knowledge.Withdrawn {
			return none, nil
		}
		one = &rows[i]
	}
	if one == nil {
		return none, nil
	}
	return finding{Verdict: ledger.Contradicts, Against: []index.Row{*one}}, nil
}

// The least length of a sentence that is looked for as it is, and of one that a release
// has within a longer sentence, in characters: 全年完成投资100亿元 may be of anything.
const (
	leastSentence = 12
	leastPart     = 20
)

// inText looks for the claim's sentence in the releases.
func (l look) inText(ctx context.Context) (finding, error) {
	none := finding{Verdict: ledger.NotKnown}
	sentence := ""
	for _, s := range l.para.Sentences {
		if s.Contains(l.claim.figure.Span) {
			sentence = bare(s.Of(l.para.Text))
		}
	}
	n := utf8.RuneCountInString(sentence)
	if n < leastSentence {
		return none, nil
	}
	rows, err := l.index.Same(ctx, &l.claim.figure)
	if err != nil && !errors.Is(err, facts.ErrTooMany) {
		return none, err
	}
	for _, r := range rows {
		own := bare(r.Sentence().Of(r.Passage.Text))
		if r.Figure.Qualifier == l.claim.figure.Qualifier && (own == sentence || n >= leastPart && strings.Contains(own, sentence)) {
			return finding{Verdict: ledger.Agrees, Against: []index.Row{r}}, nil
		}
	}
	return none, nil
}

// bare returns a sentence folded, without white space and marks at its end.
func bare(s string) string { return strings.TrimRight(squeezed(s), ",.;:。！？!?") }

// squeezed returns a text folded and without white space.
func squeezed(s string) string { return strings.Join(strings.Fields(zhtext.FoldString(s)), "") }
