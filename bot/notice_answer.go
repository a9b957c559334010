package bot

import (
	"cmp"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
	"beilun/knowledge"
)

// answered is a figure that was answered where others can read it, and what
// it takes to ask again.
type answered struct {
	Channel   string
	Thread    string    // empty: in a direct message
	Ask       string    // the question in full
	English   bool      // what was said around the answer
	Row       index.Row // the figure as it was answered, or as a notice told since
	Contested []string  // figures of about the same date that were shown beside it
	At        time.Time
}

// maxKeptSentence bounds the sentence that is kept with an answer, in bytes.
const maxKeptSentence = 2_000

// brief keeps of a row what it takes to cite and compare it: of the passage the
// sentence that it stands in, where that is not too long.
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

// remember keeps a figure that was answered in a thread or a direct message under a
// key, so that the place has a notice when it changes. at says where r was posted
// and what was asked.
func (d *newsDesk) remember(key string, at answered, r message.Reply) {
	a := r.Answer
	if d.newsroom == nil || d.muted || a == nil || a.Claim == nil || a.Claim.Figure == nil || len(a.Claim.Figure.Binding.Words) == 0 ||
		at.Thread == "" && !strings.HasPrefix(at.Channel, "D") {
		return
	}
	row := index.Row{Passage: a.Claim.Hit.Passage, Figure: a.Claim.Figure}
	at.Ask, at.English, at.Row, at.Contested, at.At = cmp.Or(a.Topic, at.Ask), r.English, brief(row), contested(a), d.now()
	raw, err := json.Marshal(at)
	if err == nil {
		err = d.state.Answered.Put(key, raw)
	}
	if err != nil {
		d.log.Error("remember answer", "channel", at.Channel, "err", err)
	}
}

// forget drops the answer under a key, which another replaces.
func (d *newsDesk) forget(key string) {
	if err := d.state.Answered.Delete(key); err != nil {
		d.log.Error("forget answer", "answer", key, "err", err)
	}
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
func contested(a *answer.Answer) (out []string) {
	for _, o := range contests(a) {
		if len(out) < maxContested {
			out = append(out, oneLine(o.Figure.Text))
		}
	}
	return out
}

// forgetPlace drops what is remembered of a place that is gone.
func (d *newsDesk) forgetPlace(channel, thread string, whole bool) {
	var gone []string
	err := d.state.Answered.Each(func(key string, _ time.Time, raw state.Raw) error {
		var a answered
		if json.Unmarshal(raw, &a) == nil && a.Channel == channel && (whole || a.Thread == thread) {
			gone = append(gone, key)
		}
		return nil
	})
	if err == nil {
		err = d.state.Together(func(tx *stateTx) error {
			for _, key := range gone {
				if err := d.state.Answered.DeleteIn(tx, key); err != nil {
					return fmt.Errorf("forget answers in %s: %w", channel, err)
				}
			}
			return nil
		})
	}
	if err != nil {
		d.log.Error("forget answers", "channel", channel, "err", err)
	}
}
