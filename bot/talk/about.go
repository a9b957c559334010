package talk

import (
	"context"
	"fmt"
	"strings"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/index/answer"
	"beilun/index/words"
)

// asked is what somebody asks about a reply.
type asked struct {
	said.Asked
	question surface.Question
	key      string // of the kept reply
	kept
}

// askedAbout answers what asks about the reply before: 来源, 你确定吗, 和去年比. done reports
// whether the question does. One that does not name the bot is answered if there is a reply,
// there is more to say than no, it is nothing that is said among people and, unless it names
// what it asks about, nobody else has spoken since.
func (d *Desk) askedAbout(ctx context.Context, q surface.Question) (done bool, err error) {
	a := asked{Asked: said.AboutAnswer(q.Text), question: q}
	if a.About == said.AboutNothing {
		return false, nil
	}
	found := false
	if a.Thing == "" {
		a.kept, a.key, found = d.recent.of(q, a.About == said.Chart || a.About == said.Before)
		if q.Untagged && (!found || a.States || !a.Plain && !d.recent.isAlone(q)) {
			d.Overheard(q)
			return true, nil
		}
	} else if found, err = d.lookUp(ctx, &a); err != nil || !found {
		return false, err // a question like any other
	}
	_, err = d.Post.Answer(ctx, q.Target(), func(ctx context.Context) (*message.Message, error) {
		if !found {
			m := d.nothingBefore(ctx, a)
			d.Join(q)
			return &m, nil
		}
		m, has, err := d.answerAbout(ctx, a)
		switch {
		case err != nil:
			return nil, err
		case !has && q.Untagged: // nobody asked for a no
			d.Overheard(q)
			return nil, nil
		}
		d.Join(q)
		return &m, nil
	})
	return true, err
}

// lookUp finds a reply about the thing that a question names: the one before or a new one.
// It returns false if the releases do not say enough of it.
func (d *Desk) lookUp(ctx context.Context, a *asked) (found bool, err error) {
	if k, key, ok := d.recent.of(a.question, false); ok && isOf(k, a.Thing) && !a.Part && !isManifold(k.Reply) {
		a.kept, a.key = k, key
		return true, nil
	}
	ans, err := d.partBefore(ctx, a)
	if err != nil {
		return false, err
	}
	if a.Part && ans == nil {
		return false, nil
	}
	for _, question := range []string{a.Thing, said.Introduce(a.Thing)} {
		if ans != nil {
			break
		}
		next, err := d.Answerer.Follow(ctx, question, nil)
		if err != nil {
			return false, fmt.Errorf("answer %q: %w", question, err)
		}
		if a.Figure && (next.Claim == nil || next.Claim.Figure == nil) {
			continue
		}
		if next.Claim != nil || next.Overview != nil {
			ans = next
			break
		}
		if ans == nil && next.Quoted != nil {
			ans = next
		}
	}
	if ans == nil {
		return false, nil
	}
	r, err := d.drawn(ctx, a.question.User, ans)
	if err != nil {
		return false, err
	}
	q := a.question
	q.Text = a.Thing
	a.key = d.keep(q, r)
	a.kept = kept{Reply: r, Question: q.Text, Channel: q.Channel, Thread: q.Thread, At: d.Now()}
	return true, nil
}

// partBefore answers what is measured of the thing that was spoken of, nil if that has no
// figure of it: 出租率 of 出租率的来源, 总投资 of 总投资和原来比呢.
func (d *Desk) partBefore(ctx context.Context, a *asked) (*answer.Answer, error) {
	before := d.talks.before(a.question)
	if before == nil || a.Part && a.question.Untagged && a.States {
		return nil, nil
	}
	ans, err := d.Answerer.Follow(ctx, a.Thing, before)
	if err != nil {
		return nil, fmt.Errorf("answer %q: %w", a.Thing, err)
	}
	if ans.Claim == nil || ans.Claim.Figure == nil || ans.Overview != nil {
		return nil, nil
	}
	return ans, nil
}

// isManifold reports whether a reply is about several figures.
func isManifold(r message.Reply) bool { return len(r.Parts)+len(r.Same) > 0 || r.Checks != nil }

// isOf reports whether a reply is about a thing.
func isOf(k kept, thing string) bool {
	return strings.Contains(words.Squeeze(k.Question+" "+k.Reply.Topic), words.Squeeze(thing))
}

// answerAbout returns what is asked about a reply; has is false if that is no more than
// that there is nothing.
func (d *Desk) answerAbout(ctx context.Context, a asked) (m message.Message, has bool, err error) {
	w := message.WordsOf(a.Reply.English)
	none := w.About.NoQuote
	switch a.About {
	case said.Source:
		m, has = a.Reply.Sources()
	case said.Sure:
		_, has = a.Reply.Sources()
		return a.Reply.Sure(a.key), has, nil
	case said.Before:
		m, has = a.Reply.Before()
		none = w.About.NoBefore
	case said.Chart:
		m, has = d.chart(a)
		none = w.About.NoChart
	case said.Detail:
		m, has, err = d.inContext(ctx, a.Reply)
	case said.More:
		m, has = message.Beside(a.Reply)
	case said.Share:
		if surface.IsDirect(a.question.Channel) {
			return message.Say(w.About.Direct), true, nil
		}
		return message.Say(w.About.Already), true, nil
	default:
		if d.Memory.First("rated " + a.key + " " + a.question.User + " " + useless) {
			if err := d.rate(a.question.User, a.kept, useless, "", ""); err != nil {
				return message.Message{}, false, err
			}
		}
		return message.Reported(a.key, a.Reply.English), true, nil
	}
	if !has {
		m = message.Say(none)
	}
	return m, has, err
}

// chart returns the chart of a reply; in a channel it is posted once.
func (d *Desk) chart(a asked) (m message.Message, has bool) {
	m, has = a.Reply.Drawn()
	if has && !surface.IsDirect(a.question.Channel) && !d.Memory.First("chart "+a.key) {
		m = message.Say(message.WordsOf(a.Reply.English).UI.ChartShown)
	}
	return m, has
}

// inContext returns the paragraph that a reply is from or, if there is none, the nearest
// ones.
func (d *Desk) inContext(ctx context.Context, r message.Reply) (m message.Message, has bool, err error) {
	if r.Passage == "" {
		return m, false, nil
	}
	around, err := d.Library.Around(ctx, r.Passage)
	if err != nil {
		return m, false, fmt.Errorf("read passage %q: %w", r.Passage, err)
	}
	if len(around) == 0 { // its release is gone
		return m, false, nil
	}
	return r.InContext(around), true, nil
}

// nothingBefore says what to ask first; who published everything is known without.
func (d *Desk) nothingBefore(ctx context.Context, a asked) message.Message {
	w := message.WordsOf(d.Languages.EnglishIn(ctx, a.question.User, a.question.Text)).About
	if by := d.publisher(); a.About == said.Source && by != "" {
		return message.Say(fmt.Sprintf(w.Publisher, by))
	}
	return message.Say(fmt.Sprintf(w.NoLast, d.Example(ctx)))
}

// publisher returns who published all releases, "" if it was not one.
func (d *Desk) publisher() (by string) {
	for i, r := range d.Library.Releases() {
		if i > 0 && r.Source != by {
			return ""
		}
		by = r.Source
	}
	return by
}

// Join notes that the bot takes part in the thread of a question, which it is about to
// post in.
func (d *Desk) Join(q surface.Question) {
	d.join(q)
	d.recent.spoken(q)
}

// Overheard notes that a message in a thread was not for the bot.
func (d *Desk) Overheard(q surface.Question) {
	if q.Untagged && q.Thread != "" && d.IsIn(q.Channel, q.Thread) {
		d.recent.overheard(q)
	}
}
