package catalog

import (
	"reflect"
	"testing"

	"beilun/index/passage"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// fill sets all fields that v has, so that one that is not encoded is missed.
func fill(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			fill(v.Field(i))
		}
	case reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fill(v.Index(0))
		fill(v.Index(1))
	case reflect.Map:
		v.Set(reflect.ValueOf(map[string]int{"text": 3}))
	case reflect.String:
		v.SetString("甲")
	case reflect.Uint8, reflect.Uint32:
		v.SetUint(7)
	case reflect.Int:
		v.SetInt(7)
	}
}

func TestEncodeRecord(t *testing.T) {
	t.Parallel()
	records, _ := copyRecords(t)
	records["version"] = Record{Release: passage.Release{ID: "a/b.html", Until: knowledge.Date{Year: 2026, Month: 11, Day: 30}, By: "a/c.html"}}
	records["empty"] = Record{}
	var full Record
	fill(reflect.ValueOf(&full.Release).Elem())
	fill(reflect.ValueOf(&full.Digest).Elem())
	fill(reflect.ValueOf(&full.Passages).Elem())
	full.Release.Also, full.Release.Page = nil, "" // of what is read from an index only
	var content Content
	fill(reflect.ValueOf(&content).Elem())
	full.SetContent(content)
	records["full"] = full
	for id, r := range records {
		raw, err := EncodeRecord(&r)
		if err != nil {
			t.Fatal(err)
		}
		for _, decode := range []func(string) (Record, error){DecodeRecord, NotedRecord} {
			got, err := decode(string(raw))
			if diff := cmp.Diff(r, got, cmpopts.IgnoreUnexported(Record{})); err != nil || diff != "" {
				t.Errorf("%s: %v (-want +got):\n%s", id, err, diff)
			}
			if diff := cmp.Diff(r.Content(), got.Content(), cmpopts.EquateEmpty()); diff != "" {
				t.Errorf("%s, its content (-want +got):\n%s", id, diff)
			}
		}
		if gotID, digest := StubOf(string(raw)); gotID != r.Release.ID || digest != r.Digest {
			t.Errorf("%s: the line before it names %q, %q", id, gotID, digest)
		}
		for _, n := range []int{0, 1, len(raw) / 2, len(raw) - 1} {
			if _, err := DecodeRecord(string(raw[:n])); err == nil {
				t.Errorf("%s: %d of %d bytes are a record", id, n, len(raw))
			}
		}
	}
	if id, digest := StubOf(`{"release":{"id":"a.md","title":"甲"},"digest":"d","passages":2}`); id != "a.md" || digest != "d" {
		t.Errorf("of version 13: %q, %q", id, digest)
	}
	if _, err := DecodeRecord("{}\nx"); err == nil {
		t.Error("rubbish is a record")
	}
}
