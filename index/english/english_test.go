package english

import (
	"slices"
	"strings"
	"testing"
)

// shelf is a corpus that has names by their pinyin, takes the likeliest of words, and
// of those that it has the first.
type shelf struct {
	names map[string]string
	has   []string
}

func (s shelf) Alias(string) (string, bool) { return "", false }

func (s shelf) Spelled(letters string) []string {
	if n, ok := s.names[letters]; ok {
		return []string{n}
	}
	return nil
}

func (s shelf) Has(run string) bool { return slices.Contains(s.has, run) }

func (s shelf) Choose(slots []Slot) (out []string) {
	for _, slot := range slots {
		w := ""
		if len(slot.Words) > 0 && !slot.Optional {
			w = slot.Words[0]
		}
		if i := slices.IndexFunc(slot.Words, func(w string) bool { return slices.Contains(s.has, w) }); i >= 0 {
			w = slot.Words[i]
		}
		out = append(out, w)
	}
	return out
}

func TestTranslate(t *testing.T) {
	t.Parallel()
	c := shelf{map[string]string{"linhu": "临湖", "linhuxincheng": "临湖新城"}, []string{"3号线", "lng", "第三", "五个", "第二届", "首期", "出租率", "首个"}}
	for _, tt := range []struct{ question, want string }{
		// what is asked
		{"What is the total investment of Linhu New Town?", "临湖新城总投资多少"},
		{"I'd like to know the total investment of Linhu New Town", "临湖新城总投资多少"},
		{"Please check the total investment of Linhu New Town, best regards", "临湖新城总投资多少"},
		{"Could you look up the total investment of Linhu New Town, it is urgent", "临湖新城总投资多少"},
		{"How much did phase two of the port cost?", "港二期总投资多少"},
		{"When will Line 3 open to traffic?", "3号线什么时候通车"},
		{"How long is the bridge?", "大桥全长多少"},
		{"How long is the Linhu undersea tunnel?", "临湖海底隧道全长多少"},
		{"and containers?", "集装箱"},
		{"And the exports of Linhu New Town?", "临湖新城出口额多少"},
		{"How long does the approval take?", "审批多久"},
		{"How large is the fund?", "基金规模多少"},
		{"How large is the park?", "园面积多大"},
		{"Who is the head of the Linhu hospital?", "临湖医院院长是谁"},
		{"Who is the head of the education bureau?", "教育局局长是谁"},
		{"Which five majors does the school offer?", "学校开设有哪些五个专业"},
		{"Why was the bridge delayed?", "大桥为什么延期"},
		{"How do I apply for the subsidy?", "补贴怎么申请"},
		{"Do I have to apply for the subsidy?", "补贴要不要申请"},
		{"Is the museum free?", "博物馆免费吗"},
		{"Has the bridge been completed?", "大桥完工吗"},
		{"What is the latest news about the bridge?", "大桥最近有什么新进展"},
		{"What share of the warehouse is leased?", "仓库出租率多少"},
		{"Compare GDP in 2023 and 2024", "2023年2024年地区生产总值对比"},
		{"By how much did exports grow in the first half of 2024?", "2024年上半年出口额增长多少"},
		// times and numbers
		{"GDP in the first quarter of 2025", "2025年一季度地区生产总值多少"},
		{"population at the end of 2025", "2025年底常住人口多少"},
		{"What was container throughput last year?", "去年集装箱吞吐量多少"},
		{"exports in May 2024", "2024年5月出口额多少"},
		{"What opened on 16 May 2024?", "2024年5月16日开放是什么"},
		{"Where is No. 3 Middle School?", "第三中学在哪里"},
		{"How many exhibitors did the second expo have?", "第二届博览会有多少参展企业"},
		{"How many beds will the hospital open first?", "医院首期开放多少床位"},
		// false friends: a verb that is a noun, an adjective, a month that is none
		{"planned land area of the park", "园用地面积多少"},
		{"May I visit the museum?", "博物馆吗"},
		{"When may the market open?", "市场什么时候开放"},
	} {
		got, ok := Translate(tt.question, c)
		if !ok || got != tt.want {
			t.Errorf("%s\n\tis %s, %t, want %s", tt.question, got, ok, tt.want)
		}
	}
}

func TestNotEnglish(t *testing.T) {
	t.Parallel()
	for _, q := range []string{
		"", "?", "总投资多少", "the one 项目总投资是多少", "GDP是多少", "lorem ipsum dolor sit amet", "xyzzy plugh", strings.Repeat("how many ", 100), "\xff\xfe", "42",
	} {
		if got, ok := Translate(q, shelf{}); ok {
			t.Errorf("%.40q was taken for English: %s", q, got)
		}
	}
}

// TestPhrases reads data/phrases.txt: each line is of a known kind, and no phrase is
// a word of the grammar and something else.
func TestPhrases(t *testing.T) {
	t.Parallel()
	seen := map[string]string{}
	for i, line := range strings.Split(phraseList, "\n") {
		if strings.HasPrefix(line, "#") || strings.TrimSpace(line) == "" {
			continue
		}
		left, right, ok := strings.Cut(line, "=")
		f := strings.Fields(left)
		if !ok || len(f) != 2 {
			t.Errorf("line %d: %q", i+1, line)
			continue
		}
		if _, known := kinds[f[0]]; !known && !slices.Contains([]string{"form", "head", "long", "sized"}, f[0]) {
			t.Errorf("line %d: kind %q", i+1, f[0])
		}
		for _, p := range strings.Split(right, ",") {
			p = strings.TrimSpace(p)
			k := kinds[f[0]]
			if before, twice := seen[p]; twice && before != "noun" && slices.Contains(grammar, k) && before != f[0] {
				t.Errorf("line %d: %q is %s, too", i+1, p, before)
			}
			if k != unknown {
				seen[p] = f[0]
			}
		}
	}
}

// TestChinese checks that mistakes in data/chinese.txt are found, and that each way to
// ask in data/phrases.txt has its words there or is composed by rule.
func TestChinese(t *testing.T) {
	t.Parallel()
	for change, want := range map[[2]string]string{
		{"deep = 多深", ""}:            "deep is missing",
		{"deep = 多深", "deep ="}:      "deep has no words",
		{"deep = 多深", "depth = 多深"}:  "unknown key",
		{"deep = 多深", "far = 多深"}:    "far is there already",
		{"when = 什么时候", "when 什么时候"}: "unknown key",
	} {
		if _, err := parseChinese(strings.Replace(chineseList, change[0], change[1], 1)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q for %q: error %v, want %s", change[1], change[0], err, want)
		}
	}
	for phrase, m := range loadLexicon().phrases {
		if m.ask != "" && loadChinese()[m.ask] == nil && !slices.Contains([]string{"count", "amount", "grow", "long", "large"}, m.ask) {
			t.Errorf("%s asks for %q, which has no words", phrase, m.ask)
		}
	}
}

func FuzzTranslate(f *testing.F) {
	for _, s := range []string{"How many companies are in the park?", "no 3 no", "the most", "from to from to", "phase", "of", "临湖 of the", "\xff", "1,000.5 km", "don't 's"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, q string) {
		if got, ok := Translate(q, shelf{}); ok && got == "" {
			t.Errorf("%q became nothing", q)
		}
	})
}
