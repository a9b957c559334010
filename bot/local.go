package bot

import (
	"context"
	"fmt"
	"strings"
)

// local is what the bot says of itself in the words of the releases at hand: it
// is to name no other district and no thing that they do not.
type local struct {
	district string   // "" where it is not known
	thing    string   // with a name, that has a figure
	examples []string // questions that have an answer
}

// Where the releases name no thing and no figure of one.
const (
	fallbackAsk   = "哪个项目总投资最大？"
	fallbackThing = "总投资"
)

// helpExamples is how many questions the help gives as examples.
const helpExamples = 3

func (b *Bot) local(ctx context.Context, examples int) local {
	l := local{thing: fallbackThing, examples: b.examples(ctx, examples), district: b.district()}
	if s := b.sampleFigures(ctx); len(s) > 0 {
		l.thing = s[0].Thing
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

// place returns what the district is called in a sentence.
func (w *ui) place(district string) string { return firstOf(district, w.here) }

// helpText explains how to ask.
func (w *ui) helpText(l local) string {
	return fmt.Sprintf(w.help, w.place(l.district), "• "+strings.Join(l.examples, "\n• "), l.thing)
}

// title heads Home.
func (w *ui) title(district string) string {
	if district == "" {
		return w.homeUntitled
	}
	return fmt.Sprintf(w.homeTitle, district)
}
