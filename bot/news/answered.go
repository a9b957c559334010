package news

import (
	"encoding/json"
	"fmt"
	"log/slog"
	"time"

	"beilun/bot/surface"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
	"beilun/knowledge"
)

// answered is a figure that was answered where others can read it, and what
// it takes to ask again.
type answered struct {
	Channel  string
	Thread   string             // empty: in a direct message
	Ask      string             // the question in full
	English  bool               // the language of the reply
	Row      index.Row          // the figure as it was answered, or as a notice said since
	Contests []knowledge.Figure // of about the same date that were shown beside it
	At       time.Time
}

// Bounds of what is kept of an answer.
const (
	maxKeptSentence = 2_000 // bytes
	maxContested    = 5     // figures of others beside it
)

// brief returns what it takes of a row to cite and compare it: of the passage only
// the sentence of the figure, and no text if that is too long.
func brief(r index.Row) index.Row {
	f, s := *r.Figure, r.Sentence()
	p := index.Passage{ID: r.Passage.ID, Release: r.Passage.Release}
	if s.Len() <= maxKeptSentence && s.Contains(f.Quote) && s.Contains(f.Span) {
		p.Text = s.Of(r.Passage.Text)
		p.Sentences = []knowledge.Span{{End: len(p.Text)}}
		f.Span = knowledge.Span{Start: f.Span.Start - s.Start, End: f.Span.End - s.Start}
		f.Quote = knowledge.Span{Start: f.Quote.Start - s.Start, End: f.Quote.End - s.Start}
	} else {
		f.Span, f.Quote = knowledge.Span{}, knowledge.Span{}
	}
	return index.Row{Passage: p, Figure: &f}
}

// contests returns what others say at about the same date as the claim.
func contests(a *answer.Answer) (out []answer.Claim) {
	for _, o := range a.Others {
		if o.Relation == answer.Conflicting && o.Figure != nil {
			out = append(out, o)
		}
	}
	return out
}

// contested returns the figures of contests, as they are remembered.
func contested(a *answer.Answer) (out []knowledge.Figure) {
	for _, o := range contests(a) {
		if len(out) < maxContested {
			out = append(out, *o.Figure)
		}
	}
	return out
}

// answers keeps what was answered for as long as its place may get a notice.
type answers struct {
	memory *surface.Memory
	log    *slog.Logger
}

// put keeps an answer under the place of its message.
func (s *answers) put(key string, a answered) {
	raw, err := json.Marshal(a)
	if err == nil {
		err = s.memory.Store.Answered.Put(key, raw)
	}
	if err != nil {
		s.log.Error("cannot keep an answer", "channel", a.Channel, "err", err)
	}
}

// each calls f with the answers that can be read, oldest first.
func (s *answers) each(f func(key string, a *answered)) error {
	return s.memory.Store.Answered.Each(func(key string, _ time.Time, raw state.Raw) error {
		a := new(answered)
		if err := json.Unmarshal(raw, a); err != nil || a.Row.Figure == nil {
			s.log.Error("an answer cannot be read", "key", key, "err", err)
			return nil
		}
		f(key, a)
		return nil
	})
}

// forgetPlace drops the answers in a thread or, if whole is true, in all of a channel.
func (s *answers) forgetPlace(channel, thread string, whole bool) {
	var gone []string
	table := s.memory.Store.Answered
	err := table.Each(func(key string, _ time.Time, raw state.Raw) error {
		var a answered
		if json.Unmarshal(raw, &a) == nil && a.Channel == channel && (whole || a.Thread == thread) {
			gone = append(gone, key)
		}
		return nil
	})
	if err == nil {
		err = s.memory.Store.Together(func(tx *state.Tx) error {
			for _, key := range gone {
				if err := table.DeleteIn(tx, key); err != nil {
					return fmt.Errorf("forget answers in %s: %w", channel, err)
				}
			}
			return nil
		})
	}
	if err != nil {
		s.log.Error("cannot forget answers", "channel", channel, "err", err)
	}
}
