package mcpserver

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"beilun/index"
	"beilun/index/answer/plain"
	"beilun/index/passage"
	"beilun/internal/zhtext"
)

// listing is what releases is called with.
type listing struct {
	Search        string
	Limit, Offset int
}

// Listing are some of the releases.
type Listing struct {
	Version    int             `json:"version" doc:"Of this form"`
	Total      int             `json:"total" doc:"How many there are"`
	Releases   []plain.Release `json:"releases" doc:"Newest first"`
	NextOffset int             `json:"next_offset,omitempty" doc:"The offset of the next page; absent if this is the last"`
}

// releases lists releases.
func (s *Server) releases(ctx context.Context, in listing, w *Words) (Listing, string, error) {
	found := matching(s.site.Index.Releases(), in.Search)
	out := Listing{Version: plain.Version, Total: len(found), Releases: []plain.Release{}}
	from := min(in.Offset, len(found))
	to := min(from+in.Limit, len(found))
	for _, r := range found[from:to] {
		out.Releases = append(out.Releases, s.form(ctx, w).ReleaseOf(r))
	}
	if to < len(found) {
		out.NextOffset = to
	}
	t := text{Words: w}
	if from == to {
		t.line(w.NoReleases)
		return out, t.String(), nil
	}
	t.line(w.ReleasesTotal, len(found), from+1, to)
	for _, r := range out.Releases {
		t.line("- " + t.source(r))
	}
	if out.NextOffset > 0 {
		t.line(w.Next, out.NextOffset)
	}
	return out, t.String(), nil
}

// matching returns the releases that have all words of search.
func matching(all []index.Release, search string) []index.Release {
	words := strings.Fields(zhtext.FoldString(search))
	if len(words) == 0 {
		return all
	}
	var out []index.Release
	for _, r := range all {
		in := zhtext.FoldString(strings.Join([]string{r.Title, r.Source, r.Date.String(), r.ID}, "\n"))
		if !slices.ContainsFunc(words, func(w string) bool { return !strings.Contains(in, w) }) {
			out = append(out, r)
		}
	}
	return out
}

// reading is what read is called with.
type reading struct {
	Release       string
	Offset, Limit int
}

// Text is a part of a release.
type Text struct {
	Version    int           `json:"version" doc:"Of this form"`
	Release    plain.Release `json:"release"`
	Paragraphs []Paragraph   `json:"paragraphs"`
	NextOffset int           `json:"next_offset,omitempty" doc:"The offset of the next part; absent if this is the last"`
}

// Paragraph is a paragraph of a release, or a part of a very long one.
type Paragraph struct {
	Number  int    `json:"number" doc:"In its release, from 1"`
	Heading string `json:"heading,omitempty" doc:"Verbatim: the heading that it is below"`
	Text    string `json:"text" doc:"Verbatim"`
}

// maxRead is the size of the text that read returns, in bytes. A paragraph has less.
const maxRead = 24 << 10

// read returns paragraphs of a release.
func (s *Server) read(ctx context.Context, in reading, w *Words) (Text, string, error) {
	r, ok := s.held(in.Release)
	if !ok {
		return Text{}, "", refusal(fmt.Sprintf(w.NoRelease, zhtext.Truncate(in.Release, maxWhy)))
	}
	out := Text{Version: plain.Version, Release: s.form(ctx, w).ReleaseOf(r), Paragraphs: []Paragraph{}}
	// One more than is asked for, to know whether there is more.
	passages, err := s.site.Index.Near(ctx, passage.ID(r.ID, in.Offset+1), 0, in.Limit)
	if err != nil {
		return Text{}, "", fmt.Errorf("read release %q: %w", r.ID, err)
	}
	size := 0
	for i, p := range passages {
		if size += len(p.Text); i == in.Limit || i > 0 && size > maxRead {
			out.NextOffset = in.Offset + i
			break
		}
		out.Paragraphs = append(out.Paragraphs, Paragraph{in.Offset + i + 1, p.Heading, p.Text})
	}
	t := text{Words: w}
	t.text(&out)
	return out, t.String(), nil
}

// held returns a release that may be shown.
func (s *Server) held(id string) (index.Release, bool) {
	r, ok := s.site.Index.Held(id)
	if !ok {
		return r, false
	}
	_, ok = s.site.Index.First(id)
	return r, ok
}

func (t *text) text(x *Text) {
	t.line(t.Source, t.source(x.Release))
	if len(x.Paragraphs) == 0 {
		t.line(t.NoText)
		return
	}
	t.line(t.Paragraphs, x.Paragraphs[0].Number, x.Paragraphs[len(x.Paragraphs)-1].Number)
	t.body(x.Paragraphs)
	if x.NextOffset > 0 {
		t.line("")
		t.line(t.Next, x.NextOffset)
	}
}

// body writes paragraphs, with each heading before the first below it.
func (t *text) body(ps []Paragraph) {
	heading := ""
	for _, p := range ps {
		if p.Heading != heading && p.Heading != "" {
			t.line("")
			t.line(p.Heading)
		}
		heading = p.Heading
		t.line("")
		t.line(p.Text)
	}
}
