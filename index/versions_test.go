package index

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// versionOf makes a file an earlier version of the page in another one.
func versionOf(f File, until, by string) File {
	article := f.Article
	f.Article = func() (*knowledge.Article, error) {
		a, err := article()
		if err == nil {
			a.Superseded, err = knowledge.ParseDate(until)
			a.SupersededBy = by
		}
		return a, err
	}
	f.Digest += until
	return f
}

// TestVersions finds an earlier version of a page in the history of what the page has
// changed and nowhere else, in a new index and in one that is opened again, and corrects
// and retracts both as one.
func TestVersions(t *testing.T) {
	t.Parallel()
	files := []File{
		textFile("gov/a.html", "2024-06-10", "枫岭科技园招商", "枫岭科技园入驻企业75家。", "枫岭科技园总投资3亿元。"),
		versionOf(textFile("gov/old.html", "2024-06-12", "枫岭科技园招商", "枫岭科技园入驻企业60家。", "枫岭科技园总投资3亿元。", "枫岭大桥全长2公里。"), "2024-06-15", "a.html"),
		versionOf(textFile("gov/gone.html", "2024-06-12", "青云隧道", "青云隧道全长8公里。"), "2024-06-15", "b.html"),
		textFile("c.md", "2024-01-10", "枫岭科技园建设", "枫岭科技园入驻企业40家。"),
	}
	dir := filepath.Join(t.TempDir(), "index")
	x, err := Open(dir, Options{Lexicon: testLexicon()})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { x.Close() }()
	history := func() string {
		t.Helper()
		rows, err := x.Newest(t.Context(), "枫岭科技园", 20)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(rows, func(r Row) bool { return strings.HasSuffix(r.Figure.Text, "家") })
		if i < 0 {
			return ""
		}
		var out []string
		if rows, err = x.History(t.Context(), rows[i]); err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			out = append(out, r.Figure.Text+r.Passage.Release.Until.String())
		}
		return strings.Join(out, " ")
	}
	look := func(what, want string, entries ...string) {
		t.Helper()
		if got := history(); got != want {
			t.Errorf("%s: %s, want %s", what, got, want)
		}
		if diff := cmp.Diff(entries, entriesOf(t, x, "枫岭")); diff != "" {
			t.Errorf("%s (-want +got):\n%s", what, diff)
		}
		if hidden := slices.Concat(entriesOf(t, x, "枫岭大桥"), entriesOf(t, x, "青云隧道")); len(hidden) > 0 {
			t.Errorf("%s: %v", what, hidden)
		}
		if hits := ids(t, x, "青云隧道和枫岭大桥全长"); slices.ContainsFunc(hits, func(id string) bool { return strings.HasPrefix(id, "gov/old") || strings.HasPrefix(id, "gov/gone") }) {
			t.Errorf("%s: found %v", what, hits)
		}
	}
	const all = "75家 60家2024-06-15 40家"
	syncFiles(t, x, files...)
	look("new", all, "入驻企业 75家 40家", "总投资 3亿元")
	if err := x.Close(); err != nil {
		t.Fatal(err)
	}
	if x, err = Open(dir, Options{Lexicon: testLexicon()}); err != nil {
		t.Fatal(err)
	}
	look("opened again", all, "入驻企业 75家 40家", "总投资 3亿元")
	syncFiles(t, x, append(slices.Clone(files), errataFile("不是数字：a.html 60家"))...)
	look("ruled out", "75家 40家", "入驻企业 75家 40家", "总投资 3亿元")
	syncFiles(t, x, append(slices.Clone(files), errataFile("撤回：《枫岭科技园招商》"))...)
	look("retracted", "40家", "入驻企业 40家")
	syncFiles(t, x, files[1:]...)
	look("removed", "40家", "入驻企业 40家")
}
