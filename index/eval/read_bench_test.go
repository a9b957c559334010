package eval

import (
	"os"
	"path/filepath"
	"testing"

	"beilun/index/words"
	"beilun/knowledge/read"
)

// BenchmarkReadAndBind reads the releases of the six districts and binds their figures,
// as an index does.
func BenchmarkReadAndBind(b *testing.B) {
	files, err := filepath.Glob("testdata/press/*/releases/*")
	if err != nil || len(files) == 0 {
		b.Fatalf("no releases: %v", err)
	}
	texts := make([][]byte, len(files))
	size := int64(0)
	for i, f := range files {
		if texts[i], err = os.ReadFile(f); err != nil {
			b.Fatal(err)
		}
		size += int64(len(texts[i]))
	}
	lex, err := words.NewLexicon("")
	if err != nil {
		b.Fatal(err)
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for i, f := range files {
			a, err := read.File(filepath.Base(f), texts[i])
			if err != nil {
				b.Fatal(err)
			}
			lex.Binder().Once().Article(a)
		}
	}
}
