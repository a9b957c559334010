package logs

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"sync"
)

// journal writes each record with the level in front as systemd's journal reads it, see
// sd-daemon(3). It is safe for concurrent use.
type journal struct {
	out  *journalWriter
	text slog.Handler // writes to out.line
}

// journalWriter is what all handlers share that come of one.
type journalWriter struct {
	mu   sync.Mutex
	line bytes.Buffer
	w    io.Writer
}

func newJournal(w io.Writer, opts *slog.HandlerOptions) *journal {
	out := &journalWriter{w: w}
	return &journal{out, slog.NewTextHandler(&out.line, opts)}
}

// priority is the level of syslog(3) that a level is written as.
func priority(l slog.Level) string {
	switch {
	case l >= slog.LevelError:
		return "<3>"
	case l >= slog.LevelWarn:
		return "<4>"
	case l >= slog.LevelInfo:
		return "<6>"
	}
	return "<7>"
}

func (j *journal) Enabled(ctx context.Context, l slog.Level) bool { return j.text.Enabled(ctx, l) }

func (j *journal) Handle(ctx context.Context, r slog.Record) error {
	j.out.mu.Lock()
	defer j.out.mu.Unlock()
	j.out.line.Reset()
	j.out.line.WriteString(priority(r.Level))
	if err := j.text.Handle(ctx, r); err != nil {
		return err
	}
	_, err := j.out.w.Write(j.out.line.Bytes())
	return err
}

func (j *journal) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &journal{j.out, j.text.WithAttrs(attrs)}
}

func (j *journal) WithGroup(name string) slog.Handler {
	return &journal{j.out, j.text.WithGroup(name)}
}
