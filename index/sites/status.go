package sites

import (
	"errors"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// What lines for people name at most.
const (
	maxLines   = 10 // sources, and lines of the file
	maxRefused = 3  // pages of a source
)

// Status returns lines for people about the addresses: when each was looked at, what
// came and what failed.
func (f *Fetcher) Status(english bool) []string {
	w := wordings()[english]
	f.mu.Lock()
	all, problems, fileErr := f.sources, f.problems, f.fileErr
	f.mu.Unlock()
	var out []string
	if fileErr != nil {
		out = append(out, Reason(fileErr, english))
	}
	out = append(out, Lines(problems, english)...)
	if len(all) == 0 {
		return out
	}
	out = append(out, fmt.Sprintf(w.Head, len(all)))
	all = slices.Clone(all)
	slices.SortStableFunc(all, func(a, b Source) int { return f.rankOf(a) - f.rankOf(b) })
	for i, s := range all {
		if i == maxLines {
			out = append(out, fmt.Sprintf(w.More, len(all)-maxLines))
			break
		}
		out = append(out, f.statusOf(w, s, english)...)
	}
	return out
}

// rankOf returns 0 for a source that failed and 1 for the others, which may be left out.
func (f *Fetcher) rankOf(s Source) int {
	if f.memory.source(s.Address).Why != "" {
		return 0
	}
	return 1
}

// statusOf returns the lines about one source.
func (f *Fetcher) statusOf(w *wording, s Source, english bool) []string {
	st, now := f.memory.source(s.Address), f.opts.Now()
	name := s.name()
	var line string
	switch {
	case st.Looked.IsZero():
		return []string{fmt.Sprintf(w.Never, name)}
	case st.Why != "":
		line = fmt.Sprintf(w.Bad, name, w.ago(now, st.Looked), Reason(errors.New(st.Why), english))
		if !st.Good.IsZero() {
			line += fmt.Sprintf(w.BadLast, w.ago(now, st.Good))
		}
	default:
		line = fmt.Sprintf(w.Good, name, w.ago(now, st.Looked), st.Total)
		if st.Elsewhere > 0 {
			line += fmt.Sprintf(w.ResultElsewhere, st.Elsewhere)
		}
		if st.Came > 0 {
			line += fmt.Sprintf(w.Came, w.ago(now, st.CameAt), st.Came)
		}
	}
	out := []string{line}
	refused, n := f.memory.refused(s.Address, maxRefused)
	if n > 0 {
		out = append(out, fmt.Sprintf(w.Refused, n))
	}
	for _, p := range refused {
		out = append(out, fmt.Sprintf(w.RefusedPage, pageName(p.Title, p.Address), Reason(errors.New(p.Why), english)))
	}
	return out
}

// name returns how lines for people name a source: its address without the scheme, and
// its publisher.
func (s Source) name() string {
	name := strings.TrimPrefix(strings.TrimPrefix(s.Address, "https://"), "http://")
	if s.Publisher != "" {
		name = s.Publisher + " " + name
	}
	return cutTo(name, 80)
}

// pageName returns how lines for people name a page: its title in the list, or else its
// address.
func pageName(title, address string) string {
	if title != "" {
		return cutTo(title, maxStem) + " " + cutTo(address, 120)
	}
	return cutTo(address, 120)
}

// Lines returns a line for people about each line of the file that has no effect, but
// not about too many.
func Lines(problems []Problem, english bool) []string {
	w := wordings()[english]
	var out []string
	for _, p := range problems[:min(len(problems), maxLines)] {
		out = append(out, fmt.Sprintf(w.Line, p.Line, cutTo(p.Text, 80), Reason(p.Err, english)))
	}
	return out
}

// String returns lines for people about what a look brought, each with its end.
func (r *Result) String(english bool) string {
	w := wordings()[english]
	var b strings.Builder
	if r.Err != nil {
		fmt.Fprintf(&b, w.ResultBad+"\n", r.Source.name(), Reason(r.Err, english))
	}
	if r.Err == nil || len(r.Came)+len(r.Changed) > 0 {
		fmt.Fprintf(&b, w.Result, r.Source.name(), len(r.Came))
		for _, part := range []struct {
			format string
			n      int
		}{{w.ResultChanged, len(r.Changed)}, {w.ResultSame, r.Same}, {w.ResultRefused, len(r.Refused)}, {w.ResultElsewhere, r.Elsewhere}} {
			if part.n > 0 {
				fmt.Fprintf(&b, part.format, part.n)
			}
		}
		b.WriteByte('\n')
	}
	for _, file := range r.Came {
		fmt.Fprintf(&b, w.ResultFile+"\n", file)
	}
	for _, file := range r.Changed {
		fmt.Fprintf(&b, w.ResultChange+"\n", file)
	}
	for _, p := range r.Refused {
		at := p.Address
		if u, err := url.PathUnescape(at); err == nil {
			at = u
		}
		fmt.Fprintf(&b, w.ResultPage+"\n", pageName(p.Title, at), Reason(p.Err, english))
	}
	return b.String()
}
