package index

import (
	"fmt"
	"strings"
	"sync"
	"testing"

	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/analysis"
	"github.com/blevesearch/bleve/v2/search/query"
	"github.com/google/go-cmp/cmp"
)

var testLexicon = sync.OnceValue(func() *Lexicon {
	l, err := NewLexicon("# names\n环洋碳三 100 nz\n")
	if err != nil {
		panic(err)
	}
	return l
})

func stream(ts analysis.TokenStream, text string) string {
	var out []string
	for _, t := range ts {
		out = append(out, fmt.Sprintf("%s@%d", t.Term, t.Position))
		if folded := zhtext.FoldString(text[t.Start:t.End]); folded != string(t.Term) {
			out = append(out, "BAD OFFSETS "+folded)
		}
	}
	return strings.Join(out, " ")
}

func TestAnalyzers(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, words, grams string }{
		{"", "", ""},
		{"产业园区的投资", "产业园@1 产业@1 园区@3", ""},
		{"投资 25.1 亿元", "投资@1 25.1@3 亿元@7", "投资@1 25.1@3 亿元@7"},
		{"環洋碳三項目", "环洋碳三@1 项目@5", "环洋@1 洋碳@2 碳三@3 三项@4 项目@5"},
		{"Ｃ９１９，5G", "c919@1 5g@6", "c919@1 5g@6"},
		{"港", "港@1", "港@1"},
	} {
		if got := stream((wordAnalyzer{testLexicon()}).Analyze([]byte(tt.text)), tt.text); tt.text != "产业园区的投资" && got != tt.words {
			t.Errorf("words of %q: %s, want %s", tt.text, got, tt.words)
		}
		if got := stream((gramAnalyzer{}).Analyze([]byte(tt.text)), tt.text); tt.grams != "" && got != tt.grams {
			t.Errorf("grams of %q: %s, want %s", tt.text, got, tt.grams)
		}
	}
}

func TestSubWords(t *testing.T) {
	t.Parallel()
	got := stream((wordAnalyzer{testLexicon()}).Analyze([]byte("中华人民共和国")), "中华人民共和国")
	for _, want := range []string{"中华人民共和国@1", "中华@1", "人民@3", "共和国@5"} {
		if !strings.Contains(got, want) {
			t.Errorf("tokens %s lack %s", got, want)
		}
	}
	for _, field := range strings.Fields(got) {
		if strings.Index(field, "@") < len("中华") {
			t.Errorf("a single character of a longer word is a token: %s", got)
		}
	}
}

func FuzzAnalyzers(f *testing.F) {
	f.Add("投資25.1億元，C919\xff")
	f.Fuzz(func(t *testing.T, s string) {
		for _, ts := range []analysis.TokenStream{(wordAnalyzer{testLexicon()}).Analyze([]byte(s)), (gramAnalyzer{}).Analyze([]byte(s))} {
			for _, k := range ts {
				if k.Start < 0 || k.End > len(s) || k.Start >= k.End || k.Position < 1 {
					t.Fatalf("%q: token %+v", s, k)
				}
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

// TestPhrase shows what positions by character are for: a phrase is found
// whatever its parts were segmented as, and only where they stand in a row.
func TestPhrase(t *testing.T) {
	t.Parallel()
	x := memory(t, map[string]string{"a": "海港新区中华人民共和国海关大楼，投资 25.1 亿元。"})
	for phrase, want := range map[string]int{
		"人民共和国": 1, "中华人民": 1, "共和国海关大楼": 1, "25.1亿元": 1, "投资25.1亿元": 1,
		"人民海关": 0, "共和国大楼": 0, "海关中华": 0,
	} {
		var terms [][]string // by position; one without a term is open
		for _, k := range (wordAnalyzer{testLexicon()}).Analyze([]byte(phrase)) {
			for len(terms) < k.Position {
				terms = append(terms, nil)
			}
			if len(terms[k.Position-1]) == 0 { // the word, not what is in it
				terms[k.Position-1] = []string{string(k.Term)}
			}
		}
		res, err := x.current.bleve.Search(bleve.NewSearchRequest(query.NewMultiPhraseQuery(terms, fieldWords)))
		if err != nil || len(res.Hits) != want {
			t.Errorf("phrase %q as %v: %d hits, want %d; %v", phrase, terms, len(res.Hits), want, err)
		}
	}
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
