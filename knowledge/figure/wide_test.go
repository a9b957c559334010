package figure

import "testing"

func TestWideWords(t *testing.T) {
	t.Parallel()
	if unused := wideWords.Unused(); len(unused) > 0 {
		t.Errorf("nothing asks for the classes %q of wide.txt", unused)
	}
}
