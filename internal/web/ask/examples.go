package ask

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/web/page"
)

// maxExamples is how many questions an empty page offers.
const maxExamples = 5

// start is the page before anything is asked.
type start struct {
	Heading, Held string
	Examples      []link
	Empty         string // said where there are no releases
}

// link is a question to ask.
type link struct{ Text, URL string }

// Examples chooses questions that the releases answer, and anew when the releases change. It
// is safe for concurrent use.
//
// 2026-12-01: pages have the examples of before while [Examples.Run] chooses others, because
// that takes .6 s with 20,000 paragraphs, for which the first page after each sync waited.
type Examples struct {
	site *page.Site
	turn chan struct{} // holds a value while they are being chosen
	run  atomic.Bool   // Run chooses them

	mu     sync.Mutex
	state  index.State // of which they are
	chosen []string
	first  chan struct{} // closed when some were chosen

	// Turn, which holds one value, is held while they are chosen, so that what else needs much
	// memory for a while does not need it then. Nil is none.
	Turn chan struct{}
}

// NewExamples returns the examples of a site.
func NewExamples(site *page.Site) *Examples {
	return &Examples{site: site, turn: make(chan struct{}, 1), first: make(chan struct{})}
}

// Times of choosing.
const (
	look  = time.Second     // between looks whether the releases have changed
	rest  = 3               // as many times as choosing took, Run does nothing then
	grace = 2 * time.Second // for which a page waits for the first examples
)

// Run keeps the examples up to date until ctx ends. Without it, requests choose them.
func (e *Examples) Run(ctx context.Context) error {
	e.run.Store(true)
	defer e.run.Store(false)
	for {
		began := time.Now()
		state := index.StateOf(e.site.Index)
		if _, ok := e.kept(state); !ok {
			e.renew(ctx, state)
		}
		pause := time.NewTimer(look + min(rest*time.Since(began), time.Minute))
		select {
		case <-ctx.Done():
			pause.Stop()
			return nil
		case <-pause.C:
		}
	}
}

// start returns the page in a language.
func (e *Examples) start(ctx context.Context, english bool) *start {
	w, ui := words[english], message.WordsOf(english).UI
	releases := e.site.Index.Releases()
	s := &start{Heading: w.HeadingUnnamed, Held: fmt.Sprintf(w.HeldUndated, len(releases))}
	if name := e.site.Index.District().Name; name != "" {
		s.Heading = fmt.Sprintf(w.Heading, ui.Place(name))
	}
	if len(releases) == 0 {
		s.Held, s.Empty = "", ui.NoReleases
		return s
	}
	if first, last := daysOf(releases); first != nil {
		s.Held = fmt.Sprintf(w.Held, len(releases), shown(first.Date, english), shown(last.Date, english))
	}
	for _, q := range e.questions(ctx) {
		s.Examples = append(s.Examples, link{ui.Label(q), question{text: q}.address()})
	}
	return s
}

// daysOf returns the oldest and the newest release with a date of those that are given,
// newest first; nil if none has one.
func daysOf(releases []index.Release) (first, last *index.Release) {
	for i := range releases {
		if r := &releases[i]; !r.Date.IsZero() {
			first = r
			if last == nil {
				last = r
			}
		}
	}
	return first, last
}

// questions returns questions that have an answer, at least one. While they are being
// chosen it returns those of before.
func (e *Examples) questions(ctx context.Context) []string {
	state := index.StateOf(e.site.Index)
	chosen, ok := e.kept(state)
	switch {
	case ok:
	case e.run.Load() && chosen == nil:
		chosen = e.await(ctx)
	case !e.run.Load():
		chosen = e.renew(ctx, state)
	}
	if len(chosen) == 0 {
		return []string{message.FallbackAsk}
	}
	return chosen
}

// Await waits until some are chosen for the first time, at most for as long as a page does.
func (e *Examples) Await(ctx context.Context) { e.await(ctx) }

// await waits a little until some are chosen for the first time.
func (e *Examples) await(ctx context.Context) []string {
	late := time.NewTimer(grace)
	defer late.Stop()
	select {
	case <-e.first:
	case <-late.C:
	case <-ctx.Done():
	}
	chosen, _ := e.kept(index.State{})
	return chosen
}

// renew chooses examples for a state of the releases and returns them, or those of before
// while another does so or if it cannot.
func (e *Examples) renew(ctx context.Context, state index.State) []string {
	before, _ := e.kept(state)
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	default:
		return before
	}
	if e.Turn != nil {
		select {
		case e.Turn <- struct{}{}:
			defer func() { <-e.Turn }()
		case <-ctx.Done():
			return before
		}
	}
	limited, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	chosen, err := e.choose(limited)
	switch {
	case errors.Is(err, errReading):
		return before
	case err != nil:
		if ctx.Err() == nil {
			e.site.Log.Warn("cannot make examples of questions", "err", err)
		}
		return before
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.chosen == nil {
		close(e.first)
	}
	e.state, e.chosen = state, chosen
	return chosen
}

// kept returns what was chosen last, and whether it was of state.
func (e *Examples) kept(state index.State) ([]string, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.chosen, e.state == state && e.chosen != nil
}

// errReading is the error while there is nothing yet to choose from.
var errReading = errors.New("the releases are being read")

func (e *Examples) choose(ctx context.Context) ([]string, error) {
	out := []string{}
	entries, err := e.site.Index.Figures(ctx, "")
	if err != nil {
		return out, fmt.Errorf("read figures: %w", err)
	}
	for _, s := range message.SamplesOf(entries, e.site.Index.Releases()) {
		a, err := e.site.Answerer.Follow(page.Unasked(ctx), s.Question(), nil)
		if err != nil {
			return out, fmt.Errorf("answer an example: %w", err)
		}
		if a.Reason == answer.Reading {
			return out, errReading
		}
		if a.Claim != nil && strings.Join(strings.Fields(a.Claim.Text), "") == s.Text {
			out = append(out, s.Question())
		}
		if len(out) == maxExamples-1 {
			break
		}
	}
	return append(out, message.FallbackAsk), nil
}
