package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"beilun/index/bench/press"
	"beilun/index/bench/wire"
)

// draw measures how long the answers to questions take to be drawn for Slack.
func (r *run) draw(m *measured, asked []string) error {
	var took []time.Duration
	start := time.Now()
	for _, q := range asked[min(r.scale.warmUp, len(asked)/2):] {
		reply, err := m.Do(wire.Request{Do: wire.Show, View: Reply, Question: q})
		if err != nil {
			return err
		}
		took = append(took, reply.Took)
		if time.Since(start) > r.scale.patience {
			break
		}
	}
	m.now.Stages = append(m.now.Stages, Stage{drawing, percentiles(took)})
	return nil
}

// Views in a report whose first time is apart, because it makes what later ones use.
const (
	firstHome   = "first " + Home
	firstTyping = "first " + Typing
)

// maxTables is how often the table of all figures is made, which takes long.
const maxTables = 3

// see measures what people see without a question.
func (r *run) see(m *measured) error {
	reply, err := m.Do(wire.Request{Do: wire.Things})
	if err != nil {
		return err
	}
	things := reply.Things
	if len(things) == 0 {
		return fmt.Errorf("there are no figures in %d paragraphs", m.n)
	}
	many := things[:min(len(things), r.scale.questions)]
	for _, v := range []struct {
		name, view string
		of         []string
	}{
		{Table, Table, make([]string, min(maxTables, r.scale.added))},
		{FiguresOf, FiguresOf, many},
		{firstHome, Home, []string{""}},
		{Home, Home, make([]string, len(many))},
		{firstTyping, Typing, typed(many[:1])[:1]},
		{Typing, Typing, typed(many)},
		{FrontPage, FrontPage, make([]string, len(many))},
	} {
		err := r.step(looking(v.name), func() error { return r.look(m, v.name, v.view, v.of) })
		if err != nil {
			return err
		}
	}
	return nil
}

// look draws a view of several things, and reports that by a name.
func (r *run) look(m *measured, name, view string, things []string) error {
	var took []time.Duration
	start := time.Now()
	for _, of := range things {
		reply, err := m.Do(wire.Request{Do: wire.Show, View: view, Question: of})
		if err != nil {
			return err
		}
		if took = append(took, reply.Took); time.Since(start) > r.scale.patience {
			break
		}
	}
	s := Stage{name, percentiles(took)}
	r.report.Seen = append(r.report.Seen, s)
	r.log.Info("seen", "what", s.Name, "paragraphs", m.n, "times", len(took), "p50", s.P50, "p99", s.P99)
	return nil
}

// typed returns what is in a field while the names of things are typed into it, up to
// their third character.
func typed(things []string) (out []string) {
	for _, name := range things {
		chars := []rune(name)
		for n := range min(3, len(chars)) {
			out = append(out, string(chars[:n+1]))
		}
	}
	return out
}

// drop drops many files of at most two paragraphs into the empty folder of a server.
func (r *run) drop() (err error) {
	folder, files := filepath.Join(r.dir, "drop"), filepath.Join(r.dir, "files")
	for _, dir := range []string{folder, files} {
		if err := os.Mkdir(dir, 0o700); err != nil {
			return err
		}
	}
	source := press.New(r.report.Seed)
	for range r.scale.dropped {
		next := source.Next(2)
		if err := os.WriteFile(filepath.Join(files, next.Name), next.File(), 0o600); err != nil {
			return err
		}
	}
	p := r.programs[0]
	w, err := wire.Start(r.ctx, r.stderr, nil, p.name, p.path, append(slices.Clone(p.serve), folder, filepath.Join(r.dir, "drop-index"))...)
	if err != nil {
		return err
	}
	defer func() {
		if cerr := w.Close(); err == nil {
			err = cerr
		}
	}()
	reply, err := w.Do(wire.Request{Do: wire.Drop, File: files, Files: r.scale.dropped})
	if err != nil {
		return err
	}
	r.report.Fell = &Fall{r.scale.dropped, reply.Took}
	r.log.Info("dropped", "files", r.scale.dropped, "took", reply.Took)
	return nil
}
