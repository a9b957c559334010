package choice

import (
	_ "embed"
	"strings"
	"sync"

	"beilun/index/answer/frame"
)

//go:embed cues.txt
var cueFile string

// loadCues reads cues.txt: by kind of answer, the words that give one.
var loadCues = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for line := range strings.Lines(cueFile) {
		f := strings.Fields(line)
		if len(f) > 1 && !strings.HasPrefix(f[0], "#") {
			out[f[0]] = append(out[f[0]], f[1:]...)
		}
	}
	return out
})

var cueNames = map[frame.Asks]string{
	frame.Person: "person", frame.Organisation: "organisation", frame.Place: "place", frame.Reason: "reason", frame.Manner: "manner",
	frame.Definition: "definition", frame.Purpose: "purpose", frame.List: "list", frame.Status: "status", frame.About: "definition",
}

// cue counts the words of the kind of answer asked for that stand in a text.
func (r *Reading) cue(c *Candidate) int {
	words := loadCues()[cueNames[r.frame.Asks]]
	text := c.Span.Of(r.pages[c.page].text)
	n := 0
	for _, w := range words {
		if strings.Contains(text, w) {
			n++
		}
	}
	return min(n, 3)
}
