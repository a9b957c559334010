package thing

import (
	"testing"
	"unicode/utf8"
)

// TestWords checks that words.txt has the classes that are asked for, each of single
// characters, since a token of Chinese is one.
func TestWords(t *testing.T) {
	t.Parallel()
	for _, class := range []string{"idle", "sibling", "place", "counter", "link"} {
		l := loadWords()[class]
		if l == nil {
			t.Errorf("no class %s", class)
			continue
		}
		for _, w := range l.Words {
			if utf8.RuneCountInString(w) != 1 {
				t.Errorf("%s: %q is no single character", class, w)
			}
		}
	}
	if n := len(loadWords()); n != 5 {
		t.Errorf("%d classes, want 5", n)
	}
}
