package answer

import (
	"strings"
	"testing"
)

// TestLongMessages asks in messages that are longer than a question may be, or ask
// more than is answered at a time.
func TestLongMessages(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Beliefs: bold()})
	const one, two = "吉利新能源汽车总部总投资多少？", "滨江装备创业园入驻企业多少家？"
	notice := "各科室：\n" + strings.Repeat("为做好年度总结工作，请各单位认真准备有关材料，确保数据真实准确完整。", 40)
	for name, tt := range map[string]struct {
		message string
		want    []string // what is claimed
		reason  Reason
	}{
		"a long notice with two questions": {notice + "\n" + one + two + "\n谢谢！", []string{"4.4亿元", "94家"}, ""},
		"a long notice with one":           {notice + "\n" + one, []string{"4.4亿元"}, ""},
		"a long notice with none":          {notice, nil, TooLong},
		"many long questions":              {strings.Repeat(notice[:600]+"吉利新能源汽车总部总投资多少？\n", 12), nil, TooLong},
		"a book":                           {strings.Repeat(notice, 10) + one, nil, TooLong},
		"as many as are answered":          {strings.Repeat(one+"\n"+two+"\n", MaxParts/2), []string{"4.4亿元", "94家"}, ""},
		"one more":                         {strings.Repeat(one+"\n"+two+"\n", MaxParts/2) + one, nil, TooMany},
	} {
		ans, err := a.Follow(t.Context(), tt.message, nil)
		if err != nil {
			t.Fatal(err)
		}
		if ans.Reason != tt.reason {
			t.Errorf("%s: %q, want %q", name, ans.Reason, tt.reason)
		}
		for _, want := range tt.want {
			if !strings.Contains(ans.ClaimText(), want) {
				t.Errorf("%s: lacks %s: %s", name, want, ans.ClaimText())
			}
		}
	}
}
