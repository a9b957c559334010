package mcpserver

import (
	"context"
	"fmt"
	"strings"

	"beilun/index/answer/check"
	"beilun/index/answer/plain"
	"beilun/internal/web/page"
)

// draft is what check is called with.
type draft struct{ Text string }

// Verdicts are the figures of a draft with what the releases say of them.
type Verdicts struct {
	Version int             `json:"version" doc:"Of this form"`
	Counts  map[string]int  `json:"counts" doc:"How many figures have each verdict"`
	Partial bool            `json:"partial,omitempty" doc:"The draft may have more figures, which were not checked"`
	Figures []plain.Checked `json:"figures" doc:"In the order of the draft"`
}

// verdicts are the verdicts in the order in which they are counted.
var verdicts = []string{"contradicts", "outdated", "disputed", "ahead", "not_known", "not_read", "agrees"}

// check checks a draft. Nothing of it is kept.
func (s *Server) check(ctx context.Context, in draft, w *Words) (Verdicts, string, error) {
	out := Verdicts{Version: plain.Version, Counts: map[string]int{}, Figures: []plain.Checked{}}
	found, err := page.Settled(ctx, s.site, func(ctx context.Context) ([]check.Checked, error) { return s.checker.Check(ctx, in.Text, "") })
	if err != nil {
		return out, "", fmt.Errorf("check a draft: %w", err)
	}
	form := s.form(ctx, w)
	out.Partial = len(found) == check.MaxFigures
	for _, c := range found {
		one := form.CheckedOf(c)
		if one.Verdict == "agrees" { // one source is enough
			one.Figures = one.Figures[:min(1, len(one.Figures))]
		}
		out.Counts[one.Verdict]++
		out.Figures = append(out.Figures, one)
	}
	t := text{Words: w}
	t.draft(&out)
	return out, t.String(), nil
}

func (t *text) draft(v *Verdicts) {
	if len(v.Figures) == 0 {
		t.line(t.NoDraft)
		return
	}
	var counts []string
	for _, verdict := range verdicts {
		if n := v.Counts[verdict]; n > 0 {
			counts = append(counts, fmt.Sprintf(t.Count, t.Verdicts[verdict], n))
		}
	}
	t.line(t.DraftTotal, len(v.Figures), strings.Join(counts, t.Semicolon))
	for i := range v.Figures {
		t.checked(i+1, &v.Figures[i])
	}
	if v.Partial {
		t.line(t.DraftMore, check.MaxFigures)
	}
}
