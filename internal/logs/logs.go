package logs

import (
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Form is how a record is written.
type Form string

// The forms.
const (
	Text     Form = "text"     // key=value, with date and time
	JSON     Form = "json"     // an object a line
	Terminal Form = "terminal" // as Text, with the time of day alone
	Journal  Form = "journal"  // as Text, without a time and with the level as systemd's journal reads it
)

// Options are the options of New; the zero value logs text from the level info on.
type Options struct {
	Form  Form // empty: Text
	Level slog.Level
}

// Bounds of a record.
const (
	maxText = 2000 // bytes of a value
	maxList = 20   // members of a list
)

// New returns a logger that writes to w. Each record is one line and one call of Write.
// No token that [Redact] knows is in it.
func New(w io.Writer, opts Options) *slog.Logger {
	h := &slog.HandlerOptions{Level: opts.Level, ReplaceAttr: func(groups []string, a slog.Attr) slog.Attr {
		if len(groups) == 0 && a.Key == slog.TimeKey && a.Value.Kind() == slog.KindTime {
			return timeOf(a, opts.Form)
		}
		if len(groups) == 0 && a.Key == slog.LevelKey {
			if opts.Form == Journal {
				return slog.Attr{}
			}
			return a
		}
		return clean(a, opts.Form == JSON)
	}}
	switch opts.Form {
	case JSON:
		return slog.New(slog.NewJSONHandler(w, h))
	case Journal:
		return slog.New(newJournal(w, h))
	}
	return slog.New(slog.NewTextHandler(w, h))
}

// timeOf returns the time of a record in a form, nothing if the form has none.
func timeOf(a slog.Attr, f Form) slog.Attr {
	switch f {
	case Journal:
		return slog.Attr{}
	case Terminal:
		return slog.String(a.Key, a.Value.Time().Local().Format(time.TimeOnly))
	}
	return a
}

// clean returns an attribute as it may be logged: redacted, clipped, on one line.
func clean(a slog.Attr, asJSON bool) slog.Attr {
	switch a.Value.Kind() {
	case slog.KindDuration:
		d := a.Value.Duration()
		if asJSON {
			return slog.Float64(a.Key+"_ms", float64(d.Round(time.Microsecond))/float64(time.Millisecond))
		}
		return slog.String(a.Key, short(d).String())
	case slog.KindString:
		return slog.String(a.Key, line(a.Value.String()))
	case slog.KindAny:
		return slog.Attr{Key: a.Key, Value: cleanAny(a.Value.Any())}
	}
	return a
}

// cleanAny is clean for a value of any type.
func cleanAny(v any) slog.Value {
	switch v := v.(type) {
	case nil:
		return slog.AnyValue(nil)
	case []string:
		out := slices.Clone(v[:min(len(v), maxList)])
		for i := range out {
			out[i] = line(out[i])
		}
		if more := len(v) - maxList; more > 0 {
			out = append(out, fmt.Sprintf("… %d more", more))
		}
		return slog.AnyValue(out)
	case []byte:
		return slog.StringValue(line(string(v)))
	case json.RawMessage:
		return slog.StringValue(line(string(v)))
	}
	return slog.StringValue(line(fmt.Sprint(v))) // an error's text, too; Sprint survives a nil pointer in it
}

// short returns d without digits that nobody reads.
func short(d time.Duration) time.Duration {
	switch {
	case d >= time.Minute || d <= -time.Minute:
		return d.Round(time.Second)
	case d >= time.Second || d <= -time.Second:
		return d.Round(10 * time.Millisecond)
	case d >= time.Millisecond || d <= -time.Millisecond:
		return d.Round(100 * time.Microsecond)
	}
	return d
}

// line returns a text redacted, on one line, and at most maxText bytes long.
func line(s string) string {
	s = Redact(s)
	if strings.ContainsAny(s, "\r\n") {
		var parts []string
		for part := range strings.FieldsFuncSeq(s, func(r rune) bool { return r == '\r' || r == '\n' }) {
			if part = strings.TrimSpace(part); part != "" {
				parts = append(parts, part)
			}
		}
		s = strings.Join(parts, "; ")
	}
	if len(s) <= maxText {
		return s
	}
	end := maxText
	for end > 0 && !utf8.RuneStart(s[end]) {
		end--
	}
	return fmt.Sprintf("%s… (%d bytes)", s[:end], len(s))
}
