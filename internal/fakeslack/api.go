package fakeslack

import (
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"time"
	"unicode/utf8"
)

// maxBody bounds a request.
const maxBody = 1 << 20

func (s *Server) api(w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, maxBody)
	method := strings.TrimPrefix(r.URL.Path, "/api/")
	if method == "apps.connections.open" {
		s.open(w, r)
		return
	}
	switch token := bearer(r); {
	case token == "":
		fail(w, "not_authed")
		return
	case token == AppToken:
		fail(w, "not_allowed_token_type")
		return
	case token != BotToken:
		fail(w, "invalid_auth")
		return
	}
	switch method {
	case "auth.test":
		reply(w, map[string]any{"ok": true, "url": "https://fake.slack.com/", "team": "fake", "user": "beilun", "team_id": "T1", "user_id": BotUser, "bot_id": BotID})
	case "users.info":
		reply(w, map[string]any{"ok": true, "user": map[string]any{"id": r.FormValue("user"), "locale": s.opts.Locale}})
	case "chat.postMessage", "chat.postEphemeral", "chat.update":
		s.message(w, r, method)
	default:
		fail(w, "unknown_method")
	}
}

// open hands out a ticket for one connection. Slack takes the token from the
// header only.
func (s *Server) open(w http.ResponseWriter, r *http.Request) {
	switch token, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer "); token {
	case AppToken:
	case "":
		fail(w, "not_authed")
		return
	case BotToken:
		fail(w, "not_allowed_token_type")
		return
	default:
		fail(w, "invalid_auth")
		return
	}
	s.mu.Lock()
	s.opens++
	ticket := s.next("ticket")
	s.tickets[ticket] = true
	s.mu.Unlock()
	reply(w, map[string]any{"ok": true, "url": "ws" + strings.TrimPrefix(s.url, "http") + "/link?ticket=" + ticket + "&app_id=A1"})
}

func (s *Server) message(w http.ResponseWriter, r *http.Request, method string) {
	p := Post{
		Method: method, Channel: r.FormValue("channel"), User: r.FormValue("user"), ThreadTS: r.FormValue("thread_ts"),
		Text: r.FormValue("text"), Blocks: json.RawMessage(r.FormValue("blocks")), Ephemeral: method == "chat.postEphemeral",
		Unfurl: r.FormValue("unfurl_links") != "false" || r.FormValue("unfurl_media") != "false",
	}
	if p.Channel == "" {
		fail(w, "channel_not_found")
		return
	}
	if code := check(p, method); code != "" {
		fail(w, code)
		return
	}
	s.record(&p)
	reply(w, map[string]any{"ok": true, "channel": p.Channel, "ts": p.TS, "message_ts": p.TS})
}

func (s *Server) record(p *Post) {
	s.mu.Lock()
	defer s.mu.Unlock()
	p.TS, p.At = s.ts(), time.Now()
	s.posts = append(s.posts, *p)
	s.signal()
}

// check holds a message against the limits that Slack refuses it for, and
// returns Slack's error.
func check(p Post, method string) string {
	if p.Text == "" && len(p.Blocks) == 0 {
		return "no_text"
	}
	if method == "chat.update" && len(p.Text) > 4000 {
		return "msg_too_long"
	}
	if len(p.Blocks) == 0 {
		return ""
	}
	var blocks []map[string]any
	if json.Unmarshal(p.Blocks, &blocks) != nil || len(blocks) > 50 {
		return "invalid_blocks"
	}
	total := 0
	for _, b := range blocks {
		if b["type"] == nil {
			return "invalid_blocks"
		}
		if !sized(b, &total) {
			return "invalid_blocks"
		}
	}
	if total > 13_000 {
		return "msg_blocks_too_long"
	}
	return ""
}

// sized adds up the characters of all texts in v and reports whether each is
// within what a text object takes.
func sized(v any, total *int) bool {
	switch v := v.(type) {
	case map[string]any:
		for key, x := range v {
			if text, ok := x.(string); ok && key == "text" {
				n := utf8.RuneCountInString(text)
				*total += n
				if n == 0 || n > 3000 {
					return false
				}
			} else if !sized(x, total) {
				return false
			}
		}
	case []any:
		for _, x := range v {
			if !sized(x, total) {
				return false
			}
		}
	}
	return true
}

// maxHookUses is how often a response URL may be used.
const maxHookUses = 5

func (s *Server) response(w http.ResponseWriter, r *http.Request) {
	body, err := io.ReadAll(http.MaxBytesReader(w, r.Body, maxBody))
	var m struct {
		Text         string          `json:"text"`
		Blocks       json.RawMessage `json:"blocks"`
		ResponseType string          `json:"response_type"`
	}
	if err == nil {
		err = json.Unmarshal(body, &m)
	}
	s.mu.Lock()
	h := s.hooks[strings.TrimPrefix(r.URL.Path, "/response/")]
	if h != nil {
		h.uses++
	}
	s.mu.Unlock()
	if err != nil || h == nil || h.uses > maxHookUses {
		http.Error(w, "used_url", http.StatusNotFound)
		return
	}
	p := Post{Method: "response_url", Channel: h.channel, User: h.user, Text: m.Text, Blocks: m.Blocks, Ephemeral: m.ResponseType != "in_channel"}
	if code := check(p, p.Method); code != "" {
		http.Error(w, code, http.StatusBadRequest)
		return
	}
	s.record(&p)
	_, _ = io.WriteString(w, "ok")
}
