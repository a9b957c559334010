package intake

import (
	"context"
	"fmt"
	"time"

	"beilun/bot/message"
)

// maxProblems is how many files that cannot be read are listed.
const maxProblems = 10

// syncedLibrary is a library that knows when it last read the releases.
type syncedLibrary interface{ Synced() time.Time }

// Status returns lines for an admin about the state of the releases folder.
func (d *Desk) Status(ctx context.Context, english bool) []string {
	w := message.WordsOf(english).Intake
	var out []string
	if s, ok := d.Library.(syncedLibrary); ok && !s.Synced().IsZero() {
		out = append(out, fmt.Sprintf(w.Synced, message.WordsOf(english).UI.Ago(d.Now(), s.Synced())))
	}
	out = append(out, problemLines(d.corrections.read(ctx), english)...)
	if d.Folder == nil {
		return out
	}
	all := d.Folder.Problems()
	if len(all) == 0 {
		return out
	}
	out = append(out, fmt.Sprintf(w.Problems, len(all)))
	for _, r := range all[:min(len(all), maxProblems)] {
		out = append(out, "• "+message.Label(r.ID, MaxTitle)+uiColon(english)+Reason(r.Err, english))
	}
	if left := len(all) - maxProblems; left > 0 {
		out = append(out, "…"+fmt.Sprintf(w.ProblemsMore, left))
	}
	return out
}
