package ledger

import (
	"bytes"
	"context"
	"errors"
	"log/slog"
	"maps"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"beilun/index"
	"beilun/index/library"
	"beilun/knowledge/corpus"
	"beilun/knowledge/ledger"
	"beilun/knowledge/releases"
)

// builtIn has the built-in releases. Tests only read it.
var builtIn = sync.OnceValues(func() (*index.Index, error) {
	x, err := index.InMemory(index.Options{})
	if err != nil {
		return nil, err
	}
	_, err = x.Sync(context.Background(), library.Source(corpus.FromFS(releases.FS()).Each))
	return x, err
})

func snapshotOf(t testing.TB, texts map[string]string) *Snapshot {
	t.Helper()
	x, err := builtIn()
	if texts != nil {
		x = newIndex(t, texts)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(x, slog.New(slog.DiscardHandler)).Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func newIndex(t testing.TB, texts map[string]string) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	put(t, x, texts)
	return x
}

func put(t testing.TB, x *index.Index, texts map[string]string) {
	t.Helper()
	files := fstest.MapFS{}
	for name, text := range texts {
		files[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(files).Each)); err != nil {
		t.Fatal(err)
	}
}

// port are releases of a district that there is not.
var port = map[string]string{
	"a.md": "---\ntitle: 安枰港去年货物吞吐量公布\ndate: 2024-01-20\nsource: 安枰日报\n---\n\n2023年，安枰港完成货物吞吐量4200万吨，同比增长6.1%。\n",
	"b.md": "---\ntitle: 安枰港货物吞吐量再创新高\ndate: 2025-01-18\nsource: 安枰日报\n---\n\n2024年，安枰港完成货物吞吐量4520万吨，同比增长7.6%。\n",
	"c.md": "---\ntitle: 安枰港今年目标\ndate: 2025-02-18\nsource: 安枰发布\n---\n\n2025年，安枰港力争完成货物吞吐量4800万吨。\n",
}

func TestSnapshot(t *testing.T) {
	t.Parallel()
	s := snapshotOf(t, port)
	e := s.Entry(Address{Thing: "安枰港", Metric: "完成货物吞吐量", Kind: "weight.year"})
	if e == nil {
		t.Fatal("no entry of the throughput")
	}
	var got []string
	for i, r := range e.Newest(9) {
		got = append(got, r.Figure.Text+" "+string(e.Standing(i)))
	}
	if want := []string{"4520万吨 present", "4200万吨 superseded"}; !slices.Equal(got, want) {
		t.Errorf("rows are %q, want %q", got, want)
	}
	var alike []string
	for _, o := range s.Alike(e) {
		alike = append(alike, o.Present().Figure.Text)
	}
	slices.Sort(alike)
	if want := []string{"4800万吨", "7.6%"}; !slices.Equal(alike, want) {
		t.Errorf("others of its names are %q, want %q", alike, want)
	}
	if g := s.Thing("安枰港"); g == nil || len(g.Entries) != 3 {
		t.Errorf("the port has %+v", g)
	}
	if g := s.Metric("完成货物吞吐量"); g == nil || len(g.Entries) != 3 {
		t.Errorf("the throughput has %+v", g)
	}
}

func TestBySize(t *testing.T) {
	t.Parallel()
	s := snapshotOf(t, map[string]string{
		"a.md": "---\ntitle: 安枰区项目\ndate: 2025-03-01\nsource: 安枰发布\n---\n\n潭溪量子科技园总投资53.4亿元。安枰大桥总投资120亿元。枰山隧道总投资约7亿元。枰海学院总投资9000万美元。\n",
	})
	var got []string
	for _, e := range s.Metric("总投资").BySize() {
		got = append(got, e.Present().Figure.Text)
	}
	if want := []string{"120亿元", "53.4亿元", "约7亿元", "9000万美元"}; !slices.Equal(got, want) {
		t.Errorf("by size: %q, want %q", got, want)
	}
}

// Every entry has an address of its own, by which it is found again in another snapshot.
func TestAddresses(t *testing.T) {
	t.Parallel()
	s, again := snapshotOf(t, nil), snapshotOf(t, nil)
	if len(s.Entries) < 200 || len(s.Things) < 40 {
		t.Fatalf("there are %d entries of %d things", len(s.Entries), len(s.Things))
	}
	seen := map[Address]bool{}
	for _, e := range s.Entries {
		if seen[e.Address()] {
			t.Errorf("two entries are at %+v", e.Address())
		}
		seen[e.Address()] = true
		o := again.Entry(e.Address())
		if o == nil || o.Present().Passage.ID != e.Present().Passage.ID || o.Present().Figure.Span != e.Present().Figure.Span {
			t.Errorf("%+v is another entry in another snapshot", e.Address())
		}
		if e.Standing(0) != ledger.Present || e.Present().Figure.Binding.Doubtful() {
			t.Errorf("%+v begins with %s", e.Address(), e.Standing(0))
		}
	}
}

// An address stays when a release brings a fuller name.
func TestAddressStays(t *testing.T) {
	t.Parallel()
	was := snapshotOf(t, port)
	more := maps.Clone(port)
	more["d.md"] = "---\ntitle: 安枰港生产快报\ndate: 2026-01-18\nsource: 安枰日报\n---\n\n2025年，安枰港累计完成货物吞吐量4690万吨，同比增长3.8%。\n"
	now := snapshotOf(t, more)
	for _, e := range was.Entries {
		o := now.Entry(e.Address())
		if o == nil {
			t.Errorf("%+v is gone", e.Address())
		} else if !slices.ContainsFunc(o.Newest(o.Len()), func(r index.Row) bool { return r.Passage.ID == e.Present().Passage.ID }) {
			t.Errorf("%+v is another entry, of %s", e.Address(), o.Present().Figure.Text)
		}
	}
}

func TestSearch(t *testing.T) {
	t.Parallel()
	s := snapshotOf(t, nil)
	for typed, want := range map[string]Found{
		"总投":      {Metric: "总投资"},
		"总投资":     {Metric: "总投资"},
		"zongtou": {Metric: "总投资"},
		"ztz":     {Metric: "总投资"},
		"Total I": {Metric: "总投资"},
		"梅山大":     {Thing: "梅山大桥"},
		"msdq":    {Thing: "梅山大桥"},
		"ＰＭ2.5":   {Thing: "pm2.5"},
		"宁波舟山港外贸": {Thing: "宁波舟山港", Metric: "外贸货物吞吐量"},
		"舟山港 外贸":  {Thing: "宁波舟山港", Metric: "外贸货物吞吐量"},
		"北仑区gdp":  {Thing: "北仑区", Metric: "地区生产总值"},
		"不存在的东西":  {},
		"":        {},
		"  \t":    {},
		"\xff":    {},
	} {
		found := s.Search(typed)
		var got Found
		if len(found) > 0 {
			got = found[0]
		}
		if got.Thing != want.Thing || got.Metric != want.Metric || len(found) > MaxFound {
			t.Errorf("Search(%q) = %d results, the first %+v, want %+v", typed, len(found), got, want)
		}
	}
	if long := s.Search(strings.Repeat("区", 100_000)); len(long) > 0 {
		t.Errorf("a long text finds %d", len(long))
	}
}

func TestNowFollowsIndex(t *testing.T) {
	t.Parallel()
	x := newIndex(t, map[string]string{"a.md": port["a.md"]})
	for name, run := range map[string]bool{"run": true, "by request": false} {
		l := New(x, slog.New(slog.DiscardHandler))
		ctx, cancel := context.WithCancel(t.Context())
		ended := make(chan error, 1)
		if run {
			go func() { ended <- l.Run(ctx) }()
			for !l.run.Load() {
				time.Sleep(time.Millisecond)
			}
		} else {
			ended <- nil
		}
		if s, err := l.Now(ctx); err != nil || s.Thing("安枰港") == nil {
			t.Errorf("%s: Now() = %v, %v", name, s, err)
		}
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	}
	l := New(x, slog.New(slog.DiscardHandler))
	before, err := l.Now(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if same, err := l.Now(t.Context()); same != before || err != nil {
		t.Errorf("another snapshot of the same index, %v", err)
	}
	put(t, x, port)
	after, err := l.Now(t.Context())
	if err != nil || len(after.Entries) <= len(before.Entries) {
		t.Errorf("%d entries after %d, %v", len(after.Entries), len(before.Entries), err)
	}
}

// What fails once is tried again, and the requests get the snapshot before.
func TestNowFails(t *testing.T) {
	t.Parallel()
	x := newIndex(t, port)
	var logged bytes.Buffer
	l := New(x, slog.New(slog.NewTextHandler(&logged, nil)))
	read := l.read
	broken := errors.New("broken")
	l.read = func(context.Context, func([]index.Row)) error { return broken }
	if _, err := l.Now(t.Context()); !errors.Is(err, broken) {
		t.Errorf("the error is %v", err)
	}
	l.read = func(context.Context, func([]index.Row)) error { panic("a bad row") }
	if _, err := l.Now(t.Context()); err == nil || !strings.Contains(err.Error(), "a bad row") {
		t.Errorf("the error is %v", err)
	}
	if !strings.Contains(logged.String(), "a bad row") {
		t.Errorf("logged is %q", &logged)
	}
	l.read = read
	if s, err := l.Now(t.Context()); err != nil || len(s.Entries) == 0 {
		t.Errorf("the third time: %v", err)
	}
}

// One request reads the figures. Others get those before, or wait as long as they like.
func TestNowWhileMade(t *testing.T) {
	t.Parallel()
	x := newIndex(t, map[string]string{"a.md": port["a.md"]})
	l := New(x, slog.New(slog.DiscardHandler))
	read := l.read
	begun, finish := make(chan struct{}), make(chan struct{})
	l.read = func(ctx context.Context, yield func([]index.Row)) error {
		begun <- struct{}{}
		<-finish
		return read(ctx, yield)
	}
	now := make(chan error)
	ask := func() {
		_, err := l.Now(t.Context())
		now <- err
	}
	go ask()
	<-begun
	gone, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := l.Now(gone); !errors.Is(err, context.Canceled) {
		t.Errorf("who has gone gets %v", err)
	}
	finish <- struct{}{}
	if err := <-now; err != nil {
		t.Fatal(err)
	}
	first := l.current()
	put(t, x, port)
	go ask()
	<-begun
	if s, err := l.Now(t.Context()); s != first || err != nil {
		t.Errorf("while it is made there is %p, not %p, %v", s, first, err)
	}
	finish <- struct{}{}
	if err := <-now; err != nil {
		t.Error(err)
	}
}

func TestNowOfNothing(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	s, err := New(x, slog.New(slog.DiscardHandler)).Now(t.Context())
	if err != nil || len(s.Entries) != 0 || s.Entry(Address{Thing: "a", Metric: "b"}) != nil || len(s.Search("a")) > 0 {
		t.Errorf("Now() = %v, %v", s, err)
	}
}
