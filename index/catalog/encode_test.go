package catalog

import (
	"testing"

	"beilun/index/passage"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

func TestEncodeRecord(t *testing.T) {
	t.Parallel()
	records, _ := copyRecords(t)
	records["version"] = Record{Release: passage.Release{ID: "a/b.html", Until: knowledge.Date{Year: 2026, Month: 11, Day: 30}, By: "a/c.html"}, Tokens: map[string]int{}}
	records["empty"] = Record{Tokens: map[string]int{}}
	for id, r := range records {
		raw, err := EncodeRecord(&r)
		if err != nil {
			t.Fatal(err)
		}
		got, err := DecodeRecord(raw)
		if diff := cmp.Diff(r, got); err != nil || diff != "" {
			t.Errorf("%s: %v (-want +got):\n%s", id, err, diff)
		}
		if gotID, digest := StubOf(raw); gotID != r.Release.ID || digest != r.Digest {
			t.Errorf("%s: the line before it names %q, %q", id, gotID, digest)
		}
		for _, n := range []int{0, 1, len(raw) / 2, len(raw) - 1} {
			if _, err := DecodeRecord(raw[:n]); err == nil {
				t.Errorf("%s: %d of %d bytes are a record", id, n, len(raw))
			}
		}
	}
	if id, digest := StubOf([]byte(`{"release":{"id":"a.md","title":"甲"},"digest":"d","passages":2}`)); id != "a.md" || digest != "d" {
		t.Errorf("of version 13: %q, %q", id, digest)
	}
	if _, err := DecodeRecord([]byte("{}\nx")); err == nil {
		t.Error("rubbish is a record")
	}
}
