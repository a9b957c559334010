package intake

import (
	"context"
	"fmt"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/library"
)

// Bounds of what is listed of the files that cannot be read.
const (
	maxReasons      = 8
	maxReasonFiles  = 5  // of each reason
	maxReasonedName = 50 // characters
)

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
	out = append(out, fmt.Sprintf(message.WordsOf(english).Intake.Problems, library.CountRefused(all)))
	return append(out, RefusedLines(all, english)...)
}

// RefusedLines lists files that cannot be read by the reason, with what to do about it:
// at most maxReasons lines and one that says how many more there are.
func RefusedLines(all []index.Refusal, english bool) (out []string) {
	w := message.WordsOf(english).Intake
	groups := library.GroupRefused(all, english)
	for _, g := range groups[:min(len(groups), maxReasons)] {
		var names []string
		left := g.Count
		for _, f := range g.Files[:min(len(g.Files), maxReasonFiles)] {
			name := message.Label(f.ID, maxReasonedName)
			if f.More > 0 {
				name = fmt.Sprintf(w.ProblemsKind, name, f.More)
			}
			names = append(names, name)
			left -= max(1, f.More)
		}
		if left > 0 {
			names = append(names, fmt.Sprintf(w.ProblemsMore, left))
		}
		out = append(out, "• "+fmt.Sprintf(w.ProblemsReason, strings.TrimRight(g.Reason, "。."), g.Count)+uiColon(english)+strings.Join(names, w.Sep))
	}
	left := 0
	for _, g := range groups[min(len(groups), maxReasons):] {
		left += g.Count
	}
	if left > 0 {
		out = append(out, "…"+fmt.Sprintf(w.ProblemsMore, left))
	}
	return out
}
