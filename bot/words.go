package bot

import (
	"fmt"
	"strings"

	"beilun/index"
)

// What is said before the language of the person is known, or for them all.
const (
	wordsBusy   = "现在问的人太多，请过一会儿再问一次。"
	wordsFailed = "没能查到资料：出了点问题，请过一会儿再问一次。"
)

// Bounds of what is listed.
const (
	maxListed        = 20 // releases named by /beilun releases
	maxRefusedListed = 5
)

// changes tells what reading the releases anew has changed.
func (w *ui) changesText(c *index.Changes) string {
	var b strings.Builder
	fmt.Fprintf(&b, w.changes, len(c.New), len(c.Changed), len(c.Same), len(c.Gone), len(c.Refused))
	for i, r := range c.Refused {
		if i == maxRefusedListed {
			b.WriteString("\n…")
			break
		}
		fmt.Fprintf(&b, "\n• %s：%s", label(r.ID, maxShownTitle), intakeWordsOf(w == uiEnglish).reason(r.Err))
	}
	return b.String()
}

// releasesMessage lists releases, newest first, each with its link.
func releasesMessage(rs []index.Release, english bool) message {
	w := uiOf(english)
	if len(rs) == 0 {
		return w.say(w.noReleases)
	}
	return w.list(fmt.Sprintf(w.releases, len(rs)), releaseSources(rs, maxListed, english), len(rs)-maxListed)
}

func releaseSources(rs []index.Release, n int, english bool) []Source {
	words := Reply{English: english}.wording()
	var out []Source
	for i, r := range rs {
		if i == n {
			break
		}
		out = append(out, words.newSource(r))
	}
	return out
}
