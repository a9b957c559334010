package measure

import (
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/source"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

// guard distinguishes figures from numerals that are part of a word or a name
// although a unit follows.
type guard struct {
	numbers *number.Reader
	words   *word.Context
	units   *Units
}

// Measure words with rules of their own.
const (
	itemWord    = "项" // of 项目, a project
	bigWord     = "大" // of 大军, an army
	classWord   = "班" // a class of a school, or a shift
	timesWord   = "次" // of meetings, and of visits to a page
	personWord  = "人"
	yearWord    = "年"
	dayWord     = "日"
	degreeWord  = "度"
	degreeSign  = "°"
	gramWord    = "g" // or a generation of networks: 5g
	renminbi    = "人民币"
	project     = "项目"
	projectGoal = "目标" // 项 in front of it counts goals
)

// generations is the largest number of networks' generations.
var generations = big.NewRat(6, 1)

// accepts reports whether the number a with the unit u is a figure. last is the
// number in front of u: a itself, or the end of its range. to is the end of u.
func (g *guard) accepts(a number.Amount, u unit.Unit, last number.Amount, to int) bool {
	if g.numbers.Mode != number.Press {
		return true
	}
	if g.isName(a, u, to) {
		return false
	}
	qualified := a.Infix != "" || last.Infix != "" || g.words.Trailing(a.From, word.Before) != "" || g.words.Leading(to) != "" ||
		a.Bare && g.words.Trailing(a.From, word.Hundred) != ""
	if a.Bare && a.Infix == "" {
		return qualified || g.reachesScale(a, u)
	}
	if u.Word == classWord && g.countsClasses(a) {
		return true
	}
	if u.Trust == unit.Timid && !qualified && g.words.Trailing(a.From, word.List) == "" {
		return false
	}
	if u.Kind == knowledge.Duration && !g.lasts(a, u, to) {
		return false
	}
	if !a.Chinese {
		return !(u.Word == gramWord && a.Value.Cmp(generations) <= 0) && !g.isRank(a, u)
	}
	return g.acceptsChinese(a, u, last, qualified, to)
}

// isName reports whether a and u are part of a name or a word, in any numerals.
func (g *guard) isName(a number.Amount, u unit.Unit, to int) bool {
	text := g.numbers.Text
	switch {
	case u.Word == itemWord && text.Has(to, project[len(itemWord):]) && !text.Has(to, projectGoal):
		return true // 碳四项目, but not 四项目标
	case strings.HasPrefix(u.Word, renminbi) && a.Chinese && !a.Scaled:
		return true // 李四人民币: the numeral ends a name
	case g.isFraction(a, u, to) || g.countsViews(a, u):
		return true
	case u.Word == bigWord && a.Value.Cmp(number.Hundred) >= 0:
		return true // 150万大军
	}
	return g.isDoubled(u, to) || g.isMeeting(u, to) || g.isAddress(u, to) || u.Word != lump && g.isFormula(a, to) || g.isGroup(a) || g.isOnMap(a, u)
}

// isFraction reports a part of something that is counted whole (2.3本, 0.5个点):
// the number of an item in front of another word, unless the sentence is about
// an average.
func (g *guard) isFraction(a number.Amount, u unit.Unit, to int) bool {
	if u.Kind != knowledge.Count || a.Chinese || a.Scaled || !a.Grouped || a.Value.IsInt() {
		return false
	}
	if u.Word == piece && g.numbers.At(to) == '点' {
		return true
	}
	return u.Trust == unit.Weak && !averageWords.In(g.words.Sentence(a.From))
}

// countsViews reports the counter of a page: 浏览量1次. Views that a text reports
// in words (阅读量达3亿次, 阅读量超20万次) are a figure.
func (g *guard) countsViews(a number.Amount, u unit.Unit) bool {
	if u.Word != timesWord || a.Scaled || a.Infix != "" {
		return false
	}
	left := strings.TrimRight(string(g.numbers.Text[:a.From]), ": ")
	return g.words.Words.Trailing(left, word.Counter).Text != ""
}

// maxClasses is how many classes a school has at most.
var maxClasses = big.NewRat(200, 1)

// countsClasses reports whether a counts the classes of a school: 规模为30班,
// 小学48班, but not the names 三年级2班 and 高一(3)班.
func (g *guard) countsClasses(a number.Amount) bool {
	if a.Chinese || a.Scaled || !a.Value.IsInt() || a.Value.Cmp(number.Two) < 0 || a.Value.Cmp(maxClasses) > 0 {
		return false
	}
	if notClass.Has(g.numbers.Before(a.From)) {
		return false
	}
	p, _ := g.words.Words.Last(g.words.Clause(a.From), word.School)
	return p.Role != 0
}

// isFormula reports 七场四胜, 四班三运转 and 五年一任: a unit with another numeral
// right behind it is a set phrase.
func (g *guard) isFormula(a number.Amount, to int) bool {
	if !a.Chinese || a.Scaled || a.Infix != "" {
		return false
	}
	r := g.numbers.At(to)
	if !formulaDigits.Has(r) {
		return false
	}
	n, ok := g.numbers.Amount(to)
	if !ok {
		return false
	}
	_, end := g.units.At(n.To)
	return end == 0 || r == '一'
}

// isGroup reports whether a continues from digits in front of a comma and a
// space: the last three of 666, 759.
func (g *guard) isGroup(a number.Amount) bool {
	before := g.numbers.Text[max(0, a.From-3):a.From]
	return len(before) == 3 && source.IsDigit(rune(before[0])) && before[1:] == ", "
}

// isOnMap reports degrees of longitude and latitude.
func (g *guard) isOnMap(a number.Amount, u unit.Unit) bool {
	if u.Word == degreeSign {
		r := g.numbers.At(g.numbers.SkipBlank(a.To + len(u.Word)))
		if source.IsDigit(r) || r == '′' {
			return true
		}
	}
	return (u.Word == degreeWord || u.Word == degreeSign) && g.numbers.Ends(a.From, mapWords...)
}

// reachesScale reports whether 百万 and the like (百亿元), without a number in front,
// are a figure because a word says that they are reached.
func (g *guard) reachesScale(a number.Amount, u unit.Unit) bool {
	many := a.Len > utf8.RuneLen('百') && (u.Kind == knowledge.Money || u.Kind == knowledge.Dimension)
	return many && g.words.Trailing(a.From, word.Fact) != ""
}

// isDoubled reports 一条条 and 一年一: the measure word is there twice.
func (g *guard) isDoubled(u unit.Unit, to int) bool {
	return u.Kind != knowledge.Money && u.Kind != knowledge.Percent && g.numbers.Has(to, u.Word) && u.Word[0] >= utf8.RuneSelf
}

// isMeeting reports 三次全会 and 二次会议, which number a meeting.
func (g *guard) isMeeting(u unit.Unit, to int) bool {
	return u.Word == timesWord && g.numbers.Word(to, meetingWords...) > 0
}

// isAddress reports 3幢201室 and 8栋1单元: the number of a building.
func (g *guard) isAddress(u unit.Unit, to int) bool {
	if !slices.Contains(buildingUnits, u.Word) {
		return false
	}
	return source.IsDigit(g.numbers.At(to)) || g.numbers.Has(to, "单元")
}

// isRank reports 前三名 and 前10位, which count from the top.
func (g *guard) isRank(a number.Amount, u unit.Unit) bool {
	return rankFront.Has(g.numbers.Before(a.From)) && u.Kind == knowledge.Count && !g.numbers.Ends(a.From, notRank...)
}
