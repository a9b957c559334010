package index

import (
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/errata"

	"github.com/google/go-cmp/cmp"
)

// TestGivenNames cuts texts with names that no dictionary has.
func TestGivenNames(t *testing.T) {
	t.Parallel()
	lex, err := NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	binder := lex.withGiven([]string{"宁泰", "宁泰三期", "nt谷", "3#楼"})
	for text, want := range map[string]string{
		"宁泰总投资3亿元": "宁泰", "由宁泰建设": "宁泰", "宁泰三期和宁泰": "宁泰三期 宁泰", "心绪安宁泰然处之": "", "华宁泰集团": "", "上海宁泰路": "", "江宁泰华路": "", "社会安宁泰山稳固": "", "12日，宁泰，": "宁泰", "位于宁泰的": "宁泰", "nt谷与ant谷": "nt谷", "3#楼和13#楼": "3#楼", "": "",
	} {
		var got []string
		at := 0
		for _, w := range binder.Cut(text) {
			if w.Start < at || w.End <= w.Start || w.End > len(text) {
				t.Errorf("%s: word at %d to %d after %d", text, w.Start, w.End, at)
			}
			if at = w.End; w.Tag == "user" {
				got = append(got, text[w.Start:w.End])
			}
		}
		if strings.Join(got, " ") != want {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
	if got := lex.givenBy(errata.Parse(errata.Sheet{ID: "e", Text: "宁泰 = 枫岭科技园\n甲谷 ≠ 宁泰"})); !slices.Equal(got, []string{"宁泰", "甲谷"}) {
		t.Errorf("given are %v", got)
	}
}

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
