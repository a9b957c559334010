package cell

import (
	"regexp"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// Kind is what a cell holds.
type Kind uint8

const (
	Empty    Kind = iota // nothing, or a dash
	Wording              // a text
	Bare                 // a number without a unit
	Quantity             // a number with its unit, the whole cell
)

// Number is what [ReadNumber] finds in a cell.
type Number struct {
	Kind Kind
	End  int    // of a Bare number: the byte offset in the cell's text where it ends
	Unit string // of a Quantity, as written
}

var (
	// aNumber matches a number without a unit that is a whole cell, with or
	// without the mark of a note.
	aNumber = regexp.MustCompile(`^((?:约|超过|超|近|逾|不足|不少于|[＞＜≥≤>])?\s*[+＋\-－−–﹣]?\s*[0-9０-９](?:[0-9０-９]|[,，](?:[0-9０-９]{3})|[  \x{2009}\x{202f}](?:[0-9０-９]{3}))*(?:[.．][0-9０-９]+)?` +
		`(?:\s*[~～—–-]\s*[0-9０-９]+(?:[.．][0-9０-９]+)?)?)\s*(?:[①-⑳*＊※†]|[\[［]\d{1,2}[\]］]|[（(]注\d?[）)])?$`)
	yearsOnly = regexp.MustCompile(`^(?:19|20)\d\d(?:\s*[~～—–-]\s*(?:19|20)\d\d)?$`)
)

// Dashes are the characters of cells that are left empty on purpose.
const Dashes = "—–-－…⋯/／\\ 　·.*＊"

// beforeUnit are the characters of a number.
const beforeUnit = "0123456789０１２３４５６７８９.．,，+-－−– ~～—"

var digits = zhtext.NewSet("0123456789０１２３４５６７８９")

const maxNumber = 60 // bytes of a cell that may be one figure

// IsYears reports whether s is a year or a range of years.
func IsYears(s string) bool { return yearsOnly.MatchString(s) }

// ReadNumber classifies the text of a cell.
func ReadNumber(s string) Number {
	if strings.Trim(s, Dashes) == "" {
		return Number{}
	}
	if len(s) > maxNumber || !digits.In(s) {
		return Number{Kind: Wording}
	}
	if m := aNumber.FindStringSubmatchIndex(s); m != nil {
		if IsYears(s) && len(s) > len("2024") {
			return Number{Kind: Wording}
		}
		return Number{Kind: Bare, End: m[3]}
	}
	fs := figure.Scan(s, knowledge.Date{})
	if len(fs) == 1 && fs[0].Quote.Len() == len(strings.TrimSpace(s)) {
		switch f := fs[0]; f.Kind {
		case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal, knowledge.Ratio:
		default:
			return Number{Kind: Quantity, Unit: strings.TrimLeft(f.Span.Of(s), beforeUnit)}
		}
	}
	return Number{Kind: Wording}
}
