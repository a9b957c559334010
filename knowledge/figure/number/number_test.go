package number

import (
	"testing"

	"beilun/knowledge/figure/source"
)

func TestWords(t *testing.T) {
	t.Parallel()
	if unused := words.Unused(); len(unused) > 0 {
		t.Errorf("nothing asks for the classes %q of number.txt", unused)
	}
}

func TestExpression(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text, want string
		mode       Mode
	}{
		{"20个亿", "2000000000", Press},
		{"3.5×10⁴吨", "35000", Press},
		{"-3/2", "-3/2", Digits},
		{"一又二分之一", "3/2", Digits},
		{"一打", "12", OneKind},
		{"12打xxxxx打", "144", OneKind}, // once a nil dereference: the memo's entry was replaced
		{"40k", "40000", OneKind},
		{"5m", "5000000", Digits},
		{"5m", "5", OneKind},
		{"2e5", "200000", Digits},
		{".5", "1/2", Digits},
		{"x", "", Digits},
	} {
		var r Reader
		r.Reset(source.Text(tt.text), tt.mode)
		a, _ := r.Expression(0)
		got := ""
		if a.Value != nil {
			got = a.Value.RatString()
		}
		if got != tt.want {
			t.Errorf("Expression(%q) = %s, want %s", tt.text, got, tt.want)
		}
	}
}
