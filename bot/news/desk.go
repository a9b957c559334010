package news

import (
	"time"

	"beilun/index"
)

// Desk keeps subscriptions and answers, and posts digests and notices when releases
// bring other figures. Run may be called once; all other methods are safe for
// concurrent use.
type Desk struct {
	Options
	subscriptions *subscriptions
	answers       *answers
	places        *places
	outbox        *outbox

	recent []recentNews  // of Run alone
	woken  chan struct{} // has a value if Run is to look at what is due
}

// New returns a desk.
func New(opts Options) *Desk {
	if opts.Gather <= 0 {
		opts.Gather = 3 * time.Second
	}
	if opts.Poll <= 0 {
		opts.Poll = time.Minute
	}
	if opts.Every <= 0 {
		opts.Every = 3 * time.Minute
	}
	d := &Desk{
		Options:       opts,
		subscriptions: &subscriptions{memory: opts.Memory, log: opts.Log},
		answers:       &answers{memory: opts.Memory, log: opts.Log},
		places:        &places{memory: opts.Memory, log: opts.Log},
		woken:         make(chan struct{}, 1),
	}
	d.outbox = &outbox{opts: &d.Options, subscriptions: d.subscriptions, answers: d.answers, places: d.places}
	return d
}

// Back says that Slack can be reached again after an outage: news that were put off
// meanwhile are posted now. It does not block.
func (d *Desk) Back() {
	now := time.Now()
	d.outbox.back.Store(&now)
	select {
	case d.woken <- struct{}{}:
	default:
	}
}

// recentNews are news that were noted, and when.
type recentNews struct {
	at    time.Time
	items []index.News
}
