package ledger_test

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/ledger"
)

// TestConsistent reads two ways to give a number, and whether both can be right, and
// whether a draft with the first is borne out by a release with the second.
func TestConsistent(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		claim, release     string
		consistent, agrees bool
	}{
		{"约48亿元", "47.3亿元", false, false}, // it rounds to 47
		{"约48亿元", "47.6亿元", true, true},
		{"约48亿元", "48.4亿元", true, true},
		{"约48亿元", "48.6亿元", false, false},
		{"约48亿元", "约48.3亿元", true, true},
		{"约47.3亿元", "47.28亿元", true, true},
		{"约47.3亿元", "47.4亿元", false, false},
		{"约48亿元", "473000万元", false, false},
		{"约48亿元", "478000万元", true, true},
		{"约4800万元", "0.482亿元", true, true}, // to the hundred
		{"约4800万元", "0.4855亿元", false, false},
		{"约4803万元", "0.482亿元", false, false},
		{"约5000人", "4973人", true, true}, // to the thousand
		{"约5000人", "4600人", false, false},
		{"约3亿元", "2.8亿元", true, true},
		{"约100亿元", "60亿元", false, false},
		{"48亿元左右", "47.9亿元", true, true},
		{"48亿元左右", "46亿元", false, false},
		{"48亿元上下", "48.2亿元", true, true},
		{"近50亿元", "48.6亿元", true, true},
		{"近50亿元", "50.2亿元", false, false},
		{"近50亿元", "42亿元", false, false},
		{"将近50亿元", "49.1亿元", true, true},
		{"近48亿元", "47.3亿元", true, true},
		{"近48亿元", "46.8亿元", false, false},
		{"不足50亿元", "49.5亿元", true, true},
		{"不足50亿元", "50亿元", false, false},
		{"超40亿元", "41.2亿元", true, true},
		{"超40亿元", "39.8亿元", false, false},
		{"超40亿元", "40亿元", false, false},
		{"超40亿元", "80亿元", false, false},
		{"逾40亿元", "402000万元", true, true},
		{"40余亿元", "41.5亿元", true, true},
		{"40多亿元", "43亿元", true, true},
		{"40多亿元", "39亿元", false, false},
		{"40亿元以上", "40亿元", true, true},
		{"40亿元以上", "41亿元", true, true},
		{"40亿元以上", "38亿元", false, false},
		{"超40亿元", "约41亿元", true, true}, // 约41亿元 is 40.5亿元 at least
		{"超41亿元", "约41亿元", true, false},
		{"41.2亿元", "超40亿元", true, false}, // the release does not say so much
		{"48亿元", "48.3亿元", true, true},   // rounded, though no word says so
		{"48亿元", "47.3亿元", false, false},
		{"6.5万人", "65230人", true, true},
		{"5000人", "4973人", false, false}, // people are counted
		{"增长6%", "6.4%", false, false},
		{"13平方公里", "12.8平方公里", true, true},
		{"897家", "近900家", true, false},
	} {
		a, b := scan(t, tt.claim), scan(t, tt.release)
		if got := ledger.Consistent(a, b); got != tt.consistent || got != ledger.Consistent(b, a) {
			t.Errorf("%s and %s: both can be right %t, the other way round %t, want %t", tt.claim, tt.release, got, ledger.Consistent(b, a), tt.consistent)
		}
		if got := ledger.Agree(a, b); got != tt.agrees {
			t.Errorf("%s is said by %s: %t, want %t", tt.claim, tt.release, got, tt.agrees)
		}
	}
}

// scan returns the only figure of a text.
func scan(t *testing.T, text string) *knowledge.Figure {
	t.Helper()
	fs := figure.Scan(text, knowledge.Date{})
	if len(fs) != 1 {
		t.Fatalf("%s has %d figures", text, len(fs))
	}
	return &fs[0]
}
