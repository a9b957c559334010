package answer

import (
	"slices"
	"strings"
	"testing"
)

// shown returns the claim of an answer and what is beside it, each with whose it is.
func shown(a *Answer) (out []string) {
	if a.Claim == nil {
		return nil
	}
	for _, c := range append([]Claim{*a.Claim}, a.Others...) {
		if c.Figure != nil {
			out = append(out, strings.TrimSpace(string(c.Relation)+" "+c.Figure.Binding.Subject+" "+squeeze(c.Figure.Text)))
		}
	}
	return out
}

// TestComparedConflict compares things of one of which the releases say two figures:
// both are shown, as where it is asked alone.
func TestComparedConflict(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	for question, wants := range map[string][]string{
		"吉利新能源汽车总部和东方中央研究院总部哪个总投资大？": {"compared 吉利新能源汽车总部 4.4亿元", "5.5亿元", "conflicting 东方中央研究院总部 近4.5亿元"},
		"吉利新能源汽车总部和东方中央研究院总部总投资各多少？": {"吉利新能源汽车总部 4.4亿元", "5.5亿元", "conflicting 东方中央研究院总部 近4.5亿元"},
		"哪个总部项目总投资最大":                {"compared 吉利新能源汽车总部 4.4亿元", "5.5亿元", "conflicting 东方中央研究院总部 近4.5亿元"},
	} {
		ans, err := a.Answer(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		got := shown(ans)
		for _, want := range wants {
			if !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, want) }) {
				t.Errorf("%s: %q lacks %q", question, got, want)
			}
		}
	}
}

// TestLargest asks for the largest of things: one thing, and neither several nor an
// area.
func TestLargest(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	ans, err := a.Answer(t.Context(), "哪个项目总投资最大？")
	if err != nil {
		t.Fatal(err)
	}
	got := shown(ans)
	if len(got) < 4 || got[0] != "环洋碳三产业链循环经济产业园 82亿元" {
		t.Fatalf("the largest: %q", got)
	}
	for _, s := range got {
		if strings.Contains(s, "重大项目") || strings.Contains(s, "片区") {
			t.Errorf("no project: %s", s)
		}
	}
}
