package bot

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"syscall"
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/state"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
)

// folder is a releases folder with an index in memory: an honest Intake, and
// the Library that answers come from.
type folder struct {
	*index.Index
	dir string

	mu      sync.Mutex
	die     func(step string) error // called at each step of adding; an error stops it there, as the end of a process does
	refused []index.Refusal
	adds    int
}

func newFolder(t *testing.T) *folder {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Errorf("close index: %v", err)
		}
	})
	return &folder{Index: x, dir: t.TempDir(), die: func(string) error { return nil }}
}

func (f *folder) at(ctx context.Context, step string) error {
	f.mu.Lock()
	die := f.die
	f.mu.Unlock()
	err := die(step)
	if errors.Is(err, errDead) {
		<-ctx.Done()
	}
	return err
}

// files lists the names in the folder.
func (f *folder) files(t *testing.T) []string {
	t.Helper()
	found, err := os.ReadDir(f.dir)
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, e := range found {
		if !strings.HasPrefix(e.Name(), ".") {
			out = append(out, e.Name())
		}
	}
	return out
}

func (f *folder) put(t *testing.T, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(f.dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	if _, err := f.Reindex(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (f *folder) Reindex(ctx context.Context) (*index.Changes, error) {
	c := corpus.FromFS(os.DirFS(f.dir))
	changes, err := f.Sync(ctx, func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	if err == nil {
		f.mu.Lock()
		f.refused = changes.Refused
		f.mu.Unlock()
	}
	return changes, err
}

func (f *folder) Preview(_ context.Context, name string, data []byte) (*knowledge.Article, error) {
	return read.File(name, data)
}

func (f *folder) Add(ctx context.Context, name string, data []byte) (index.Release, error) {
	if !fs.ValidPath(name) || strings.Contains(name, "/") {
		return index.Release{}, fmt.Errorf("%q is no name", name)
	}
	f.mu.Lock()
	f.adds++
	f.mu.Unlock()
	id := name // which is free, or holds the same bytes
	for n := 2; ; n++ {
		had, err := os.ReadFile(filepath.Join(f.dir, id))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return index.Release{}, err
		}
		if bytes.Equal(had, data) {
			return f.synced(ctx, id)
		}
		ext := path.Ext(name)
		id = fmt.Sprintf("%s (%d)%s", strings.TrimSuffix(name, ext), n, ext)
	}
	if err := f.at(ctx, "write"); err != nil {
		return index.Release{}, err
	}
	if err := os.WriteFile(filepath.Join(f.dir, id), data, 0o644); err != nil {
		return index.Release{}, err
	}
	return f.synced(ctx, id)
}

// synced brings the index in step and returns a release.
func (f *folder) synced(ctx context.Context, id string) (index.Release, error) {
	if err := f.at(ctx, "sync"); err != nil {
		return index.Release{}, err
	}
	if _, err := f.Reindex(ctx); err != nil {
		return index.Release{}, err
	}
	if err := f.at(ctx, "return"); err != nil {
		return index.Release{}, err
	}
	for _, r := range f.Releases() {
		if r.ID == id {
			return r, nil
		}
	}
	return index.Release{}, fmt.Errorf("%s was not indexed", id)
}

func (f *folder) Remove(ctx context.Context, id string) error {
	if err := os.Rename(filepath.Join(f.dir, id), filepath.Join(f.dir, ".removed")); err != nil {
		return err
	}
	_, err := f.Reindex(ctx)
	return err
}

func (f *folder) Problems() []index.Refusal {
	f.mu.Lock()
	defer f.mu.Unlock()
	return slices.Clone(f.refused)
}

// desk is a bot that takes releases in, in a fake Slack.
type desk struct {
	*reading
	folder *folder
	log    *bytes.Buffer // to be read when the bot has ended
	end    func()
}

// deskOptions are how a desk is set up; the zero value is one as it should be.
type deskOptions struct {
	slack  fakeslack.Options
	folder *folder
	state  *state.Store
	srv    *fakeslack.Server // already running; closed by the caller
	hellos int               // that the server has seen
}

func startDesk(t *testing.T, o deskOptions) *desk {
	t.Helper()
	if o.folder == nil {
		o.folder = newFolder(t)
	}
	if o.state == nil {
		o.state = openState(t, state.Options{})
	}
	if o.srv == nil {
		srv, err := fakeslack.Start(o.slack)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() {
			if err := srv.Close(); err != nil {
				t.Errorf("close fake Slack: %v", err)
			}
		})
		o.srv = srv
	}
	d := &desk{folder: o.folder, log: &bytes.Buffer{}}
	b := newDeskBot(o, slog.New(slog.NewTextHandler(d.log, &slog.HandlerOptions{Level: slog.LevelDebug})))
	ctx, cancel := context.WithCancel(context.Background())
	ended := make(chan error, 1)
	go func() { ended <- b.Run(ctx) }()
	d.end = sync.OnceFunc(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	t.Cleanup(d.end)
	if err := o.srv.Sockets.WaitHellos(within(t), o.hellos+1); err != nil {
		t.Fatal("not connected:", err)
	}
	d.reading = &reading{o.srv, b}
	return d
}

// newDeskBot makes the bot of a desk, which does not run yet.
func newDeskBot(o deskOptions, log *slog.Logger) *Bot {
	return New(fakeslack.BotToken, fakeslack.AppToken, answer.New(o.folder.Index, answer.Options{}), o.folder, Options{
		APIURL: o.srv.URL(), Admins: []string{"UADMIN", "UBOSS"}, State: o.state, Intake: o.folder, Speed: 10, Logger: log,
	})
}

// hand sends a file to the bot in a direct message and returns its ID.
func (d *desk) hand(t *testing.T, user, text string, files ...fakeslack.File) []string {
	t.Helper()
	m, ids := d.People.Attach(fakeslack.Message{Channel: "D1", User: user, Text: text}, files...)
	if _, err := d.People.DirectMessage(m); err != nil {
		t.Fatal(err)
	}
	return ids
}

// now waits until the message at ts says what it should, and returns its text.
func (d *desk) now(t *testing.T, channel, ts, want string) string {
	t.Helper()
	var text string
	d.until(t, "“"+want+"” at "+ts, func() bool {
		for _, m := range d.Channels.Messages(channel) {
			if m.TS == ts {
				text = m.Text
			}
		}
		return strings.Contains(text, want)
	})
	return text
}

// errFull says that the disk is full.
var errFull = fmt.Errorf("write: %w", syscall.ENOSPC)

// A release of an invented district.
const yunhe = "---\ntitle: 云河区开出首班水上巴士\ndate: 2025-03-18\nsource: 云河区融媒体中心\n---\n\n" +
	"3月18日，云河水上巴士首航。该线路全长12.6公里，设码头9个。\n\n水上巴士项目总投资3.7亿元，首批投用船舶14艘。\n"

func yunheFile() fakeslack.File {
	return fakeslack.File{Name: "云河水上巴士.md", Data: []byte(yunhe)}
}
