package talk

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/knowledge"
)

var lexicon = sync.OnceValues(func() (*words.Lexicon, error) {
	return words.NewLexicon("# names\n临湖软件园 100 nz\n量子科技园 100 nz\n")
})

// grammar knows two parks by name, and one thing in other words.
func grammar(tb testing.TB) *Grammar {
	tb.Helper()
	lex, err := lexicon()
	if err != nil {
		tb.Fatal(err)
	}
	return &Grammar{
		Lexicon: lex,
		Known:   func(string) string { return "" },
		Frame: func(text string) *frame.Frame {
			return frame.NewReader(nil).Understand(query.Parse(lex, text, knowledge.Date{Year: 2025, Month: 6, Day: 1}))
		},
	}
}

// TestComplete adds what a question leaves out, by the one before it.
func TestComplete(t *testing.T) {
	t.Parallel()
	const before = "临湖软件园2023年出租率是多少"
	for _, tt := range []struct {
		question, topic, want string
		leans                 bool
	}{
		{"量子科技园呢？", before, "量子科技园2023年出租率是多少", true},
		{"那量子科技园", before, "量子科技园2023年出租率是多少", true},
		{"2022年呢", before, "临湖软件园2022年出租率是多少", true},
		{"去年呢", "临湖软件园出租率是多少", "去年临湖软件园出租率是多少", true},
		{"面积呢", before, "临湖软件园2023年面积是多少", true},
		{"二期呢", before, "临湖软件园二期2023年出租率是多少", true},
		{"二期呢", "临湖软件园一期面积", "临湖软件园二期面积", true},
		{"它什么时候投产", before, "临湖软件园什么时候投产", true},
		{"该项目什么时候投产", before, "临湖软件园什么时候投产", true},
		{"其它园区有几家", before, "临湖软件园2023年其它园区有几家", true},
		{"年产值多少", before, "临湖软件园2023年年产值多少", true},
		{"占全市多少？", "临湖软件园2023年产值多少", "临湖软件园2023年产值占全市多少", true},
		{"占全市多少", "临湖软件园产值增长多少", "临湖软件园产值占全市多少", true},
		{"增速呢", "临湖软件园产值占全市多少", "临湖软件园产值增速", true},
		{"占比呢", "临湖软件园产值同比增长呢", "临湖软件园产值占比", true},
		{"增速呢", "2021年第三产业增加值是多少", "2021年第三产业增加值增速", true},
		{"占比多少", "临湖软件园产值是多少", "临湖软件园产值占比多少", true},
		{"全区面积多少", before, "", false},
		{"全市占地多少", before, "", false},
		{"量子科技园面积多少", before, "", false},
		{"", before, "", false},
		{"面积呢", "", "", false},
	} {
		full, leans := grammar(t).Complete(tt.question, tt.topic)
		if full != tt.want || leans != tt.leans {
			t.Errorf("%s: %q (leans: %v), want %q", tt.question, full, leans, tt.want)
		}
	}
	if full, _ := grammar(t).Complete("面积呢", strings.Repeat("园", MaxQuestion+1)); full != "" {
		t.Error("a question leans on one that is too long")
	}
}

// TestInside asks about a part of the thing, or what was measured of something else.
func TestInside(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ question, topic, want string }{
		{"展厅呢？", "临湖软件园建筑面积多少", "临湖软件园展厅面积是多少|临湖软件园展厅建筑面积多少"},
		{"那集装箱呢", "临湖软件园2023年货物吞吐量多少", "临湖软件园2023年集装箱吞吐量是多少|临湖软件园集装箱2023年货物吞吐量多少"},
		{"户籍的呢", "临湖软件园常住人口多少", "临湖软件园户籍人口是多少|临湖软件园户籍常住人口多少"},
		{"量子科技园呢", "临湖软件园建筑面积多少", ""},
		{"2022年呢", "临湖软件园建筑面积多少", ""},
		{"二期呢", "临湖软件园建筑面积多少", ""},
		{"总投资呢", "临湖软件园建筑面积多少", ""},
		{"展厅多大", "临湖软件园建筑面积多少", ""},
		{"展厅呢", "建筑面积多少", ""},
		{"展厅呢", "临湖软件园" + strings.Repeat("园", MaxQuestion), ""},
	} {
		if _, fulls := grammar(t).Inside(tt.question, tt.topic); strings.Join(fulls, "|") != tt.want {
			t.Errorf("%s after %s: %q, want %s", tt.question, tt.topic, fulls, tt.want)
		}
	}
}

// TestLikewise asks the same about what is no thing of the releases.
func TestLikewise(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ thing, last, want string }{
		{"第三产业", "2021年第二产业增加值是多少", "2021年第三产业增加值是多少"},
		{"社会保障", "2024年教育支出多少", "2024年社会保障支出多少"},
		{"越南", "2024年跟老挝做了多少生意", "2024年越南做了多少生意"},
		{"社会保障", "教育支出", "社会保障支出"},
		{"明湖", "柳湖", ""}, // nothing was asked
	} {
		if got := grammar(t).likewise(tt.thing, tt.last); got != tt.want {
			t.Errorf("%s after %s: %q, want %q", tt.thing, tt.last, got, tt.want)
		}
	}
}

// TestSplit cuts a text into the questions that it asks.
func TestSplit(t *testing.T) {
	t.Parallel()
	for text, want := range map[string][]string{
		"总投资多少,什么时候竣工?":    {"总投资多少", "什么时候竣工"},
		"总投资和建筑面积是多少":      {"总投资是多少", "建筑面积是多少"},
		"总投资和建筑面积分别是多少亿元":  {"总投资是多少", "建筑面积是多少亿元"},
		"总投资多少以及什么时候竣工":    {"总投资多少", "什么时候竣工"},
		"什么时候开工、竣工":        {"什么时候开工", "什么时候竣工"},
		"总投资、建筑面积":         {"总投资是多少", "建筑面积是多少"},
		"开工时间和竣工时间":        {"开工时间", "竣工时间"},
		"总投资多少":            {"总投资多少"},
		"临湖软件园在哪里":         {"临湖软件园在哪里"},
		"总投资多少,谢谢":         {"总投资多少,谢谢"},
		"张三和李四的公司有多少家,在哪里": {"张三和李四的公司有多少家", "在哪里"},
	} {
		if got := grammar(t).Split(text); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", text, got, want)
		}
	}
}

// TestWithin completes a further question of a text by the first.
func TestWithin(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, before, want string }{
		{",增长多少", "临湖软件园2023年产值是多少", "临湖软件园2023年产值增长多少"},
		{"另外,面积多少", "临湖软件园2023年产值是多少", "临湖软件园2023年面积多少"},
		{"什么时候竣工", "临湖软件园总投资多少", "临湖软件园什么时候竣工"},
		{"全区面积多少", "软件产业产值多少", ""},
	} {
		if got := grammar(t).Within(tt.text, tt.before); got != tt.want {
			t.Errorf("%s after %s: %q, want %q", tt.text, tt.before, got, tt.want)
		}
	}
}

func TestAsksSource(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]bool{"这些数据是谁发布的？": true, "数据来源": true, "谁发布的": false, "临湖软件园的数据来源": false, "面积多少": false} {
		if got := grammar(t).AsksSource(question); got != want {
			t.Errorf("%s: %v", question, got)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a list that is not there is read")
		}
	}()
	of("no such list")
}

// FuzzSplit cuts any text into what it asks: nothing is added to a text that asks
// one thing, and no part is empty.
func FuzzSplit(f *testing.F) {
	for _, s := range []string{"总投资和建筑面积是多少", "总投资多少？什么时候竣工", "几几几", "、和、多少", "和多少、和", "A和B各多少", "十几家、多少，，？", "什么时候开工、竣工", "多少呢呢呢，它呢"} {
		f.Add(s)
	}
	g := grammar(f)
	f.Fuzz(func(t *testing.T, s string) {
		const most = 150 // characters
		text := strings.TrimSpace(fold(s))
		if !utf8.ValidString(text) || utf8.RuneCountInString(text) > most {
			return
		}
		parts := g.Split(text)
		for _, p := range parts {
			if p == "" && text != "" && strings.Trim(text, " ,、?;。!") != "" {
				t.Errorf("%q has an empty part: %q", text, parts)
			}
			_ = g.Within(p, text)
		}
		if len(parts) == 1 && !strings.Contains(text, parts[0]) {
			t.Errorf("%q became %q", text, parts[0])
		}
	})
}
