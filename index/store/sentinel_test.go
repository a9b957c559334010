package store

import (
	"sync"
	"testing"

	"beilun/index/passage"
)

// TestSentinels takes passages of a new generation away or changes them.
func TestSentinels(t *testing.T) {
	t.Parallel()
	lex := builtInWords()
	for name, damage := range map[string]func(b *Batch){
		"none":    func(*Batch) {},
		"deleted": func(b *Batch) { b.Bleve.Delete("release-00000#1") },
		"changed": func(b *Batch) {
			a := inventedRelease(0, 1, 1)
			if err := b.Put(passage.Release{ID: a.ID}, "", passage.Of(a), lex, lex.Binder()); err != nil {
				t.Error(err)
			}
		},
		"no figures": func(b *Batch) {
			a := inventedRelease(0, 0, 1)
			a.Sections[0].Paragraphs[0].Figures = nil
			if err := b.Put(passage.Release{ID: a.ID}, "", passage.Of(a), lex, lex.Binder()); err != nil {
				t.Error(err)
			}
		},
	} {
		g := memoryGeneration(t)
		b := g.NewBatch()
		asked := NewSentinels()
		b.Sentinels = asked
		for n := range 100 {
			a := inventedRelease(n, 0, 1)
			if err := b.Put(passage.Release{ID: a.ID}, "", passage.Of(a), lex, lex.Binder()); err != nil {
				t.Fatal(err)
			}
		}
		if len(asked.kept) != maxSentinels || asked.kept[0].ID != "release-00000#1" || asked.last.ID != "release-00099#1" {
			t.Fatalf("%d sentinels", len(asked.kept))
		}
		b.Sentinels = nil
		damage(b)
		if err := b.Commit(new(sync.Mutex)); err != nil {
			t.Fatal(err)
		}
		if err := asked.Check(t.Context(), g, lex); (err == nil) != (name == "none") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// memoryGeneration returns an empty generation in memory.
func memoryGeneration(t *testing.T) *Generation {
	t.Helper()
	g, err := Create("", builtInWords(), FormatVersion, BatchPatience)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		g.Unpin()
		g.Close()
	})
	return g
}
