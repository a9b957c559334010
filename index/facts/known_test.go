package facts

import "testing"

// TestIsNew takes no release in an archive for new, if archives may not have been read
// when the others were.
func TestIsNew(t *testing.T) {
	t.Parallel()
	k := &Known{Files: map[string]string{"a.txt": "1", "old.zip": ""}, Kinds: map[string]bool{".txt": true}}
	with := &Known{Files: k.Files, Kinds: map[string]bool{".txt": true, ".zip": true}}
	for _, tt := range []struct {
		known *Known
		id    string
		want  bool
	}{
		{k, "a.txt", false}, {k, "b.txt", true}, {k, "b.html", false}, {k, "b.zip/c.txt", false}, {with, "b.zip/c.txt", true}, {with, "b.zip/c.html", false},
		{with, "old.zip/c.txt", false}, {k, "folder/c.txt", true},
	} {
		if got := tt.known.isNew(tt.id); got != tt.want {
			t.Errorf("isNew(%q) = %t", tt.id, got)
		}
	}
}
