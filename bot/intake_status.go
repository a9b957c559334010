package bot

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

// intakeLines tell an admin how the releases folder is, a line each.
func (b *Bot) intakeLines(ctx context.Context, english bool) []string {
	w := message.WordsOf(english).Intake
	var out []string
	if s, ok := b.library.(syncedLibrary); ok && !s.Synced().IsZero() {
		out = append(out, fmt.Sprintf(w.Synced, message.WordsOf(english).UI.Ago(b.now(), s.Synced())))
	}
	if b.opts.Corrector != nil {
		if e, err := b.opts.Corrector.Errata(ctx); err != nil {
			b.log.Warn("read corrections", "err", err)
		} else {
			out = append(out, b.erratumLines(e, english)...)
		}
	}
	if b.opts.Intake == nil {
		return out
	}
	all := b.opts.Intake.Problems()
	if len(all) == 0 {
		return out
	}
	out = append(out, fmt.Sprintf(w.Problems, len(all)))
	for _, r := range all[:min(len(all), maxProblems)] {
		out = append(out, "• "+message.Label(r.ID, maxShownTitle)+uiColon(english)+reasonOf(r.Err, english))
	}
	if left := len(all) - maxProblems; left > 0 {
		out = append(out, "…"+fmt.Sprintf(w.ProblemsMore, left))
	}
	return out
}

// helpFor explains how to ask and, to an admin, how to hand releases over.
func (b *Bot) helpFor(ctx context.Context, user string, english bool) message.Message {
	if !b.isAdmin(user) {
		return b.help(ctx, english)
	}
	return message.Say(message.WordsOf(english).UI.HelpText(b.samples.local(ctx, helpExamples)) + string(message.WordsOf(english).Intake.Help+message.WordsOf(english).Corrections.Help))
}
