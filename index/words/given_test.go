package words

import (
	"slices"
	"strings"
	"testing"

	"beilun/knowledge/errata"
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
	if got := lex.GivenBy(errata.Parse(errata.Sheet{ID: "e", Text: "宁泰 = 枫岭科技园\n甲谷 ≠ 宁泰"})); !slices.Equal(got, []string{"宁泰", "甲谷"}) {
		t.Errorf("given are %v", got)
	}
}
