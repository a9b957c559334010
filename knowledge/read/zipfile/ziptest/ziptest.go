// Package ziptest makes zip archives for tests.
package ziptest

import (
	"archive/zip"
	"bytes"
	"maps"
	"slices"
	"testing"
)

// Pack returns an archive of texts by name.
func Pack(t testing.TB, texts map[string]string) string {
	t.Helper()
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(texts)) {
		out, err := w.Create(name)
		if err == nil {
			_, err = out.Write([]byte(texts[name]))
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.String()
}
