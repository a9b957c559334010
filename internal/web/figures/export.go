package figures

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode"

	"beilun/bot/message"
	"beilun/index"
	"beilun/internal/web/chart"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"
	known "beilun/knowledge/ledger"
)

// format is a sort of file.
type format struct {
	ending, mime string
	picture      bool // of the chart
	write        func(drawer, context.Context, choice) ([]byte, error)
}

// formats are those of the same address with another ending.
var formats = []format{
	{".csv", "text/csv; charset=utf-8", false, drawer.csv},
	{".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, drawer.xlsx},
	{".json", "application/json; charset=utf-8", false, drawer.json},
	{".svg", "image/svg+xml; charset=utf-8", true, drawer.svg},
	{".png", "image/png", true, drawer.png},
}

// maxLines is how many rows a file has at most.
const maxLines = 20_000

// export answers with a file of what an address chooses. Few are made at once: one of all
// figures takes a second.
func (p *pages) export(w http.ResponseWriter, r *http.Request, f format) {
	english := page.IsEnglish(r)
	s, err := p.ledger.Now(r.Context())
	if err != nil {
		p.site.Fail(w, r, fmt.Errorf("export figures: %w", err))
		return
	}
	c := choose(s, r.URL.Query())
	d := drawer{Words: texts[english], english: english, site: p.site, base: p.site.Base(r), snapshot: s, query: r.URL.Query()}
	if len(c.entries) == 0 {
		p.site.Say(w, r, http.StatusNotFound, d.Title, d.Nothing)
		return
	}
	done, ok := p.turn(r.Context())
	if !ok {
		w.Header().Set("Retry-After", "10")
		p.site.Say(w, r, http.StatusServiceUnavailable, d.Title, d.Busy)
		return
	}
	defer done()
	data, err := f.write(d, r.Context(), c)
	switch {
	case err != nil:
		p.site.Fail(w, r, fmt.Errorf("export figures as %s: %w", f.ending, err))
		return
	case data == nil:
		p.site.Say(w, r, http.StatusNotFound, d.Title, d.NoPicture)
		return
	}
	h := w.Header()
	h.Set("Content-Type", f.mime)
	h.Set("Content-Disposition", disposition(f, d.fileName(c)))
	h.Add("Vary", "Accept-Language, Cookie")
	_, _ = w.Write(data) // whoever asked may have gone
}

// turn waits until a file may be made; the caller calls done then. ok is false if too many
// others wait, or for too long.
func (p *pages) turn(ctx context.Context) (done func(), ok bool) {
	select {
	case p.waiting <- struct{}{}:
		defer func() { <-p.waiting }()
	default:
		return nil, false
	}
	late := time.NewTimer(patience)
	defer late.Stop()
	select {
	case p.busy <- struct{}{}:
		return func() { <-p.busy }, true
	case <-late.C:
	case <-ctx.Done(): // nobody waits for it
	}
	return nil, false
}

// disposition names a file as RFC 6266 has it, with a plain name for old programs. What a
// browser can show it shows.
func disposition(f format, name string) string {
	kind := "attachment"
	if f.picture || f.ending == ".json" {
		kind = "inline"
	}
	encoded := strings.ReplaceAll(url.QueryEscape(name+f.ending), "+", "%20")
	return fmt.Sprintf(`%s; filename="figures%s"; filename*=UTF-8''%s`, kind, f.ending, encoded)
}

// fileName is the name of a file without its ending.
func (d drawer) fileName(c choice) string {
	const most = 60
	name := c.name
	switch {
	case c.sort == entry:
		name = c.entries[0].Thing() + " " + d.metricOf(c.entries[0])
	case c.sort == search:
		name = c.text
	case name == "":
		name = d.File
	}
	name = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`/\:*?"<>|`, r) {
			return ' '
		}
		return r
	}, name)
	name = strings.Trim(strings.Join(strings.Fields(name), " "), ". ")
	if name == "" {
		name = d.File
	}
	return message.Clip(name, most)
}

// exported is a row of a file.
type exported struct {
	entry    *ledger.Entry
	row      index.Row
	standing known.Standing
}

// lines yields the rows of a file, each read when its turn comes: with what was before for
// one thing, without for several.
func (c choice) lines(yield func(exported) bool) {
	n := 0
	for _, e := range c.entries {
		rows := 1
		if c.sort == entry || c.sort == thing {
			rows = e.Len()
		}
		for i := range rows {
			if n == maxLines || !yield(exported{e, e.Row(i), e.Standing(i)}) {
				return
			}
			n++
		}
	}
}

func (d drawer) svg(_ context.Context, c choice) ([]byte, error) {
	if drawn := chart.New(d.series(c), d.english); drawn != nil {
		return drawn.File(), nil
	}
	return nil, nil
}

func (d drawer) png(_ context.Context, c choice) ([]byte, error) {
	drawn := chart.New(d.series(c), d.english)
	if drawn == nil {
		return nil, nil
	}
	var out bytes.Buffer
	if err := drawn.PNG(&out); err != nil {
		return nil, err
	}
	return out.Bytes(), nil
}
