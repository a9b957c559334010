package health

import (
	"encoding/json"
	"fmt"
	"mime"
	"net/http"
	"strconv"
	"strings"
	"time"

	"beilun/index/library"
)

// readiness is what /readyz says.
type readiness struct {
	Ready  bool    `json:"ready"`
	Checks []check `json:"checks"`
}

// check is one thing that answering needs.
type check struct {
	Name  string     `json:"name"` // index, sync or slack
	OK    bool       `json:"ok"`
	Text  string     `json:"text"`
	Since *time.Time `json:"since,omitempty"` // of a sync: when the last one succeeded; of Slack: since when it is so
}

// ready looks at all that answering needs.
func (m *Monitor) ready() readiness {
	s := m.opts.Status()
	checks := []check{indexCheck(s), syncCheck(s)}
	if m.opts.Slack != nil {
		checks = append(checks, slackCheck(m.opts.Slack()))
	}
	r := readiness{Ready: true, Checks: checks}
	for _, c := range checks {
		r.Ready = r.Ready && c.OK
	}
	return r
}

func indexCheck(s library.Status) check {
	c := check{Name: "index", OK: s.Releases > 0 && s.Passages > 0, Text: fmt.Sprintf("%d releases, %d passages", s.Releases, s.Passages)}
	if !c.OK {
		c.Text = "there are no releases"
	}
	return c
}

func syncCheck(s library.Status) check {
	c := check{Name: "sync", Since: instant(s.Synced)}
	switch {
	case s.Err != nil && c.Since == nil:
		c.Text = "none has succeeded, see the log"
	case s.Err != nil:
		c.Text = "the last one failed, see the log; the last that succeeded ended at " + c.Since.Format(time.RFC3339)
	case c.Since == nil:
		c.Text = "the releases are being read"
	default:
		c.OK, c.Text = true, "the last one ended at "+c.Since.Format(time.RFC3339)
	}
	return c
}

func slackCheck(s Socket) check {
	c := check{Name: "slack", OK: s.Connected, Since: instant(s.Since)}
	switch {
	case c.Since == nil && s.Connected:
		c.Text = "connected"
	case c.Since == nil:
		c.Text = "not connected yet"
	case s.Connected:
		c.Text = "connected since " + c.Since.Format(time.RFC3339)
	default:
		c.Text = "not connected; the last attempt or connection ended at " + c.Since.Format(time.RFC3339)
	}
	return c
}

// instant returns a time in UTC to the second, nil for none.
func instant(t time.Time) *time.Time {
	if t.IsZero() {
		return nil
	}
	t = t.UTC().Truncate(time.Second)
	return &t
}

// String returns a line for each check.
func (r readiness) String() string {
	var b strings.Builder
	b.WriteString(map[bool]string{true: "ready\n", false: "not ready\n"}[r.Ready])
	for _, c := range r.Checks {
		fmt.Fprintf(&b, "%s: %s, %s\n", c.Name, map[bool]string{true: "ok", false: "not ok"}[c.OK], c.Text)
	}
	return b.String()
}

func (m *Monitor) readyz(w http.ResponseWriter, r *http.Request) {
	state := m.ready()
	kind, body := "text/plain; charset=utf-8", []byte(state.String())
	if wantsJSON(r.Header.Get("Accept")) {
		kind = "application/json"
		body, _ = json.Marshal(state) // of strings, bools and times of years with four digits
		body = append(body, '\n')
	}
	head(w.Header(), kind)
	w.Header().Add("Vary", "Accept")
	if !state.Ready {
		w.WriteHeader(http.StatusServiceUnavailable)
	}
	_, _ = w.Write(body) // whoever asked may have gone
}

// wantsJSON reports whether who accepts these types would rather have JSON than plain
// text.
func wantsJSON(accept string) bool {
	asJSON, asText := 0.0, 0.0
	for part := range strings.SplitSeq(accept, ",") {
		kind, params, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		q := 1.0
		if given, err := strconv.ParseFloat(params["q"], 64); err == nil {
			q = given
		}
		switch kind {
		case "application/json":
			asJSON = q
		case "text/plain", "text/*", "*/*":
			asText = max(asText, q)
		}
	}
	return asJSON > 0 && asJSON >= asText
}
