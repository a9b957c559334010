package judge

import (
	"regexp"
	"strings"

	"beilun/index/answer/choice/candidate"
	"beilun/index/answer/choice/cue"
	"beilun/index/answer/choice/question"
	"beilun/index/answer/frame"
	"beilun/index/answer/overlap"
)

// offices are those whose holder a question asks for.
type offices []string

func officesIn(f *frame.Frame) (out offices) {
	if f.Asks != frame.Person {
		return nil
	}
	for _, o := range cue.Of("office").Words {
		if strings.Contains(f.Text, o) {
			out = append(out, o)
		}
	}
	return out
}

// holder returns whether a text names who holds one of the offices that a
// question asks for: 1 a name may be behind an office, 2 an office is there
// without one, 3 none is; 0 if none is asked for.
func (os offices) holder(question, text string) int {
	if len(os) == 0 {
		return 0
	}
	best := 3
	for _, o := range os {
		for rest := text; ; {
			before, after, ok := strings.Cut(rest, o)
			if !ok {
				break
			}
			if cue.Of("vice").Ends(before) && !cue.In(question, "vice") {
				rest = after
				continue // 副关长 is no 关长
			}
			best = min(best, 2)
			if personPattern.MatchString(after) && !cue.In(overlap.FirstRunes(after, 2), "deputy") {
				best = 1
			}
			rest = after
		}
	}
	return best
}

// personPattern is what may be a person's name, and what is behind one.
var personPattern = regexp.MustCompile(`^[\s\x{3000}]*[\p{Han}·]{2,4}?(?:说|表示|介绍|告诉|透露|坦言|认为|指出|宣布|出席|致辞|在|为|作|，|。|、|（|：|\s|$)`)

// LacksHolder reports whether q asks for the holder of an office and a candidate
// with that text names nobody in it.
func LacksHolder(q *question.Question, c *candidate.Candidate, text string) bool {
	return c.Figure == nil && officesIn(q.Frame).holder(q.Frame.Text, text) > 1
}
