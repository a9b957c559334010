package feature

import "beilun/index/answer/frame"

// Group is a kind of questions for which features count alike.
type Group uint8

// The groups. Their order numbers features.
const (
	OfFigure Group = iota
	OfTime
	OfDuration
	OfEntity // a person, an organisation, a place, a thing
	OfList
	OfExplanation // a reason or a manner
	OfCard        // what something is
	OfSeveral     // several figures
	OfText
	OfState // whether something is so
	NumGroups
)

var groupNames = [NumGroups]string{"figure", "time", "duration", "entity", "list", "explanation", "card", "several", "text", "state"}

// String returns the name of g in files of weights.
func (g Group) String() string { return groupNames[g] }

// GroupOf returns the group of a question for one answer of a kind.
func GroupOf(a frame.Asks) Group {
	switch a {
	case frame.Figure:
		return OfFigure
	case frame.Time:
		return OfTime
	case frame.Duration:
		return OfDuration
	case frame.Person, frame.Organisation, frame.Place, frame.Thing:
		return OfEntity
	case frame.List, frame.Latest:
		return OfList
	case frame.Reason, frame.Manner:
		return OfExplanation
	case frame.Whether, frame.Status:
		return OfState
	case frame.About, frame.Definition:
		return OfCard
	}
	return OfText
}
