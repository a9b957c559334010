package index

import (
	"strings"
	"testing"

	"beilun/index/words"
)

// TestAliases asks with words that the user's file gives for names and metrics.
func TestAliases(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("# other words\n滨江装备创业园 = 滨创园 = Riverside Park\n总投资=总盘子\n云溪量子科技园 = 云溪\n云溪\n")
	if err != nil {
		t.Fatal(err)
	}
	x, err := InMemory(Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	_, err = x.Sync(t.Context(), corpusOf(textFile("a", "2024-09-29", "", "滨江装备创业园入驻企业94家，总投资30亿元。", "云溪量子科技园年产值2亿元。")))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ question, want, corrections string }{
		{"滨创园有几家企业", "滨江装备创业园有几家企业", "滨创园→滨江装备创业园"},
		{"滨創園總盤子多少", "滨江装备创业园总投资多少", "滨创园→滨江装备创业园 总盘子→总投资"},
		{"滨江装备创业园有几家企业", "滨江装备创业园有几家企业", ""},
		{"云溪量子科技园和云溪", "云溪量子科技园和云溪量子科技园", "云溪→云溪量子科技园"}, // a name that is whole stays
		{"how many companies are in Riverside Park", "滨江装备创业园有多少企业", "how many companies are in Riverside Park→滨江装备创业园有多少企业"},
		{"riverside parkway 有几家", "riverside parkway 有几家", ""},
	} {
		got, cs, _ := x.Correct(tt.question)
		var list []string
		for _, c := range cs {
			list = append(list, c.From+"→"+c.To)
		}
		if got != tt.want || strings.Join(list, " ") != tt.corrections {
			t.Errorf("%q read as %q with %q, want %q with %q", tt.question, got, list, tt.want, tt.corrections)
		}
	}
	for _, bad := range []string{"滨江 =", "= 滨江", "a = 滨江", strings.Repeat("长", 31) + " = 短名"} {
		if _, err := words.NewLexicon(bad); err == nil {
			t.Errorf("%q is taken", bad)
		}
	}
	plain, err := words.NewLexicon("云溪")
	if err != nil || plain.Hash() != lex.Hash() {
		t.Error("other words change the index, which does not use them")
	}
}
