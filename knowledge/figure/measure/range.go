package measure

import (
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
)

// Ranges reads the ends of ranges and recognises numbers that are a part of
// something longer.
type Ranges struct {
	numbers *number.Reader
	units   *Units
}

// end reads the second number of a range that begins with a: -50, 万-50万, 个至21.
// If both ends have a unit of their own and a word is between them, they are two
// figures (给予10万元至50万元).
func (r *Ranges) end(a number.Amount) (number.Amount, bool) {
	b, ok := r.Second(a)
	if !ok {
		return number.Amount{}, false
	}
	u, to := r.units.At(a.To)
	if to == 0 {
		to = a.To
	}
	joined := r.numbers.Text[to] >= utf8.RuneSelf // by a word
	v, end := r.units.At(b.To)
	if end == 0 || to > a.To && (u.Name != v.Name || joined && u.Kind != knowledge.Percent && u.Kind != knowledge.Temperature && r.numbers.Mode == number.Press) {
		return number.Amount{}, false
	}
	return b, true
}

// Second reads the second number of a range that begins with a, whether a unit is
// between them or not.
func (r *Ranges) Second(a number.Amount) (number.Amount, bool) {
	if a.Hi != nil || a.Bare {
		return number.Amount{}, false
	}
	_, to := r.units.At(a.To)
	if to == 0 {
		to = a.To
	}
	n := r.numbers.Dash(to)
	if n == 0 {
		return number.Amount{}, false
	}
	b, ok := r.numbers.Amount(to + n)
	if !ok || b.Hi != nil || b.Bare || r.isPartial(b) || a.Value.Cmp(b.Value) > 0 && a.Scaled {
		return number.Amount{}, false
	}
	return b, true
}

// isPartial reports whether the number a is only a part of something longer: a
// version, a date, a formula or the number of a list item.
func (r *Ranges) isPartial(a number.Amount) bool {
	rest := string(r.numbers.Text[a.From+a.Len:])
	if len(rest) > 1 && strings.IndexByte(".,/:", rest[0]) >= 0 && source.IsAlnum(rune(rest[1])) && a.InfixLen == 0 {
		return rest[0] != ',' || !a.Scaled
	}
	if r.isListItem(a) {
		return true
	}
	return !a.Chinese && len(r.numbers.Text) > a.From+1 && r.numbers.Text[a.From] == '0' && source.IsDigit(rune(r.numbers.Text[a.From+1]))
}

// isListItem reports whether a begins a line as 1.3个: item 1 of a list and not
// the number 1.3.
func (r *Ranges) isListItem(a number.Amount) bool {
	if !a.Grouped || a.Scaled || a.Value.IsInt() {
		return false
	}
	if before := r.numbers.Before(a.From); before != 0 && before != '\n' {
		return false
	}
	u, _ := r.units.Table.At(string(r.numbers.Text[a.To:]))
	return u.Kind == knowledge.Count
}
