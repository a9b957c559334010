package catalog

import (
	"sync"
	"time"

	"beilun/index/thing"
	"beilun/index/words"
)

// Mentions are what the releases of a catalog name, by what questions name it by.
type Mentions struct {
	Names  *words.Names
	Things *thing.Set

	laid bool // with newer ones laid over them, which Pack does not write
}

// NewMentions returns what the releases of c name.
func NewMentions(l *words.Lexicon, c *Catalog) *Mentions {
	things, names := c.mentioned()
	m := &Mentions{}
	var group sync.WaitGroup
	group.Go(func() { m.Names = words.NewNames(l, names) })
	m.Things = thing.New(things)
	group.Wait()
	return m
}

// maxLaid is how many things are laid over those of a catalog before all are made anew. A
// question that looks among them takes a hundredth longer then.
const maxLaid = 2000

// with returns m, which is of the catalog old, with what releases name that c has beside
// those of old; nil if c does not differ in a few such releases alone.
func (m *Mentions) with(old, c *Catalog) *Mentions {
	ids, ok := c.since(old)
	if !ok {
		return nil
	}
	added := &Catalog{Releases: map[string]Record{}}
	for _, id := range ids {
		r, is := c.Releases[id]
		if _, was := old.Releases[id]; was || !is {
			return nil
		}
		added.Releases[id] = r
	}
	things, names := added.mentioned()
	if m.Things.Laid()+len(things) > maxLaid {
		return nil
	}
	return &Mentions{Names: m.Names.With(names), Things: m.Things.With(things), laid: true}
}

// Naming keeps what the catalog of a generation names. It is made when it is first
// needed, and made anew beside the questions when the catalog has changed.
type Naming struct {
	mu     sync.Mutex
	made   *Mentions // of catalog; nil until it is needed
	of     *Catalog
	packed string        // from which made is read when it is needed; "" otherwise
	asked  bool          // Get has returned it
	making chan struct{} // closed when a new one is made; nil when none is being made
	until  time.Time     // when a question does not wait for it any more
}

// Get returns what c names. After a change it may be what was named before it for a
// moment: to make it takes half a second where there are thousands of releases, and no
// question waits for that. It is made in a goroutine of group.
func (n *Naming) Get(l *words.Lexicon, c *Catalog, group *sync.WaitGroup) *Mentions {
	n.mu.Lock()
	if !n.asked {
		defer n.mu.Unlock()
		n.prepare(l, c)
		n.asked = true
		return n.made
	}
	if n.of != c && n.making == nil {
		if m := n.made.with(n.of, c); m != nil {
			n.made, n.of = m, c
		}
	}
	if n.of != c && n.making == nil {
		done := make(chan struct{})
		n.making, n.until = done, time.Now().Add(patienceForNames)
		group.Go(func() {
			defer close(done)
			m := NewMentions(l, c)
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

// Prepare makes what c names, before the first question. Should c change until then, it
// is made again, and the question waits.
func (n *Naming) Prepare(l *words.Lexicon, c *Catalog) {
	n.mu.Lock()
	defer n.mu.Unlock()
	if !n.asked {
		n.prepare(l, c)
	}
}

func (n *Naming) prepare(l *words.Lexicon, c *Catalog) {
	if n.packed != "" && n.of == c {
		n.made = n.unpack(l)
	}
	if n.made == nil || n.of != c || n.made.laid {
		n.made, n.of = NewMentions(l, c), c
	}
	n.packed = ""
}

// patienceForNames is how long a question waits for the names of what has just
// changed. Those of some hundred releases are made by then.
const patienceForNames = 20 * time.Millisecond
