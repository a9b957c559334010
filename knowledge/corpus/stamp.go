package corpus

import (
	"io/fs"
	"maps"
	"sync"
	"time"
)

// stamp is what the system knows about a file without reading it. Two equal stamps of
// one name mean the same bytes, unless the file was written twice within a tick of the
// clock that the system stamps files with.
type stamp struct {
	size     int64
	modified int64  // nanoseconds since 1970
	changed  int64  // the same, of the inode, which nobody can set back; 0 where the system has none
	inode    uint64 // 0 where the system has none
}

func stampOf(info fs.FileInfo) stamp {
	s := stamp{size: info.Size(), modified: info.ModTime().UnixNano()}
	s.changed, s.inode = inodeOf(info)
	return s
}

// touched returns the time of the last change of any kind.
func (s stamp) touched() time.Time { return time.Unix(0, max(s.modified, s.changed)) }

// racy is how long after its last change a file is read again. It covers the coarsest
// clock that file systems stamp with.
const racy = 2 * time.Second

// old reports whether the file was last changed well before now, so that
// whoever changed it after now has left another stamp. A stamp of the future
// does not count: it may be a clock that was set back.
func (s stamp) old(now time.Time) bool { return now.Sub(s.touched()) > racy }

// remembered is what reading a file found out.
type remembered struct {
	stamp   stamp
	digest  string
	trusted bool // an equal stamp means that it has not changed

	// Of a file that holds others.
	release  bool // it is a release as well
	members  []member
	unopened error // why the members are not known

	refusal
}

// refusal is why a file could not be parsed.
type refusal struct {
	why   error     // nil: it was not tried, or could be
	times int       // how often in a row
	until time.Time // when it is tried again
}

// The first and the longest delay until an unchanged file that was refused is parsed
// again. Most are refused for their contents, a few because it took too long or a
// reader failed.
const (
	retryFirst = time.Minute
	retryLast  = time.Hour
)

// memory keeps what is known about files, by ID, so that an unchanged one need not be
// read again. It keeps no contents.
type memory struct {
	mu    sync.Mutex
	files map[string]remembered
}

func (m *memory) get(id string, s stamp) (remembered, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.files[id]
	return r, ok && r.stamp == s
}

func (m *memory) put(id string, r remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.files == nil {
		m.files = map[string]remembered{}
	}
	if old, ok := m.files[id]; ok && old.digest == r.digest {
		r.refusal = old.refusal
	}
	m.files[id] = r
}

// refusedFor returns why the file id with that digest was refused recently, or nil.
func (m *memory) refusedFor(id, digest string) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	if r := m.files[id]; r.digest == digest && time.Now().Before(r.until) {
		return r.why
	}
	return nil
}

func (m *memory) refuse(id, digest string, why error) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if r, ok := m.files[id]; ok && r.digest == digest {
		r.refusal = refusal{why, r.times + 1, time.Now().Add(min(retryFirst<<min(r.times, 8), retryLast))}
		m.files[id] = r
	}
}

// keep forgets all other files.
func (m *memory) keep(wanted func(id string) bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	maps.DeleteFunc(m.files, func(id string, _ remembered) bool { return !wanted(id) })
}

// pardon allows every refused file to be parsed again.
func (m *memory) pardon() {
	m.mu.Lock()
	defer m.mu.Unlock()
	for id, r := range m.files {
		r.refusal = refusal{}
		m.files[id] = r
	}
}
