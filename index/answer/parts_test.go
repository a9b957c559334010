package answer

import (
	"strings"
	"testing"

	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestParts reads testdata/parts.txt. Questions that begin with ~ are known to go wrong.
func TestParts(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Beliefs: bold(), Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 1, Day: 15} }})
	for _, f := range table(t, "parts.txt") {
		question, known := strings.CutPrefix(f[0], "~")
		ans, err := a.Follow(t.Context(), question, nil)
		if err != nil {
			t.Fatal(err)
		}
		told := func(question string, part *Answer) string {
			if part.Claim == nil {
				return strings.TrimSpace(question + " = -")
			}
			return strings.TrimSpace(question + " = " + part.Claim.Text)
		}
		got := []string{told("", ans)}
		if ans.Parts != nil {
			got[0] = told(ans.Topic, ans)
		}
		for _, p := range ans.Parts {
			got = append(got, told(p.Question, p))
			if p.Claim != nil && p.Claim.Hit.Passage.Release.ID == "" {
				t.Errorf("%s: %q has no release", f[0], p.Claim.Text)
			}
		}
		if diff := cmp.Diff(f[1:], got); known != (diff != "") {
			t.Errorf("%s (-want +got):\n%s", f[0], diff)
		}
	}
}

// TestPartsFollow leans a question that asks several things on the one before.
func TestPartsFollow(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Beliefs: bold()})
	before, err := a.Follow(t.Context(), "吉利新能源汽车总部总投资多少", nil)
	if err != nil {
		t.Fatal(err)
	}
	ans, err := a.Follow(t.Context(), "建筑面积多少，什么时候竣工", before)
	if err != nil {
		t.Fatal(err)
	}
	if ans.Claim == nil || ans.Claim.Text != "约4.6万平方米" || len(ans.Parts) != 1 || ans.Parts[0].Claim == nil || ans.Parts[0].Claim.Text != "2028年3月" || ans.Asked == "" {
		t.Errorf("answered with %+v", ans)
	}
	then, err := a.Follow(t.Context(), "出让面积呢", ans)
	if err != nil {
		t.Fatal(err)
	}
	if then.Claim == nil || then.Claim.Text != "13666平方米" {
		t.Errorf("what follows was read as %q and answered with %+v", then.Asked, then.Claim)
	}
}
