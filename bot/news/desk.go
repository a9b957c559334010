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

	recent []recentNews // of Run alone
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
	}
	d.outbox = &outbox{opts: &d.Options, subscriptions: d.subscriptions, answers: d.answers, places: d.places}
	return d
}

// recentNews are news that were noted, and when.
type recentNews struct {
	at    time.Time
	items []index.News
}
