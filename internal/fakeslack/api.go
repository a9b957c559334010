package fakeslack

import (
	"net/http"
	"strings"

	"beilun/internal/fakeslack/webapi"
)

// api answers a call of the Web API.
func (s *Server) api(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, webapi.MaxBody)
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	s.meter.count(name)
	s.faults.wrap(w, r, name, func(w http.ResponseWriter) { s.call(w, r, name) })
}

// call answers a call that no failure has ended.
func (s *Server) call(w http.ResponseWriter, r *http.Request, name string) {
	p, err := webapi.Read(r)
	if err != nil {
		webapi.Answer(w, nil, webapi.Refuse("invalid_json"))
		return
	}
	if name == "apps.connections.open" {
		s.Sockets.CountOpen()
		if wait := s.meter.limit(name, ""); wait > 0 {
			tooMany(w, wait)
			return
		}
		out, refusal := s.open(r)
		webapi.Answer(w, out, refusal)
		return
	}
	if code := judge(bearer(r, p), BotToken, AppToken); code != "" {
		webapi.Answer(w, nil, webapi.Refuse(code))
		return
	}
	w.Header().Set("X-OAuth-Scopes", strings.Join(s.opts.Scopes, ","))
	do, known := s.methods[name]
	if !known {
		webapi.Answer(w, nil, webapi.Refuse("unknown_method"))
		return
	}
	if scope := missingScope(name, s.opts.Scopes); scope != "" {
		webapi.Answer(w, nil, &webapi.Refusal{Code: "missing_scope", Extra: map[string]any{"needed": scope, "provided": strings.Join(s.opts.Scopes, ",")}})
		return
	}
	if wait := s.meter.limit(name, p["channel"]); wait > 0 {
		tooMany(w, wait)
		return
	}
	out, refusal := do(p)
	webapi.Answer(w, out, refusal)
	if s.opts.Echo && refusal == nil && name == "chat.postMessage" {
		s.People.Echo(out)
	}
}
