package index

import (
	_ "embed"
	"sort"
	"strings"
	"sync"
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

//go:embed data/questions.txt
var questionList string

// asking is a line of data/questions.txt.
type asking struct {
	words string
	want  Want
	unit  string
}

var loadAskings = sync.OnceValue(func() []asking {
	var as []asking
	for line := range strings.Lines(questionList) {
		f := strings.Fields(line)
		if len(f) < 2 || strings.HasPrefix(f[0], "#") {
			continue
		}
		a := asking{words: f[0], want: Want(f[1])}
		if len(f) > 2 {
			a.unit = f[2]
		}
		as = append(as, a)
	}
	sort.SliceStable(as, func(i, j int) bool { return len(as[i].words) > len(as[j].words) })
	return as
})

// askedBy returns the longest asking that stands in question, and where; the
// first one when several are as long.
func askedBy(question string) (asking, int) {
	best, at := asking{}, -1
	for _, a := range loadAskings() {
		if len(a.words) < len(best.words) {
			break
		}
		if i := strings.Index(question, a.words); i >= 0 && (at < 0 || i < at) {
			best, at = a, i
		}
	}
	return best, at
}
