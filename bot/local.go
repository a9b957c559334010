package bot

import (
	"context"

	"beilun/bot/message"
)

// helpExamples is how many questions the help gives as examples.
const helpExamples = 3

func (b *Bot) local(ctx context.Context, examples int) message.Local {
	l := message.Local{Thing: message.FallbackThing, Examples: b.examples(ctx, examples), District: b.district()}
	if s := b.sampleFigures(ctx); len(s) > 0 {
		l.Thing = s[0].Thing
	}
	return l
}

// district returns the name of the district of the releases, "" where it is not
// known.
func (b *Bot) district() string {
	if b.opts.District == nil {
		return ""
	}
	return b.opts.District()
}
