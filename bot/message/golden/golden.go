// Package golden compares what the bot says with files in testdata. The flag -update
// writes the files anew.
package golden

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"beilun/bot/message"
	"beilun/bot/message/messagetest"

	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files anew")

// Message compares all forms and the text of a message with a file of
// testdata/golden, and checks them against Slack's limits.
func Message(t *testing.T, j messagetest.Judge, name string, m message.Message) {
	t.Helper()
	JSON(t, name, map[string]any{"text": m.Text, "forms": m.Forms})
	for i, f := range m.Forms {
		if size := message.Size(f); size > message.MaxMessage {
			t.Errorf("form %d has %d characters", i, size)
		}
		j.Message(t, m.Text, f)
	}
	if len(m.Text) > message.MaxText {
		t.Errorf("text has %d bytes", len(m.Text))
	}
}

// JSON compares v, as JSON, with a file of testdata/golden.
func JSON(t *testing.T, name string, v any) {
	t.Helper()
	var got bytes.Buffer
	enc := json.NewEncoder(&got)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", " ")
	if err := enc.Encode(v); err != nil {
		t.Fatal(err)
	}
	File(t, filepath.Join("testdata", "golden", name+".json"), got.String())
}

// File compares a text with a file.
func File(t *testing.T, file, got string) {
	t.Helper()
	if *update {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatalf("%v; run the test with -update and read the file", err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Errorf("%s (-want +got):\n%s", file, diff)
	}
}
