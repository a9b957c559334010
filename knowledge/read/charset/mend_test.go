package charset

import (
	"bytes"
	"testing"

	"beilun/knowledge"
)

func FuzzMend(f *testing.F) {
	for _, s := range []string{"~{@4T4~}2025~~\n", "À´Ô´£º±±ÂØ·¢²¼", "æ¥æºï¼å", "&#26757;&#23665;&#26234;&#x4e00", "~{@", "€‚ƒ„…†‡ˆ‰Š"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, ok, err := decodeAgain(data)
		if !ok || err != nil {
			return
		}
		if bytes.ContainsRune([]byte(got.Text), 0) {
			t.Fatalf("%q has zero bytes", got.Text)
		}
		for i := range len(got.Text) {
			if s, ok := got.Origin.File(knowledge.Span{Start: i, End: i + 1}); ok && (s.Start < 0 || s.End > len(data) || s.Len() <= 0) {
				t.Fatalf("%q: byte %d is at %v of a file of %d bytes", got.Text, i, s, len(data))
			}
		}
	})
}

func FuzzDetect(f *testing.F) {
	f.Add([]byte("\xb4\xf2\xaa\x46\xb7\x73\xab\xb0\xaa\xba\xb7\x7c\xae\x69"))
	f.Add([]byte("\x1b$B\x82\xa0\x8e\x80\xff\xfe\x8f\xa1\xa1"))
	f.Fuzz(func(t *testing.T, data []byte) { detected(data) })
}
