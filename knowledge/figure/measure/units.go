package measure

import (
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// Units reads the units of one text. It remembers the last one, because several
// readers ask for the unit at a position.
type Units struct {
	Table *unit.Table

	src        *source.Source
	numbers    *number.Reader
	words      *word.Context
	coinNot    *zhtext.Set
	foreignNot *zhtext.Set
	memo       unitMemo
}

// unitMemo is the unit read last.
type unitMemo struct {
	key, floor int // position + 1, and the words' Floor
	unit       unit.Unit
	to         int
}

// NewUnits returns a reader of units that reads the text of numbers and words.
func NewUnits(table *unit.Table, numbers *number.Reader, words *word.Context) *Units {
	set := func(class string) *zhtext.Set { return zhtext.NewSet(strings.Join(table.List(class), "")) }
	return &Units{Table: table, numbers: numbers, words: words, coinNot: set(unit.CoinNotList), foreignNot: set(unit.ForeignNotList)}
}

// Reset prepares u for another text, after numbers and words are reset.
func (u *Units) Reset(src *source.Source) { u.src, u.memo.key = src, 0 }

// At reads the unit at i, behind a space if it is in Latin letters, and returns
// where it ends, or 0 if there is none.
func (u *Units) At(i int) (unit.Unit, int) {
	m := &u.memo
	if m.key != i+1 || m.floor != u.words.Floor {
		m.key, m.floor = i+1, u.words.Floor
		m.unit, m.to = u.read(i)
	}
	return m.unit, m.to
}

// Measure words that a half or more can be in, and a point of percentage.
const (
	piece     = "个"
	pieceHalf = "个半"
	pieceMore = "个多"
	point     = "个点"
	points    = "个百分点"
)

// yuan is the unit of Chinese money, and lump a word for it that counts lumps as
// well.
const (
	yuan = "元"
	lump = "块"
)

func (u *Units) read(i int) (unit.Unit, int) {
	text := u.numbers.Text
	if i+1 < len(text) && text[i] == ' ' && source.IsLatin(rune(text[i+1])) {
		i++
	}
	if to := text.Word(i, pieceHalf); to > 0 {
		if v, to := u.timeAt(to, pieceHalf, unit.HalfMoreAlias); to > 0 {
			return v, to
		}
	}
	if to := text.Word(i, pieceMore); to > 0 {
		for _, class := range []string{unit.HalfMoreAlias, unit.MoreAlias} {
			if v, to := u.timeAt(to, pieceMore, class); to > 0 {
				return v, to
			}
		}
	}
	if u.numbers.Mode == number.Money {
		for _, c := range u.Table.Aliases(unit.CoinAlias) {
			if to := text.Word(i, c.Word); to > 0 {
				return unit.Unit{Word: c.Word, Name: c.Unit, Kind: knowledge.Money}, to
			}
		}
	}
	v, n := u.Table.At(string(text[i:]))
	switch {
	case n == 0:
		return v, 0
	case v.Word == piece && u.isPoint(i):
		return unit.Unit{Word: point, Name: points, Kind: knowledge.PercentPoint}, i + len(point)
	case v.Word == piece && u.sharesPoints(i+n):
		return unit.Unit{Word: piece, Name: points, Kind: knowledge.PercentPoint}, i + n
	case v.Word == lump && (u.numbers.Mode == number.Money || u.coin(i+n, unit.TenthList) > 0):
		return unit.Unit{Word: v.Word, Name: yuan, Kind: knowledge.Money}, i + n
	case n == 1 && u.numbers.Mode == number.Press && source.IsLatin(rune(text[i])) && u.src.Original(i) != rune(text[i]):
		return v, 0 // 5G and 100M are no weight and no length
	}
	return v, i + n
}

// timeAt reads a unit of time of a class of aliases at i, behind front.
func (u *Units) timeAt(i int, front, class string) (unit.Unit, int) {
	for _, a := range u.Table.Aliases(class) {
		if to := u.numbers.Word(i, a.Word); to > 0 {
			return unit.Unit{Word: front, Name: a.Unit, Kind: knowledge.Duration}, to
		}
	}
	return unit.Unit{}, 0
}

// isPoint reports whether 个点 is at i, in a clause about a change: points of
// percentage.
func (u *Units) isPoint(i int) bool {
	to := u.numbers.Word(i, point)
	return to > 0 && !notPoints.Has(u.numbers.At(to)) && pointWords.In(u.words.Clause(i))
}

// maxListed is how many numbers may share a unit.
const maxListed = 8

// sharesPoints reports whether a 个 that ends at i is short for 个百分点, which is
// at the end of the list: 3.6个和1.2个百分点.
func (u *Units) sharesPoints(i int) bool {
	for range maxListed {
		to := u.numbers.Word(i, listJoints...)
		if to == 0 {
			return false
		}
		a, ok := u.numbers.Amount(to)
		if !ok || a.Chinese || a.Hi != nil {
			return false
		}
		if i = u.numbers.Word(a.To, points); i > 0 {
			return true
		}
		if i = u.numbers.Word(a.To, piece); i == 0 {
			return false
		}
	}
	return false
}

// coin returns the end of a number at i of less than a hundred coins of a class,
// or 0.
func (u *Units) coin(i int, class string) int {
	a, ok := u.numbers.Amount(i)
	if !ok || a.Hi != nil || a.Scaled || a.InfixLen > 0 || a.Value.Cmp(number.Hundred) >= 0 {
		return 0
	}
	to := u.numbers.Word(a.To, u.Table.List(class)...)
	if to > 0 && u.coinNot.Has(u.numbers.At(to)) {
		return 0 // 5元10分钟
	}
	return to
}
