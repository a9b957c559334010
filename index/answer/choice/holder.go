package choice

import (
	"regexp"
	"strings"

	"beilun/index/answer/frame"
)

// officesIn returns the offices whose holder a question asks for.
func officesIn(f *frame.Frame) (out []string) {
	if f.Asks != frame.Person {
		return nil
	}
	for _, o := range loadCues()["office"] {
		if strings.Contains(f.Text, o) {
			out = append(out, o)
		}
	}
	return out
}

// holder reports whether a text names who holds an office that is asked for: 1 a name
// may stand behind it, 2 it stands there without one, 3 it does not stand there; 0
// where no office is asked for.
func (r *Reading) holder(text string) int {
	if len(r.offices) == 0 {
		return 0
	}
	best := 3
	for _, o := range r.offices {
		for rest := text; ; {
			before, after, ok := strings.Cut(rest, o)
			if !ok {
				break
			}
			if strings.HasSuffix(before, "副") && !strings.Contains(r.frame.Text, "副") {
				rest = after
				continue // 副关长 is no 关长
			}
			best = min(best, 2)
			if namePattern.MatchString(after) && !holdsAny(firstRunes(after, 2), loadCues()["deputy"]) {
				best = 1
			}
			rest = after
		}
	}
	return best
}

// namePattern is what may be a person's name, and what stands behind one.
var namePattern = regexp.MustCompile(`^[\s\x{3000}]*[\p{Han}·]{2,4}?(?:说|表示|介绍|告诉|透露|坦言|认为|指出|宣布|出席|致辞|在|为|作|，|。|、|（|：|\s|$)`)

// LacksHolder reports whether an office is asked for that a text names nobody in.
func (r *Reading) LacksHolder(c *Candidate) bool {
	return c.Figure == nil && r.holder(r.textOf(c)) > 1
}
