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
		for _, w := range loadWords().Words(class) {
			if utf8.RuneCountInString(w) != 1 {
				t.Errorf("%s: %q is no single character", class, w)
			}
		}
	}
	if unused := loadWords().Unused(); len(unused) > 0 {
		t.Errorf("words.txt has the unknown classes %q", unused)
	}
}
