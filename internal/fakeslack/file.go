package fakeslack

import (
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"beilun/internal/fakeslack/people"
	"beilun/internal/fakeslack/sim"
)

// signIn is the page to which Slack sends a client that may not have a file. It
// answers no error.
const signIn = `<!DOCTYPE html><html lang="en-US"><head><title>Sign in | Slack</title></head>
<body><h1>Sign in to fake</h1><form id="signin_form" action="/signin" method="post"></form></body></html>`

// serveFile writes the content of a file to a client whose token may read it. The
// address is /files-pri/TEAM-ID/name or /files-pri/TEAM-ID/download/name.
func (s *Server) serveFile(w http.ResponseWriter, r *http.Request) {
	const name = "files.download"
	team, _, _ := strings.Cut(strings.TrimPrefix(r.URL.Path, "/files-pri/"), "/")
	id := strings.TrimPrefix(team, sim.TeamID+"-")
	s.meter.count(name)
	f, found := s.Files.Fetch(id, r.Header.Get("Authorization"))
	if fault, ok := s.faults.next(name); ok {
		if _, over := s.faults.play(w, r, fault); over {
			return
		}
	}
	token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	switch {
	case !found:
		http.Error(w, "<!DOCTYPE html><title>404</title>", http.StatusNotFound)
	case judge(token, BotToken, AppToken) != "" || !slices.Contains(s.opts.Scopes, "files:read") || f.Fault.Login:
		http.Redirect(w, r, "/signin?redir="+url.QueryEscape(r.URL.Path), http.StatusFound)
	case f.Fault.Redirect != "":
		http.Redirect(w, r, f.Fault.Redirect, http.StatusFound)
	default:
		s.pour(w, r, f)
	}
}

// serveSignIn shows the page to sign in.
func (s *Server) serveSignIn(w http.ResponseWriter, _ *http.Request) {
	w.Header().Set("Content-Type", "text/html; charset=utf-8")
	_, _ = io.WriteString(w, signIn) // the client may be gone
}

// pour writes the content of a file, with the fault that fetching it has.
func (s *Server) pour(w http.ResponseWriter, r *http.Request, f people.File) {
	w.Header().Set("Content-Type", f.MIMEType())
	w.Header().Set("Content-Disposition", "attachment")
	if f.Fault.Extra == 0 {
		w.Header().Set("Content-Length", strconv.Itoa(len(f.Data)))
	}
	data := f.Data
	switch {
	case f.Fault.Cut > 0:
		data = data[:min(f.Fault.Cut, len(data))]
	case f.Fault.Stall:
		data = data[:len(data)/2]
	}
	_, _ = w.Write(data) // the client may be gone
	switch {
	case f.Fault.Cut > 0:
		panic(http.ErrAbortHandler) // the connection ends
	case f.Fault.Stall:
		_ = http.NewResponseController(w).Flush()
		select {
		case <-r.Context().Done():
		case <-s.world.Context().Done():
		}
		return
	}
	piece := make([]byte, 32<<10)
	for left := f.Fault.Extra; left > 0; left -= len(piece) {
		if _, err := w.Write(piece[:min(left, len(piece))]); err != nil {
			return // the client had enough
		}
	}
}
