package measure

import (
	"math/big"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/unit"
)

// Words behind a unit that add to the number.
const (
	halfWord  = "半"
	moreWord  = "多"
	aboveWord = "余"
)

// addition reads what is behind the unit of f and adds to its value: 半, 多, and
// the smaller coins of 五元三角.
func (u *Units) addition(f *number.Reading) {
	text := u.numbers.Text
	written := string(text[f.From:f.To])
	half := text.Word(f.To, halfWord)
	switch {
	case strings.Contains(written, pieceHalf):
		f.Value = number.PlusHalf(f.Value)
	case strings.Contains(written, pieceMore):
		f.Qualifier = moreWord
	case f.Kind == knowledge.Money:
		u.coins(f)
	case f.Unit == piece && half > 0 && !text.Has(half, piece): // 一个半学期
		f.Value, f.To = number.PlusHalf(f.Value), half
	case f.Kind != knowledge.Duration && f.Kind != knowledge.Dimension && f.Kind != knowledge.Age && f.Kind != knowledge.Multiple:
	case half > 0 && !notHalf.Has(text.At(half)):
		f.Value, f.To = number.PlusHalf(f.Value), half
	case f.Qualifier != "":
	default:
		if to := text.Word(f.To, moreWord); to > 0 && !notMore.Has(text.At(to)) {
			f.Qualifier, f.To = moreWord, to
		} else if to := text.Word(f.To, aboveWord); to > 0 && text.At(to) != '下' {
			f.Qualifier, f.To = aboveWord, to
		}
	}
}

// tenth is the unit of money that is a tenth of another one.
const tenth = "角"

// coins reads the coins behind an amount of money: 三角, 六角三分, 50美分.
func (u *Units) coins(f *number.Reading) {
	if f.Unit == tenth {
		f.Unit, f.Value = yuan, new(big.Rat).Quo(f.Value, number.Ten)
	} else {
		u.addCoin(f, number.Ten, unit.TenthList)
	}
	u.addCoin(f, number.Hundred, unit.HundredthList)
	for _, w := range u.Table.List(unit.MoneyEndList) {
		f.To = max(f.To, u.numbers.Word(f.To, w))
	}
}

// addCoin adds coins of a class, which are parts of the unit of f.
func (u *Units) addCoin(f *number.Reading, part *big.Rat, class string) {
	to := u.coin(f.To, class)
	if to == 0 {
		return
	}
	a, _ := u.numbers.Amount(f.To)
	f.Value = new(big.Rat).Add(f.Value, new(big.Rat).Quo(a.Value, part))
	f.To = to
}

// foreign reads the name of a currency at to, behind the unit 元, which it
// replaces: 3万元欧元. Its end is 0 if there is none.
func (u *Units) foreign(v unit.Unit, to int) (unit.Unit, int) {
	if v.Word != yuan {
		return v, 0
	}
	other, n := u.Table.At(string(u.numbers.Text[to:]))
	if n == 0 || other.Kind != knowledge.Money || other.Name == yuan || other.Name == tenth || u.foreignNot.Has(u.numbers.At(to+n)) {
		return v, 0
	}
	return other, to + n
}

// PerUnit reads /亩 and 每平方米 behind the unit of f, which make a rate of it.
func (u *Units) PerUnit(f *number.Reading) {
	at := u.numbers.Word(f.To, "/")
	if at == 0 {
		if at = u.numbers.Word(f.To, "每"); at == 0 || f.Kind != knowledge.Dimension {
			return
		}
	}
	v, n := u.Table.At(string(u.numbers.Text[at:]))
	if n == 0 {
		for _, w := range u.Table.List(unit.PerList) {
			if u.numbers.Has(at, w) {
				v.Name, n = w, len(w)
			}
		}
	}
	if n == 0 {
		return
	}
	f.Unit += "/" + v.Name
	f.To = at + n
	if f.Kind == knowledge.Count || f.Kind == knowledge.Duration {
		f.Kind = knowledge.Dimension
	}
}
