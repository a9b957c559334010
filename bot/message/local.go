package message

import (
	"cmp"
	"fmt"
	"strings"
)

// Local is what the bot says of itself in the words of the releases at hand: it
// is to name no other district and no thing that they do not.
type Local struct {
	District string   // "" where it is not known
	Thing    string   // with a name, that has a figure
	Examples []string // questions that have an answer
}

// The example and the thing to name where the releases have no figure of a thing.
const (
	FallbackAsk   = "哪个项目总投资最大？"
	FallbackThing = "总投资"
)

// Place returns what the district is called in a sentence.
func (w *UI) Place(district string) string { return cmp.Or(district, w.Here) }

// HelpText returns the text that explains how to ask.
func (w *UI) HelpText(l Local) string {
	return fmt.Sprintf(string(w.Help), w.Place(l.District), "• "+strings.Join(l.Examples, "\n• "), l.Thing)
}

// title heads Home.
func (w *UI) title(district string) string {
	if district == "" {
		return w.HomeUntitled
	}
	return fmt.Sprintf(w.HomeTitle, district)
}
