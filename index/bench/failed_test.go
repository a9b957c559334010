package bench

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
)

// TestFailed lets steps fail one at a time: the rows of what they measure say so, the
// others are there, and the report ends with an error.
func TestFailed(t *testing.T) {
	t.Parallel()
	whole := reported(true, 200_000).report
	if err := whole.Err(); err != nil {
		t.Errorf("nothing failed: %v", err)
	}
	for step, c := range map[string]struct {
		rows int
		lose func(r *run)
	}{
		dropping:           {1, func(r *run) { r.report.Fell = nil }},
		limiting:           {1, func(r *run) { r.report.Limited = nil }},
		readingPDF:         {2, func(r *run) { r.report.PDF = nil }},
		seeing:             {12, func(r *run) { r.report.Seen = nil }},
		looking(Table):     {2, func(r *run) { r.report.Seen = r.report.Seen[1:] }},
		looking(firstHome): {1, func(r *run) { r.report.Seen = append(r.report.Seen[:2], r.report.Seen[3:]...) }},
		adding:             {2, func(r *run) { r.sizeAt(200_000).Beilun.NewOne, r.sizeAt(200_000).Beilun.AfterNew = 0, 0 }},
		searching(20_000):  {1, func(r *run) { r.sizeAt(20_000).Alone = nil }},
		loading(20_000): {3, func(r *run) {
			b := r.sizeAt(20_000).Beilun
			b.PerSecond, b.Allocs, b.Allocated = 0, 0, 0
		}},
		measuring(200_000): {11, func(r *run) { r.report.Sizes, r.report.Seen = r.report.Sizes[:3], nil }},
		scoring:            {0, func(*run) {}},
	} {
		r := reported(true, 200_000)
		c.lose(r)
		if err := r.step(step, func() error { return errors.New("it rains") }); err != nil {
			t.Fatal(err)
		}
		r.report.Rows = r.rows()
		failed := 0
		for i, row := range r.report.Rows {
			if row.Failed != "" {
				failed++
			}
			if (row.Failed == "") != (row.Beilun != nil) || row.Failed != "" && (row.Failed != step || row.Reached != "") {
				t.Errorf("%s: %+v", step, row)
			}
			if len(whole.Rows) == len(r.report.Rows) && row.Name != whole.Rows[i].Name {
				t.Errorf("%s: row %q, want %q", step, row.Name, whole.Rows[i].Name)
			}
		}
		if step == measuring(200_000) {
			failed -= 12 // the views
		}
		if failed != c.rows {
			t.Errorf("%s: %d rows have failed, want %d", step, failed, c.rows)
		}
		var out bytes.Buffer
		if err := r.report.Print(&out); err != nil {
			t.Fatal(err)
		}
		if n := strings.Count(out.String(), "failed: "+step); n < c.rows || !strings.Contains(out.String(), "FAILED: "+step+": it rains") {
			t.Errorf("%s: printed %d times in\n%s", step, n, out.String())
		}
		if err := r.report.Err(); err == nil || !strings.Contains(err.Error(), step+": it rains") {
			t.Errorf("%s: error %v", step, err)
		}
		if _, err := r.report.InReadme("\n```text bench\nold\n```\n"); err == nil || !strings.Contains(err.Error(), step) {
			t.Errorf("%s: README with error %v", step, err)
		}
	}
}

// TestGroupFails measures with a program that is not there, and with none of the time.
func TestGroupFails(t *testing.T) {
	t.Parallel()
	r := reported(false, 1500)
	r.report.Sizes = nil
	r.dir, r.programs[0].path = t.TempDir(), filepath.Join(t.TempDir(), "nothing")
	var err error
	if r.feed, err = newFeed(filepath.Join(r.dir, "releases"), 1, nil); err != nil {
		t.Fatal(err)
	}
	for _, sizes := range r.scale.groups {
		if err := r.group(sizes); err != nil {
			t.Fatal(err)
		}
	}
	if got := r.report.Failed; len(got) != 2 || got[0].Step != measuring(1000) || got[1].Step != measuring(1500) || !strings.Contains(got[1].Err, "nothing") {
		t.Errorf("%+v", got)
	}
	for _, row := range r.rows() {
		if row.Beilun == nil && row.Failed == "" {
			t.Errorf("%s has no value and no reason", row.Name)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	r.ctx, r.report.Failed = ctx, nil
	if err := r.group([]int{1000}); !errors.Is(err, context.Canceled) || len(r.report.Failed) > 0 {
		t.Errorf("error %v, %+v", err, r.report.Failed)
	}
	if err := r.step(dropping, func() error { return errors.New("stopped") }); !errors.Is(err, context.Canceled) {
		t.Errorf("error %v", err)
	}
}

// TestLeast looks for the least memory that is enough.
func TestLeast(t *testing.T) {
	t.Parallel()
	enough, building, serving, failed := Limited{}, Limited{Building: 0.26}, Limited{Serving: 0.26}, Limited{Err: "killed"}
	for _, c := range []struct {
		tried []Limited
		want  int
	}{
		{nil, 0},
		{[]Limited{building}, 0},
		{[]Limited{enough, enough, serving}, 256},
		{[]Limited{enough, failed}, 384},
		{[]Limited{enough, building, enough}, 384},
	} {
		r := reported(false, 20_000)
		for i := range c.tried {
			c.tried[i].MiB = limits[i]
		}
		r.report.Limited = c.tried
		rows := r.rows()
		row := rows[len(rows)-2]
		if got := r.report.least(); got != c.want || (row.Beilun == nil) != (c.want == 0) || row.None != (len(c.tried) > 0 && c.want == 0) {
			t.Errorf("%+v: %d, want %d, row %+v", c.tried, got, c.want, row)
		}
		if want := map[bool]Reached{true: TooFar}[len(c.tried) > 0]; row.Reached != want {
			t.Errorf("%+v: reached %q, want %q", c.tried, row.Reached, want)
		}
		r.report.Rows = rows
		var out bytes.Buffer
		if err := r.report.Print(&out); err != nil {
			t.Fatal(err)
		}
		line := out.String()[strings.Index(out.String(), row.Name):]
		line, _, _ = strings.Cut(line, "\n")
		if strings.Contains(line, "none") != row.None {
			t.Errorf("%+v: printed as %q", c.tried, line)
		}
	}
}

// TestScore scores a district of the tests of package eval.
func TestScore(t *testing.T) {
	t.Parallel()
	s, err := score(t.Context(), []string{"../eval/testdata/press/jinsha"})
	if err != nil {
		t.Fatal(err)
	}
	if s.Districts != 1 || s.Answerable < 20 || s.Questions <= s.Answerable || s.Facts < 100 || s.Right < 0.3 || s.First < 0.5 || s.Five < s.First || s.Wrong > 0.3 || s.Whole < 0.3 || s.Precision < 0.3 {
		t.Errorf("%+v", s)
	}
	var out bytes.Buffer
	r := reported(false, 1500).report
	r.Scores = s
	if err := r.Print(&out); err != nil || !strings.Contains(out.String(), "first (R@1)") {
		t.Errorf("%v\n%s", err, out.String())
	}
	if _, err := score(t.Context(), []string{t.TempDir()}); err == nil {
		t.Error("no error for a folder without districts")
	}
	if s, err := score(t.Context(), nil); err != nil || s != nil {
		t.Errorf("nothing is to be scored: %v, %+v", err, s)
	}
}
