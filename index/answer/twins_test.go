package answer

import "testing"

// TestTwins tells names of twins from a name and its short form.
func TestTwins(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		a, b string
		want bool
	}{
		{"云溪科创区东湖片区", "云溪科创区南岭片区", true},
		{"云溪第一医院", "云溪第二医院", true},
		{"云溪科创区东湖片区", "云溪科创区东湖片区", false},
		{"云溪科创区片区", "云溪科创区东湖片区", false},
		{"云溪区东湖医院", "东湖医院", false},
		{"云溪", "云溪", false},
		{"", "云溪", false},
	} {
		if got := twins(test.a, test.b); got != test.want {
			t.Errorf("twins(%q, %q) = %v", test.a, test.b, got)
		}
	}
}
