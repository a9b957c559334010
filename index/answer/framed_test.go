package answer

import (
	"strings"
	"sync"
	"testing"
	"testing/fstest"

	shelf "beilun/index/library"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// TestFramed reads a question once for as long as the index holds the same and the day is
// the same, also for those who ask at once.
func TestFramed(t *testing.T) {
	t.Parallel()
	bridge := &fstest.MapFile{Data: []byte("安枰区建设简讯\n发布日期：2025-03-01\n\n云岫大桥全长1200米，总投资3亿元。\n")}
	files := fstest.MapFS{"a.txt": bridge}
	x := indexOf(t, files)
	var mu sync.Mutex
	day := knowledge.Date{Year: 2025, Month: 6, Day: 1}
	a := New(x, Options{Today: func() knowledge.Date {
		mu.Lock()
		defer mu.Unlock()
		return day
	}})
	const question = "砚桥科创园去年投资多少"
	first := a.in.frame(question)
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			for range 20 {
				if f := a.in.frame(question); f.Text != first.Text || len(f.Names) != 0 {
					t.Errorf("%+v", f)
				}
			}
		})
	}
	wg.Wait()
	if a.in.frame(question) != first || a.in.frame(question+"？") == first {
		t.Error("one question is read twice, or another one is not read")
	}
	long := strings.Repeat("长", 100)
	if once, again := a.in.frame(long), a.in.frame(long); once == again {
		t.Error("a long question is kept")
	}

	files["b.txt"] = &fstest.MapFile{Data: []byte("安枰区科创简讯\n发布日期：2025-04-01\n\n砚桥科创园总投资12亿元，占地面积300亩。\n")}
	if _, err := x.Sync(t.Context(), shelf.Source(corpus.FromFS(files).Each)); err != nil {
		t.Fatal(err)
	}
	second := a.in.frame(question)
	if len(second.Names) != 1 || second.Names[0].Thing != "砚桥科创园" {
		t.Errorf("the new release is not seen: %+v", second.Names)
	}
	mu.Lock()
	day.Year = 2026
	mu.Unlock()
	if f := a.in.frame(question); len(f.Query.Years) != 1 || f.Query.Years[0] != 2025 || second.Query.Years[0] != 2024 {
		t.Errorf("on another day: %v, before %v", f.Query.Years, second.Query.Years)
	}
}
