package bench

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"beilun/index/bench/wire"
)

// limits are the values of GOMEMLIMIT that are tried, in MiB.
var limits = []int{384, 256, 192, 160, 128, 112, 96, 80, 64}

// leastAsked is how many questions a library with little memory has to answer.
const leastAsked = 100

// limit looks for the least memory with which a library is indexed, asked by many and
// synced. What fails with the most memory is an error; with less it is a sign that this
// is too little.
func (r *run) limit() error {
	for i, mib := range limits {
		l := Limited{MiB: mib}
		err := r.limited(&l, filepath.Join(r.dir, fmt.Sprintf("limited-%d", i)))
		if err != nil && (i == 0 || r.ctx.Err() != nil) {
			return fmt.Errorf("with %d MiB: %w", mib, err)
		}
		if err != nil {
			l.Err = err.Error()
		}
		r.report.Limited = append(r.report.Limited, l)
		r.log.Info("limited", "MiB", mib, "building", l.Building, "serving", l.Serving, "err", err)
		if !l.Enough() || r.scale.limited < loadSize { // or too small for a limit
			return nil
		}
	}
	return nil
}

// limited indexes, asks and syncs with the limit l.
func (r *run) limited(l *Limited, dir string) (err error) {
	f, err := newFeed(filepath.Join(dir, "releases"), r.report.Seed, nil)
	if err == nil {
		err = f.grow(r.scale.limited)
	}
	if err != nil {
		return err
	}
	p := r.programs[0]
	env := append(environ(), fmt.Sprintf("GOMEMLIMIT=%dMiB", l.MiB))
	w, err := wire.Start(r.ctx, r.stderr, env, p.name, p.path, append(slices.Clone(p.serve), f.folder, filepath.Join(dir, "index"))...)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, w.Close(), os.RemoveAll(dir)) }()
	reply, err := w.Do(wire.Request{Do: wire.Index})
	if err != nil {
		return err
	}
	l.Indexing = reply.Took
	built, err := w.Do(wire.Request{Do: wire.Memory})
	if err != nil {
		return err
	}
	l.Building = built.Work.Collecting(wire.Work{})
	if err := r.serveLimited(l, w, f); err != nil {
		return err
	}
	name, question, err := f.putNew()
	if err != nil {
		return err
	}
	if reply, err = w.Do(wire.Request{Do: wire.Add, File: name, Question: question}); err != nil {
		return err
	}
	l.Adding = reply.Took
	if reply, err = w.Do(wire.Request{Do: wire.Memory}); err != nil {
		return err
	}
	l.Serving, l.Peak = reply.Work.Collecting(built.Work), reply.Memory.Peak
	return nil
}

// serveLimited asks until enough is answered.
func (r *run) serveLimited(l *Limited, w *wire.Process, f *feed) error {
	questions := f.questions(r.scale.questions)
	for start := time.Now(); l.Asked < leastAsked; {
		if time.Since(start) > r.scale.patience {
			return fmt.Errorf("it answered %d questions of %d in %v", l.Asked, leastAsked, r.scale.patience)
		}
		reply, err := w.Do(wire.Request{Do: wire.Load, Asked: questions, Askers: r.scale.askers, For: r.scale.load})
		if err != nil {
			return err
		}
		l.Asked += reply.Questions
	}
	return nil
}
