package health

import (
	"context"
	"errors"
	"time"

	"beilun/index/answer"
	"beilun/internal/web/page"
)

// Surface is where a question is asked.
type Surface string

// The surfaces.
const (
	Slack Surface = "slack"
	Web   Surface = "web"
	API   Surface = "api"
	MCP   Surface = "mcp"
)

// What became of a question, beside what answer.Outcome says.
const (
	answered = "answered"
	quoted   = "quoted"
	declined = "declined"
	polite   = "polite" // it was no question but a greeting, thanks or a remark
	failed   = "failed" // no answer was found out, or the releases were not read yet
)

// outcomes are all of them.
var outcomes = []string{answered, quoted, declined, polite, failed}

// outcomeOf returns what became of a question that was answered.
func outcomeOf(a *answer.Answer) string {
	switch {
	case a.Reason == answer.Remark:
		return polite
	case a.Reason == answer.Reading:
		return failed
	}
	switch a.Outcome() {
	case answer.Claimed:
		return answered
	case answer.Quotation:
		return quoted
	}
	return declined
}

// measured counts what it answers and how long that takes.
type measured struct {
	page.Answerer
	m  *Monitor
	on Surface
}

// Measure wraps next so that the questions that it gets on a surface are counted, and the
// time of their answers is measured. Questions that nobody asked (page.Unasked), or that
// nobody waits for any more, are not.
func (m *Monitor) Measure(next page.Answerer, on Surface) page.Answerer {
	for _, outcome := range outcomes {
		m.questions.WithLabelValues(outcome, string(on)) // counts from 0
	}
	m.durations.WithLabelValues(string(on))
	return measured{next, m, on}
}

// Follow implements page.Answerer.
func (a measured) Follow(ctx context.Context, question string, before *answer.Answer) (ans *answer.Answer, err error) {
	if page.IsUnasked(ctx) {
		return a.Answerer.Follow(ctx, question, before)
	}
	outcome, start := failed, time.Now()
	defer func() { // also when it panics
		if outcome == failed && errors.Is(ctx.Err(), context.Canceled) {
			return
		}
		a.m.questions.WithLabelValues(outcome, string(a.on)).Inc()
		a.m.durations.WithLabelValues(string(a.on)).Observe(time.Since(start).Seconds())
	}()
	ans, err = a.Answerer.Follow(ctx, question, before)
	if err == nil && ans != nil {
		outcome = outcomeOf(ans)
	}
	return ans, err
}

// Courtesy counts a greeting or thanks on a surface, which does not come to its answerer.
func (m *Monitor) Courtesy(on Surface) { m.questions.WithLabelValues(polite, string(on)).Inc() }

// Watch returns a copy of site whose questions and courtesies are counted. Without a
// monitor, m is nil, it returns site.
func (m *Monitor) Watch(site *page.Site, on Surface) *page.Site {
	if m == nil {
		return site
	}
	out := *site
	out.Answerer = m.Measure(site.Answerer, on)
	if polite := site.Polite; polite != nil {
		out.Polite = func(ctx context.Context, text string) (string, error) {
			reply, err := polite(ctx, text)
			if reply != "" && err == nil {
				m.Courtesy(on)
			}
			return reply, err
		}
	}
	return &out
}
