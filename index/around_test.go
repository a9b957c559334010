package index

import (
	"context"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read"
)

func TestAround(t *testing.T) {
	t.Parallel()
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	text := "---\ntitle: 通报\n---\n第一段说园区。\n\n第二段说码头。\n\n第三段说学校。\n"
	_, err = x.Sync(t.Context(), func(ctx context.Context, yield func(File) error) error {
		return yield(File{ID: "a.md", Digest: "1", Article: func() (*knowledge.Article, error) { return read.File("a.md", []byte(text)) }})
	})
	if err != nil {
		t.Fatal(err)
	}
	for id, want := range map[string]string{
		"a.md#1": "一二", "a.md#2": "一二三", "a.md#3": "二三", "a.md#4": "", "a.md#0": "", "b.md#1": "", "a.md": "", "a.md#x": "",
	} {
		around, err := x.Around(t.Context(), id)
		if err != nil {
			t.Fatal(err)
		}
		var got strings.Builder
		for _, p := range around {
			got.WriteString(strings.TrimPrefix(p.Text, "第")[:len("一")])
		}
		if got.String() != want {
			t.Errorf("around %s: %s, want %s", id, got.String(), want)
		}
	}
}
