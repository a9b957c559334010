package localslack

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
)

// Message is a message as the workspace has it.
type Message struct {
	TS        string          `json:"ts"`
	Channel   string          `json:"channel"`
	User      string          `json:"user"`
	BotID     string          `json:"bot_id"`
	Thread    string          `json:"thread_ts"`
	Text      string          `json:"text"`
	Blocks    json.RawMessage `json:"blocks"`
	Ephemeral string          `json:"ephemeral_to"` // the one person who sees it; empty: all do
}

// Say posts a message of a person, in a thread where thread is not empty, and
// returns its timestamp. It returns when the bot has acknowledged the event.
func (s *Server) Say(ctx context.Context, channel, thread, user, text string) (ts string, err error) {
	var reply struct{ Message Message }
	in := map[string]any{"channel": channel, "user": user, "text": text}
	if thread != "" {
		in["thread_ts"] = thread
	}
	err = s.control(ctx, "message", in, &reply)
	return reply.Message.TS, err
}

// Command enters a slash command, such as "/beilun", with its text.
func (s *Server) Command(ctx context.Context, channel, user, command, text string) error {
	return s.control(ctx, "command", map[string]any{"channel": channel, "user": user, "command": command, "text": text}, nil)
}

// Press presses the first button of a message with an action ID. It is an error if
// the message has none. The server does not say that a message is ephemeral.
func (s *Server) Press(ctx context.Context, m Message, user, action string) error {
	button := findButton(m.Blocks, action)
	if button == nil {
		return fmt.Errorf("press %s: message %s has no such button", action, m.TS)
	}
	if button["block_id"] == nil { // Slack gives each block one; local-slack leaves that to its pages
		button["block_id"] = "of " + action
	}
	return s.control(ctx, "interact", map[string]any{"channel": m.Channel, "messageTs": m.TS, "user": user, "action": button}, nil)
}

// Edit changes a person's message.
func (s *Server) Edit(ctx context.Context, channel, ts, user, text string) error {
	return s.control(ctx, "edit-message", map[string]any{"channel": channel, "ts": ts, "user": user, "text": text}, nil)
}

// OpenHome opens the Home tab of the app.
func (s *Server) OpenHome(ctx context.Context, user string) error {
	return s.control(ctx, "open-home", map[string]any{"user": user}, nil)
}

// Messages returns the messages of a channel, oldest first, ephemeral ones among them.
func (s *Server) Messages(ctx context.Context, channel string) ([]Message, error) {
	var reply struct{ Messages []Message }
	err := s.call(ctx, http.MethodGet, "messages/"+url.PathEscape(channel), nil, &reply)
	return reply.Messages, err
}

// Posted returns those messages that are the bot's.
func (s *Server) Posted(ctx context.Context, channel string) (out []Message, err error) {
	all, err := s.Messages(ctx, channel)
	for _, m := range all {
		if m.BotID != "" {
			out = append(out, m)
		}
	}
	return out, err
}

// Entry is a line of the record of what was sent to the bot and by it.
type Entry struct {
	Direction string // to_bot, from_bot or internal
	Kind      string // web_api, socket, ack, events_api, slash_commands or interactive
	Summary   string
}

// Log returns the last thousand entries of the record.
func (s *Server) Log(ctx context.Context) ([]Entry, error) {
	var reply struct{ Log []Entry }
	err := s.call(ctx, http.MethodGet, "log", nil, &reply)
	return reply.Log, err
}

// control calls a method of the control API that does something.
func (s *Server) control(ctx context.Context, method string, in map[string]any, out any) error {
	body, err := json.Marshal(in)
	if err != nil {
		return fmt.Errorf("local-slack %s: %w", method, err)
	}
	return s.call(ctx, http.MethodPost, method, body, out)
}

func (s *Server) call(ctx context.Context, verb, path string, body []byte, out any) error {
	ctx, cancel := context.WithTimeout(ctx, callTime)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, verb, s.base+"/_control/"+path, bytes.NewReader(body))
	if err != nil {
		return fmt.Errorf("local-slack %s: %w", path, err)
	}
	req.Header.Set("Content-Type", "application/json")
	res, err := http.DefaultClient.Do(req)
	if err != nil {
		return fmt.Errorf("local-slack %s: %w", path, err)
	}
	defer func() { _ = res.Body.Close() }() // it was only read
	raw, err := io.ReadAll(io.LimitReader(res.Body, 64<<20))
	switch {
	case err != nil:
		return fmt.Errorf("local-slack %s: %w", path, err)
	case res.StatusCode != http.StatusOK:
		return fmt.Errorf("local-slack %s: %s: %s", path, res.Status, strings.TrimSpace(string(raw)))
	case out == nil:
		return nil
	}
	if err := json.Unmarshal(raw, out); err != nil {
		return fmt.Errorf("local-slack %s: %w", path, err)
	}
	return nil
}

// findButton returns the first object with an action ID in blocks, nil if there is
// none.
func findButton(blocks json.RawMessage, action string) map[string]any {
	var tree any
	if json.Unmarshal(blocks, &tree) != nil {
		return nil
	}
	var find func(any) map[string]any
	find = func(v any) map[string]any {
		switch v := v.(type) {
		case []any:
			for _, e := range v {
				if b := find(e); b != nil {
					return b
				}
			}
		case map[string]any:
			if v["action_id"] == action {
				return v
			}
			for _, e := range v {
				if b := find(e); b != nil {
					return b
				}
			}
		}
		return nil
	}
	return find(tree)
}
