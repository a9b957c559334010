package bot

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/slack-go/slack"
)

// Bounds of a look into a conversation.
const (
	findPages = 10
	findLimit = 100
	findTries = 6
)

// find looks where t goes for a reply to its event, and returns its timestamp.
// An error means that it could not be found out.
func (b *Bot) find(ctx context.Context, t target) (string, bool, error) {
	cursor := ""
	for range findPages {
		messages, next, err := b.page(ctx, t, cursor)
		if err != nil {
			return "", false, fmt.Errorf("look for the reply to %s: %w", t.event, err)
		}
		for _, m := range messages {
			if m.Metadata.EventType == answerEvent && m.Metadata.EventPayload["event_id"] == t.event {
				return m.Timestamp, true, nil
			}
		}
		if cursor = next; cursor == "" {
			break
		}
	}
	return "", false, nil
}

// page reads a page of a thread or, outside threads, of a conversation.
// Reading changes nothing, so that it is tried again after any trouble.
func (b *Bot) page(ctx context.Context, t target, cursor string) (messages []slack.Message, next string, err error) {
	for try := 1; try <= findTries; try++ {
		if t.thread != "" {
			messages, _, next, err = b.api.GetConversationRepliesContext(ctx, &slack.GetConversationRepliesParameters{
				ChannelID: t.channel, Timestamp: t.thread, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true,
			})
		} else {
			var h *slack.GetConversationHistoryResponse
			h, err = b.api.GetConversationHistoryContext(ctx, &slack.GetConversationHistoryParameters{
				ChannelID: t.channel, Cursor: cursor, Limit: findLimit, IncludeAllMetadata: true,
			})
			if err == nil {
				messages, next = h.Messages, h.ResponseMetaData.NextCursor
			}
		}
		var refused slack.SlackErrorResponse
		if errors.As(err, &refused) && refused.Err == "thread_not_found" {
			return nil, "", nil // the question is gone, and nothing was replied
		}
		if err == nil || !uncertain(err) {
			return messages, next, err
		}
		if err := pause(ctx, b.scaled(time.Duration(try)*time.Second)); err != nil {
			return nil, "", err
		}
	}
	return nil, "", err
}
