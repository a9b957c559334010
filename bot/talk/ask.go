package talk

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/index/answer"

	"github.com/slack-go/slack"
)

// kept is a reply with what its buttons need to know.
type kept struct {
	Reply    message.Reply
	Question string
	Channel  string
	Thread   string // where sharing it belongs; empty: the channel
	At       time.Time
}

// past is a question that was answered, for when it is edited.
type past struct {
	Text    string // as it was answered
	User    string
	Thread  string
	Answer  string // timestamp of the answer
	Pending string // as edited, when that differs
}

// Ask answers a question where it was asked.
func (d *Desk) Ask(ctx context.Context, q surface.Question) error {
	silent := false
	var reply message.Reply
	ts, err := d.Post.Answer(ctx, q.Target(), func(ctx context.Context) (*message.Message, error) {
		english := d.Languages.English(ctx, q.User)
		if said.IsHelp(q.Text) {
			d.join(q)
			m := d.Help(ctx, q.User, english)
			return &m, nil
		}
		done := func(bool) {}
		if !q.Untagged {
			done = d.showStatus(ctx, q, english)
		}
		r, meant, err := d.reply(ctx, q)
		done(err == nil)
		if err != nil {
			return nil, err
		}
		if silent = !meant; silent {
			return nil, nil
		}
		d.join(q)
		reply = r
		m := r.Message(message.Buttons{Key: d.keep(q, r)})
		return &m, nil
	})
	if err != nil || silent {
		return err
	}
	if ts != "" {
		d.Memory.Remember(surface.Asked, surface.Place(q.Channel, q.TS), past{Text: q.Text, User: q.User, Thread: q.Thread, Answer: ts})
		d.Notices.Remember(q, reply, ts)
	}
	return nil
}

// join notes that the bot is in the thread of a question. That is done before it
// posts there, so that a question that follows at once is answered, too.
func (d *Desk) join(q surface.Question) {
	if q.Thread != "" {
		d.Memory.Remember(surface.Thread, surface.Place(q.Channel, q.Thread), true)
	}
}

// reply answers a question in its conversation and remembers what the next may
// lean on: in memory all of it, on the disk its topic. meant reports whether it was
// for the bot. A question that does not name the bot is, if it can be answered or is
// about a thing that the releases know. A quotation alone is not enough.
func (d *Desk) reply(ctx context.Context, q surface.Question) (r message.Reply, meant bool, err error) {
	var before *answer.Answer
	if last, ok := d.last.Get(q.Conversation()); ok && time.Since(last.at) < conversationLife {
		before = last.Answer
	} else {
		var topic string
		if d.Memory.Recall(surface.Topic, q.Conversation(), &topic) {
			before = &answer.Answer{Topic: topic}
		}
	}
	a, err := d.Answerer.Follow(ctx, q.Text, before)
	if err != nil {
		return message.Reply{}, false, fmt.Errorf("answer: %w", err)
	}
	meant = !q.Untagged || a.Outcome() == answer.Claimed || a.Asked == "" && (len(a.Known) > 0 || a.Quoted != nil && len(a.Query.Named) > 0)
	if meant && (a.Topic != "" || before == nil) {
		d.last.Add(q.Conversation(), lastAnswer{a, time.Now()})
		d.Memory.Remember(surface.Topic, q.Conversation(), a.Topic)
	}
	r, err = d.drawn(ctx, q.User, a)
	return r, meant, err
}

// drawn returns the reply in the language of the person, with the history of its
// figure.
func (d *Desk) drawn(ctx context.Context, user string, a *answer.Answer) (message.Reply, error) {
	r := message.NewReply(a, d.Languages.EnglishFor(ctx, user, a))
	if r.Series == nil {
		s, err := History(ctx, d.Library, a)
		if err != nil {
			d.Log.Error("history", "err", err) // a button less
		}
		r.Series = s
	}
	return r, nil
}

// keep keeps a reply for its buttons and returns the key.
func (d *Desk) keep(q surface.Question, r message.Reply) string {
	key := rand.Text()
	d.Memory.Remember(surface.Reply, key, kept{Reply: r, Question: q.Text, Channel: q.Channel, Thread: q.Thread, At: d.Now()})
	return key
}

// askAloud answers a question that came from a button, with the question above
// the answer: nobody has written it.
func (d *Desk) askAloud(ctx context.Context, q surface.Question) error {
	var reply message.Reply
	ts, err := d.Post.Answer(ctx, q.Target(), func(ctx context.Context) (*message.Message, error) {
		r, _, err := d.reply(ctx, q)
		if err != nil {
			return nil, err
		}
		d.join(q)
		reply = r
		m := r.Message(message.Buttons{Key: d.keep(q, r)})
		above := fmt.Sprintf(message.WordsOf(r.English).UI.Asked, message.Cut(message.Plain(q.Text), nil, message.MaxPassage))
		for i, f := range m.Forms {
			m.Forms[i] = append([]slack.Block{message.RichText(message.Line(message.Text(above, false)))}, f...)
		}
		return &m, nil
	})
	if err == nil {
		d.Notices.Remember(q, reply, ts)
	}
	if err == nil && q.Thread != "" {
		d.Memory.Remember(surface.Thread, surface.Place(q.Channel, q.Thread), true)
	}
	return err
}

// Privately returns the answer to a question that leans on none before, for one
// person.
func (d *Desk) Privately(ctx context.Context, q surface.Question) (message.Message, error) {
	a, err := d.Answerer.Follow(ctx, q.Text, nil)
	if err != nil {
		return message.Message{}, fmt.Errorf("answer: %w", err)
	}
	r, err := d.drawn(ctx, q.User, a)
	if err != nil {
		return message.Message{}, err
	}
	return r.Message(message.Buttons{Key: d.keep(q, r), Private: true}), nil
}

// IsIn reports whether the bot has answered in a thread.
func (d *Desk) IsIn(channel, thread string) bool {
	var in bool
	return d.Memory.Recall(surface.Thread, surface.Place(channel, thread), &in)
}
