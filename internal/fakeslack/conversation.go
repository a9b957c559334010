package fakeslack

import (
	"encoding/base64"
	"strconv"
	"strings"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// json is a message as conversations.replies shows it.
func (m *message) json(metadata bool) map[string]any {
	out := map[string]any{"type": "message", "ts": m.ts, "user": m.user, "text": m.text, "team": sim.TeamID}
	for k, v := range m.extra {
		out[k] = v
	}
	if m.thread != "" {
		out["thread_ts"] = m.thread
	}
	if m.broadcast {
		out["subtype"] = "thread_broadcast"
	}
	if m.botID != "" {
		out["bot_id"], out["app_id"] = m.botID, sim.AppID
	}
	if len(m.blocks) > 0 {
		out["blocks"] = m.blocks
	}
	if m.edited {
		out["edited"] = map[string]any{"user": m.user, "ts": m.ts}
	}
	if len(m.metadata) > 0 && metadata {
		out["metadata"] = m.metadata
	}
	return out
}

// replies lists a thread: its first message, then the rest in order.
func (s *Server) replies(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	ts := p["ts"]
	var thread []*message
	for _, m := range s.workspace.channels[p["channel"]] {
		if m.ts == ts || m.thread == ts {
			thread = append(thread, m)
		}
	}
	if len(thread) == 0 {
		return nil, webapi.Refuse("thread_not_found")
	}
	out, err := page(between(thread, p), p)
	if err == nil {
		headThread(out["messages"].([]map[string]any), ts, len(thread)-1)
	}
	return out, err
}

// headThread marks the first message of a thread as such.
func headThread(messages []map[string]any, ts string, replies int) {
	for _, m := range messages {
		if m["ts"] == ts && replies > 0 {
			m["thread_ts"], m["reply_count"] = ts, replies
		}
	}
}

// history lists a channel, newest first, without what stands in threads.
func (s *Server) history(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	all := s.workspace.channels[p["channel"]]
	var top []*message
	for i := len(all) - 1; i >= 0; i-- {
		if m := all[i]; m.thread == "" || m.thread == m.ts || m.broadcast {
			top = append(top, m)
		}
	}
	return page(between(top, p), p)
}

// between keeps what was written after oldest and before latest.
func between(all []*message, p webapi.Params) []*message {
	var out []*message
	for _, m := range all {
		edge := p.Flag("inclusive", false) && (m.ts == p["oldest"] || m.ts == p["latest"])
		if edge || (p["oldest"] == "" || m.ts > p["oldest"]) && (p["latest"] == "" || m.ts < p["latest"]) {
			out = append(out, m)
		}
	}
	return out
}

const (
	defaultPage = 100
	maxPage     = 1000
)

// page cuts one page out of what is listed.
func page(all []*message, p webapi.Params) (webapi.Result, *webapi.Refusal) {
	limit, start := defaultPage, 0
	if n, err := strconv.Atoi(p["limit"]); err == nil && n > 0 {
		limit = min(n, maxPage)
	}
	if c := p["cursor"]; c != "" {
		raw, err := base64.StdEncoding.DecodeString(c)
		after, ok := strings.CutPrefix(string(raw), "after:")
		n, bad := strconv.Atoi(after)
		if err != nil || !ok || bad != nil || n < 0 || n > len(all) {
			return nil, webapi.Refuse("invalid_cursor")
		}
		start = n
	}
	end := min(start+limit, len(all))
	list := []map[string]any{}
	for _, m := range all[start:end] {
		list = append(list, m.json(p.Flag("include_all_metadata", false)))
	}
	next := ""
	if end < len(all) {
		next = base64.StdEncoding.EncodeToString([]byte("after:" + strconv.Itoa(end)))
	}
	return webapi.Result{"messages": list, "has_more": next != "", "response_metadata": map[string]any{"next_cursor": next}}, nil
}

func (s *Server) conversationInfo(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	c := p["channel"]
	if c == "" {
		return nil, webapi.Refuse("channel_not_found")
	}
	im := strings.HasPrefix(c, "D")
	return webapi.Result{"channel": map[string]any{"id": c, "name": strings.ToLower(c), "is_channel": !im, "is_im": im, "is_member": true, "is_private": im}}, nil
}

func (s *Server) openConversation(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	user, more, _ := strings.Cut(p["users"], ",")
	if user == "" || more != "" {
		return nil, webapi.Refuse("user_not_found")
	}
	return webapi.Result{"channel": map[string]any{"id": dmOf(user), "is_im": true, "user": user}}, nil
}
