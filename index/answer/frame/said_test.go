package frame_test

import (
	"testing"

	"beilun/index/answer/frame"
	"beilun/index/query"
)

// TestInSaid puts the words of releases behind those that only people ask with.
func TestInSaid(t *testing.T) {
	t.Parallel()
	rd := frame.NewReader(nil)
	for question, want := range map[string]string{
		"区里欠了多少债":  "区里欠了多少债 地方政府债务余额",
		"gdp是多少":   "gdp是多少 地区生产总值",
		"总投资是多少":   "总投资是多少",
		"地区生产总值多少": "地区生产总值多少",
	} {
		if got, _ := rd.Understand(query.Query{Text: question}).InSaid(); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// TestTail leaves out what is asked about.
func TestTail(t *testing.T) {
	t.Parallel()
	rd := frame.NewReader(nil)
	for question, want := range map[string]string{
		"教育支出是多少": "支出是多少",
		"教育支出":    "支出",
	} {
		if got := rd.Understand(query.Query{Text: question}).Tail(); got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}
