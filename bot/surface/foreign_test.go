package surface

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"time"

	"github.com/slack-go/slack"
)

// directory answers for channels, and counts how often it is asked.
type directory struct {
	foreign map[string]bool
	err     error
	asked   int
}

func (d *directory) GetConversationInfoContext(_ context.Context, in *slack.GetConversationInfoInput) (*slack.Channel, error) {
	d.asked++
	if d.err != nil {
		return nil, d.err
	}
	c := &slack.Channel{}
	c.IsExtShared = d.foreign[in.ChannelID]
	return c, nil
}

func TestForeign(t *testing.T) {
	t.Parallel()
	d := &directory{foreign: map[string]bool{"CX": true}}
	f := NewForeign(d, slog.New(slog.DiscardHandler))
	f.Note("CEVENT", true)
	f.Note("DX", true)
	for range 3 {
		for channel, want := range map[string]bool{"CX": true, "COWN": false, "CEVENT": true, "DX": true, "D1": false, "": false} {
			if got := f.Is(t.Context(), channel); got != want {
				t.Errorf("%s is foreign: %t", channel, got)
			}
		}
	}
	if d.asked != 2 {
		t.Errorf("asked %d times about two channels", d.asked)
	}
	d.err = errors.New("missing_scope")
	f.known.Add("CX", shared{true, time.Now()}) // an hour later
	for channel, want := range map[string]bool{"CX": true, "CNEW": false} {
		for range 2 {
			if got := f.Is(t.Context(), channel); got != want {
				t.Errorf("without a scope %s is foreign: %t", channel, got)
			}
		}
	}
	if d.asked != 4 {
		t.Errorf("asked %d times, of which two failed", d.asked)
	}
}
