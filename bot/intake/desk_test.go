package intake

import (
	"fmt"
	"strings"
	"testing"
)

func TestFileOf(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"F0123ABC":   "F0123ABC",
		" F0123ABC ": "F0123ABC",
		"https://some.slack.com/files/U1/F0123ABC/a.md":            "F0123ABC",
		"<https://some.slack.com/files/U1/F0123ABC/a.md>":          "F0123ABC",
		"<https://some.slack.com/files/U1/F0123ABC/a.md|a.md>":     "F0123ABC",
		"https://some.enterprise.slack.com/files/W1/F0123ABC?x=1":  "F0123ABC",
		"https://files.slack.com/files-pri/T1-F0123ABC/download/a": "F0123ABC",
		"https://slack-files.com/T1-F0123ABC-abcdef":               "F0123ABC",
		"https://slack.com.evil.example/files/U1/F0123ABC/a.md":    "",
		"https://evilslack.com/files/U1/F0123ABC/a.md":             "",
		"http://some.slack.com/files/U1/F0123ABC/a.md":             "",
		"https://some.slack.com/archives/C1/p170000000000":         "",
		"https://evil.example/#https://x.slack.com/files/U1/F01/a": "",
		"F0123ABC/../../x": "",
		"Figures":          "",
		"":                 "",
	} {
		if got, ok := fileOf(text); got != want || ok != (want != "") {
			t.Errorf("fileOf(%q) = %q, %v, want %q", text, got, ok, want)
		}
	}
}

// TestFilesIn finds the files of a message wherever the event names them, each
// once and no more than are looked at.
func TestFilesIn(t *testing.T) {
	t.Parallel()
	many := make([]string, 14)
	for i := range many {
		many[i] = fmt.Sprintf(`{"id":"F0%02d"}`, i)
	}
	deep := strings.Repeat(`{"elements":[`, 60) + `{"type":"file","file_id":"F0DEEP"}` + strings.Repeat(`]}`, 60)
	for event, want := range map[string]struct {
		ids  int
		more int
	}{
		`{}`:              {0, 0},
		`{"files":"odd"}`: {0, 0},
		`{"files":[{"id":7},{"id":"../x"},{"id":"F0A1"},{"id":"F0A1"}]}`: {1, 0},
		`{"files":[` + strings.Join(many, ",") + `]}`:                    {maxHanded, 4},
		`{"blocks":[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"x"},{"type":"file","file_id":"F0A2"}]}]}]}`: {1, 0},
		`{"files":[{"id":"F0A2"}],"blocks":[{"type":"file","file_id":"F0A2"}]}`:                                                                                {1, 0},
		`{"blocks":[{"type":"file","file_id":7},{"type":"image","file_id":"F0A2"},"odd",null]}`:                                                                {0, 0},
		`{"blocks":[` + deep + `]}`: {0, 0},
	} {
		ids, more := FilesIn([]byte(`{"event":` + event + `}`))
		if len(ids) != want.ids || more != want.more {
			t.Errorf("%.100s: %v and %d more", event, ids, more)
		}
	}
}
