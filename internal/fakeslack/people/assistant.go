package people

import (
	"encoding/json"
	"maps"
	"strings"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// maxStatuses bounds the statuses that are remembered.
const maxStatuses = 20_000

// Assistant is what the bot shows around its threads: statuses, titles and the
// questions that it offers. It is safe for concurrent use.
type Assistant struct {
	world *sim.World

	// Below, the world's lock.
	statuses []Status
	prompts  map[string][]Prompt // by channel
	titles   map[string]string   // by channel and thread
}

func newAssistant(w *sim.World) *Assistant {
	return &Assistant{world: w, prompts: map[string][]Prompt{}, titles: map[string]string{}}
}

// Status is a status that assistant.threads.setStatus has set.
type Status struct {
	Channel, ThreadTS, Status string
	Loading                   []string
}

// Statuses returns the statuses that were set, in order. One that a reply has
// cleared is followed by one without text.
func (a *Assistant) Statuses() []Status {
	a.world.Lock()
	defer a.world.Unlock()
	return append([]Status(nil), a.statuses...)
}

func (a *Assistant) setStatus(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	if p["channel_id"] == "" || p["thread_ts"] == "" {
		return nil, webapi.Refuse("invalid_arguments")
	}
	st := Status{Channel: p["channel_id"], ThreadTS: p["thread_ts"], Status: p["status"]}
	if raw := p["loading_messages"]; raw != "" && json.Unmarshal([]byte(raw), &st.Loading) != nil {
		st.Loading = strings.Split(raw, ",") // as some clients join them
	}
	if len(st.Loading) > 10 {
		return nil, webapi.Refuse("invalid_arguments")
	}
	a.world.Lock()
	defer a.world.Unlock()
	a.addStatus(st)
	a.world.Signal()
	return nil, nil
}

func (a *Assistant) addStatus(st Status) {
	if len(a.statuses) < maxStatuses {
		a.statuses = append(a.statuses, st)
	}
}

// clearStatus clears the status of a thread, as a reply does. The caller holds
// the lock.
func (a *Assistant) clearStatus(channel, thread string) {
	for i := len(a.statuses) - 1; i >= 0; i-- {
		if st := a.statuses[i]; st.Channel == channel && st.ThreadTS == thread {
			if st.Status != "" {
				a.addStatus(Status{Channel: channel, ThreadTS: thread})
			}
			return
		}
	}
}

func (a *Assistant) setTitle(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	a.world.Lock()
	defer a.world.Unlock()
	a.titles[p["channel_id"]+" "+p["thread_ts"]] = p["title"]
	a.world.Signal()
	return nil, nil
}

// Prompt is a question that is offered.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// Prompts returns what is offered in a channel.
func (a *Assistant) Prompts(channel string) []Prompt {
	a.world.Lock()
	defer a.world.Unlock()
	return append([]Prompt(nil), a.prompts[channel]...)
}

func (a *Assistant) setPrompts(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	var prompts []Prompt
	if json.Unmarshal([]byte(p["prompts"]), &prompts) != nil || len(prompts) > 4 {
		return nil, webapi.Refuse("invalid_arguments")
	}
	for _, x := range prompts {
		if x.Title == "" || x.Message == "" {
			return nil, webapi.Refuse("invalid_arguments")
		}
	}
	a.world.Lock()
	defer a.world.Unlock()
	a.prompts[p["channel_id"]] = prompts
	a.world.Signal()
	return nil, nil
}

// Titles returns the titles of threads, by channel and thread.
func (a *Assistant) Titles() map[string]string {
	a.world.Lock()
	defer a.world.Unlock()
	return maps.Clone(a.titles)
}

// methods returns the methods of the Web API that a serves.
func (a *Assistant) methods() map[string]webapi.Method {
	return map[string]webapi.Method{
		"assistant.threads.setStatus":           a.setStatus,
		"assistant.threads.setTitle":            a.setTitle,
		"assistant.threads.setSuggestedPrompts": a.setPrompts,
	}
}
