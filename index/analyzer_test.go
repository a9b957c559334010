package index

import (
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

var testLexicon = sync.OnceValue(func() *Lexicon {
	l, err := NewLexicon("# names\n环洋碳三 100 nz\n")
	if err != nil {
		panic(err)
	}
	return l
})

func TestTerms(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, words, grams string }{
		{"", "", ""},
		{"投资 25.1 亿元", "投资 25.1 亿元", "投资 25.1 亿元"},
		{"環洋碳三項目", "环洋碳三 项目", "环洋 洋碳 碳三 三项 项目"},
		{"Ｃ９１９，5G", "c919 5g", "c919 5g"},
		{"港", "港", "港"},
		{"的", "", "的"},
	} {
		text := zhtext.FoldString(tt.text)
		if got := strings.Join(testLexicon().wordTerms(text), " "); got != tt.words {
			t.Errorf("words of %q: %s, want %s", tt.text, got, tt.words)
		}
		if got := strings.Join(gramTerms(text), " "); got != tt.grams {
			t.Errorf("grams of %q: %s, want %s", tt.text, got, tt.grams)
		}
	}
}

func TestSubWords(t *testing.T) {
	t.Parallel()
	got := testLexicon().wordTerms("中华人民共和国")
	for _, want := range []string{"中华人民共和国", "中华", "人民", "共和国"} {
		if !slices.Contains(got, want) {
			t.Errorf("terms %s lack %s", got, want)
		}
	}
	for _, term := range got {
		if len(term) < len("中华") {
			t.Errorf("a single character of a longer word is a term: %s", got)
		}
	}
}

func FuzzTerms(f *testing.F) {
	f.Add("投資25.1億元，C919\xff")
	f.Fuzz(func(t *testing.T, s string) {
		text := zhtext.FoldString(s)
		for _, term := range append(testLexicon().wordTerms(text), gramTerms(text)...) {
			if term == "" || !strings.Contains(text, term) {
				t.Fatalf("%q: term %q", s, term)
			}
		}
	})
}

func TestUserWords(t *testing.T) {
	t.Parallel()
	if _, err := NewLexicon(strings.Repeat("长", 31)); err == nil {
		t.Error("a word of 31 characters is taken")
	}
	plain, err := NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	if plain.Hash() == testLexicon().Hash() {
		t.Error("lexicons of different words have one hash")
	}
}

func TestParseQuery(t *testing.T) {
	t.Parallel()
	today := knowledge.Date{Year: 2025, Month: 2, Day: 1}
	for _, tt := range []struct{ question, want string }{
		{"总投资多少？", "money 总投资(投资|总投资额|投资额|投资总额|投入|投|总投|花|砸|花费|造价|耗资|斥资)"},
		{"园区有几家企业", "number[家] 园区 企业(公司|单位|商户)"},
		{"道路多少条", "number[条] 道路(公路|修路)"},
		{"什么时候开工", "time 开工(动工|上马|开建)"},
		{"去年修了几公里", "dimension[公里] 修 year:2024"},
		{"2023年二季度出租率", "percent 出租率(租出去|空置率|空置) year:2023 months:04-06"},
		{"ＧＤＰ多少億元", "money[元] gdp(生产总值|地区生产总值|经济总量)"},
		{"谁是负责人", "person 负责人"},
		{"哪些企业签约", "list 企业(公司|单位|商户) 签约"},
	} {
		got := testLexicon().ParseQuery(tt.question, today).String()
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.question, diff)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"总投资多少？", "几", "多少多少多少", "2024 年几月", "\xff几家"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { _ = testLexicon().ParseQuery(s, knowledge.Date{}).String() })
}

func TestWant(t *testing.T) {
	t.Parallel()
	tests := []struct {
		question string
		want     Want
	}{
		{"这种官职被称为什么？", WantText},
		{"译名为什么", WantText},
		{"为什么称为水城", WantReason},
		{"停工是为什么？", WantReason},
		{"花园的主要组成是什么？", WantText},
		{"什么状况受到社会的高度关注？", WantText},
		{"哪个行政区为人口第三密集的县？", WantText},
		{"总投资是什么？", WantMoney},
	}
	for _, tt := range tests {
		if got := testLexicon().ParseQuery(tt.question, knowledge.Date{}).Want; got != tt.want {
			t.Errorf("ParseQuery(%s) wants %q, want %q", tt.question, got, tt.want)
		}
	}
}
