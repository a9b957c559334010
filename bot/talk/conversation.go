package talk

import (
	"bytes"
	"encoding/json"
	"strings"
	"time"

	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/index/answer"
)

// topic is what the next question of a conversation may lean on.
type topic struct {
	Text    string    // the last question in full; empty: nothing is known of what it was about
	Pending bool      `json:",omitempty"` // it waits for the name of the thing that it is about
	At      time.Time // when it was asked
}

// UnmarshalJSON reads a topic, also as earlier versions kept it: the text alone.
func (t *topic) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte(`"`)) {
		return json.Unmarshal(data, &t.Text)
	}
	type plain topic
	return json.Unmarshal(data, (*plain)(t))
}

// topicOf returns the topic that an answer leaves behind, and whether it changes what
// was talked about.
func topicOf(a *answer.Answer, now time.Time) (topic, bool) {
	switch {
	case a.Leads():
		return topic{Text: a.Topic, Pending: a.Reason == answer.WhichThing, At: now}, true
	case a.Reason == answer.SubjectUnknown, a.Reason == answer.OtherPlace:
		return topic{At: now}, true // what nobody knows: the next question is not about what was before
	}
	return topic{}, false
}

// fades is how long a topic lasts in the main line of a direct message, where, as
// opposed to a thread, people begin anew without saying so.
const fades = 10 * time.Minute

// conversations remembers topics: of each thread, of each person in it, and of each
// direct message. All of them are on the disk. It is safe for concurrent use.
type conversations struct {
	memory *surface.Memory
	now    func() time.Time
}

// before returns what a question may lean on: the topic of its asker there, or that
// of the thread; nil for none.
func (c conversations) before(q surface.Question) *answer.Answer {
	var own, thread topic
	hasOwn := c.memory.Recall(surface.Topic, q.Conversation(), &own)
	t := own
	switch {
	case q.Thread == "":
		if !hasOwn || c.now().Sub(own.At) > fades {
			return nil
		}
	case c.memory.Recall(surface.Topic, surface.Place(q.Channel, q.Thread), &thread) && (!hasOwn || own.Pending && thread.At.After(own.At)):
		t = thread // also where somebody else has named the thing that was asked for
	}
	if t.Text == "" {
		return nil
	}
	before := &answer.Answer{Topic: t.Text}
	if t.Pending {
		before.Reason = answer.WhichThing
	}
	return before
}

// answered notes what a was about, for its asker and the thread.
func (c conversations) answered(q surface.Question, a *answer.Answer) {
	t, ok := topicOf(a, c.now())
	if !ok {
		return
	}
	c.memory.Remember(surface.Topic, q.Conversation(), t)
	c.begin(q.Channel, q.Thread, t)
}

// begin notes the topic of a thread, which need not have any message yet.
func (c conversations) begin(channel, thread string, t topic) {
	if thread != "" {
		c.memory.Remember(surface.Topic, surface.Place(channel, thread), t)
	}
}

// isSure reports whether a question that does not name the bot is meant for it beyond
// doubt: a claim answers it, and it is no more than a question about what was talked
// of or about a thing that it names. A statement, a nod and what people ask each other
// is none.
func isSure(q surface.Question, a, before *answer.Answer) bool {
	if a.Claim == nil || said.IsAmongPeople(q.Text) {
		return false
	}
	if before != nil && before.Reason == answer.WhichThing && a.Asked != "" {
		return true // the name that was asked for
	}
	return a.Plain && !a.Meant && (a.Asked != "" || said.Asks(strings.TrimSpace(q.Text)))
}
