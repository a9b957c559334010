package plain

import (
	"strings"

	"beilun/index/answer"
)

// pending marks what waits for the name of the thing that it is about.
const pending = "?"

// AboutOf returns what the question after a may lean on, for [Before]; "" if it may lean on
// nothing.
func AboutOf(a *answer.Answer) string {
	switch {
	case !a.Leads():
		return ""
	case a.Reason == answer.WhichThing:
		return pending + a.Topic
	}
	return a.Topic
}

// Before returns the answer that a question leans on; nil for "".
func Before(about string) *answer.Answer {
	topic, waits := strings.CutPrefix(about, pending)
	if topic == "" {
		return nil
	}
	before := &answer.Answer{Topic: topic}
	if waits {
		before.Reason = answer.WhichThing
	}
	return before
}
