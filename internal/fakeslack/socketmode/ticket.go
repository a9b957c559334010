package socketmode

import (
	"time"

	"beilun/internal/fakeslack/sim"
	"beilun/internal/fakeslack/webapi"
)

// maxTickets bounds the tickets that are kept.
const maxTickets = 10_000

// maxOpenTimes bounds the times of calls that are remembered.
const maxOpenTimes = 50_000

// refusal is an answer of apps.connections.open other than a ticket.
type refusal struct {
	code  string
	times int
}

// CountOpen counts a call of apps.connections.open, whatever comes of it.
func (s *Sockets) CountOpen() {
	s.world.Lock()
	defer s.world.Unlock()
	s.counts.Opens++
	if len(s.counts.OpenTimes) < maxOpenTimes {
		s.counts.OpenTimes = append(s.counts.OpenTimes, time.Now())
	}
	s.world.Signal()
}

// Opens returns how often apps.connections.open was called.
func (s *Sockets) Opens() int {
	s.world.Lock()
	defer s.world.Unlock()
	return s.counts.Opens
}

// Open returns the address of one connection, with a ticket that is good for it
// alone.
func (s *Sockets) Open() (webapi.Result, *webapi.Refusal) {
	s.world.Lock()
	defer s.world.Unlock()
	if code := s.refuseOpen(); code != "" {
		return nil, webapi.Refuse(code)
	}
	if len(s.tickets) >= maxTickets {
		clear(s.tickets) // nobody comes for them any more
	}
	ticket := s.world.Next("ticket")
	s.tickets[ticket] = true
	return webapi.Result{"url": s.address + "?ticket=" + ticket + "&app_id=" + sim.AppID}, nil
}

// RefuseOpen makes the next calls of apps.connections.open fail with code.
func (s *Sockets) RefuseOpen(code string, times int) {
	s.world.Lock()
	defer s.world.Unlock()
	s.refusals = append(s.refusals, refusal{code, times})
}

// refuseOpen returns the error that apps.connections.open fails with, if any.
// The caller holds the lock.
func (s *Sockets) refuseOpen() string {
	if len(s.refusals) > 0 {
		r := &s.refusals[0]
		code := r.code
		if r.times--; r.times <= 0 {
			s.refusals = s.refusals[1:]
		}
		return code
	}
	if s.disabled {
		return "link_disabled"
	}
	return ""
}

// EnableLink switches Socket Mode on again after link_disabled.
func (s *Sockets) EnableLink() {
	s.world.Lock()
	defer s.world.Unlock()
	s.disabled = false
}
