package talk

import (
	"cmp"
	"time"

	"beilun/bot/surface"

	lru "github.com/hashicorp/golang-lru/v2"
)

// recent remembers the last reply of each conversation: of a person in a thread, of the
// thread, of a direct message, and of the thread that may begin below a reply. They are on
// the disk. Of what people say to each other it remembers, in memory, that they have
// spoken since. It is safe for concurrent use.
type recent struct {
	memory *surface.Memory
	now    func() time.Time
	spoke  *lru.Cache[string, string] // by place of a thread: who alone has spoken since the bot has; "": several
}

// lastReply is the last reply of a conversation, by the key that it is kept under.
type lastReply struct {
	Key    string
	Figure string `json:",omitempty"` // the last that answers, where that is another one
	At     time.Time
}

// Bounds of what is remembered.
const (
	maxThreads = 10_000
	replyLife  = 24 * time.Hour   // a question about it comes sooner
	ownFirst   = 10 * time.Minute // by which the thread's reply may be newer than the person's own
)

func newRecent(memory *surface.Memory, now func() time.Time) recent {
	spoke, err := lru.New[string, string](maxThreads)
	if err != nil { // the size is positive
		panic(err)
	}
	return recent{memory, now, spoke}
}

// replied notes the reply under a key as the last in the conversation of q. answers is
// false for a decline: what was answered before it stays in mind.
func (m recent) replied(q surface.Question, key string, answers bool) {
	for _, conversation := range []string{q.Conversation(), surface.Place(q.Channel, q.Thread)} {
		last := lastReply{Key: key, At: m.now()}
		var before lastReply
		if !answers && m.memory.Recall(surface.Last, conversation, &before) {
			last.Figure = cmp.Or(before.Figure, before.Key)
		}
		m.memory.Remember(surface.Last, conversation, last)
	}
	m.spoken(q)
}

// spoken notes that the bot is about to reply in the thread of q.
func (m recent) spoken(q surface.Question) { m.spoke.Remove(surface.Place(q.Channel, q.Thread)) }

// posted notes the reply under a key for the threads that may begin below it and below
// its question.
func (m recent) posted(q surface.Question, ts, key string) {
	if q.Thread != "" || key == "" {
		return
	}
	for _, root := range []string{ts, q.TS} {
		if root != "" {
			m.memory.Remember(surface.Last, surface.Place(q.Channel, root), lastReply{Key: key, At: m.now()})
		}
	}
}

// of returns the reply that q asks about with its key: the person's own, unless the
// thread has a much newer one. What asks about a figure is not about a decline.
func (m recent) of(q surface.Question, figure bool) (k kept, key string, ok bool) {
	var last lastReply
	m.memory.Recall(surface.Last, q.Conversation(), &last)
	if q.Thread != "" {
		var here lastReply
		if m.memory.Recall(surface.Last, surface.Place(q.Channel, q.Thread), &here) && here.At.Sub(last.At) > ownFirst {
			last = here
		}
	}
	if last.Key == "" || m.now().Sub(last.At) > replyLife {
		return kept{}, "", false
	}
	key = last.Key
	if figure {
		key = cmp.Or(last.Figure, key)
	}
	ok = m.memory.Recall(surface.Reply, key, &k)
	return k, key, ok
}

// overheard notes that a person said something in a thread that was not for the bot.
func (m recent) overheard(q surface.Question) {
	who, place := q.User, surface.Place(q.Channel, q.Thread)
	if !m.isAlone(q) {
		who = ""
	}
	m.spoke.Add(place, who)
}

// isAlone reports whether nobody but the person has said anything in the thread of q since
// the bot has.
func (m recent) isAlone(q surface.Question) bool {
	who, ok := m.spoke.Get(surface.Place(q.Channel, q.Thread))
	return !ok || who == q.User
}
