package answer

import (
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"beilun/index"
	shelf "beilun/index/library"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

// maxFuzzed is how long an answer from the built-in releases may take, on a machine
// that does other things, too.
const maxFuzzed = 5 * time.Second

// FuzzAsk asks anything, alone and behind a question that was answered.
func FuzzAsk(f *testing.F) {
	x, err := index.InMemory(index.Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Cleanup(func() { _ = x.Close() })
	if _, err := x.Sync(f.Context(), shelf.Source(corpus.FromFS(releases.FS()).Each)); err != nil {
		f.Fatal(err)
	}
	a := New(x, Options{})
	before, err := a.Answer(f.Context(), "吉利新能源汽车总部总投资多少？")
	if err != nil {
		f.Fatal(err)
	}
	for _, q := range []string{
		"", "？", "⻋间产值多少", "⼀汽⻋总投资", "人々生活", "々", "𠮷利总部投资多少", "㐀㒲多少", "吉利\u3007号",
		"👍🏽👨‍👩‍👧多少钱", "❤️", "\x00吉利\x07总部\x1b[31m", "\u202e吉利总部\u202c投资", "كم الاستثمار", "吉利\u200f总部投资",
		"\xed\xa0\x80吉利总部", "\xed\xb0\x80", "\xff\xfe吉利", "吉利\xe5", strings.Repeat("园", MaxQuestion), strings.Repeat("how many ", 111), strings.Repeat("zhong", 200),
		strings.Repeat("x ", 500), "how many companies are in the park?", "When will phase II of line 9 open?", "who are you", "which which which", "of of of", "from to from to",
		"no 3 no", "phase", "line 999999999999999999999", "Beilun’s GDP in 2021?", "the most, the most", "吉利和天一哪个大", "对比2023和2024", "1e309亿元", "-1", "100%%", "２０２４年",
		"zhongzhongzhongzhongzhong yiyiyiyi de total investment", "What is the 吉利 total investment?", "xian lüshun nǚ",
	} {
		f.Add(q)
	}
	f.Fuzz(func(t *testing.T, q string) {
		start := time.Now()
		ans, err := a.Answer(t.Context(), q)
		if err != nil {
			t.Fatalf("%q: %v", q, err)
		}
		if _, err := a.Follow(t.Context(), q, before); err != nil {
			t.Fatalf("%q, behind another: %v", q, err)
		}
		if took := time.Since(start); took > maxFuzzed {
			t.Errorf("%.60q took %v", q, took)
		}
		if c := ans.Claim; c != nil && (c.Text == "" || !utf8.ValidString(c.Text)) {
			t.Errorf("%q is answered with %q", q, c.Text)
		}
	})
}
