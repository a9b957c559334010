package bench

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"

	"beilun/knowledge/releases"
)

// program is a built program to measure.
type program struct {
	name  string
	path  string
	ask   []string // arguments before a question, to answer it from the built-in releases
	serve []string // arguments before the folder and the directory of the index, to serve as a worker
	size  int64    // bytes of the stripped binary
}

// errNoSource is returned if the naive program cannot be built here.
var errNoSource = errors.New("the naive program cannot be built")

// build builds the programs into dir and returns them, beilun first. If that fails it
// returns the running program as beilun alone, and errNoSource with the reason.
func build(ctx context.Context, dir, builtIn string) ([]program, error) {
	beilun := program{name: "beilun", ask: []string{"ask"}, serve: []string{"bench", "-worker"}}
	naive := program{name: "naive", ask: []string{"ask", builtIn}, serve: []string{"serve"}}
	why := goBuild(ctx, dir, "beilun/index/bench/naive", &naive)
	if why == nil {
		why = goBuild(ctx, dir, "beilun/cmd/beilun", &beilun)
	}
	if why == nil {
		return []program{beilun, naive}, nil
	}
	if ctx.Err() != nil {
		return nil, ctx.Err()
	}
	var err error
	if beilun.path, err = os.Executable(); err != nil {
		return nil, fmt.Errorf("find this program: %w", err)
	}
	beilun.size = sizeOf(beilun.path)
	return []program{beilun}, fmt.Errorf("%w: %w", errNoSource, why)
}

// goBuild builds a package with the Go tool, without symbols.
func goBuild(ctx context.Context, dir, pkg string, p *program) error {
	p.path = filepath.Join(dir, p.name+exeSuffix)
	cmd := exec.CommandContext(ctx, "go", "build", "-trimpath", "-buildvcs=false", "-ldflags", "-s -w", "-o", p.path, pkg)
	if out, err := cmd.CombinedOutput(); err != nil {
		first, _, _ := bytes.Cut(bytes.TrimSpace(out), []byte("\n"))
		return fmt.Errorf("build %s: %w %s", pkg, err, first)
	}
	p.size = sizeOf(p.path)
	return nil
}

func sizeOf(file string) int64 {
	info, err := os.Stat(file)
	if err != nil {
		return 0
	}
	return info.Size()
}

// copyBuiltIn creates a folder with the built-in releases.
func copyBuiltIn(folder string) error {
	if err := os.CopyFS(folder, releases.FS()); err != nil {
		return fmt.Errorf("write the built-in releases: %w", err)
	}
	return nil
}

// sizeOfDir returns the total size in bytes and the number of the files in a
// directory. Files that are removed meanwhile do not count.
func sizeOfDir(dir string) (bytes int64, files int, err error) {
	err = filepath.WalkDir(dir, func(_ string, d fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err != nil || d.IsDir() {
			return err
		}
		info, err := d.Info()
		if err != nil {
			return nil
		}
		bytes += info.Size()
		files++
		return nil
	})
	return bytes, files, err
}

// environ returns the environment without beilun's own settings, because the defaults
// are measured.
func environ() []string {
	var out []string
	for _, kv := range os.Environ() {
		if !strings.HasPrefix(kv, "BEILUN_") {
			out = append(out, kv)
		}
	}
	return out
}
