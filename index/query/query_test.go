package query

import (
	"sync"
	"testing"

	"beilun/index/words"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

var testLexicon = sync.OnceValue(func() *words.Lexicon {
	l, err := words.NewLexicon("")
	if err != nil {
		panic(err)
	}
	return l
})

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
		got := Parse(testLexicon(), tt.question, today).String()
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.question, diff)
		}
	}
}

func FuzzParseQuery(f *testing.F) {
	for _, s := range []string{"总投资多少？", "几", "多少多少多少", "2024 年几月", "\xff几家"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { _ = Parse(testLexicon(), s, knowledge.Date{}).String() })
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
		if got := Parse(testLexicon(), tt.question, knowledge.Date{}).Want; got != tt.want {
			t.Errorf("Parse(%s) wants %q, want %q", tt.question, got, tt.want)
		}
	}
}

func TestFullYears(t *testing.T) {
	t.Parallel()
	today := knowledge.Date{Year: 2025, Month: 7, Day: 1}
	for question, want := range map[string]string{
		"24年底有几家企业":   "2024年底有几家企业",
		"截至24年末有几家企业": "截至2024年末有几家企业",
		"拖到26年才通":     "拖到2026年才通",
		"24年以上的老厂":    "24年以上的老厂",
		"20年内还清":      "20年内还清",
		"近20年的变化":     "近20年的变化",
		"2024年有几家":    "2024年有几家",
		"12年的义务教育":    "12年的义务教育",
	} {
		if got := fullYears(question, today); got != want {
			t.Errorf("%s: got %s, want %s", question, got, want)
		}
	}
}
