package qualify

import (
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// maxLimit is the greatest distance, in bytes, between a limit and its figure: 20
// characters.
const maxLimit = 20 * 3

// limit returns the word in front of i that makes a limit of f, and where it
// begins: 最高, 最高可获, 最高补助标准为, 上限每艘, 不超过总投资的. A sum with a limit is
// never quoted without it.
func (r *Reader) limit(i int, f *number.Reading) (limit string, from int) {
	if f.Kind == knowledge.Temperature || f.Kind == knowledge.Ordinal {
		return "", i // 气温最高38℃ is the highest that was measured
	}
	left := r.words.Clause(i)
	low := max(0, len(left)-maxLimit)
	for end := len(left); end > low; {
		c, w := utf8.DecodeLastRuneInString(left[:end])
		if r.words.Words.MayEnd(c, word.Limit) {
			if p := r.words.Words.Trailing(left[:end], word.Limit); p.Text != "" && r.limits(left[end:], f) {
				limit, from = p.Text, i-len(left)+end-len(p.Text) // the first one of 最高可获不超过
			}
		}
		end -= w
	}
	return limit, from
}

// limits reports whether a limit in front of the words between is one of f.
func (r *Reader) limits(between string, f *number.Reading) bool {
	const of = "的"
	if base, ok := strings.CutSuffix(between, of); ok && f.Kind == knowledge.Percent && base != "" && !strings.HasPrefix(between, of) {
		return true // 不超过总投资的30%
	}
	rest := r.trimEach(between)
	return strings.HasPrefix(rest, "可") || strings.HasPrefix(rest, "能") || r.joins(between) // 最多可载客3860人, 最高每小时可通关
}

// formerLimit returns how many bytes of the words quoted with f belong to the
// limit that f was before: 上限由 of 上限由300万元提高到400万元. They are not quoted.
func (r *Reader) formerLimit(from int, f *number.Reading) int {
	if !r.isLimit(f.Qualifier) || from >= f.From {
		return 0
	}
	before := string(r.words.Text[from:f.From])
	if i := max(strings.LastIndex(before, "由"), strings.LastIndex(before, "从")); i >= 0 {
		if i += len("由"); r.trimEach(before[i:]) == "" {
			return i
		}
	}
	return 0
}

// shared returns the limit of the last figure if it is a limit of f too: if the
// two are in a list (最高50万元、30万元), or f replaces it (上限由50万元提高到80万元).
func (r *Reader) shared(f *number.Reading) string {
	last := r.Last
	if last == nil || last.Kind != f.Kind || last.Unit != f.Unit || !r.isLimit(last.Qualifier) {
		return ""
	}
	between := string(r.words.Text[r.words.Floor:f.From])
	if slices.Contains(r.joints, between) || r.moves(between) {
		return last.Qualifier
	}
	return ""
}

// Replaces reports whether the words in front of i say that the figure there
// replaces the last one, and the last one is of a kind.
func (r *Reader) Replaces(i int, kind knowledge.Kind) bool {
	return r.Last != nil && r.Last.Kind == kind && r.moves(string(r.words.Text[r.words.Floor:i]))
}

// moves reports whether text leads from a limit to its replacement: 提高到每艘.
func (r *Reader) moves(text string) bool {
	for end := range text {
		if r.words.Words.Is(text[:end], word.Moved) && r.joins(text[end:]) {
			return true
		}
		if end > maxLimit {
			return false
		}
	}
	return r.words.Words.Is(text, word.Moved)
}

func (r *Reader) isLimit(qualifier string) bool { return r.words.Words.Is(qualifier, word.Limit) }

// joins reports whether text consists of words that may be between a limit and its
// figure.
func (r *Reader) joins(text string) bool {
	for text != "" {
		if rest := r.trimEach(text); len(rest) < len(text) {
			text = rest
			continue
		}
		n := 0
		for _, w := range r.between {
			if len(w) > n && strings.HasPrefix(text, w) {
				n = len(w)
			}
		}
		if n == 0 {
			return false
		}
		text = text[n:]
	}
	return true
}

// trimEach returns text without what a sum is for at its start: 每小时, 每个项目, 单艘.
func (r *Reader) trimEach(text string) string {
	rest, ok := strings.CutPrefix(text, each)
	if !ok {
		if rest, ok = strings.CutPrefix(text, "单"); !ok {
			return text
		}
	}
	rest = strings.TrimPrefix(rest, "个")
	if u, n := r.units.At(rest); n > 0 && u.Kind != knowledge.Money {
		return rest[n:]
	}
	for _, w := range r.units.List(unit.EachList) {
		if after, ok := strings.CutPrefix(rest, w); ok {
			return after
		}
	}
	return text
}
