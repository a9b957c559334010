//go:build unix

package corpus

import (
	"path/filepath"
	"syscall"
	"testing"

	"beilun/internal/needs"
)

// TestPipe checks that a pipe without a writer is refused and not waited for.
func TestPipe(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write(t, dir, "good.txt", "园区总投资3亿元。")
	pipe := filepath.Join(dir, "pipe.txt")
	needs.System(t, syscall.Mkfifo(pipe, 0o644), "make pipes")
	c := open(t, dir)
	checkEach(t, c, map[string]error{"good.txt": nil, "pipe.txt": ErrNotRegular})
	if _, err := Open(pipe); err == nil {
		t.Error("Open of a pipe: no error")
	}
	// One that takes the place of a file between looking and opening.
	f, err := c.roots[0].open("pipe.txt")
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}
