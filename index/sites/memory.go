package sites

import (
	"bufio"
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"beilun/index/store"
	"beilun/knowledge"

	"go.etcd.io/bbolt"
)

// page is what is known of the address of a page or of a file that is attached to one.
type page struct {
	Address  string         `json:"address"`
	Source   string         `json:"source"` // whose list has it
	Title    string         `json:"title,omitempty"`
	Date     knowledge.Date `json:"date,omitzero"`  // as the list has it
	By       string         `json:"by,omitempty"`   // publisher, as the feed has it
	Of       string         `json:"of,omitempty"`   // of a file attached to a page: what its name begins with
	File     string         `json:"file,omitempty"` // in the releases folder, with slashes; "" if it was not taken
	Text     string         `json:"text,omitempty"` // digest of the article's text
	Sum      string         `json:"sum,omitempty"`  // digest of File as it was stored
	Copy     bool           `json:"copy,omitempty"` // File is of another address
	ETag     string         `json:"etag,omitempty"`
	Modified string         `json:"modified,omitempty"`
	At       time.Time      `json:"at"`              // of the first look
	Next     time.Time      `json:"next,omitzero"`   // look; zero: never again
	Tries    int            `json:"tries,omitempty"` // that failed in a row, or looks after it was taken
	Why      string         `json:"why,omitempty"`   // it was not taken, as the error says
}

// source is what is known of an address that is followed.
type source struct {
	Address   string    `json:"address"`
	Moved     string    `json:"moved,omitempty"` // where it is now; "" if it has not moved
	ETag      string    `json:"etag,omitempty"`
	Modified  string    `json:"modified,omitempty"`
	Looked    time.Time `json:"looked,omitzero"` // last time
	Good      time.Time `json:"good,omitzero"`   // last time that it could be read
	Next      time.Time `json:"next,omitzero"`   // look
	Hold      time.Time `json:"hold,omitzero"`   // no look before, as the site asks
	Tries     int       `json:"tries,omitempty"` // that failed in a row
	Why       string    `json:"why,omitempty"`   // the last look failed
	Done      bool      `json:"done,omitempty"`  // all of the first look was taken
	Parts     int       `json:"parts,omitempty"` // pages of the list with what a look has left; 0: it left nothing
	Came      int       `json:"came,omitempty"`  // in the last look that brought something
	CameAt    time.Time `json:"came_at,omitzero"`
	Elsewhere int       `json:"elsewhere,omitempty"` // entries that lead to other sites
	Total     int       `json:"total,omitempty"`     // that came so far
}

// errNote is an error of the memory, and of no page.
var errNote = errors.New("note an address")

// line is a line of the file of the memory. The last one of an address counts.
type line struct {
	Page   *page   `json:"page,omitempty"`
	Source *source `json:"source,omitempty"`
}

// memory is what is known of all addresses, in a file with a line for each change. Only
// one process has it. It is safe for concurrent use; what it returns is a copy.
type memory struct {
	path string
	lock *bbolt.DB

	mu      sync.Mutex
	file    *os.File
	lines   int // in the file
	torn    bool
	pages   map[string]page
	sources map[string]source
	texts   map[string]string // file by digest of its text
}

// Limits of the memory.
const (
	maxPages    = 300_000
	maxLine     = 64 << 10 // bytes
	spareLines  = 5000     // that the file may have more than twice the addresses
	memoryFile  = "addresses.jsonl"
	memoryPerms = 0o600
)

// openMemory opens or makes the memory in a folder of its own. The error wraps ErrHeld
// if another process has it.
func openMemory(dir string, log *slog.Logger) (_ *memory, err error) {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, fmt.Errorf("make the folder of the addresses: %w", err)
	}
	lock, err := store.Lock(dir)
	if errors.Is(err, store.ErrLocked) {
		return nil, fmt.Errorf("%w: %s", ErrHeld, dir)
	}
	if err != nil {
		return nil, fmt.Errorf("lock the addresses: %w", err)
	}
	m := &memory{path: filepath.Join(dir, memoryFile), lock: lock, pages: map[string]page{}, sources: map[string]source{}, texts: map[string]string{}}
	defer func() {
		if err != nil {
			err = errors.Join(err, m.Close())
		}
	}()
	if err := m.read(log); err != nil {
		return nil, fmt.Errorf("read the addresses: %w", err)
	}
	m.forget()
	if m.lines > 2*(len(m.pages)+len(m.sources))+spareLines {
		if err := m.rewrite(); err != nil {
			return nil, fmt.Errorf("write the addresses anew: %w", err)
		}
	}
	m.file, err = os.OpenFile(m.path, os.O_WRONLY|os.O_CREATE|os.O_APPEND, memoryPerms)
	return m, err
}

// read reads the file. Lines that are damaged or cut off are left out: what they were
// about is looked at again, and known by its text.
func (m *memory) read(log *slog.Logger) error {
	f, err := os.Open(m.path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	defer f.Close() // nothing was written
	bad := 0
	r := bufio.NewReaderSize(f, maxLine)
	for {
		raw, err := r.ReadSlice('\n')
		if errors.Is(err, bufio.ErrBufferFull) {
			for errors.Is(err, bufio.ErrBufferFull) {
				_, err = r.ReadSlice('\n')
			}
			bad++
			raw = nil
		}
		if len(raw) > 0 {
			m.lines++
			var l line
			switch {
			case json.Unmarshal(raw, &l) != nil:
				bad++
			case l.Page != nil && l.Page.Address != "":
				m.keep(*l.Page)
			case l.Source != nil && l.Source.Address != "":
				m.sources[l.Source.Address] = *l.Source
			}
		}
		if err != nil {
			m.torn = len(raw) > 0 // the last line has no end
			break
		}
	}
	if bad > 0 {
		for a, s := range m.sources { // a site whose list is as it was does not show it again
			s.ETag, s.Modified, s.Done = "", "", false
			m.sources[a] = s
		}
		log.Warn("addresses that cannot be read any more are looked at anew", "file", m.path, "lost", bad)
	}
	return nil
}

// keep notes a page. The caller holds mu, or is the only one.
func (m *memory) keep(p page) {
	if before, ok := m.pages[p.Address]; ok && !before.Copy && before.Text != p.Text && m.texts[before.Text] == before.File {
		delete(m.texts, before.Text)
	}
	m.pages[p.Address] = p
	if p.Text != "" && p.File != "" && !p.Copy {
		m.texts[p.Text] = p.File
	}
}

// forget drops the pages first looked at longest ago beyond maxPages.
func (m *memory) forget() {
	if len(m.pages) <= maxPages {
		return
	}
	all := slices.SortedFunc(maps.Values(m.pages), func(a, b page) int { return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Address, b.Address)) })
	for _, p := range all[:len(all)-maxPages] {
		delete(m.pages, p.Address)
		delete(m.texts, p.Text)
	}
}

// rewrite writes the file anew with one line for each address.
func (m *memory) rewrite() error {
	var b bytes.Buffer
	n := 0
	for _, s := range m.sources {
		if err := appendLine(&b, line{Source: &s}); err != nil {
			return err
		}
		n++
	}
	for _, p := range m.pages {
		if err := appendLine(&b, line{Page: &p}); err != nil {
			return err
		}
		n++
	}
	temp := m.path + ".new"
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, memoryPerms)
	if err != nil {
		return err
	}
	_, err = f.Write(b.Bytes())
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return errors.Join(err, os.Remove(temp))
	}
	m.lines, m.torn = n, false
	return os.Rename(temp, m.path)
}

func appendLine(b *bytes.Buffer, l line) error {
	raw, err := json.Marshal(l)
	if err != nil {
		return err
	}
	b.Write(raw)
	b.WriteByte('\n')
	return nil
}

// write appends a line to the file. The caller holds mu. There is no flush to the disk:
// what a loss of power takes is looked at again, and known by its text.
func (m *memory) write(l line) error {
	var b bytes.Buffer
	if m.torn {
		b.WriteByte('\n')
	}
	if err := appendLine(&b, l); err != nil {
		return err
	}
	m.lines++
	_, err := m.file.Write(b.Bytes())
	m.torn = err != nil
	if err != nil {
		return fmt.Errorf("%w: %w", errNote, err)
	}
	return nil
}

func (m *memory) putPage(p page) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.keep(p)
	return m.write(line{Page: &p})
}

func (m *memory) putSource(s source) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.sources[s.Address] = s
	return m.write(line{Source: &s})
}

func (m *memory) page(address string) (page, bool) {
	m.mu.Lock()
	defer m.mu.Unlock()
	p, ok := m.pages[address]
	return p, ok
}

func (m *memory) source(address string) source {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.sources[address]
	s.Address = address
	return s
}

// fileOf returns the file that has an article's text, "" if none has.
func (m *memory) fileOf(text string) string {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.texts[text]
}

// hasFiles reports whether any file was stored.
func (m *memory) hasFiles() bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	return len(m.texts) > 0
}

// due returns at most most pages of a source that are to be looked at again, those that
// wait longest first. A page that was first looked at in the future, by a clock that has
// been set back, does not wait for that.
func (m *memory) due(source string, now time.Time, most int) []page {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []page
	for _, p := range m.pages {
		if p.Source == source && !p.Next.IsZero() && (!p.Next.After(now) || p.At.After(now)) {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b page) int { return cmp.Or(a.Next.Compare(b.Next), cmp.Compare(a.Address, b.Address)) })
	return out[:min(len(out), most)]
}

// refused returns at most most pages of a source that were not taken, the newest first,
// and how many there are.
func (m *memory) refused(source string, most int) ([]page, int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	var out []page
	for _, p := range m.pages {
		if p.Source == source && p.Why != "" {
			out = append(out, p)
		}
	}
	slices.SortFunc(out, func(a, b page) int { return cmp.Or(b.At.Compare(a.At), cmp.Compare(a.Address, b.Address)) })
	return out[:min(len(out), most)], len(out)
}

// Close closes the file and ends the lock.
func (m *memory) Close() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	var err error
	if m.file != nil {
		err = errors.Join(m.file.Sync(), m.file.Close())
	}
	return errors.Join(err, m.lock.Close())
}
