//go:build unix

package setup

import (
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"beilun/internal/needs"
)

// TestOwner lets root change what another user reads: it stays that user's.
func TestOwner(t *testing.T) {
	t.Parallel()
	needs.Root(t, "give a file to another user")
	const user = 65532
	name := filepath.Join(t.TempDir(), ".env")
	if err := os.WriteFile(name, []byte("old"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Chown(name, user, user); err != nil {
		t.Fatal(err)
	}
	if err := write(name, []byte("new")); err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(name)
	if err != nil {
		t.Fatal(err)
	}
	if stat, ok := info.Sys().(*syscall.Stat_t); !ok || stat.Uid != user || stat.Gid != user {
		t.Errorf("the owner is %+v", info.Sys())
	}
}
