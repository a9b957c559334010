package news

import (
	"context"
	"fmt"
	"slices"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Bounds of notices.
const (
	maxReasked       = 200 // questions asked again for the news that came together
	maxThreadNotices = 4   // in one thread, as long as its answers are remembered
	maxNoticeLines   = 8
)

// candidate is an answer that some of the news may have changed.
type candidate struct {
	key string
	*answered
	news []index.News
}

// noteChanges asks the questions again whose answers the news may have changed,
// and adds those that did to the notices of their threads. Only answers that
// are no older than since are looked at.
func (d *Desk) noteChanges(ctx context.Context, p *pending, items []index.News, since time.Time) error {
	if d.Muted {
		return nil
	}
	found, err := d.candidates(items, since)
	if err != nil {
		return err
	}
	again := map[string]*answer.Answer{}
	for _, c := range found {
		a, asked := again[c.Ask]
		if !asked {
			if len(again) == maxReasked {
				d.Log.Warn("too many answers to ask for again; the oldest are left out", "count", len(found))
				break
			}
			if a, err = d.askAgain(ctx, c.Ask); ctx.Err() != nil {
				return ctx.Err()
			} else if err != nil { // one that cannot be asked must not keep all others waiting
				d.Log.Error("cannot answer an earlier question again", "err", err)
				d.Log.Debug("it asks", "question", c.Ask)
			}
			again[c.Ask] = a
		}
		if a != nil {
			d.noteChange(p, c, a)
		}
	}
	return nil
}

// askAgain asks a question of its own; a panic is an error like any other.
func (d *Desk) askAgain(ctx context.Context, question string) (a *answer.Answer, err error) {
	defer func() {
		if r := recover(); r != nil {
			a, err = nil, fmt.Errorf("panic: %v", r)
		}
	}()
	return d.Answerer.Follow(ctx, question, nil)
}

// candidates returns the answers that news may have changed, the newest first.
func (d *Desk) candidates(items []index.News, since time.Time) (out []candidate, err error) {
	byWord := map[string][]int{} // places in items
	for i, it := range items {
		if it.Kind == index.Fresh {
			continue
		}
		for _, w := range it.Row.Figure.Binding.Words {
			key := ledger.Dimension(it.Row.Figure) + " " + w
			byWord[key] = append(byWord[key], i)
		}
	}
	err = d.answers.each(func(key string, a *answered) {
		if a.At.Before(since) || time.Since(a.At) > noteLife || !d.MaySpeak(a.Channel) {
			return
		}
		var at []int
		for _, w := range a.Row.Figure.Binding.Words {
			at = append(at, byWord[ledger.Dimension(a.Row.Figure)+" "+w]...)
		}
		slices.Sort(at)
		c := candidate{key: key, answered: a}
		for _, i := range slices.Compact(at) {
			if ledger.Related(a.Row.Figure, items[i].Row.Figure) {
				c.news = append(c.news, items[i])
			}
		}
		if len(c.news) > 0 {
			out = append(out, c)
		}
	})
	// Not before: a read within another may wait for a write that waits for it.
	out = slices.DeleteFunc(out, func(c candidate) bool { return d.places.isQuiet(c.Channel, c.Thread) })
	slices.Reverse(out)
	return out, err
}

// noteChange adds to the notice of a thread what the same question is answered
// with now, if the news have changed that.
func (d *Desk) noteChange(p *pending, c candidate, a *answer.Answer) {
	now, kind, ok := c.changed(a)
	if !ok {
		return
	}
	was := c.Row
	if kind == index.Contradicts && ledger.SameValue(a.Claim.Figure, was.Figure) {
		c.Contests = append(c.Contests, *now.Figure)
	} else {
		c.Row, c.Contests = brief(now), contested(a)
	}
	if c.Thread == "" && p.inDigest(c.Channel, now.Figure) { // in a direct message both would stand in one place
		p.answered[c.key] = c.answered
		return
	}
	key := surface.Place(c.Channel, c.Thread)
	at, known := p.places[key]
	if !known {
		at = d.places.of(key)
	}
	if _, open := p.open[(&note{Channel: c.Channel, Thread: c.Thread}).where()]; !open {
		if at.Notices >= maxThreadNotices {
			return
		}
		at.Notices++
	}
	w := message.WordsOf(c.English)
	l, ok := namedLine(w, kind, now, &was)
	if !ok {
		return
	}
	if l.Name == "" {
		l.Name = w.Answer.OpenQuote + message.Clip(oneText(c.Ask), 60) + w.Answer.EndQuote
	}
	for _, o := range contests(a) {
		if kind == index.Replaces && l.Beside == "" && !ledger.SameValue(o.Figure, was.Figure) && !ledger.SameValue(o.Figure, now.Figure) {
			l.Beside, l.BesideSource = oneLine(o.Figure.Text), shortSource(w.Answer, o.Hit.Passage.Release)
		}
	}
	p.places[key] = at
	n := p.note(c.Channel, c.Thread, false, time.Now())
	n.English = c.English
	n.addChange(l)
	p.answered[c.key] = c.answered
}

// addChange adds a line. If the note has a line about the same figure already, the
// first value is compared with the last.
func (n *note) addChange(l line) {
	for i, o := range n.Lines {
		if len(o.Figures) == 0 || o.Was == nil {
			continue // of an older version
		}
		if sameNews(&o.Figures[0], &l.Figures[0]) && sameNews(o.Was, l.Was) {
			return // asked twice in the thread
		}
		if sameNews(&o.Figures[0], l.Was) {
			l.Old, l.Before, l.Was = o.Old, o.Before, o.Was
			n.Lines[i] = l
			return
		}
	}
	if n.Total++; len(n.Lines) < maxNoticeLines {
		n.Lines = append(n.Lines, l)
	}
}

// changed returns the figure that the news brought, and whether it replaces or
// contradicts what was answered. It has to be the one that the same question is answered
// with now, or one that the answer shows beside it.
func (c candidate) changed(a *answer.Answer) (now index.Row, kind index.NewsKind, ok bool) {
	if a.Claim == nil || a.Claim.Figure == nil {
		return now, "", false
	}
	was := c.Row
	if now = (index.Row{Passage: a.Claim.Hit.Passage, Figure: a.Claim.Figure}); !ledger.SameValue(now.Figure, was.Figure) {
		if c.brought(now) == nil || !ledger.Related(was.Figure, now.Figure) {
			return now, "", false
		}
		said := func(o answer.Claim) bool { return ledger.SameValue(o.Figure, was.Figure) }
		if ledger.StandingOf(now.Ledger(), was.Ledger()) == ledger.Conflicting || slices.ContainsFunc(contests(a), said) {
			return now, index.Contradicts, true // what it is to the figure before it in the ledger is another matter
		}
		return now, index.Replaces, true
	}
	for _, o := range contests(a) {
		now = index.Row{Passage: o.Hit.Passage, Figure: o.Figure}
		if it := c.brought(now); it != nil && it.Kind == index.Contradicts && !c.isContested(o.Figure) && len(c.Contests) < maxContested {
			return now, it.Kind, true
		}
	}
	return now, "", false
}

// isContested reports whether a figure was shown beside the answer.
func (c candidate) isContested(f *knowledge.Figure) bool {
	return slices.ContainsFunc(c.Contests, func(o knowledge.Figure) bool { return ledger.SameValue(&o, f) })
}

// brought returns the news that brought a figure, the last where there are
// several; nil for none.
func (c candidate) brought(r index.Row) (found *index.News) {
	for i := range c.news {
		if ledger.SameValue(c.news[i].Row.Figure, r.Figure) {
			found = &c.news[i]
		}
	}
	return found
}
