package ask

import (
	"context"
	"fmt"
	"strings"
	"sync"

	"beilun/bot/message"
	"beilun/index"
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

// examples chooses questions that the releases answer. They are chosen when they are
// first needed, and anew when the releases change. It is safe for concurrent use.
type examples struct {
	site *page.Site
	turn chan struct{} // holds a value while they are being chosen

	mu     sync.Mutex
	state  index.State // of which they are
	chosen []string
}

func newExamples(site *page.Site) *examples {
	return &examples{site: site, turn: make(chan struct{}, 1)}
}

// start returns the page in a language.
func (e *examples) start(ctx context.Context, english bool) *start {
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
// chosen for another page it returns those of before.
func (e *examples) questions(ctx context.Context) []string {
	state := index.StateOf(e.site.Index)
	if chosen, ok := e.kept(state); ok {
		return chosen
	}
	select {
	case e.turn <- struct{}{}:
		defer func() { <-e.turn }()
	default:
		chosen, _ := e.kept(state)
		return chosen
	}
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	chosen, err := e.choose(ctx)
	if err != nil {
		e.site.Log.Warn("cannot make examples of questions", "err", err)
		return chosen
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	e.state, e.chosen = state, chosen
	return chosen
}

// kept returns what was chosen last, and whether it was of state.
func (e *examples) kept(state index.State) ([]string, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.chosen, e.state == state && e.chosen != nil
}

func (e *examples) choose(ctx context.Context) ([]string, error) {
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
		if a.Claim != nil && strings.Join(strings.Fields(a.Claim.Text), "") == s.Text {
			out = append(out, s.Question())
		}
		if len(out) == maxExamples-1 {
			break
		}
	}
	return append(out, message.FallbackAsk), nil
}
