package answerfit

import (
	"testing"
)

// districts reads the districts of development.
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

func TestLeaveOut(t *testing.T) {
	if testing.Short() {
		t.Skip("learns from eight districts nine times")
	}
	f, err := Fit(t.Context(), districts(t), Defaults)
	if err != nil {
		t.Fatal(err)
	}
	t.Log("\n" + f.Report.String())
}
