package people

import (
	"encoding/base64"
	"strconv"
	"strings"

	"beilun/internal/fakeslack/webapi"
)

// replies is conversations.replies: the first message of a thread, then the rest
// in order.
func (ch *Channels) replies(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	ch.world.Lock()
	defer ch.world.Unlock()
	ts := p["ts"]
	var thread []*message
	for _, m := range ch.messages[p["channel"]] {
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

// headThread marks the first message of a thread.
func headThread(messages []map[string]any, ts string, replies int) {
	for _, m := range messages {
		if m["ts"] == ts && replies > 0 {
			m["thread_ts"], m["reply_count"] = ts, replies
		}
	}
}

// history is conversations.history: newest first, without what is in threads.
func (ch *Channels) history(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	ch.world.Lock()
	defer ch.world.Unlock()
	all := ch.messages[p["channel"]]
	var top []*message
	for i := len(all) - 1; i >= 0; i-- {
		if m := all[i]; m.thread == "" || m.thread == m.ts || m.broadcast {
			top = append(top, m)
		}
	}
	return page(between(top, p), p)
}

// between returns the messages after oldest and before latest.
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

// page returns one page of what is listed.
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

// info is conversations.info.
func (ch *Channels) info(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	c := p["channel"]
	if c == "" {
		return nil, webapi.Refuse("channel_not_found")
	}
	im, foreign := strings.HasPrefix(c, "D"), ch.isShared(c)
	return webapi.Result{"channel": map[string]any{
		"id": c, "name": strings.ToLower(c), "is_channel": !im, "is_im": im, "is_member": true, "is_private": im,
		"is_ext_shared": foreign, "is_shared": foreign, "is_org_shared": false,
	}}, nil
}

func openConversation(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	user, more, _ := strings.Cut(p["users"], ",")
	if user == "" || more != "" {
		return nil, webapi.Refuse("user_not_found")
	}
	return webapi.Result{"channel": map[string]any{"id": dmOf(user), "is_im": true, "user": user}}, nil
}

// dmOf returns the direct message with a user, or channel itself if it is not the
// ID of a user.
func dmOf(channel string) string {
	if channel != "" && (channel[0] == 'U' || channel[0] == 'W') {
		return "D" + channel[1:]
	}
	return channel
}
