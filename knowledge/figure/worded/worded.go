package worded

import (
	_ "embed"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/figure/number"
	"beilun/knowledge/figure/qualify"
	"beilun/knowledge/figure/unit"
	"beilun/knowledge/figure/word"
)

//go:embed worded.txt
var wordFile string

// The classes of worded.txt, which explains them.
var (
	classes = wordlist.MustParse("knowledge/figure/worded/worded.txt", wordFile, nil)

	notTenths      = zhtext.NewSet(classes.Chars("tenths-not"))
	behindTenths   = zhtext.NewSet(classes.Chars("tenths-behind") + ",。;、 \n)")
	notDiscount    = zhtext.NewSet(classes.Chars("discount-not"))
	fractionFront  = classes.Words("fraction-front")
	ratioWords     = classes.Words("ratio")
	halfWords      = classes.Words("half")
	notHalf        = zhtext.NewSet(classes.Chars("half-not"))
	notHalfYear    = zhtext.NewSet(classes.Chars("half-year-not"))
	rankUnits      = classes.Words("rank-unit")
	rankFront      = classes.Words("rank-front")
	rankFrontYears = classes.Words("rank-front-years")
	notRank        = zhtext.NewSet(classes.Chars("rank-not"))
)

// Reader reads the figures of one text.
type Reader struct {
	numbers *number.Reader
	words   *word.Context
	qualify *qualify.Reader
	units   *unit.Table
}

// New returns a reader of the text that numbers and words read.
func New(units *unit.Table, numbers *number.Reader, words *word.Context, qualify *qualify.Reader) *Reader {
	return &Reader{numbers: numbers, words: words, qualify: qualify, units: units}
}
