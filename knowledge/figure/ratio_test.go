package figure

import (
	"slices"
	"testing"

	"beilun/knowledge"
)

// TestRatios reads ratios. Those of more than two parts have no value.
func TestRatios(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"三次产业比例为1.6:57.7:40.7", []string{"1.6:57.7:40.7"}},
		{"三次产业结构由2.1:54.5:43.4调整为2.0∶55.1∶42.9", []string{"2.1:54.5:43.4", "2.0∶55.1∶42.9"}},
		{"分三年按4∶3∶3的比例拨付", []string{"4∶3∶3"}},
		{"师生比为1:15", []string{"1:15"}},
		{"比赛用时8:30:15", nil}, // a false friend: a time
		{"结构为1:2:3:4:5:6:7", nil},
	} {
		var got []string
		for _, f := range Scan(tt.text, knowledge.Date{}) {
			if f.Kind == knowledge.Ratio {
				got = append(got, f.Text)
			}
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("ratios of %q = %q, want %q", tt.text, got, tt.want)
		}
	}
}
