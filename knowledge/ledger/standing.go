package ledger

import (
	_ "embed"
	"sync"

	"beilun/internal/wordlist"
	"beilun/knowledge"
)

// Standing is how a row of an entry relates to the present one.
type Standing string

// The standings.
const (
	Present     Standing = "present"     // the newest
	Superseded  Standing = "superseded"  // an older figure
	Restated    Standing = "restated"    // the same figure in another release
	Revised     Standing = "revised"     // a preliminary figure of the same period, or one that a final figure replaces
	Conflicting Standing = "conflicting" // another figure of about the same date
	Withdrawn   Standing = "withdrawn"   // corrected by a later release
)

// ConflictDays is the largest distance in days at which two different figures
// contradict each other. Farther apart one follows the other. A publisher may take a
// month to print what another has printed.
const ConflictDays = 31

// StandingOf returns how other relates to present, a row of the same entry that is not
// older.
func StandingOf(present, other Row) Standing {
	if present.Figure == other.Figure || present.Passage == other.Passage && present.Figure.Span == other.Figure.Span {
		return Present
	}
	switch {
	case other.Figure.Binding.State == knowledge.Withdrawn || present.Figure.Binding.State == knowledge.Corrected && !SameValue(present.Figure, other.Figure):
		return Withdrawn
	case other.Replaced:
		return Superseded
	case SameValue(present.Figure, other.Figure) && SamePeriod(present, other):
		return Restated
	case other.Figure.Binding.State == knowledge.Former || present.Release == other.Release:
		return Superseded
	case revises(present, other):
		return Revised
	}
	a, b := present.AsOf().Days(), other.AsOf().Days()
	if a > 0 && b > 0 && a-b <= ConflictDays && PeriodType(present.Figure.Binding.Period) == PeriodType(other.Figure.Binding.Period) && !Consistent(present.Figure, other.Figure) {
		return Conflicting
	}
	return Superseded
}

//go:embed firmness.txt
var firmnessFile string

// firmness are the lists of firmness.txt by class.
var firmness = sync.OnceValue(func() wordlist.Classes {
	return wordlist.MustParse("knowledge/ledger/firmness.txt", firmnessFile, nil)
})

// isFirm reports whether the sentence of r has a word of a class of firmness.txt.
func (r Row) isFirm(class string) bool {
	if r.Text == "" {
		return false
	}
	sentence := r.Sentence().Of(r.Text)
	return firmness().List(class).In(sentence)
}

// revises reports whether r is a later release's figure of the period for which other
// is preliminary.
func revises(r, other Row) bool {
	p := r.Figure.Binding.Period
	if p == "" || p != other.Figure.Binding.Period || r.Date.Compare(other.Date) <= 0 {
		return false
	}
	return r.isFirm("final") || other.isFirm("preliminary") && !r.isFirm("preliminary")
}
