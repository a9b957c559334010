package unwrap

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

// heldMarks are the marks that heldTogether looks for.
var heldMarks = zhtext.NewSet("（《【〔「『“‘(）》】〕」』”’)")

// heldTogether returns for each line the cost of ending a paragraph after it
// while a bracket or a quotation is open that is closed soon after.
func heldTogether(lines []Line) []float64 {
	const (
		openers, closers = "（《【〔「『“‘(", "）》】〕」』”’)" // in the order of each other
		bracketLines     = 3                        // lines until a bracket counts as never closed
		quoteLines       = 12                       // a quotation may have several paragraphs
	)
	held := make([]float64, len(lines))
	type mark struct {
		r    rune
		line int
	}
	var stack []mark
	for i, l := range lines {
		for _, r := range l.Text {
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
