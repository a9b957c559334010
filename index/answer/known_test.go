package answer

import (
	"strings"
	"testing"
)

// TestKnownIsAsked asks for times of which the releases say nothing: what is known
// beside the no is the measure that was asked for.
func TestKnownIsAsked(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	for question, want := range map[string]string{
		"吉利新能源汽车总部2020年总投资多少": "4.4亿元",
		"北仑区1995年GDP多少":       "2730亿元",
		"北仑1995年进出口总额多少":      "4145.18亿元",
	} {
		ans, err := a.Answer(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if ans.Outcome() != Declined || len(ans.Known) == 0 {
			t.Errorf("%s: %s, %d known", question, ans.Outcome(), len(ans.Known))
			continue
		}
		if got := strings.Join(strings.Fields(ans.Known[0].Text), ""); got != want {
			t.Errorf("%s: first known %s of %s, want %s", question, got, ans.Known[0].Figure.Binding.Metric, want)
		}
	}
	ans, err := a.Answer(t.Context(), "北仑今天堵车吗")
	if err != nil {
		t.Fatal(err)
	}
	if len(ans.Known) > 0 {
		t.Errorf("nothing was asked that is known, and it has %s", ans.Known[0].Text)
	}
}
