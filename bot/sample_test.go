package bot

import (
	"strings"
	"testing"

	"beilun/bot/message"
)

// TestSamplesAreAnswered asks what Home and the greeting suggest: the answer is
// the figure that stands beside it.
func TestSamplesAreAnswered(t *testing.T) {
	t.Parallel()
	b, a := readers(t)
	samples := b.samples.figures(t.Context())
	if len(samples) < message.HomeFigures {
		t.Fatalf("%d samples", len(samples))
	}
	for _, s := range samples {
		ans, err := a.Answer(t.Context(), s.Question())
		if err != nil {
			t.Fatal(err)
		}
		if ans.Claim == nil || strings.Join(strings.Fields(ans.Claim.Text), "") != s.Text {
			t.Errorf("%s is answered with %+v, want %s", s.Question(), message.NewReply(ans, false).Lead, s.Text)
		}
	}
}

func TestIsMeasure(t *testing.T) {
	t.Parallel()
	for metric, want := range map[string]bool{
		"总投资": true, "完成货物吞吐量": true, "建筑面积": true, "常住人口": true,
		"建设者坚守": false, "馆内设": false, "用": false, "": false,
	} {
		if got := message.IsMeasure(metric); got != want {
			t.Errorf("%q: %v, want %v", metric, got, want)
		}
	}
}
