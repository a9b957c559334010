package answer

import "testing"

// TestYearly asks for what is measured every year, without a year: the newest whole
// year answers, though no year is likelier than the others; a narrower measure, a
// rise and a year that is named are others.
func TestYearly(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	for question, want := range map[string]string{
		"宁波舟山港集装箱吞吐量多少":      "超4300万标准箱",
		"宁波舟山港货物吞吐量多少":       "超14亿吨",
		"北仑GDP多少":            "2382.50亿元",
		"宁波舟山港外贸货物吞吐量多少":     "超6亿吨",
		"宁波舟山港2023年货物吞吐量多少":  "超13.24亿吨",
		"宁波舟山港2025年集装箱吞吐量多少": "超4300万标准箱",
		"宁波舟山港2023年集装箱吞吐量多少": "3530万标准箱",
		"宁波舟山港集装箱吞吐量增长多少":    "5.9%",
	} {
		ans, err := a.Answer(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}
