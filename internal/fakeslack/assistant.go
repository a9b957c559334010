package fakeslack

import (
	"encoding/json"
	"maps"
	"strings"

	"beilun/internal/fakeslack/webapi"
)

// Status is what assistant.threads.setStatus was told.
type Status struct {
	Channel, ThreadTS, Status string
	Loading                   []string
}

// Statuses returns the statuses that were set, in order. One that a reply has
// cleared is followed by one without text.
func (s *Server) Statuses() []Status {
	s.world.Lock()
	defer s.world.Unlock()
	return append([]Status(nil), s.workspace.statuses...)
}

func (s *Server) setStatus(p webapi.Params) (webapi.Result, *webapi.Refusal) {
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
	s.world.Lock()
	defer s.world.Unlock()
	s.addStatus(st)
	s.world.Signal()
	return nil, nil
}

func (s *Server) addStatus(st Status) {
	if len(s.workspace.statuses) < maxPosts {
		s.workspace.statuses = append(s.workspace.statuses, st)
	}
}

// clearStatus is what a reply does to the status of its thread. The caller
// holds the lock.
func (s *Server) clearStatus(channel, thread string) {
	for i := len(s.workspace.statuses) - 1; i >= 0; i-- {
		if st := s.workspace.statuses[i]; st.Channel == channel && st.ThreadTS == thread {
			if st.Status != "" {
				s.addStatus(Status{Channel: channel, ThreadTS: thread})
			}
			return
		}
	}
}

func (s *Server) setTitle(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	s.workspace.titles[p["channel_id"]+" "+p["thread_ts"]] = p["title"]
	s.world.Signal()
	return nil, nil
}

// Prompt is a question that is offered.
type Prompt struct {
	Title   string `json:"title"`
	Message string `json:"message"`
}

// Prompts returns what is offered in a channel.
func (s *Server) Prompts(channel string) []Prompt {
	s.world.Lock()
	defer s.world.Unlock()
	return append([]Prompt(nil), s.workspace.prompts[channel]...)
}

func (s *Server) setPrompts(p webapi.Params) (webapi.Result, *webapi.Refusal) {
	var prompts []Prompt
	if json.Unmarshal([]byte(p["prompts"]), &prompts) != nil || len(prompts) > 4 {
		return nil, webapi.Refuse("invalid_arguments")
	}
	for _, x := range prompts {
		if x.Title == "" || x.Message == "" {
			return nil, webapi.Refuse("invalid_arguments")
		}
	}
	s.world.Lock()
	defer s.world.Unlock()
	s.workspace.prompts[p["channel_id"]] = prompts
	s.world.Signal()
	return nil, nil
}

// Titles returns the titles of threads, by channel and thread.
func (s *Server) Titles() map[string]string {
	s.world.Lock()
	defer s.world.Unlock()
	return maps.Clone(s.workspace.titles)
}
