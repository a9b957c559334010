package answerfit

import (
	"testing"

	"beilun/index/eval/verdict"
	"beilun/internal/needs"
)

// districts reads the development districts.
func districts(t *testing.T) []*District {
	t.Helper()
	out, err := ReadAll(t.Context(), "../testdata/press", "../testdata/rounds")
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range out {
		t.Cleanup(func() { d.Close() })
	}
	return out
}

// TestLeaveOut answers the questions about each district with weights learned from
// others, a quarter of them left out at a time, and prints the report. The floors are
// below the results at the time by about the effect of another division into quarters.
func TestLeaveOut(t *testing.T) {
	needs.Long(t, "a minute: it learns from the districts five times")
	o := Defaults
	o.Folds = 4
	f, err := Fit(t.Context(), districts(t), o)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + f.Report.String())
	all := f.Report.Row(All)
	if right := all.Share(verdict.Right); right < 0.43 {
		t.Errorf("%.3f of the questions with an answer are answered, want .43", right)
	}
	if wrong := all.Wrong(); wrong > 0.08 {
		t.Errorf("%.3f of the questions are answered wrong, want at most .08", wrong)
	}
	if first := share(all.First, all.Known); first < 0.82 {
		t.Errorf("%.3f of the right passages stand first, want .82", first)
	}
}
