package webapi

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/slack-go/slack"
)

// Bounds of a search in a conversation.
const (
	pageSize   = 100 // messages
	findPages  = 10
	findTries  = 6
	sincePages = 30
	clockError = 10 * time.Minute // that Slack's clock may differ from ours
)

// span says which messages of a conversation to read.
type span struct {
	oldest string // timestamp; empty: from the start
	limit  int    // messages of a page
}

// Find looks where t goes for a message with t's event, and returns its
// timestamp. An error means that it is unknown whether it is there.
func (c *Client) Find(ctx context.Context, t Target) (ts string, found bool, err error) {
	all, err := c.FindAll(ctx, t, "", []string{t.Event})
	ts, found = all[t.Event]
	return ts, found, err
}

// FindAll looks where t goes for messages with any of the events, written after the
// message since (empty: at any time), and returns their timestamps by event. An error
// means that it is unknown which are there.
func (c *Client) FindAll(ctx context.Context, t Target, since string, events []string) (map[string]string, error) {
	found := map[string]string{}
	cursor := ""
	for range findPages {
		var messages []slack.Message
		var next string
		err := c.Retry(ctx, findTries, func(try int) (wait time.Duration, err error) {
			messages, next, err = c.page(ctx, t, cursor, span{oldest: since, limit: pageSize})
			if err != nil && IsUncertain(err) { // reading changes nothing
				wait = backoff(try)
			}
			return wait, err
		})
		if IsRefused(err, "thread_not_found") {
			return nil, nil // the question is gone, and nobody replied to it
		}
		if err != nil {
			return nil, fmt.Errorf("look for the reply to %s: %w", strings.Join(events, ", "), err)
		}
		for _, event := range events {
			if ts, ok := withEvent(messages, event); ok {
				found[event] = ts
			}
		}
		if cursor = next; cursor == "" || len(found) == len(events) {
			break
		}
	}
	return found, nil
}

// IsPosted reports whether a message with t's event is where t goes. since is
// when it was first tried; if zero, it was not, and only the thread is checked.
// The error is ErrThreadGone where there is no such thread, and ErrUnknown where
// more was written since than is searched.
func (c *Client) IsPosted(ctx context.Context, t Target, since time.Time) (bool, error) {
	s := span{limit: 1}
	if !since.IsZero() {
		s = span{oldest: fmt.Sprintf("%d.000000", since.Add(-clockError).Unix()), limit: pageSize}
	}
	cursor := ""
	for range sincePages {
		messages, next, err := c.page(ctx, t, cursor, s)
		if t.Thread != "" && IsRefused(err, "thread_not_found", "message_not_found") {
			err = fmt.Errorf("%w: %w", ErrThreadGone, err)
		}
		if err != nil {
			return false, fmt.Errorf("look for %s: %w", t.Event, err)
		}
		if _, ok := withEvent(messages, t.Event); ok {
			return true, nil
		}
		if cursor = next; cursor == "" || since.IsZero() {
			return false, nil
		}
	}
	return false, fmt.Errorf("look for %s: %w", t.Event, ErrUnknown)
}

// withEvent returns the timestamp of the first message that carries an event.
func withEvent(messages []slack.Message, event string) (ts string, ok bool) {
	for _, m := range messages {
		if m.Metadata.EventType == AnswerEvent && m.Metadata.EventPayload["event_id"] == event {
			return m.Timestamp, true
		}
	}
	return "", false
}

// page reads one page of t's thread or, outside threads, of t's channel. next is
// empty behind the last one.
func (c *Client) page(ctx context.Context, t Target, cursor string, s span) (messages []slack.Message, next string, err error) {
	if t.Thread != "" {
		messages, _, next, err = c.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
			ChannelID: t.Channel, Timestamp: t.Thread, Cursor: cursor, Oldest: s.oldest, Limit: s.limit, IncludeAllMetadata: true,
		})
		return messages, next, err
	}
	h, err := c.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
		ChannelID: t.Channel, Cursor: cursor, Oldest: s.oldest, Limit: s.limit, IncludeAllMetadata: true,
	})
	if err != nil {
		return nil, "", err
	}
	return h.Messages, h.ResponseMetaData.NextCursor, nil
}
