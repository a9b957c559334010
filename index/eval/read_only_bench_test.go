package eval

import (
	"os"
	"path/filepath"
	"testing"

	"beilun/knowledge/read"
)

// BenchmarkRead reads the releases of the development districts, format by format,
// without binding.
func BenchmarkRead(b *testing.B) {
	for _, format := range []string{"txt", "md", "html"} {
		b.Run(format, func(b *testing.B) { benchmarkRead(b, format) })
	}
}

func benchmarkRead(b *testing.B, format string) {
	var files []string
	for _, set := range []string{"press", "rounds"} {
		found, err := filepath.Glob("testdata/" + set + "/*/releases/*." + format)
		if err != nil || len(found) == 0 {
			b.Fatalf("no releases of %s: %v", set, err)
		}
		files = append(files, found...)
	}
	texts := make([][]byte, len(files))
	size := int64(0)
	for i, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			b.Fatal(err)
		}
		texts[i] = text
		size += int64(len(texts[i]))
	}
	b.SetBytes(size)
	b.ReportAllocs()
	for b.Loop() {
		for i, f := range files {
			if _, err := read.File(filepath.Base(f), texts[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}
