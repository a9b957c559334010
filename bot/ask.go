package bot

import (
	"context"
	"crypto/rand"
	"fmt"
	"time"

	"beilun/bot/message"
	"beilun/bot/news"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/index/answer"

	lru "github.com/hashicorp/golang-lru/v2"
	"github.com/slack-go/slack"
)

// question is something a person said to the bot, and where.
type question struct {
	text     string
	channel  string
	user     string
	ts       string
	thread   string // to reply in; empty: none
	event    string // ID of the event
	untagged bool   // in a thread, without naming the bot: it may be meant for others
}

// talk names the conversation of a question: one person in one thread, or in
// one direct message. Nothing carries over from one to another.
func (q question) talk() string { return q.channel + " " + q.thread + " " + q.user }

func (q question) target() webapi.Target {
	return webapi.Target{Channel: q.channel, Thread: q.thread, Event: q.event}
}

// asked is what package news needs to know of a question.
func (q question) asked() news.Question {
	return news.Question{Channel: q.channel, Thread: q.thread, Text: q.text}
}

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

// talk is the last answer of a conversation.
type talk struct {
	answer *answer.Answer
	at     time.Time
}

// Bounds of the conversations that are kept in memory.
const (
	maxTalks = 2_000
	talkLife = 24 * time.Hour
)

// newTalks returns room for the last answers of conversations.
func newTalks() *lru.Cache[string, talk] {
	talks, err := lru.New[string, talk](maxTalks)
	if err != nil { // the size is positive
		panic(err)
	}
	return talks
}

// ask answers a question where it was asked.
func (b *Bot) ask(ctx context.Context, q question) error {
	silent := false
	var reply message.Reply
	ts, err := b.post.Answer(ctx, q.target(), func(ctx context.Context) (*message.Message, error) {
		english := b.languages.English(ctx, q.user)
		if said.IsHelp(q.text) {
			b.join(q)
			m := b.helpFor(ctx, q.user, english)
			return &m, nil
		}
		done := func(bool) {}
		if !q.untagged {
			done = b.showStatus(ctx, q, english)
		}
		r, meant, err := b.reply(ctx, q)
		done(err == nil)
		if err != nil {
			return nil, err
		}
		if silent = !meant; silent {
			return nil, nil
		}
		b.join(q)
		reply = r
		m := r.Message(message.Buttons{Key: b.keep(q, r)})
		return &m, nil
	})
	if err != nil || silent {
		return err
	}
	if ts != "" {
		b.memory.Remember(surface.Asked, surface.Place(q.channel, q.ts), past{Text: q.text, User: q.user, Thread: q.thread, Answer: ts})
		b.news.Remember(q.asked(), reply, ts)
	}
	return nil
}

// join notes that the bot is in the thread of a question, before it says
// anything there: whoever goes on at once is answered, too.
func (b *Bot) join(q question) {
	if q.thread != "" {
		b.memory.Remember(surface.Thread, surface.Place(q.channel, q.thread), true)
	}
}

// reply answers a question in its conversation and remembers what the next may
// lean on: in memory all of it, on disk what it was about. meant tells whether
// it was for the bot: of what is said in a thread without naming it, a question
// that it can answer, or one about a thing that it knows. A quotation alone is not
// enough to speak up for.
func (b *Bot) reply(ctx context.Context, q question) (r message.Reply, meant bool, err error) {
	var before *answer.Answer
	if last, ok := b.talks.Get(q.talk()); ok && time.Since(last.at) < talkLife {
		before = last.answer
	} else {
		var topic string
		if b.memory.Recall(surface.Topic, q.talk(), &topic) {
			before = &answer.Answer{Topic: topic}
		}
	}
	a, err := b.answerer.Follow(ctx, q.text, before)
	if err != nil {
		return message.Reply{}, false, fmt.Errorf("answer: %w", err)
	}
	meant = !q.untagged || a.Claim != nil || a.Asked == "" && (len(a.Known) > 0 || a.Quoted != nil && len(a.Query.Named) > 0)
	if meant && (a.Topic != "" || before == nil) {
		b.talks.Add(q.talk(), talk{a, time.Now()})
		b.memory.Remember(surface.Topic, q.talk(), a.Topic)
	}
	r, err = b.drawn(ctx, q.user, a)
	return r, meant, err
}

// drawn makes the reply in the language of the person, with the figures that
// its claim stands among.
func (b *Bot) drawn(ctx context.Context, user string, a *answer.Answer) (message.Reply, error) {
	r := message.NewReply(a, b.languages.EnglishFor(ctx, user, a))
	if r.Series == nil {
		s, err := b.history(ctx, a)
		if err != nil {
			b.log.Error("history", "err", err) // a button less
		}
		r.Series = s
	}
	return r, nil
}

// keep keeps a reply for its buttons and returns the key.
func (b *Bot) keep(q question, r message.Reply) string {
	key := rand.Text()
	b.memory.Remember(surface.Reply, key, kept{Reply: r, Question: q.text, Channel: q.channel, Thread: q.thread, At: b.now()})
	return key
}

// help explains how to ask.
func (b *Bot) help(ctx context.Context, english bool) message.Message {
	return message.Say(message.WordsOf(english).UI.HelpText(b.samples.local(ctx, helpExamples)))
}

// askAloud answers a question that came from a button, with the question above
// the answer: nobody has written it.
func (b *Bot) askAloud(ctx context.Context, q question) error {
	var reply message.Reply
	ts, err := b.post.Answer(ctx, q.target(), func(ctx context.Context) (*message.Message, error) {
		r, _, err := b.reply(ctx, q)
		if err != nil {
			return nil, err
		}
		b.join(q)
		reply = r
		m := r.Message(message.Buttons{Key: b.keep(q, r)})
		above := fmt.Sprintf(message.WordsOf(r.English).UI.Asked, message.Cut(message.Plain(q.text), nil, message.MaxPassage))
		for i, f := range m.Forms {
			m.Forms[i] = append([]slack.Block{message.RichText(message.Line(message.Text(above, false)))}, f...)
		}
		return &m, nil
	})
	if err == nil {
		b.news.Remember(q.asked(), reply, ts)
	}
	if err == nil && q.thread != "" {
		b.memory.Remember(surface.Thread, surface.Place(q.channel, q.thread), true)
	}
	return err
}
