package library

import (
	"errors"
	"fmt"
	"reflect"
	"testing"

	"beilun/knowledge/read"
)

// TestWords checks that the word files have a sentence for every error in
// reasons, no other sentences, and no empty one.
func TestWords(t *testing.T) {
	t.Parallel()
	keys := map[string]bool{}
	for _, r := range reasons {
		keys[r.key] = true
	}
	for english, w := range wordings() {
		if len(w.Reasons) != len(keys) {
			t.Errorf("english %t: %d sentences for %d keys", english, len(w.Reasons), len(keys))
		}
		for key := range keys {
			if w.Reasons[key] == "" {
				t.Errorf("english %t: no sentence for %s", english, key)
			}
		}
		for i, v := 0, reflect.ValueOf(*w); i < v.NumField(); i++ {
			if v.Field(i).IsZero() {
				t.Errorf("english %t: %s is empty", english, v.Type().Field(i).Name)
			}
		}
	}
}

func TestReasonAttached(t *testing.T) {
	t.Parallel()
	err := fmt.Errorf("read: %w: attached: %s", read.ErrAttached, "计划表.xlsx、说明.ofd")
	for _, kept := range []error{err, errors.New(read.ErrAttached.Error() + ": attached: 计划表.xlsx、说明.ofd")} {
		if got, want := Reason(kept, false), "正文在网页的附件里，请把附件下载后放进文件夹：计划表.xlsx、说明.ofd。"; got != want {
			t.Errorf("%s; want %s", got, want)
		}
	}
	if got, want := Reason(read.ErrAttached, false), wordings()[false].Reasons["read.ErrAttached"]; got != want {
		t.Errorf("%s; want %s", got, want)
	}
}
