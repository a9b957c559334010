package facts

import (
	"strings"
	"testing"

	"beilun/index/passage"
	"beilun/knowledge"
	"beilun/knowledge/figure"

	"github.com/google/go-cmp/cmp"
)

// TestChangedRows keeps of the earlier versions of a page what it has changed.
func TestChangedRows(t *testing.T) {
	t.Parallel()
	until := map[string]knowledge.Date{"b": {Year: 2026, Month: 3, Day: 1}, "c": {Year: 2026, Month: 4, Day: 1}}
	for name, tt := range map[string]struct{ rows, want string }{ // release:text
		"changed":           {"a:6个 b:5个", "a:6个 b:5个"},
		"as it was":         {"a:5个 b:5个", "a:5个"},
		"dropped":           {"z:4个 b:5个", "z:4个"},
		"twice":             {"a:7个 b:5个 c:6个", "a:7个 c:6个 b:5个"},
		"a change of text":  {"a:7个 b:5个 c:5个", "a:7个 c:5个"},
		"changed back":      {"a:5个 b:5个 c:6个", "a:5个 c:6个"},
		"elsewhere":         {"a:6个 z:5个 b:5个", "a:6个 z:5个"},
		"only taken back":   {"a!:6个 b:5个", "a!:6个"},
		"was a correction":  {"a:6个 b!:5个", "a:6个"},
		"plan, now reached": {"a:6个 b?:5个", "a:6个"},
		"one of two":        {"a:5个 a:8个 b:5个 b:7个", "a:5个 a:8个 b:7个"},
		"two of two":        {"a:6个 a:8个 b:5个 b:7个", "a:6个 a:8个"},
		"one less":          {"a:5个 b:5个 b:7个", "a:5个"},
		"one of two less":   {"a:6个 b:5个 b:7个", "a:6个"},
		"said twice":        {"a:6个 a:6个 b:5个 b:5个", "a:6个 a:6个 b:5个"},
	} {
		var rows []passage.Row
		of := map[*knowledge.Figure]string{}
		for _, s := range strings.Fields(tt.rows) {
			id, text, _ := strings.Cut(s, ":")
			f := figure.Scan(text, knowledge.Date{})[0]
			f.Binding.Words, f.Binding.Subject = []string{"数量"}, "青湖"
			switch id[1:] {
			case "!":
				f.Binding.State = knowledge.Withdrawn
			case "?":
				f.Binding.State = knowledge.Planned
			}
			r := passage.Row{Figure: &f, Passage: passage.Passage{Release: passage.Release{ID: id[:1], Until: until[id[:1]]}}}
			if !r.Passage.Release.Until.IsZero() {
				r.Passage.Release.By = "a"
			}
			of[&f] = s
			rows = append(rows, r)
		}
		var got []string
		for _, r := range changed(rows, func(passage.Row) bool { return true }) {
			got = append(got, of[r.Figure])
		}
		if diff := cmp.Diff(tt.want, strings.Join(got, " ")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
