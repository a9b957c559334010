package ask

import (
	"context"
	"errors"
	"sync"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/facts"
	"beilun/internal/web/page"
	"beilun/knowledge"

	lru "github.com/hashicorp/golang-lru/v2"
)

// errBusy is the error of a question while too many are being answered.
var errBusy = errors.New("too many questions at once")

// Limits of answering.
const (
	maxAtOnce  = 4               // questions being answered, for the whole site
	maxWaiting = 64              // questions that wait for their turn
	turnTime   = 3 * time.Second // that a question waits for its turn
	maxKept    = 256             // answers that are kept
)

// found is what a question leads to: an answer, or the reply to a courtesy.
type found struct {
	polite  string
	answer  *answer.Answer
	history []index.Row // of the figure that is claimed
}

// answers answers questions, a few at a time. It is safe for concurrent use.
type answers struct {
	site    *page.Site
	turns   chan struct{}
	waiting chan struct{}

	mu    sync.Mutex
	state index.State // of which the kept answers are
	today knowledge.Date
	kept  *lru.Cache[question, *found]
}

func newAnswers(site *page.Site) *answers {
	kept, err := lru.New[question, *found](maxKept)
	if err != nil { // the size is positive
		panic(err)
	}
	return &answers{site: site, turns: make(chan struct{}, maxAtOnce), waiting: make(chan struct{}, maxWaiting), kept: kept}
}

// of answers a question, within answerTime. The error is errBusy if it has to wait too
// long for its turn.
func (a *answers) of(ctx context.Context, q question) (*found, error) {
	state, today := index.StateOf(a.site.Index), a.site.Today()
	if f := a.recall(state, today, q); f != nil {
		return f, nil
	}
	done, err := a.turn(ctx)
	if err != nil {
		return nil, err
	}
	defer done()
	ctx, cancel := context.WithTimeout(ctx, answerTime)
	defer cancel()
	f, err := page.Settled(ctx, a.site, func(ctx context.Context) (*found, error) { return a.find(ctx, q) })
	if err == nil && (f.answer == nil || f.answer.Reason != answer.Reading) {
		a.keep(state, today, q, f)
	}
	return f, err
}

// turn waits for the turn of a question. done ends it.
func (a *answers) turn(ctx context.Context) (done func(), err error) {
	select {
	case a.waiting <- struct{}{}:
		defer func() { <-a.waiting }()
	default:
		return nil, errBusy
	}
	late := time.NewTimer(turnTime)
	defer late.Stop()
	select {
	case a.turns <- struct{}{}:
		return func() { <-a.turns }, nil
	case <-late.C:
		return nil, errBusy
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// recall returns what was found for q in the releases as they are, nil if it is not kept.
func (a *answers) recall(state index.State, today knowledge.Date, q question) *found {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.state != state || a.today != today {
		a.kept.Purge()
		a.state, a.today = state, today
	}
	f, _ := a.kept.Get(q)
	return f
}

// keep keeps what was found, unless the releases have changed meanwhile.
func (a *answers) keep(state index.State, today knowledge.Date, q question, f *found) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.state == state && a.today == today && index.StateOf(a.site.Index) == state {
		a.kept.Add(q, f)
	}
}

func (a *answers) find(ctx context.Context, q question) (*found, error) {
	if a.site.Polite != nil {
		if said, err := a.site.Polite(ctx, q.text); said != "" || err != nil {
			return &found{polite: said}, err
		}
	}
	ans, err := a.site.Answerer.Follow(ctx, q.text, q.before())
	if err != nil {
		return nil, err
	}
	if ans.Claim == nil && q.about != "" && !q.which {
		// Who says so? is asked of the claim before, which the address does not have.
		if ans, err = a.ofClaim(ctx, q, ans); err != nil {
			return nil, err
		}
	}
	if ans.Reason != answer.Reading && ans.Reason != answer.Remark && a.site.Index.Passages() == 0 {
		ans = &answer.Answer{Question: ans.Question, English: ans.English, Reason: answer.NoReleases}
	}
	rows, err := a.history(ctx, ans)
	return &found{answer: ans, history: rows}, err
}

// ofClaim answers q after the claim that answers what it is about. It returns declined if
// that does not help.
func (a *answers) ofClaim(ctx context.Context, q question, declined *answer.Answer) (*answer.Answer, error) {
	ctx = page.Unasked(ctx) // q itself was asked
	before, err := a.site.Answerer.Follow(ctx, q.about, nil)
	if err != nil || before.Claim == nil {
		return declined, err
	}
	ans, err := a.site.Answerer.Follow(ctx, q.text, before)
	if err != nil || ans.Claim == nil {
		return declined, err
	}
	return ans, nil
}

// history returns the figures of the same thing as the claim through time.
func (a *answers) history(ctx context.Context, ans *answer.Answer) ([]index.Row, error) {
	c := ans.Claim
	if c == nil || c.Figure == nil || c.Figure.Value == nil || c.Figure.Binding.Subject == "" {
		return nil, nil
	}
	rows, err := a.site.Index.History(ctx, index.Row{Passage: c.Hit.Passage, Figure: c.Figure})
	if errors.Is(err, facts.ErrTooMany) {
		return nil, nil // a part of a history makes no series
	}
	return rows, err
}

// replyTo returns the reply as Slack has it, with the history of its figure.
func replyTo(f *found, english bool) message.Reply {
	r := message.NewReply(f.answer, english)
	if r.Series == nil && len(f.history) > 0 {
		r.Series = message.History(f.answer.Claim.Figure, f.history, english)
	}
	return r
}
