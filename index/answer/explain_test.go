package answer

import (
	"math/big"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/query"
	"beilun/knowledge"
)

// oneRelease indexes a release about one district.
func oneRelease(t *testing.T) *index.Index {
	t.Helper()
	dir := t.TempDir()
	text := "---\ntitle: 临湖区2024年统计公报\nsource: 临湖区统计局\ndate: 2025-03-11\n---\n共有各级各类学校27所，在校学生2.31万人。\n"
	if err := os.WriteFile(filepath.Join(dir, "release.md"), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return districtOf(t, dir)
}

// TestExplain lists the passages and candidates that were weighed.
func TestExplain(t *testing.T) {
	t.Parallel()
	a := New(oneRelease(t), Options{Beliefs: bold(), Explain: true})
	a.Warm()
	ans, err := a.Answer(t.Context(), "全区学校几所")
	if err != nil {
		t.Fatal(err)
	}
	if ans.Explanation == nil || ans.ClaimText() != "27所" {
		t.Fatalf("answered %q with the explanation %v", ans.ClaimText(), ans.Explanation)
	}
	text := ans.Explanation.String()
	for _, want := range []string{"passages:", "release.md#1", "27所", "(nothing)", "believed:"} {
		if !strings.Contains(text, want) {
			t.Errorf("the explanation has no %q:\n%s", want, text)
		}
	}
	ans.chosenBy("the test")
	if !strings.HasSuffix(ans.Explanation.String(), "chosen by: the test\n") {
		t.Error("the explanation does not say what chose")
	}
	r, hits, err := a.Reading(t.Context(), "全区学校几所")
	if err != nil || len(hits) == 0 || len(r.Candidates()) < 2 {
		t.Errorf("read %d passages: %v", len(hits), err)
	}
}

// TestSource answers who published the releases, or the claim before.
func TestSource(t *testing.T) {
	t.Parallel()
	a := New(oneRelease(t), Options{Beliefs: bold()})
	before, err := a.Answer(t.Context(), "全区学校几所")
	if err != nil {
		t.Fatal(err)
	}
	for _, last := range []*Answer{nil, before} {
		ans, err := a.Follow(t.Context(), "这些数据是谁发布的？", last)
		if err != nil {
			t.Fatal(err)
		}
		if ans.Claim == nil || ans.Claim.Text != "临湖区统计局" {
			t.Errorf("after %v: %+v", last, ans.Claim)
		}
	}
}

func TestIsGiven(t *testing.T) {
	t.Parallel()
	of := func(x int64, kind knowledge.Kind, unit string) *knowledge.Figure {
		return &knowledge.Figure{Value: big.NewRat(x, 1), Kind: kind, Unit: unit}
	}
	day := &knowledge.Figure{Time: "2025-03-01"}
	scale := &knowledge.Figure{Lo: big.NewRat(1, 1), Hi: big.NewRat(2, 1)}
	for _, tt := range []struct {
		given, f *knowledge.Figure
		want     bool
	}{
		{of(82, knowledge.Money, "元"), of(82, knowledge.Money, "元"), true},
		{of(82, knowledge.Number, ""), of(82, knowledge.Money, "元"), true},
		{of(82, knowledge.Money, "元"), of(82, knowledge.Count, "家"), false},
		{of(82, knowledge.Money, "元"), scale, false},
		{scale, scale, true},
		{day, day, true},
		{day, of(82, knowledge.Money, "元"), false},
	} {
		if got := isGiven(tt.given, tt.f); got != tt.want {
			t.Errorf("%+v is %+v: %v", tt.given, tt.f, got)
		}
	}
	if size(day).Cmp(big.NewRat(int64(knowledge.Date{Year: 2025, Month: 3, Day: 1}.Days()), 1)) != 0 || size(&knowledge.Figure{Time: "T16:30"}) != nil {
		t.Error("a day is of another size")
	}
}

// TestIsOfYears takes a figure without a time for one of the year of its release.
func TestIsOfYears(t *testing.T) {
	t.Parallel()
	q := query.Query{Years: []int{2024}}
	for period, want := range map[string]bool{"": false, "2024-01-01/2024-12-31": true, "2023-01-01/2025-12-31": true, "2024-05-01": true, "2023-05-01": false} {
		r := index.Row{Figure: &knowledge.Figure{Binding: knowledge.Binding{Period: period}}}
		r.Passage.Release.Date = knowledge.Date{Year: 2025}
		if got := isOfYears(q, r); got != want {
			t.Errorf("%q: %v", period, got)
		}
		if !isOfYears(query.Query{}, r) {
			t.Errorf("%q is of no year where none is asked for", period)
		}
	}
}
