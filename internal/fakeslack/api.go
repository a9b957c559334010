package fakeslack

import (
	"encoding/json"
	"fmt"
	"io"
	"mime"
	"net/http"
	"strings"
)

// maxBody bounds a request.
const maxBody = 1 << 20

// params are the parameters of a call, from a form or from JSON; what is no
// string in JSON stands as JSON.
type params map[string]string

// flag reports whether a parameter is true; without one it is what otherwise says.
func (p params) flag(name string, otherwise bool) bool {
	switch p[name] {
	case "true", "1":
		return true
	case "false", "0":
		return false
	}
	return otherwise
}

// raw returns a parameter that is JSON, nil without one.
func (p params) raw(name string) json.RawMessage {
	if v := p[name]; v != "" && v != "null" {
		return json.RawMessage(v)
	}
	return nil
}

func readParams(r *http.Request) (params, error) {
	kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if kind == "application/json" {
		return readJSON(r.Body)
	}
	err := r.ParseMultipartForm(maxBody)
	if err != nil && err != http.ErrNotMultipart {
		return nil, fmt.Errorf("read form: %w", err)
	}
	p := params{}
	for name, values := range r.Form {
		p[name] = values[0]
	}
	return p, nil
}

func readJSON(body io.Reader) (params, error) {
	var fields map[string]json.RawMessage
	if err := json.NewDecoder(body).Decode(&fields); err != nil && err != io.EOF {
		return nil, fmt.Errorf("read JSON: %w", err)
	}
	p := params{}
	for name, raw := range fields {
		var text string
		if json.Unmarshal(raw, &text) == nil {
			p[name] = text
		} else {
			p[name] = string(raw)
		}
	}
	return p, nil
}

// refused is an error of Slack's.
type refused struct {
	code     string
	messages []string // response_metadata.messages
	extra    map[string]any
}

func no(code string) *refused { return &refused{code: code} }

// result is what a method answers beside ok.
type result map[string]any

// method is one of the Web API's.
type method func(*Server, params) (result, *refused)

func methods() map[string]method {
	return map[string]method{
		"auth.test":                             (*Server).authTest,
		"users.info":                            (*Server).usersInfo,
		"chat.postMessage":                      (*Server).postMessage,
		"chat.postEphemeral":                    (*Server).postEphemeral,
		"chat.update":                           (*Server).update,
		"chat.delete":                           (*Server).remove,
		"chat.getPermalink":                     (*Server).permalink,
		"conversations.replies":                 (*Server).replies,
		"conversations.history":                 (*Server).history,
		"conversations.info":                    (*Server).conversationInfo,
		"conversations.open":                    (*Server).openConversation,
		"views.open":                            (*Server).viewsOpen,
		"views.push":                            (*Server).viewsPush,
		"views.update":                          (*Server).viewsUpdate,
		"views.publish":                         (*Server).viewsPublish,
		"assistant.threads.setStatus":           (*Server).setStatus,
		"assistant.threads.setTitle":            (*Server).setTitle,
		"assistant.threads.setSuggestedPrompts": (*Server).setPrompts,
		"reactions.add":                         (*Server).addReaction,
		"reactions.remove":                      (*Server).removeReaction,
		"files.info":                            (*Server).fileInfo,
	}
}

// api answers a call of the Web API.
func (s *Server) api(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	name := strings.TrimPrefix(r.URL.Path, "/api/")
	s.mu.Lock()
	s.stats.Calls[name]++
	s.signal()
	s.mu.Unlock()
	if f, ok := s.failure(name); ok {
		var over bool
		if w, over = s.misbehave(w, r, f); over {
			return
		}
	}
	s.call(w, r, name)
	if c, ok := w.(*cut); ok {
		c.hangUp()
	}
}

func (s *Server) call(w http.ResponseWriter, r *http.Request, name string) {
	p, err := readParams(r)
	if err != nil {
		answer(w, nil, no("invalid_json"))
		return
	}
	if name == "apps.connections.open" {
		s.countOpen()
		if wait := s.limit(name, ""); wait > 0 {
			tooMany(w, wait)
			return
		}
		out, refusal := s.open(r)
		answer(w, out, refusal)
		return
	}
	if code := s.authorize(r, p); code != "" {
		answer(w, nil, no(code))
		return
	}
	w.Header().Set("X-OAuth-Scopes", strings.Join(s.opts.Scopes, ","))
	do, known := methods()[name]
	if !known {
		answer(w, nil, no("unknown_method"))
		return
	}
	if scope := missingScope(name, s.opts.Scopes); scope != "" {
		answer(w, nil, &refused{code: "missing_scope", extra: map[string]any{"needed": scope, "provided": strings.Join(s.opts.Scopes, ",")}})
		return
	}
	if wait := s.limit(name, p["channel"]); wait > 0 {
		tooMany(w, wait)
		return
	}
	out, refusal := do(s, p)
	answer(w, out, refusal)
	if s.opts.Echo && refusal == nil && name == "chat.postMessage" {
		s.echo(out)
	}
}

// answer writes what a method came to.
func answer(w http.ResponseWriter, out result, err *refused) {
	body := map[string]any{"ok": err == nil}
	for k, v := range out {
		body[k] = v
	}
	if err != nil {
		body["error"] = err.code
		for k, v := range err.extra {
			body[k] = v
		}
		if len(err.messages) > 0 {
			body["errors"] = err.messages
			marked := make([]string, len(err.messages))
			for i, m := range err.messages {
				marked[i] = "[ERROR] " + m
			}
			body["response_metadata"] = map[string]any{"messages": marked}
		}
	}
	reply(w, body)
}
