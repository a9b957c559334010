package read

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// starting is how a line starts.
type starting int

const (
	startsPlain starting = iota
	startsMark           // with a mark that no line begins with, unless the page is broken badly
	startsItem           // with a bullet or the number of an item
)

func (s starting) beginCost() float64 { return [...]float64{0, 5, -1.5}[s] }
func (s starting) goOnCost() float64  { return [...]float64{0, 1, 1}[s] }

var (
	itemMarks     = zhtext.NewSet("●■◆▲★○□◇△☆►▶•·")
	smallNumerals = zhtext.NewSet("一二三四五六七八九十")
)

// startOf tells how s starts.
func startOf(s string) starting {
	r, w := utf8.DecodeRuneInString(s)
	if itemMarks.Has(r) || 0x2460 <= r && r <= 0x249B {
		return startsItem
	}
	if noLineStart.Has(r) && r != '—' && r != '…' && r != '⋯' {
		return startsMark
	}
	rest := s
	if r == '（' || r == '(' || r == '第' {
		rest = s[w:]
	}
	number := strings.TrimLeftFunc(rest, smallNumerals.Has)
	if number == rest {
		number = strings.TrimLeft(rest, "0123456789")
	}
	if n := len(rest) - len(number); n == 0 || n > 9 || number == "" {
		return startsPlain
	}
	mark, w := utf8.DecodeRuneInString(number)
	after, _ := utf8.DecodeRuneInString(number[w:])
	switch {
	case len(rest) < len(s) && (mark == '）' || mark == ')'), mark == '、', mark == '．':
		return startsItem
	case mark == '.' && !unicode.IsDigit(after):
		return startsItem
	case r == '第' && strings.ContainsRune("章节条部篇", mark):
		return startsItem
	}
	return startsPlain
}

// heldMarks are the marks that heldTogether looks for.
var heldMarks = zhtext.NewSet("（《【〔「『“‘(）》】〕」』”’)")

// heldTogether returns for each line the cost of ending a paragraph after it
// while a bracket or a quotation that is closed soon after is open.
func heldTogether(lines []line) []float64 {
	const (
		openers, closers = "（《【〔「『“‘(", "）》】〕」』”’)" // in the order of each other
		bracketLines     = 3                        // a bracket open for longer was never closed
		quoteLines       = 12                       // a quotation may go over several paragraphs
	)
	held := make([]float64, len(lines))
	type mark struct {
		r    rune
		line int
	}
	var stack []mark
	for i, l := range lines {
		for _, r := range l.text {
			if !heldMarks.Has(r) {
				continue
			}
			if strings.ContainsRune(openers, r) {
				if len(stack) < 16 {
					stack = append(stack, mark{r, i})
				}
				continue
			}
			k := strings.IndexRune(closers, r)
			if k < 0 {
				continue
			}
			opener := []rune(openers)[utf8.RuneCountInString(closers[:k])]
			for j := len(stack) - 1; j >= 0; j-- {
				if stack[j].r != opener {
					continue
				}
				cost, most := 3.0, bracketLines
				if opener == '“' || opener == '‘' {
					cost, most = 1.5, quoteLines
				}
				if from := stack[j].line; i-from <= most {
					for ; from < i; from++ {
						held[from] = max(held[from], cost)
					}
				}
				stack = stack[:j]
				break
			}
		}
		for len(stack) > 0 && i-stack[0].line > quoteLines {
			stack = stack[1:]
		}
	}
	return held
}
