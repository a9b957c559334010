package news

import (
	"slices"
	"time"

	"beilun/bot/surface"
	"beilun/index"
)

// noteDigests adds what subscriptions want of the news to the digests of their
// channels.
func (d *Desk) noteDigests(p *pending, items []index.News) error {
	subs, _, err := d.subscriptions.of("")
	if err != nil {
		return err
	}
	batch := newBatch(items, d.Newsroom.Measures)
	byChannel := map[string][]subscription{}
	var channels []string
	for _, s := range subs {
		if !d.MaySpeak(s.Channel) {
			continue
		}
		if byChannel[s.Channel] == nil {
			channels = append(channels, s.Channel)
		}
		byChannel[s.Channel] = append(byChannel[s.Channel], s)
	}
	for _, c := range channels {
		d.noteDigest(p, byChannel[c], batch)
	}
	return nil
}

// noteDigest adds news to the digest of one channel, in the language of its
// first subscription that they are for.
func (d *Desk) noteDigest(p *pending, subs []subscription, batch *batch) {
	hits, from := batch.choose(subs)
	if len(hits) == 0 {
		return
	}
	channel := subs[0].Channel
	n := p.note(channel, "", true, time.Now())
	if n.Total == 0 {
		n.English = from[0].English
		if next := d.places.of(surface.Place(channel, "")).Digested.Add(d.scaled(d.Every)); next.After(n.Due) {
			n.Due = next
		}
	}
	n.add(batch, hits)
	for _, s := range from {
		if slices.ContainsFunc(n.Subjects, func(f source) bool { return f.Key == s.key() }) {
			continue
		}
		f := source{Key: s.key(), Subject: s.Subject}
		if !s.Named {
			f.User, s.Named = s.User, true
			p.named[f.Key] = s
		}
		n.Subjects = append(n.Subjects, f)
	}
}
