package index

import (
	"slices"
	"sync"
	"time"

	"beilun/index/thing"
	"beilun/index/words"
)

// maxNamesOfRelease bounds the names that are kept of a release.
const maxNamesOfRelease = 200

// mentions are what the releases of a catalog name, by what questions name it by.
type mentions struct {
	names  *words.Names
	things *thing.Set
}

func newMentions(l *words.Lexicon, c *catalog) *mentions {
	return &mentions{words.NewNames(l, c.names()), c.things()}
}

// naming keeps what the catalog of a generation names. It is made when it is first
// needed, and made anew beside the questions when the catalog has changed.
type naming struct {
	mu     sync.Mutex
	made   *mentions // of catalog; nil until it is needed
	of     *catalog
	making chan struct{} // closed when a new one is made; nil when none is being made
	until  time.Time     // when a question does not wait for it any more
}

// get returns what c names. After a change it may be what was named before it for a
// moment: to make it takes half a second where there are thousands of releases, and no
// question waits for that. It is made in a goroutine of group.
func (n *naming) get(l *words.Lexicon, c *catalog, group *sync.WaitGroup) *mentions {
	n.mu.Lock()
	if n.made == nil {
		defer n.mu.Unlock()
		n.made, n.of = newMentions(l, c), c
		return n.made
	}
	if n.of != c && n.making == nil {
		done := make(chan struct{})
		n.making, n.until = done, time.Now().Add(patienceForNames)
		group.Go(func() {
			defer close(done)
			m := newMentions(l, c)
			n.mu.Lock()
			defer n.mu.Unlock()
			n.made, n.of, n.making = m, c, nil
		})
	}
	making, until := n.making, n.until
	n.mu.Unlock()
	if making != nil {
		select {
		case <-making:
		case <-time.After(time.Until(until)):
		}
	}
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.made
}

// patienceForNames is how long a question waits for the names of what has just
// changed. Those of some hundred releases are made by then.
const patienceForNames = 20 * time.Millisecond

// mentions returns what the current catalog names (see naming.get).
func (x *Index) mentions() *mentions {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.current == nil || x.closed {
		return newMentions(x.lex, &catalog{})
	}
	return x.current.naming.get(x.lex, x.current.catalog, &x.making)
}

// names returns the names in the releases.
func (x *Index) names() *words.Names { return x.mentions().names }

// names returns the names in the releases and of what they tell figures of, in
// order.
func (c *catalog) names() []string {
	var out []string
	for _, r := range c.Releases {
		out = append(out, r.Names...)
		for _, t := range r.Things {
			if t.Figures > 0 || t.Full != "" {
				out = append(out, t.Name)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
