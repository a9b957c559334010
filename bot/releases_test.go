package bot

import (
	"slices"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/bot/webapi"
	"beilun/internal/fakeslack"
)

// listed returns the lines of a page of the list of releases.
func listed(p fakeslack.Post) (out []string) {
	for line := range strings.Lines(p.Text) {
		if strings.HasPrefix(line, "• ") {
			out = append(out, strings.TrimSpace(line))
		}
	}
	return out
}

// TestReleasesTurn turns the pages of the list of releases to the end and back, in
// place, for the asker alone and in a direct message.
func TestReleasesTurn(t *testing.T) {
	t.Parallel()
	r := startReading(t)
	sent := must[fakeslack.Sent](t)
	all := r.bot.library.Releases()
	sent(r.People.Slash("C1", "U1", "releases"))
	private := r.post(t, 1)
	direct := fakeslack.Post{Channel: "D1"}
	var err error
	if direct.TS, err = r.bot.post.Send(t.Context(), webapi.Target{Channel: "D1"}, message.Releases(all, false)); err != nil {
		t.Fatal(err)
	}
	direct = r.post(t, 2)
	n := 2
	for name, p := range map[string]fakeslack.Post{"private": private, "direct": direct} {
		first := p
		titles := listed(p)
		for strings.Contains(string(p.Blocks), message.ReleasesAction+"next") {
			sent(r.People.ClickMessage("U1", p, message.ReleasesAction+"next", ""))
			n++
			next := r.post(t, n)
			if next.TS != first.TS || next.Ephemeral != first.Ephemeral {
				t.Fatalf("%s: the page is another message: %+v", name, next)
			}
			p = next
			titles = append(titles, listed(p)...)
		}
		if len(titles) != len(all) {
			t.Errorf("%s: %d releases on all pages, want %d", name, len(titles), len(all))
		}
		if slices.Sort(titles); len(slices.Compact(titles)) != len(all) {
			t.Errorf("%s: a release is on two pages", name)
		}
		for strings.Contains(string(p.Blocks), message.ReleasesAction+"back") {
			sent(r.People.ClickMessage("U1", p, message.ReleasesAction+"back", ""))
			n++
			p = r.post(t, n)
		}
		if p.Text != first.Text {
			t.Errorf("%s: back at %.80q, want %.80q", name, p.Text, first.Text)
		}
	}
	// In a channel others read the list, too.
	if _, err := r.bot.post.Send(t.Context(), webapi.Target{Channel: "C1"}, message.Releases(all, false)); err != nil {
		t.Fatal(err)
	}
	n++
	sent(r.People.ClickMessage("U2", r.post(t, n), message.ReleasesAction+"next", ""))
	if p := r.post(t, n+1); !p.Ephemeral || p.Replace || len(listed(p)) == 0 {
		t.Errorf("in a channel: %+v", p)
	}
}

func TestReleasesPage(t *testing.T) {
	t.Parallel()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	rs := x.Releases()[:16]
	last := message.ReleasesPage(rs, 15, false).Text
	for _, from := range []int{15, 16, 1 << 40} {
		if got := message.ReleasesPage(rs, from, false).Text; got != last {
			t.Errorf("from %d: %q", from, got)
		}
	}
	if got := message.ReleasesPage(rs, -7, false).Text; got != message.Releases(rs, false).Text {
		t.Errorf("from before the start: %q", got)
	}
	if got := message.Releases(rs[:15], false); len(got.Forms[0]) != 1 {
		t.Errorf("one page has %d blocks", len(got.Forms[0]))
	}
}
