package message

import (
	"fmt"
	"strconv"

	"beilun/index"

	"github.com/slack-go/slack"
)

// maxListed is how many releases a page names. Its text has room for them.
const maxListed = 15

// Releases returns a message that lists releases, each with its link: the first page.
func Releases(rs []index.Release, english bool) Message { return ReleasesPage(rs, 0, english) }

// ReleasesPage is Releases from a place in the list on. A place behind the end is the
// last page.
func ReleasesPage(rs []index.Release, from int, english bool) Message {
	words := WordsOf(english)
	w := words.UI
	if len(rs) == 0 {
		return Say(w.NoReleases)
	}
	from = max(0, min(from, (len(rs)-1)/maxListed*maxListed))
	page := rs[from:min(len(rs), from+maxListed)]
	left := len(rs) - from - len(page)
	title := fmt.Sprintf(w.Releases, len(rs))
	if len(page) < len(rs) {
		title = fmt.Sprintf(words.Pages.Part, title, from+1, from+len(page))
	}
	m := w.list(title, releaseSources(page, maxListed, english), left)
	var turns []slack.BlockElement
	if from > 0 {
		turns = append(turns, Button(ReleasesAction+"back", strconv.Itoa(max(0, from-maxListed)), words.Pages.Back))
	}
	if left > 0 {
		turns = append(turns, Button(ReleasesAction+"next", strconv.Itoa(from+maxListed), words.Pages.Next))
	}
	if turns != nil {
		m.Forms[0] = append(m.Forms[0], slack.NewActionBlock("", turns...))
	}
	return m
}

func releaseSources(rs []index.Release, n int, english bool) []Source {
	words := WordsOf(english).Answer
	var out []Source
	for i, r := range rs {
		if i == n {
			break
		}
		out = append(out, words.NewSource(r))
	}
	return out
}
