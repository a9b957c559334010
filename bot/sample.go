package bot

import (
	"context"
	"log/slog"
	"strings"
	"sync"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
)

// samplesLife is how long samples are used before they are chosen anew.
const samplesLife = 10 * time.Minute

// helpExamples is how many questions the help gives as examples.
const helpExamples = 3

// samples chooses figures of the releases that are shown in Home and asked about in
// examples. It is safe for concurrent use.
type samples struct {
	library interface {
		Releases() []index.Release
		Figures(ctx context.Context, of string) ([]index.Entry, error)
	}
	answerer interface {
		Follow(ctx context.Context, question string, before *answer.Answer) (*answer.Answer, error)
	}
	district func() string // nil: the name of the district is not known
	news     bool          // releases may come
	empty    func() bool   // there are no releases
	log      *slog.Logger

	mu     sync.Mutex
	chosen []message.Sample
	until  time.Time // when chosen expires
}

// figures returns samples of the releases as they are.
func (s *samples) figures(ctx context.Context) []message.Sample {
	if chosen, ok := s.kept(); ok {
		return chosen
	}
	entries, err := s.library.Figures(ctx, "")
	if err != nil {
		s.log.Error("cannot make examples of questions", "err", err)
		return nil
	}
	chosen := s.answered(ctx, message.SamplesOf(entries, s.library.Releases()))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.chosen = chosen
	if !s.empty() { // else there may be some in a moment
		s.until = time.Now().Add(samplesLife)
	}
	return chosen
}

// kept returns the samples that were chosen, and whether they are still good.
func (s *samples) kept() ([]message.Sample, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.chosen, time.Now().Before(s.until)
}

// forget drops the samples: the releases have changed.
func (s *samples) forget() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.until = time.Time{}
}

// answered returns those of the samples that are answered if somebody asks for them.
func (s *samples) answered(ctx context.Context, all []message.Sample) (out []message.Sample) {
	for _, one := range all {
		a, err := s.answerer.Follow(ctx, one.Question(), nil)
		if err != nil {
			s.log.Error("cannot make examples of questions", "err", err)
			return out
		}
		if a.Claim != nil && strings.Join(strings.Fields(a.Claim.Text), "") == one.Text {
			out = append(out, one)
		}
	}
	return out
}

// examples returns at most n questions that have an answer, and at least one.
func (s *samples) examples(ctx context.Context, n int) []string {
	var out []string
	for _, one := range s.figures(ctx) {
		if len(out) < n {
			out = append(out, one.Question())
		}
	}
	if len(out) == 0 {
		out = append(out, message.FallbackAsk)
	}
	return out
}

// local returns what the texts about the bot need to name of the releases, with at
// most n examples.
func (s *samples) local(ctx context.Context, n int) message.Local {
	l := message.Local{Thing: message.FallbackThing, Examples: s.examples(ctx, n), District: s.districtName(), News: s.news, Empty: s.empty()}
	if all := s.figures(ctx); len(all) > 0 {
		l.Thing = all[0].Thing
	}
	return l
}

// districtName returns the name of the district of the releases, "" if it is not known.
func (s *samples) districtName() string {
	if s.district == nil {
		return ""
	}
	return s.district()
}
