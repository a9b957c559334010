package bench

import (
	"context"
	_ "embed" // of a PDF
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"
)

// smallPDF is one page with a line of text.
//
//go:embed data/small.pdf
var smallPDF []byte

// firstPDF shows a PDF with nothing in the user's cache, where the reader is compiled
// first, and again. It writes to the directory dir.
func firstPDF(ctx context.Context, program, dir string) (*PDF, error) {
	file, home := filepath.Join(dir, "small.pdf"), filepath.Join(dir, "home")
	if err := os.WriteFile(file, smallPDF, 0o600); err != nil {
		return nil, err
	}
	if err := os.Mkdir(home, 0o700); err != nil {
		return nil, err
	}
	p := &PDF{}
	for _, took := range []*time.Duration{&p.First, &p.Next} {
		start := time.Now()
		if err := showPDF(ctx, program, file, home); err != nil {
			return nil, err
		}
		*took = time.Since(start)
	}
	return p, nil
}

// showPDF runs "beilun show" for a user whose home is a folder.
func showPDF(ctx context.Context, program, file, home string) error {
	cmd := exec.CommandContext(ctx, program, "show", file)
	cmd.Dir = filepath.Dir(file)
	cmd.Env = append(environ(), "HOME="+home, "XDG_CACHE_HOME="+home, "LocalAppData="+home)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("show %s: %w: %s", filepath.Base(file), err, out)
	}
	return nil
}
