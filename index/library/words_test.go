package library

import (
	"reflect"
	"testing"
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
