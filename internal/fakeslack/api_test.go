package fakeslack

import (
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"beilun/internal/fakeslack/sim"
)

// bot calls a method as the bot and returns the reply and the HTTP response.
func bot(t *testing.T, s *Server, method string, body map[string]any) (map[string]any, *http.Response) {
	t.Helper()
	raw, err := json.Marshal(body)
	if err != nil {
		t.Fatal(err)
	}
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL()+method, strings.NewReader(string(raw)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Content-Type", "application/json; charset=utf-8")
	req.Header.Set("Authorization", "Bearer "+BotToken)
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer res.Body.Close()
	text, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatal(err)
	}
	var out map[string]any
	_ = json.Unmarshal(text, &out) // not every failure is JSON
	return out, res
}

// fine calls a method that must succeed.
func fine(t *testing.T, s *Server, method string, body map[string]any) map[string]any {
	t.Helper()
	out, _ := bot(t, s, method, body)
	if out["ok"] != true {
		t.Fatalf("%s: %v", method, out)
	}
	return out
}

// declined calls a method and returns its error.
func declined(t *testing.T, s *Server, method string, body map[string]any) any {
	t.Helper()
	out, _ := bot(t, s, method, body)
	return out["error"]
}

func TestTokens(t *testing.T) {
	t.Parallel()
	s := start(t, Options{Scopes: []string{"chat:write", "app_mentions:read"}})
	for token, want := range map[string]any{
		BotToken: nil, AppToken: "not_allowed_token_type", RevokedToken: "token_revoked", InactiveToken: "account_inactive", ExpiredToken: "token_expired", "x": "invalid_auth",
	} {
		if got := call(t, s, "auth.test", token, nil)["error"]; got != want {
			t.Errorf("%s: %v, want %v", token, got, want)
		}
	}
	_, res := bot(t, s, "auth.test", nil)
	if got := res.Header.Get("x-oauth-scopes"); got != "chat:write,app_mentions:read" {
		t.Errorf("scopes %q", got)
	}
	out, _ := bot(t, s, "reactions.add", map[string]any{"channel": "C1"})
	if out["error"] != "missing_scope" || out["needed"] != "reactions:write" {
		t.Errorf("without the scope: %v", out)
	}
}

// TestTiers sees bursts taken, then 429 with a Retry-After that is enough.
func TestTiers(t *testing.T) {
	t.Parallel()
	clock := sim.NewClock()
	s := start(t, Options{Clock: clock, Tiers: true})
	post := func(channel string) *http.Response {
		_, res := bot(t, s, "chat.postMessage", map[string]any{"channel": channel, "text": "x"})
		return res
	}
	for range 3 {
		if res := post("C1"); res.StatusCode != http.StatusOK {
			t.Errorf("a burst: %s", res.Status)
		}
	}
	res := post("C1")
	if res.StatusCode != http.StatusTooManyRequests || res.Header.Get("Retry-After") != "1" {
		t.Errorf("too fast: %s, %v", res.Status, res.Header)
	}
	if res := post("C2"); res.StatusCode != http.StatusOK {
		t.Errorf("another channel: %s", res.Status)
	}
	clock.Advance(time.Second)
	if res := post("C1"); res.StatusCode != http.StatusOK {
		t.Errorf("after waiting: %s", res.Status)
	}
	for range 50 {
		fine(t, s, "conversations.info", map[string]any{"channel": "C1"})
	}
	if _, res := bot(t, s, "conversations.info", map[string]any{"channel": "C1"}); res.StatusCode != http.StatusTooManyRequests {
		t.Errorf("tier 3: %s", res.Status)
	}
	if v := s.Stats().TierViolations; v["chat.postMessage"] != 1 || v["conversations.info"] != 1 {
		t.Errorf("violations %v", v)
	}
	open := func() any { return call(t, s, "apps.connections.open", AppToken, nil)["error"] }
	for range 50 {
		open()
	}
	if got := open(); got != "ratelimited" {
		t.Errorf("apps.connections.open: %v", got)
	}
}

func TestFail(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	hello := map[string]any{"channel": "C1", "text": "x"}
	s.Fail("chat.postMessage", Failure{Code: "internal_error", Times: 2})
	s.Fail("chat.postMessage", Failure{Status: 503})
	s.Fail("chat.postMessage", Failure{RetryAfter: 90 * time.Second})
	s.Fail("chat.postMessage", Failure{Code: "invalid_blocks", Messages: []string{"why"}})
	for range 2 {
		if got := declined(t, s, "chat.postMessage", hello); got != "internal_error" {
			t.Errorf("error %v", got)
		}
	}
	if _, res := bot(t, s, "chat.postMessage", hello); res.StatusCode != 503 {
		t.Errorf("status %s", res.Status)
	}
	if out, res := bot(t, s, "chat.postMessage", hello); res.StatusCode != 429 || res.Header.Get("Retry-After") != "90" || out["error"] != "ratelimited" {
		t.Errorf("limited: %s %v", res.Status, out)
	}
	if out, _ := bot(t, s, "chat.postMessage", hello); out["error"] != "invalid_blocks" || out["response_metadata"] == nil {
		t.Errorf("refused: %v", out)
	}
	if n := len(s.Channels.Posts()); n != 0 {
		t.Errorf("%d posts", n)
	}
	fine(t, s, "chat.postMessage", hello)

	s.Fail("chat.postMessage", Failure{AfterEffect: true})
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, s.URL()+"chat.postMessage", strings.NewReader(url.Values{"channel": {"C1"}, "text": {"done"}}.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+BotToken)
	req.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	if res, err := http.DefaultClient.Do(req); !errors.Is(err, io.EOF) {
		if err == nil {
			res.Body.Close()
		}
		t.Errorf("cut: %v", err)
	}
	if posts := s.Channels.Posts(); len(posts) != 2 || posts[1].Text != "done" {
		t.Errorf("posts %+v", posts)
	}
	s.Fail("auth.test", Failure{Code: "fatal_error", Times: -1})
	for range 3 {
		if got := declined(t, s, "auth.test", nil); got != "fatal_error" {
			t.Errorf("error %v", got)
		}
	}
	s.Heal("auth.test")
	fine(t, s, "auth.test", nil)
}

func TestUpdateAndDelete(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	ts := fine(t, s, "chat.postMessage", map[string]any{"channel": "C1", "text": "x", "metadata": map[string]any{"event_type": "e", "event_payload": map[string]any{"id": "1"}}})["ts"]
	theirs := s.People.Say(say("theirs"))
	at := func(ts any, text string) map[string]any {
		return map[string]any{"channel": "C1", "ts": ts, "text": text}
	}
	for _, tt := range []struct {
		method string
		body   map[string]any
		want   any
	}{
		{"chat.update", at(ts, strings.Repeat("字", 1333)+"x"), nil}, // 4,000 bytes
		{"chat.update", at(ts, strings.Repeat("字", 1333)+"xx"), "msg_too_long"},
		{"chat.update", at("1.1", "x"), "message_not_found"},
		{"chat.update", at(theirs, "x"), "cant_update_message"},
		{"chat.update", at(ts, ""), "no_text"},
		{"chat.update", at(ts, "again"), nil},
		{"chat.delete", at(theirs, ""), "cant_delete_message"},
		{"chat.postMessage", map[string]any{"channel": "C1", "text": "x", "metadata": map[string]any{"event_type": "e"}}, "invalid_metadata_format"},
		{"chat.postMessage", map[string]any{"channel": "C1", "text": "x", "markdown_text": "y"}, "markdown_text_conflict"},
		{"chat.postMessage", map[string]any{"channel": "C1", "markdown_text": strings.Repeat("字", 12_001)}, "msg_too_long"},
	} {
		if got := declined(t, s, tt.method, tt.body); got != tt.want {
			t.Errorf("%s: %v, want %v", tt.method, got, tt.want)
		}
	}
	m := s.Channels.Messages("C1")
	if len(m) != 2 || m[0].Text != "again" || !m[0].Edited || !strings.Contains(string(m[0].Metadata), `"id":"1"`) {
		t.Errorf("the channel shows %+v", m)
	}
	if p := s.Channels.Posts(); !p[0].Updated || p[0].Text != "x" || p[0].BotID != sim.BotID || p[1].Method != "chat.update" || p[1].TS != ts {
		t.Errorf("posts %+v", p)
	}
	fine(t, s, "chat.delete", at(ts, ""))
	if m := s.Channels.Messages("C1"); len(m) != 1 {
		t.Errorf("the channel shows %+v", m)
	}
}

// TestThread reads a thread back, in order and by pages.
func TestThread(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	root := s.People.Say(say("root"))
	s.People.Say(Message{Channel: "C1", User: "U2", Text: "aside"})
	s.People.Say(Message{Channel: "C1", User: "U2", Text: "first", ThreadTS: root})
	fine(t, s, "chat.postMessage", map[string]any{"channel": "C1", "thread_ts": root, "text": "second", "metadata": map[string]any{"event_type": "answer", "event_payload": map[string]any{"event": "Ev1"}}})
	list := func(method string, more map[string]any) (texts []string, cursor string, messages []any) {
		t.Helper()
		body := map[string]any{"channel": "C1", "ts": root}
		for k, v := range more {
			body[k] = v
		}
		out := fine(t, s, method, body)
		messages = out["messages"].([]any)
		for _, m := range messages {
			texts = append(texts, m.(map[string]any)["text"].(string))
		}
		cursor, _ = out["response_metadata"].(map[string]any)["next_cursor"].(string)
		return texts, cursor, messages
	}
	texts, _, messages := list("conversations.replies", map[string]any{"include_all_metadata": true})
	if got := strings.Join(texts, " "); got != "root first second" {
		t.Errorf("thread %s", got)
	}
	if head := messages[0].(map[string]any); head["thread_ts"] != root || head["reply_count"] != 2.0 {
		t.Errorf("the thread begins with %v", head)
	}
	last := messages[2].(map[string]any)
	if last["bot_id"] != sim.BotID || last["app_id"] != sim.AppID || last["thread_ts"] != root || last["metadata"] == nil {
		t.Errorf("the bot's reply is %v", last)
	}
	if _, _, messages := list("conversations.replies", nil); messages[2].(map[string]any)["metadata"] != nil {
		t.Error("metadata without being asked for")
	}
	texts, cursor, _ := list("conversations.replies", map[string]any{"limit": 2})
	if len(texts) != 2 || cursor == "" {
		t.Errorf("a page: %q, %q", texts, cursor)
	}
	if texts, cursor, _ := list("conversations.replies", map[string]any{"limit": 2, "cursor": cursor}); len(texts) != 1 || cursor != "" {
		t.Errorf("the last page: %q, %q", texts, cursor)
	}
	if texts, _, _ := list("conversations.history", nil); strings.Join(texts, " ") != "aside root" {
		t.Errorf("history %q", texts)
	}
	loud := fine(t, s, "chat.postMessage", map[string]any{"channel": "C1", "thread_ts": root, "text": "loud", "reply_broadcast": true})["ts"].(string)
	if texts, _, messages := list("conversations.history", map[string]any{"oldest": loud, "inclusive": true}); len(texts) != 1 || messages[0].(map[string]any)["subtype"] != "thread_broadcast" {
		t.Errorf("a broadcast shows as %v", messages)
	}
	if texts, _, _ := list("conversations.history", map[string]any{"oldest": root, "latest": loud}); strings.Join(texts, " ") != "aside" {
		t.Errorf("history after: %q", texts)
	}
	if texts, _, _ := list("conversations.history", map[string]any{"latest": root, "inclusive": true}); strings.Join(texts, " ") != "root" {
		t.Errorf("history until: %q", texts)
	}
	if got := declined(t, s, "conversations.replies", map[string]any{"channel": "C1", "ts": "1.1"}); got != "thread_not_found" {
		t.Errorf("no thread: %v", got)
	}
	if got := declined(t, s, "conversations.replies", map[string]any{"channel": "C1", "ts": root, "cursor": "x"}); got != "invalid_cursor" {
		t.Errorf("no cursor: %v", got)
	}
}

func TestPeopleAndPlaces(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	s.Users.SetLocale("U2", "en-GB")
	for user, want := range map[string]string{"U1": "zh-CN", "U2": "en-GB"} {
		out := fine(t, s, "users.info", map[string]any{"user": user, "include_locale": true})
		if got := out["user"].(map[string]any)["locale"]; got != want {
			t.Errorf("%s: %v", user, got)
		}
	}
	if out := fine(t, s, "users.info", map[string]any{"user": "U1"}); out["user"].(map[string]any)["locale"] != nil {
		t.Error("a locale without being asked for")
	}
	if id := fine(t, s, "conversations.open", map[string]any{"users": "U1"})["channel"].(map[string]any)["id"]; id != "D1" {
		t.Errorf("direct message in %v", id)
	}
	fine(t, s, "chat.postEphemeral", map[string]any{"channel": "C1", "user": "U1", "text": "x", "thread_ts": "1.1"})
	if p := s.Channels.Ephemerals(); len(p) != 1 || p[0].User != "U1" || len(s.Channels.Messages("C1")) != 0 {
		t.Errorf("ephemeral %+v", p)
	}
	ts := s.People.Say(say("x"))
	fine(t, s, "assistant.threads.setStatus", map[string]any{"channel_id": "C1", "thread_ts": ts, "status": "在查", "loading_messages": []string{"a", "b"}})
	fine(t, s, "chat.postMessage", map[string]any{"channel": "C1", "thread_ts": ts, "text": "x"})
	if st := s.Assistant.Statuses(); len(st) != 2 || st[0].Status != "在查" || len(st[0].Loading) != 2 || st[1].Status != "" {
		t.Errorf("statuses %+v", st)
	}
	four := []map[string]any{{"title": "a", "message": "b"}, {"title": "a", "message": "b"}, {"title": "a", "message": "b"}, {"title": "a", "message": "b"}}
	fine(t, s, "assistant.threads.setSuggestedPrompts", map[string]any{"channel_id": "D1", "prompts": four})
	if got := declined(t, s, "assistant.threads.setSuggestedPrompts", map[string]any{"channel_id": "D1", "prompts": append(four, four[0])}); got != "invalid_arguments" || len(s.Assistant.Prompts("D1")) != 4 {
		t.Errorf("five prompts: %v", got)
	}
	on := map[string]any{"channel": "C1", "timestamp": ts, "name": "eyes"}
	fine(t, s, "reactions.add", on)
	if got := declined(t, s, "reactions.add", on); got != "already_reacted" || len(s.Channels.Reactions("C1", ts)) != 1 {
		t.Errorf("twice: %v", got)
	}
	fine(t, s, "reactions.remove", on)
	if got := declined(t, s, "reactions.remove", on); got != "no_reaction" {
		t.Errorf("none: %v", got)
	}
	if got := declined(t, s, "files.info", map[string]any{"file": "F1"}); got != "file_not_found" {
		t.Errorf("no file: %v", got)
	}
}
