package terminal

import (
	"reflect"
	"testing"
)

// TestWords checks that words.json has all words.
func TestWords(t *testing.T) {
	t.Parallel()
	w := reflect.ValueOf(*Words())
	for i := range w.NumField() {
		if w.Field(i).IsZero() {
			t.Errorf("%s is empty", w.Type().Field(i).Name)
		}
	}
	for _, name := range []string{"File", "Title", "Source", "Date", "URL"} {
		if w.FieldByName("Fields").FieldByName(name).IsZero() {
			t.Errorf("Fields: %s is empty", name)
		}
	}
}
