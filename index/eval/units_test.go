package eval

import "testing"

// TestParseUnits checks that malformed lines of units.txt are errors.
func TestParseUnits(t *testing.T) {
	t.Parallel()
	if got := units(); got.currencies["美元"] != "USD" || got.durations["周"] != (durationUnit{"W", 7, "天"}) {
		t.Errorf("units.txt: %v", got)
	}
	for _, text := range []string{"currency", "currency 元", "currency 元=YUAN", "duration 年", "duration 年 Y x 个月", "unit 年"} {
		if _, err := parseUnits(text); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}
