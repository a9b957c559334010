package index

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// named is an index whose releases name a few things.
func named(t testing.TB) *Index {
	t.Helper()
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	_, err = x.Sync(t.Context(), corpusOf(
		textFile("a", "2024-03-11", "甬江科创区北仑片区", "甬江科创区北仑片区新开工项目21个。", "宁波舟山港集装箱吞吐量3530万标准箱。"),
		textFile("b", "2024-09-29", "", "滨江装备创业园入驻企业94家，出租率90%以上。", "云溪量子科技园年产值2亿元。", "云溪四号桥投资2亿元。"),
	))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func TestCorrect(t *testing.T) {
	t.Parallel()
	x := named(t)
	for _, tt := range []struct {
		question, want string
		from           string // of the first correction; empty for none
		english        bool
	}{
		// what sounds alike
		{"永江科创区北仑片区新开工项目", "甬江科创区北仑片区新开工项目", "永江科创区北仑片区", false},
		{"宁波周山港吞吐量多少", "宁波舟山港吞吐量多少", "宁波周山港", false},
		{"滨江庄备创业园有几家企业", "滨江装备创业园有几家企业", "滨江庄备创业园", false},
		// what is right, or another thing, stays
		{"甬江科创区北仑片区新开工项目", "甬江科创区北仑片区新开工项目", "", false},
		{"西湖科技园年产值多少", "西湖科技园年产值多少", "", false},
		{"公司是谁的", "公司是谁的", "", false},
		{"时间定在哪年", "时间定在哪年", "", false},
		{"", "", "", false},
		// numbers sound alike and are never meant for each other
		{"云溪四号乔投资多少", "云溪四号桥投资多少", "云溪四号乔", false},
		{"云溪十号桥投资多少", "云溪十号桥投资多少", "", false},
		// characters without a reading
		{"滨江々庄备创业园有几家", "滨江々装备创业园有几家", "庄备创业园", false},
		{"滨江庄\u31a0备创业园", "滨江庄\u31a0备创业园", "", false},
		// pinyin
		{"binjiang zhuangbei chuangyeyuan chuzulv", "滨江装备创业园出租率", "binjiang zhuangbei chuangyeyuan chuzulv", false},
		{"ningbozhoushangang tuntuliang", "宁波舟山港 tuntuliang", "ningbozhoushangang tuntuliang", false},
		{"GDP是多少", "GDP是多少", "", false},
		{"5G基站有几个", "5G基站有几个", "", false},
		// English
		{"annual output value of the Yunxi quantum science park", "云溪量子科技园年产值多少", "annual output value of the Yunxi quantum science park", true},
		{"How many companies are in the Binjiang equipment startup park?", "滨江装备创业园有多少企业", "How many companies are in the Binjiang equipment startup park?", true},
		{"when did it start", "开工什么时候", "when did it start", true},
		{"output of the 云溪 quantum science park", "云溪量子科技园产值多少", "output of the 云溪 quantum science park", true},
		{"Yúnxī's quantum park: annual output value?", "云溪量子科技园年产值多少", "Yúnxī's quantum park: annual output value?", true},
		// a Chinese question with words in English is one in Chinese
		{"the one 项目总投资是多少", "the one 项目总投资是多少", "", false},
		{"Open AI 的总部在哪里", "Open AI 的总部在哪里", "", false},
		{"LNG 接收站 AI 项目", "LNG 接收站 AI 项目", "", false},
		{"lorem ipsum dolor sit amet", "lorem ipsum dolor sit amet", "", false},
	} {
		got, cs, english := x.Correct(tt.question)
		from := ""
		if len(cs) > 0 {
			from = cs[0].From
		}
		if diff := cmp.Diff([]any{tt.want, tt.from, tt.english}, []any{got, from, english}); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.question, diff)
		}
	}
}

func FuzzCorrect(f *testing.F) {
	x := named(f)
	for _, s := range []string{"永江科创区", "jili zongbu", "how many", "a", strings.Repeat("zhong", 100), "\xff甬", "，。", "滨江庄备々创业园", "⼀汽⻋"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		got, cs, _ := x.Correct(s)
		if len(cs) == 0 && got != s {
			t.Errorf("%q became %q without a word about it", s, got)
		}
		for _, c := range cs {
			if c.To == "" || c.From == c.To {
				t.Errorf("%q: correction %+v", s, c)
			}
		}
	})
}
