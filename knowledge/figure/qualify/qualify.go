package qualify

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// Reader finds the words around the figures of one text.
type Reader struct {
	// Last is the figure in front of words.Floor, nil for none.
	Last *knowledge.Figure

	words   *word.Context
	units   *unit.Table
	between []string // what may be between a limit and its figure
	joints  []string // what may be between two figures of a list
}

// New returns a reader of the words that words reads.
func New(units *unit.Table, words *word.Context) *Reader {
	return &Reader{words: words, units: units, between: words.Words.Words(word.Between), joints: words.Words.Words(word.Joint)}
}

// Complete sets Qualifier, Status and Per of f and returns the range of the text
// that is quoted with it.
func (r *Reader) Complete(f *number.Reading) (from, to int) {
	from, to = r.Around(f)
	from += r.formerLimit(from, f)
	f.Status = r.status(from)
	f.Per = r.per(from, f)
	return from, to
}

// isTime reports whether f is a time, which nothing qualifies.
func isTime(f *number.Reading) bool {
	return f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind || f.Kind == knowledge.Time
}

// done is the particle between a verb and a figure: 超过了3亿元.
const done = "了"

// Around sets Qualifier of f and returns the range of f and its qualifiers.
func (r *Reader) Around(f *number.Reading) (from, to int) {
	from, to = f.From, f.To
	if isTime(f) {
		return from, to
	}
	roles := word.Before
	if f.Bare {
		roles |= word.Hundred
	}
	left := string(r.words.Text[r.words.Floor:from])
	if q, length := r.trailing(left, roles); q != "" {
		from -= length
		f.Qualifier = q
	}
	if limit, at := r.limit(from, f); limit != "" {
		from = at
		if f.Qualifier == "" || !r.isLimit(f.Qualifier) {
			f.Qualifier = limit
		}
	} else if f.Qualifier == "" {
		f.Qualifier = r.shared(f)
	}
	from -= r.fall(from, f)
	after := r.words.Words.Leading(string(r.words.Text[to:]))
	if after.Text == "" || !qualifies(after.Role, f.Kind) {
		return from, to
	}
	to += len(after.Text)
	if f.Qualifier == "" {
		f.Qualifier = strings.TrimPrefix(after.Text, "(含)")
	}
	return from, to
}

// trailing returns the word of the given roles that left ends with, 了 behind it or
// not, and its length with 了.
func (r *Reader) trailing(left string, roles word.Role) (text string, length int) {
	if text = r.words.Words.Trailing(left, roles).Text; text != "" {
		return text, len(text)
	}
	if cut, ok := strings.CutSuffix(left, done); ok {
		if text = r.words.Words.Trailing(cut, roles).Text; text != "" {
			return text, len(text) + len(done)
		}
	}
	return "", 0
}

// qualifies reports whether a word of a role behind a figure of a kind qualifies
// it: a sum is 封顶 where a building is topped out, and what is done 在30日内 has its
// limit.
func qualifies(role word.Role, kind knowledge.Kind) bool {
	switch {
	case role&word.AfterMoney != 0:
		return kind == knowledge.Money
	case role&word.AfterSum != 0:
		return kind == knowledge.Money || kind == knowledge.Percent
	case role&word.AfterDuration != 0:
		return kind == knowledge.Duration
	}
	return true
}

// status returns the word of the clause in front of i that says how firm a figure
// is: the nearest word for a plan, else for a sum, else for a fact.
func (r *Reader) status(i int) string {
	left := r.words.Clause(i)
	var best word.Phrase
	for end := len(left); end > 0; {
		c, w := utf8.DecodeLastRuneInString(left[:end])
		if r.words.Words.MayEnd(c, word.Plan|word.Sum|word.Fact) {
			if p := r.words.Words.Trailing(left[:end], word.Plan|word.Sum|word.Fact); p.Role > 0 && (best.Role == 0 || p.Role < best.Role) {
				best = p
			}
		}
		end -= w
	}
	return best.Text
}

// each begins the word for what a rate or a limit is for.
const each = "每"

// per returns what a rate is for, as written: 每平方米, 人均.
func (r *Reader) per(i int, f *number.Reading) string {
	if f.Time != "" || f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind {
		return ""
	}
	left := r.words.Clause(i)
	if p, _ := r.words.Words.Last(left, word.Rate); p.Text != "" {
		return p.Text
	}
	j := strings.LastIndex(left, each)
	if j < 0 {
		return ""
	}
	rest := left[j+len(each):]
	if u, n := r.units.At(rest); n > 0 {
		return each + u.Word
	}
	for _, w := range r.units.List(unit.RateList) {
		if strings.HasPrefix(rest, w) {
			return each + w
		}
	}
	return ""
}
