package bench

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"beilun/index/library"
)

// The views that a Worker is to have.
const (
	Reply     = "reply"      // to a question, drawn for Slack; the answer itself is prepared
	Table     = "table"      // of all figures, as the command figures prints it
	FiguresOf = "figures of" // a thing, as "/beilun figures" in Slack draws them
	Home      = "home"       // the Home tab in Slack
	Typing    = "typing"     // names that the site offers for what is typed so far
	FrontPage = "front page" // of the site; with a question its answer
)

// manyThings is how many things are looked at.
const manyThings = 200

// Things implements wire.Viewer. It returns things from the whole library.
func (w *Worker) Things(ctx context.Context) ([]string, error) {
	entries, err := w.index.Figures(ctx, "")
	if err != nil {
		return nil, err
	}
	seen := map[string]bool{"": true}
	var all []string
	for _, e := range entries {
		if name := e.Subject; !seen[name] {
			seen[name] = true
			all = append(all, name)
		}
	}
	var out []string
	for i := 0; i < len(all); i += max(1, len(all)/manyThings) {
		out = append(out, all[i])
	}
	return out, nil
}

// Show implements wire.Viewer.
func (w *Worker) Show(ctx context.Context, view, of string) (time.Duration, error) {
	v, ok := w.views[view]
	if !ok {
		return 0, fmt.Errorf("there is no view %q", view)
	}
	draw, err := v(ctx, of)
	if err != nil {
		return 0, fmt.Errorf("prepare %s: %w", view, err)
	}
	start := time.Now()
	if err := draw(); err != nil {
		return 0, fmt.Errorf("draw %s: %w", view, err)
	}
	return time.Since(start), nil
}

// dropTime bounds the wait for dropped files.
const dropTime = 10 * time.Minute

// Drop implements wire.Viewer. The library follows its folder as that of a server does,
// and finds the files by itself.
func (w *Worker) Drop(ctx context.Context, folder string, n int) (time.Duration, error) {
	if w.library != nil {
		return 0, errors.New("files have been dropped before")
	}
	at, _, ok := w.files.Folder()
	if !ok {
		return 0, errors.New("there is no folder to drop files into")
	}
	w.library = library.Open(w.index, w.files, library.Options{})
	running, cancel := context.WithCancel(ctx)
	ended := make(chan error, 1)
	go func() { ended <- w.library.Run(running) }()
	w.stop = func() error {
		cancel()
		return <-ended
	}
	want := len(w.index.Digests()) + n
	start := time.Now()
	if err := os.Rename(folder, filepath.Join(at, "dropped")); err != nil {
		return 0, fmt.Errorf("drop files: %w", err)
	}
	tick := time.NewTicker(50 * time.Millisecond)
	defer tick.Stop()
	for {
		have := len(w.index.Digests())
		if have >= want {
			return time.Since(start), nil
		}
		if time.Since(start) > dropTime {
			return 0, fmt.Errorf("%d of %d files are found after %v", have, want, dropTime)
		}
		select {
		case <-tick.C:
		case <-ctx.Done():
			return 0, ctx.Err()
		}
	}
}
