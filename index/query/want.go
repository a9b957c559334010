package query

import (
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/index/words"
	"beilun/internal/wordlist"
)

// Want is the kind of answer that a question asks for.
type Want string

// The kinds of answers. WantNumber is any figure; WantText is anything.
const (
	WantNumber     Want = "number"
	WantCount      Want = "count"
	WantMoney      Want = "money"
	WantPercent    Want = "percent"
	WantDimension  Want = "dimension"
	WantDuration   Want = "duration"
	WantAge        Want = "age"
	WantOrdinal    Want = "ordinal"
	WantTime       Want = "time"
	WantPerson     Want = "person"
	WantPlace      Want = "place"
	WantList       Want = "list"
	WantDefinition Want = "definition"
	WantReason     Want = "reason"
	WantManner     Want = "manner"
	WantYesNo      Want = "yesno"
	WantText       Want = "text"
)

// IsFigure reports whether the answer is a figure.
func (w Want) IsFigure() bool {
	switch w {
	case WantNumber, WantCount, WantMoney, WantPercent, WantDimension, WantDuration, WantAge, WantOrdinal, WantTime:
		return true
	}
	return false
}

// asking is a phrase that asks.
type asking struct {
	words string
	want  Want
	unit  string
}

var loadAskings = sync.OnceValue(func() []asking {
	var as []asking
	for _, p := range words.AskingPhrases() {
		as = append(as, asking{words: p.Words, want: Want(p.Kind), unit: p.Unit})
	}
	return as
})

// askedBy returns the longest asking in question, and its place; of equally long
// ones the first. The place is -1 if there is none.
func askedBy(question string) (asking, int) {
	best, at := asking{}, -1
	chars := wordlist.CharsOf(question)
	for _, a := range loadAskings() {
		if len(a.words) < len(best.words) {
			break
		}
		if !chars.MayBegin(a.words) {
			continue
		}
		if i := strings.Index(question, a.words); i >= 0 && (at < 0 || i < at) {
			best, at = a, i
		}
	}
	return best, at
}

// Asking is the place of the words that ask in a folded question, in bytes and
// with the measure word behind them, and what they alone ask for.
type Asking struct {
	Start, End int
	Want       Want
}

// AskingIn returns the words that ask in a folded question, the longest and of
// these the first; false if none do, as in keywords. They have to be words of the
// question: 多大 in 多伦多大学 and 几 in 几乎 or 十几家 ask nothing.
func AskingIn(l *words.Lexicon, question string) (Asking, bool) {
	edge := map[int]bool{0: true, len(question): true}
	for _, w := range l.Cut(question) {
		edge[w.Start], edge[w.End] = true, true
	}
	best := Asking{Start: -1}
	length := 0
	chars := wordlist.CharsOf(question)
	for _, a := range loadAskings() {
		if len(a.words) < length {
			break
		}
		if !chars.MayBegin(a.words) {
			continue
		}
		for at := 0; ; at++ {
			i := strings.Index(question[at:], a.words)
			if i < 0 {
				break
			}
			at += i
			if best.Start >= 0 && at >= best.Start {
				break
			}
			found := Asking{Start: at, End: at + len(a.words), Want: a.want}
			whole := edge[found.Start] && edge[found.End]
			if a.words == "几" || a.want == WantNumber {
				u, n := measureAt(l, question[found.End:])
				if n > 0 {
					found.End, found.Want = found.End+n, u.want
					whole = edge[found.Start]
				} else if a.words == "几" {
					whole = false
				}
				before, _ := utf8.DecodeLastRuneInString(question[:at])
				whole = whole && !strings.ContainsRune("0123456789十百千", before)
			}
			if whole {
				best, length = found, len(a.words)
				break
			}
		}
	}
	return best, best.Start >= 0
}
