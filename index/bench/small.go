package bench

import (
	"context"
	_ "embed" // of a PDF
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"time"

	"beilun/index/bench/wire"
)

// limits are the values of GOMEMLIMIT that are tried, in MiB, and mostCollecting is the
// share of the processor time that may go into collecting garbage where one is enough.
// With too little memory Go's runtime collects all the time and goes beyond the limit,
// but nothing fails, so that there is no other sign. With plenty it is below a tenth.
var limits = []int{384, 256, 192, 160, 128, 112, 96, 80, 64}

const mostCollecting = 0.25

// limit looks for the least memory with which a library is indexed, asked by many and
// synced.
func (r *run) limit() error {
	for i, mib := range limits {
		share, err := r.limited(mib, filepath.Join(r.dir, fmt.Sprintf("limited-%d", i)))
		if err != nil {
			return err
		}
		r.log.Info("limited", "MiB", mib, "collecting", share)
		if share > mostCollecting {
			return nil
		}
		if r.report.Least = mib; r.scale.limited < loadSize {
			return nil // too small for a limit
		}
	}
	return nil
}

// limited indexes, asks and syncs with a limit, and returns the share of the processor
// time that collected garbage.
func (r *run) limited(mib int, dir string) (share float64, err error) {
	f, err := newFeed(filepath.Join(dir, "releases"), r.report.Seed, nil)
	if err == nil {
		err = f.grow(r.scale.limited)
	}
	if err != nil {
		return 0, err
	}
	p := r.programs[0]
	env := append(environ(), fmt.Sprintf("GOMEMLIMIT=%dMiB", mib))
	w, err := wire.Start(r.ctx, r.stderr, env, p.name, p.path, append(slices.Clone(p.serve), f.folder, filepath.Join(dir, "index"))...)
	if err != nil {
		return 0, err
	}
	defer func() {
		if cerr := w.Close(); err == nil {
			err = cerr
		}
		if rerr := os.RemoveAll(dir); err == nil {
			err = rerr
		}
	}()
	if _, err := w.Do(wire.Request{Do: wire.Index}); err != nil {
		return 0, err
	}
	if _, err := w.Do(wire.Request{Do: wire.Load, Asked: f.questions(r.scale.questions), Askers: r.scale.askers, For: r.scale.load}); err != nil {
		return 0, err
	}
	name, question, err := f.putNew()
	if err != nil {
		return 0, err
	}
	if _, err := w.Do(wire.Request{Do: wire.Add, File: name, Question: question}); err != nil {
		return 0, err
	}
	reply, err := w.Do(wire.Request{Do: wire.Memory})
	return reply.Collecting, err
}

// smallPDF is one page with a line of text.
//
//go:embed data/small.pdf
var smallPDF []byte

// firstPDF shows a PDF with nothing in the user's cache, where the reader is compiled
// first, and again.
func (r *run) firstPDF() error {
	file, home := filepath.Join(r.dir, "small.pdf"), filepath.Join(r.dir, "home")
	if err := os.WriteFile(file, smallPDF, 0o600); err != nil {
		return err
	}
	if err := os.Mkdir(home, 0o700); err != nil {
		return err
	}
	p := &PDF{}
	for _, took := range []*time.Duration{&p.First, &p.Next} {
		start := time.Now()
		if err := r.showPDF(r.ctx, file, home); err != nil {
			return err
		}
		*took = time.Since(start)
	}
	r.report.PDF = p
	return nil
}

// showPDF runs "beilun show" for a user whose home is a folder.
func (r *run) showPDF(ctx context.Context, file, home string) error {
	cmd := exec.CommandContext(ctx, r.programs[0].path, "show", file)
	cmd.Dir = r.dir
	cmd.Env = append(environ(), "HOME="+home, "XDG_CACHE_HOME="+home, "LocalAppData="+home)
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("show %s: %w: %s", filepath.Base(file), err, out)
	}
	return nil
}
