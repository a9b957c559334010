package talk

import (
	"context"
	"crypto/rand"
	"fmt"
	"log/slog"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/index/answer"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// past is a question that was answered, for when it is edited.
type past struct {
	Text    string // as it was answered
	User    string
	Thread  string
	Answer  string    // timestamp of the answer
	Pending string    // as edited, when that differs
	Edited  string    // timestamp of the last edit that is known
	Offered time.Time // when an answer to that was offered last
}

// Ask answers a question where it was asked.
func (d *Desk) Ask(ctx context.Context, q surface.Question) error {
	if done, err := d.askedAbout(ctx, q); done || err != nil {
		return err
	}
	silent, key := false, ""
	stop, takeAway := func() {}, func() {}
	var reply message.Reply
	ts, err := d.Post.Answer(ctx, q.Target(), func(ctx context.Context) (*message.Message, error) {
		if !q.Untagged {
			stop, takeAway = d.showStatus(ctx, q, d.Languages.English(ctx, q.User))
		}
		r, meant, err := d.reply(ctx, q)
		stop()
		if err != nil {
			return nil, err
		}
		if silent = !meant; silent {
			return nil, nil
		}
		d.join(q)
		if reply = r; !r.Remarks { // what was answered before it stays the last answer
			key = d.keep(q, r)
		}
		m := r.Message(message.Buttons{Key: key})
		return &m, nil
	})
	if err != nil || q.Thread == "" {
		takeAway()
	}
	if err != nil {
		return err
	}
	if silent {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Message, logs.NotAsked, "event", q.Event, "channel", q.Channel, "thread", q.Thread)
		d.Overheard(q)
		return nil
	}
	if ts != "" {
		if !reply.Remarks {
			d.posted(q, reply, ts)
			d.recent.posted(q, ts, key)
		}
		d.Memory.Remember(surface.Asked, surface.Place(q.Channel, q.TS), past{Text: q.Text, User: q.User, Thread: q.Thread, Answer: ts})
		d.Notices.Remember(q, reply, ts)
	}
	return nil
}

// posted notes the topic of a thread that somebody may begin below an answer, or below
// its question, outside of threads.
func (d *Desk) posted(q surface.Question, r message.Reply, ts string) {
	if q.Thread != "" || r.Answer == nil {
		return
	}
	if t, ok := topicOf(r.Answer, d.Now()); ok {
		d.talks.begin(q.Channel, ts, t)
		d.talks.begin(q.Channel, q.TS, t)
	}
}

// join notes that the bot is in the thread of a question. That is done before it
// posts there, so that a question that follows at once is answered, too.
func (d *Desk) join(q surface.Question) {
	if q.Thread != "" {
		d.Memory.Remember(surface.Thread, surface.Place(q.Channel, q.Thread), true)
	}
}

// reply answers a question in its conversation and remembers what the next may lean
// on. meant reports whether it was for the bot: one that does not name it has to be
// so beyond doubt.
func (d *Desk) reply(ctx context.Context, q surface.Question) (r message.Reply, meant bool, err error) {
	before := d.talks.before(q)
	a, err := d.Answerer.Follow(ctx, q.Text, before)
	if err != nil {
		return message.Reply{}, false, fmt.Errorf("answer: %w", err)
	}
	if q.Untagged && !isSure(q, a, before) {
		return message.Reply{}, false, nil
	}
	d.talks.answered(q, a)
	r, err = d.drawn(ctx, q.User, a)
	return r, true, err
}

// drawn returns the reply in the language of the person, with the history of its
// figure.
func (d *Desk) drawn(ctx context.Context, user string, a *answer.Answer) (message.Reply, error) {
	r := message.NewReply(a, d.Languages.EnglishFor(ctx, user, a))
	if r.Series == nil {
		s, err := History(ctx, d.Library, a, r.English)
		if err != nil {
			d.Log.Error("cannot read the history of a figure", "err", err) // a button less
		}
		r.Series = s
	}
	return r, nil
}

// keep keeps a reply for its buttons and returns the key.
func (d *Desk) keep(q surface.Question, r message.Reply) string {
	key := rand.Text()
	k := kept{Reply: r, Question: q.Text, Channel: q.Channel, Thread: q.Thread, At: d.Now()}
	if r.Answer != nil {
		k.Topic, _ = topicOf(r.Answer, k.At)
	}
	d.Memory.Remember(surface.Reply, key, k)
	d.recent.replied(q, key, r.Answers())
	return key
}

// askAloud answers a question that came from a button, with the question above
// the answer: nobody has written it. It reports false if the same was answered in that
// place a moment ago, where it posts nothing.
func (d *Desk) askAloud(ctx context.Context, q surface.Question) (fresh bool, err error) {
	var reply message.Reply
	var key string
	claim := "asked " + surface.Place(q.Channel, q.Thread) + " " + message.Clip(q.Text, message.MaxValue)
	ts, fresh, err := d.Post.Publish(ctx, q.Target(), claim, askedAgain, func(ctx context.Context) (message.Message, error) {
		r, _, err := d.reply(ctx, q)
		if err != nil {
			return message.Message{}, err
		}
		d.join(q)
		reply, key = r, d.keep(q, r)
		m := r.Message(message.Buttons{Key: key})
		above := fmt.Sprintf(message.WordsOf(r.English).UI.Asked, message.Cut(message.Plain(q.Text), nil, message.MaxPassage))
		for i, f := range m.Forms {
			m.Forms[i] = append([]slack.Block{message.RichText(message.Line(message.Text(above, false)))}, f...)
		}
		return m, nil
	})
	if err == nil && fresh {
		d.posted(q, reply, ts)
		d.recent.posted(q, ts, key)
		d.Notices.Remember(q, reply, ts)
	}
	return fresh, err
}

// Privately returns the answer to a question, for one person. It leans on none before,
// unless that was asked which thing is meant.
func (d *Desk) Privately(ctx context.Context, q surface.Question) (message.Message, error) {
	var before *answer.Answer
	if b := d.talks.before(q); q.Thread == "" && b != nil && b.Reason == answer.WhichThing {
		before = b
	}
	a, err := d.Answerer.Follow(ctx, q.Text, before)
	if err != nil {
		return message.Message{}, fmt.Errorf("answer: %w", err)
	}
	if q.Thread == "" {
		d.talks.answered(q, a)
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
