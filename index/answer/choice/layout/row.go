package layout

import (
	"math/big"
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// Cell is a cell of a row: the head of its column, and where its words are.
type Cell struct {
	Label string
	Span  knowledge.Span
}

// maxLabel is how many characters the head of a column has at most.
const maxLabel = 24

// Row returns the cells of a passage that is a row of a table, such as
// 行业：建材；产值：22.7亿元; nil for any other.
func Row(text string) (out []Cell) {
	for from := 0; from < len(text); {
		end := strings.Index(text[from:], "；")
		if end < 0 {
			end = len(text) - from
		}
		label, value, ok := strings.Cut(text[from:from+end], "：")
		if !ok || label == "" || utf8.RuneCountInString(label) > maxLabel || strings.ContainsAny(label, "，。") || strings.ContainsAny(value, "。") {
			return nil
		}
		start := from + len(label) + len("：")
		out = append(out, Cell{label, knowledge.Span{Start: start, End: start + len(value)}})
		from += end + len("；")
	}
	if len(out) < 2 {
		return nil
	}
	return out
}

// RowLabel returns the head of the first column of a passage that is a row of a
// table, "" for any other.
func RowLabel(text string) string {
	if row := Row(text); row != nil {
		return row[0].Label
	}
	return ""
}

var plainNumber = regexp.MustCompile(`^([+-]?)[0-9][0-9,]*(?:\.[0-9]+)?$`)

// Number returns the number that the text of a cell is, nil for any other text.
func Number(text string) *big.Rat {
	text = strings.NewReplacer(",", "", "－", "-", "−", "-", "+", "").Replace(strings.TrimSpace(text))
	if !plainNumber.MatchString(text) {
		return nil
	}
	v, ok := new(big.Rat).SetString(text)
	if !ok {
		return nil
	}
	return v
}
