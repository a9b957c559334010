package anchor

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index"
	"beilun/index/library"
	"beilun/knowledge/corpus"
)

// fill reads files into x.
func fill(t *testing.T, x *index.Index, files map[string]string) {
	t.Helper()
	fs := fstest.MapFS{}
	for name, text := range files {
		fs[name] = &fstest.MapFile{Data: []byte(text)}
	}
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(fs).Each)); err != nil {
		t.Fatal(err)
	}
}

func newIndex(t *testing.T, files map[string]string) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	})
	fill(t, x, files)
	return x
}

const press = "安枰区新城完成投资12亿元，比上年增长8.5%。\n\n安枰大桥全长1.8公里。\n"

// odd are names of files that addresses must not be made of.
var odd = []string{"a b.md", "安枰/新城.md", "it's \"quoted\".md", "50%25.md", "100%.md", "x#2.md", "q?at=1.md"}

func TestFind(t *testing.T) {
	t.Parallel()
	files := map[string]string{}
	for i, name := range odd {
		files[name] = fmt.Sprintf("%s第%d号。\n", press, i)
	}
	x := newIndex(t, files)
	b := NewBook(x)
	valid := regexp.MustCompile(`^/releases/[0-9a-f]{12}-[0-9a-f]{10}$`)
	for _, name := range odd {
		path := Of(x, name)
		if !valid.MatchString(path) {
			t.Errorf("%s is at %s", name, path)
		}
		if id, found := b.Find(strings.TrimPrefix(path, "/releases/")); id != name || found != Present {
			t.Errorf("%s leads to %q, %d", path, id, found)
		}
	}
	sum := sha256.Sum256([]byte(files[odd[0]]))
	if !strings.HasPrefix(Of(x, odd[0]), "/releases/"+hex.EncodeToString(sum[:6])) {
		t.Errorf("%s has no part of its digest %x", Of(x, odd[0]), sum)
	}
	for _, address := range []string{"", "-", "0", "000000000000", "000000000000-0000000000", strings.Repeat("a", 1<<16), "..", "安枰"} {
		if id, found := b.Find(address); id != "" || found != Nowhere {
			t.Errorf("%.20q leads to %q, %d", address, id, found)
		}
	}
	if got := Of(x, "none.md"); got != "" {
		t.Errorf("no release is at %s", got)
	}
}

func TestFindLater(t *testing.T) {
	t.Parallel()
	x := newIndex(t, map[string]string{"a.md": press, "b.md": press + "又。\n"})
	b := NewBook(x)
	a, other := Of(x, "a.md")[len("/releases/"):], Of(x, "b.md")[len("/releases/"):]
	for _, tt := range []struct {
		what, address, id string
		files             map[string]string
		found             Found
	}{
		{"renamed", a, "c/新.md", map[string]string{"c/新.md": press}, Moved},
		{"changed", a, "a.md", map[string]string{"a.md": press + "增补。\n"}, Changed},
		{"both", a, "", map[string]string{"c.md": press + "增补。\n"}, Nowhere},
		{"back again", a, "a.md", map[string]string{"a.md": press}, Present},
		{"a copy of the same bytes beside it", a, "a.md", map[string]string{"0.md": press, "a.md": press}, Present},
		{"its bytes under two other names", a, "0.md", map[string]string{"0.md": press, "1.md": press}, Moved},
		{"its name has other bytes, another name its own", a, "z.md", map[string]string{"a.md": press + "增补。\n", "z.md": press}, Moved},
		{"removed", other, "", map[string]string{"a.md": press}, Nowhere},
		{"only the digest is given", a[:12], "a.md", map[string]string{"a.md": press}, Moved},
	} {
		fill(t, x, tt.files)
		if id, found := b.Find(tt.address); id != tt.id || found != tt.found {
			t.Errorf("%s: leads to %q, %d, want %q, %d", tt.what, id, found, tt.id, tt.found)
		}
	}
}

func TestMarks(t *testing.T) {
	t.Parallel()
	const repeated = "安枰区甲园入驻企业12家，乙园入驻企业12家。"
	x := newIndex(t, map[string]string{"a.md": "---\ntitle: 甲\n---\n" + repeated + "\n\n安枰大桥全长1.8公里。\n\n" + repeated + "\n"})
	ps, err := x.Near(t.Context(), "a.md#1", 0, 10)
	if err != nil || len(ps) != 3 || len(ps[0].Figures) != 2 {
		t.Fatalf("%v, %v", ps, err)
	}
	var m Marks
	seen := map[string]bool{}
	for i := range ps {
		p, figures := m.Next(&ps[i])
		for _, mark := range append(figures, p) {
			if seen[mark] {
				t.Errorf("%s occurs twice", mark)
			}
			seen[mark] = true
		}
		if i == 2 {
			if p != Paragraph(repeated)+"-2" {
				t.Errorf("the second copy is %s", p)
			}
			continue
		}
		if p != Paragraph(ps[i].Text) {
			t.Errorf("paragraph %d is %s and %s", i, p, Paragraph(ps[i].Text))
		}
		for j := range ps[i].Figures {
			if got := Figure(&ps[i], &ps[i].Figures[j]); got != figures[j] {
				t.Errorf("figure %d of %d is %s and %s", j, i, figures[j], got)
			}
		}
	}
	// What is put before a paragraph does not change its mark, nor does another name.
	y := newIndex(t, map[string]string{"b.md": "---\ntitle: 乙\n---\n新的一段。\n\n安枰大桥全长1.8公里。\n"})
	row := index.Row{Passage: ps[1], Figure: &ps[1].Figures[0]}
	qs, err := y.Near(t.Context(), "b.md#2", 0, 0)
	if err != nil || len(qs) != 1 {
		t.Fatal(qs, err)
	}
	if got := Figure(&qs[0], &qs[0].Figures[0]); !strings.HasSuffix(OfRow(x, row), "?at="+got+"#"+got) {
		t.Errorf("the figure is %s, and at %s", got, OfRow(x, row))
	}
	if got := OfRow(y, row); got != "" {
		t.Errorf("a figure of no release is at %s", got)
	}
}
