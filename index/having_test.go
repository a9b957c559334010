package index

import (
	"slices"
	"testing"

	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestGiven binds figures to names that only people know, in the releases that have
// them and in no other, and is not taken for a change of those.
func TestGiven(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	read := map[string]int{}
	counted := func(f File) File {
		article := f.Article
		f.Article = func() (*knowledge.Article, error) { read[f.ID]++; return article() }
		return f
	}
	files := []File{
		counted(textFile("a.md", "2024-01-10", "", "宁泰入驻企业60家。")),
		counted(textFile("b.md", "2024-06-10", "", "枫岭科技园入驻企业75家。")),
		counted(textFile("c.md", "2024-06-10", "", "东湖量子园入驻企业9家，心绪安宁泰然处之。")),
	}
	line := errataFile("宁泰 = 枫岭科技园")
	x := openAt(t, dir, testLexicon())
	sync := func(want map[string]int, files ...File) {
		t.Helper()
		clear(read)
		c := syncFiles(t, x, files...)
		if len(c.News)+len(c.Changed)+len(c.Refused) != 0 {
			t.Errorf("changes %+v", c)
		}
		if diff := cmp.Diff(want, read); diff != "" {
			t.Errorf("read (-want +got):\n%s", diff)
		}
	}
	sync(map[string]int{"a.md": 1, "b.md": 1, "c.md": 1}, files...)
	sync(map[string]int{"a.md": 1, "c.md": 1}, append([]File{line}, files...)...)
	want := []string{"入驻企业 75家 60家"}
	if got := entriesOf(t, x, "宁泰"); !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
	sync(map[string]int{}, append([]File{line}, files...)...)
	x.Close()
	x = openAt(t, dir, testLexicon())
	defer x.Close()
	sync(map[string]int{}, append([]File{line}, files...)...)
	if got := entriesOf(t, x, "枫岭科技园"); !slices.Equal(got, want) {
		t.Errorf("opened anew: %v, want %v", got, want)
	}
	sync(map[string]int{"a.md": 1, "b.md": 1, "c.md": 1, "many": 2}, append([]File{line}, append(slices.Clone(files), counted(manyFiles()[0]))...)...)
	if got := entriesOf(t, x, "枫岭科技园"); !slices.Equal(got, want) {
		t.Errorf("in a new generation: %v, want %v", got, want)
	}
	sync(map[string]int{"a.md": 1, "c.md": 1}, files...)
	if got := entriesOf(t, x, "枫岭科技园"); !slices.Equal(got, []string{"入驻企业 75家"}) {
		t.Errorf("without the line: %v", got)
	}
}
