package press

import "testing"

// TestParseNames checks that malformed lines of names.txt are errors, and that
// names.txt has all classes.
func TestParseNames(t *testing.T) {
	t.Parallel()
	n := names()
	for what, size := range map[string]int{
		"chars": len(n.chars), "surnames": len(n.surnames), "given": len(n.given), "kinds": len(n.kinds), "sources": len(n.sources),
		"qualifiers": len(n.qualifiers), "figures": len(n.figures),
	} {
		if size == 0 {
			t.Errorf("no %s", what)
		}
	}
	for _, text := range []string{"char 青", "figure money 1 2", "figure money round 1 2 元", "figure money whole a 2 元"} {
		if _, err := parseNames(text); err == nil {
			t.Errorf("%q: no error", text)
		}
	}
}
