package table

import (
	"regexp"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// number is what a cell holds, and where its number ends.
type number struct {
	kind kind
	end  int // of a bare number, in the cell's text
	unit string
}

var (
	// aNumber matches a cell that is a number without a unit, a note mark behind
	// it or not.
	aNumber = regexp.MustCompile(`^((?:约|超过|超|近|逾|不足|不少于|[＞＜≥≤>])?\s*[+＋\-－−–﹣]?\s*[0-9０-９](?:[0-9０-９]|[,，](?:[0-9０-９]{3})|[  \x{2009}\x{202f}](?:[0-9０-９]{3}))*(?:[.．][0-9０-９]+)?` +
		`(?:\s*[~～—–-]\s*[0-9０-９]+(?:[.．][0-9０-９]+)?)?)\s*(?:[①-⑳*＊※†]|[\[［]\d{1,2}[\]］]|[（(]注\d?[）)])?$`)
	yearsOnly = regexp.MustCompile(`^(?:19|20)\d\d(?:\s*[~～—–-]\s*(?:19|20)\d\d)?$`)
	dashes    = "—–-－…⋯/／\\ 　·.*＊"
)

var numberDigits = zhtext.NewSet("0123456789０１２３４５６７８９")

// classify says of each cell what it holds.
func (r *reader) classify() {
	r.kinds = make([][]number, len(r.grid))
	for i, row := range r.grid {
		r.kinds[i] = make([]number, len(row))
		for j, c := range row {
			r.kinds[i][j] = readNumber(c.Text)
		}
	}
}

const longNumber = 60 // bytes of a cell that may be one figure

func readNumber(s string) number {
	if strings.Trim(s, dashes) == "" {
		return number{}
	}
	if len(s) > longNumber {
		return number{kind: wording}
	}
	if !numberDigits.In(s) {
		return number{kind: wording}
	}
	if m := aNumber.FindStringSubmatchIndex(s); m != nil {
		if yearsOnly.MatchString(s) && len(s) > 4 {
			return number{kind: wording}
		}
		return number{kind: bare, end: m[3]}
	}
	fs := figure.Scan(s, knowledge.Date{})
	if len(fs) == 1 && fs[0].Quote.Len() == len(strings.TrimSpace(s)) {
		switch f := fs[0]; f.Kind {
		case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal, knowledge.Ratio:
		default:
			unit := strings.TrimLeft(f.Span.Of(s), "0123456789０１２３４５６７８９.．,，+-－−– ~～—")
			return number{kind: quantity, unit: unit}
		}
	}
	return number{kind: wording}
}
