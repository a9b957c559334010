package news

import (
	"strings"
	"testing"

	"beilun/bot/news/newstest"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

// digestOf returns the text of the digest that releases bring to who wants a subject,
// after others.
func digestOf(t *testing.T, subject string, english bool, before []txtar.File, releases ...txtar.File) string {
	t.Helper()
	p := newstest.New(t)
	p.Publish(t, before...)
	items, upTo, err := p.News(t.Context())
	if err != nil || len(items) > 0 {
		t.Fatal(items, err)
	}
	if err := p.Told(t.Context(), upTo); err != nil {
		t.Fatal(err)
	}
	p.Publish(t, releases...)
	if items, _, err = p.News(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := &note{Channel: "C1", Digest: true, English: english}
	b := newBatch(items, p.Measures)
	n.add(b, b.wants(subject))
	return digestMessage(n).Text
}

// TestDigestSentence quotes a sentence once, however many of its figures are news, with
// what was said before of those that have a name in it.
func TestDigestSentence(t *testing.T) {
	t.Parallel()
	before := []txtar.File{newstest.Release("2023", "2024-03-18", "2023年，全区一般公共预算收入31.5亿元，增长7.2%；一般公共预算支出58.7亿元，增长6.6%。松涛大桥总投资38.9亿元。")}
	year := newstest.Release("2024", "2025-01-16", "2024年，全区一般公共预算收入33.9亿元，增长7.8%；一般公共预算支出61.6亿元，增长4.9%。云杉软件园入驻企业94家，总投资12亿元，用地326亩。")
	for name, tt := range map[string]struct {
		subject string
		release txtar.File
		want    string
	}{
		"all": {release: year, want: `新闻稿有新数字
临溪区政府，2025-01-16，《通报2024》 https://linxi.example/2024
• 2024年，全区一般公共预算收入33.9亿元，增长7.8%；一般公共预算支出61.6亿元，增长4.9%。（此前：一般公共预算收入31.5亿元（2023年）、一般公共预算支出58.7亿元（2023年），临溪区政府，2024-03-18，《通报2023》 https://linxi.example/2023）
• 云杉软件园入驻企业94家，总投资12亿元，用地326亩。`},
		"one thing": {subject: "云杉软件园", release: year, want: `新闻稿有新数字
• 云杉软件园入驻企业94家，总投资12亿元，用地326亩。（临溪区政府，2025-01-16，《通报2024》 https://linxi.example/2024）`},
		"one figure, another year": {subject: "一般公共预算支出", release: newstest.Release("2024", "2025-01-16", "2024年，全区一般公共预算支出61.6亿元。"), want: `新闻稿有新数字
• 2024年，全区一般公共预算支出61.6亿元。（临溪区政府，2025-01-16，《通报2024》 https://linxi.example/2024）（此前：一般公共预算支出58.7亿元（2023年），临溪区政府，2024-03-18，《通报2023》 https://linxi.example/2023）`},
		"one that says what it was": {release: newstest.Release("b", "2025-06-01", "松涛大桥总投资由38.9亿元调整为41.3亿元。"), want: `新闻稿有新数字
• 松涛大桥总投资：38.9亿元 → 41.3亿元（临溪区政府，2025-06-01，《通报b》 https://linxi.example/b）`},
		"one that says something else": {release: newstest.Release("b", "2025-06-01", "松涛大桥总投资由39.2亿元调整为41.3亿元。"), want: `新闻稿有新数字
• 松涛大桥总投资由39.2亿元调整为41.3亿元。（临溪区政府，2025-06-01，《通报b》 https://linxi.example/b）`},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if diff := cmp.Diff(tt.want, digestOf(t, tt.subject, false, before, tt.release)); diff != "" {
				t.Errorf("(-want +got):\n%s", diff)
			}
		})
	}
}

// TestDigestBounds quotes some sentences of a long release, those first that measure
// something, and counts the figures of the others. A long sentence keeps its beginning.
func TestDigestBounds(t *testing.T) {
	t.Parallel()
	text := "展厅里，7岁的小观众踮着脚尖。青峦隧道全长3公里，是一条" + strings.Repeat("很长很长的、", 20) + "双向六车道的隧道，总投资12亿元。"
	for _, name := range []string{"云杉软件园", "松涛大桥", "临溪港", "北岭水库"} {
		text += name + "总投资" + map[string]string{"云杉软件园": "1", "松涛大桥": "2", "临溪港": "3", "北岭水库": "4"}[name] + "亿元。"
	}
	got := digestOf(t, "", false, []txtar.File{newstest.Release("a", "2024-01-01", "海塘大桥总投资9亿元。")}, newstest.Release("b", "2024-06-01", text))
	for _, want := range []string{"• 青峦隧道全长3公里，", "…\n", "• 云杉软件园总投资1亿元。", "• 松涛大桥总投资2亿元。", "• 临溪港总投资3亿元。", "\n…另有3个数字"} {
		if !strings.Contains(got, want) {
			t.Errorf("%q is missing in\n%s", want, got)
		}
	}
	for _, not := range []string{"7岁", "总投资12亿元", "北岭水库"} {
		if strings.Contains(got, not) {
			t.Errorf("%q is in\n%s", not, got)
		}
	}
	if n := strings.Count(got, "\n• "); n != maxFresh {
		t.Errorf("%d lines", n)
	}
}

// TestDigestEnglish writes all but what is quoted in English, periods among it.
func TestDigestEnglish(t *testing.T) {
	t.Parallel()
	const want = `New figures in the releases
临溪区政府, 2025-01-20, 《通报b》 https://linxi.example/b
• 临溪港集装箱吞吐量 (2024): 120万标准箱 (2023) → 150万标准箱
• 青峦隧道总投资12亿元。`
	got := digestOf(t, "", true, []txtar.File{newstest.Release("a", "2024-01-20", "2023年，临溪港集装箱吞吐量120万标准箱。")},
		newstest.Release("b", "2025-01-20", "2024年，临溪港集装箱吞吐量150万标准箱。青峦隧道总投资12亿元。"))
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
