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
	News     bool     // releases may come that bring other figures
	Empty    bool     // there are no releases, and so no question has an answer
}

// The example and the thing to name where the releases have no figure of a thing.
const (
	FallbackAsk   = "哪个项目总投资最大？"
	FallbackThing = "总投资"
)

// Place returns what the district is called in a sentence.
func (w *UI) Place(district string) string {
	if district != "" && w == WordsOf(true).UI {
		return nameOf(district)
	}
	return cmp.Or(district, w.Here)
}

// labels returns questions as they are shown.
func (w *UI) labels(questions []string) []string {
	out := make([]string, len(questions))
	for i, q := range questions {
		out[i] = w.Label(q)
	}
	return out
}

// HelpText returns the text that explains how to ask, and how to subscribe, or that
// there are no news.
func (w *Words) HelpText(l Local) string {
	news := ""
	if l.News {
		news = "\n" + fmt.Sprintf(w.News.Help, l.Thing)
	}
	text := fmt.Sprintf(string(w.UI.Help), w.UI.Place(l.District), "• "+strings.Join(w.UI.labels(l.Examples), "\n• "), l.Thing, news)
	if _, rest, ok := strings.Cut(text, "\n\n"); ok && l.Empty { // the first paragraph has the examples
		return w.UI.NoReleases + "\n\n" + rest
	}
	return text
}

// title heads Home.
func (w *UI) title(district string) string {
	if district == "" {
		return w.HomeUntitled
	}
	return fmt.Sprintf(w.HomeTitle, w.Place(district))
}
