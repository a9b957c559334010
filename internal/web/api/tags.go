package api

import (
	"crypto/rand"
	"fmt"
	"net/http"
	"strings"
	"sync"

	"github.com/danielgtaylor/huma/v2"
)

// tags makes ETags of what a response is made of. It is safe for concurrent use.
type tags struct {
	boot string // another one for each process

	mu    sync.Mutex
	count int                // of the tags that were made: none comes back
	last  map[string]stamped // by kind of response
}

// stamped is what a response was last made of, and the number of its tag.
type stamped struct {
	state state
	n     int
}

// state is what a response about releases is made of: itself, and which of their addresses
// are gone.
type state struct {
	of   any // which can be compared
	gone int
}

// stateOf returns the state of a response that is made of something.
func (a *api) stateOf(of any) state {
	if a.site.Gone == nil {
		return state{of: of}
	}
	return state{of, a.site.Gone()}
}

// maxTags is how many kinds are kept.
const maxTags = 100

func newTags() *tags { return &tags{boot: rand.Text()[:8], last: map[string]stamped{}} }

// of returns the tag of a kind of response that is made of a state.
func (t *tags) of(kind string, s state, q Request) string {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.last[kind].state != s {
		if len(t.last) >= maxTags {
			clear(t.last)
		}
		t.count++
		t.last[kind] = stamped{s, t.count}
	}
	return fmt.Sprintf(`W/"%s-%d-%t"`, t.boot, t.last[kind].n, q.english)
}

// has reports whether the client has the response with a tag.
func (c *Conditional) has(tag string) bool {
	for one := range strings.SplitSeq(c.IfNoneMatch, ",") {
		if one = strings.TrimSpace(one); one == tag || "W/"+one == tag {
			return true
		}
	}
	return false
}

// unchanged says that the client has the response already.
func unchanged(tag string) error {
	return huma.ErrorWithHeaders(huma.Status304NotModified(), http.Header{"Etag": {tag}, "Cache-Control": {"no-cache"}, "Vary": {"Accept-Language, Cookie"}})
}
