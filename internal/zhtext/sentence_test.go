package zhtext

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, in string // sentences of in are separated by |, which is taken out
	}{
		{"empty", ""},
		{"white space", " \n\u3000 "},
		{"decimals", "总投资4.4亿元。|建筑面积4.6万平方米。"},
		{"no end", "没有句号"},
		{"semicolon stays", "一期完工；二期在建。|三期待批。"},
		{"runs of marks", "真的吗？！|是的！！！|好。"},
		{"ellipsis is a pause", "共三处……分别在建。|完。"},
		{"three dots", "共三处...分别在建。"},
		{"attribution", "“明年投产。”园区负责人说。|下一句。"},
		{"attribution after a clause", "“快多了！”说起变化，老周感慨道。|下一句。"},
		{"attribution goes on", "“快多了。”老周告诉记者，如今一天就能办完。|下一句。"},
		{"quotation of two sentences", "“先建路。|再建房。”老周说。|完。"},
		{"quotation then another sentence", "“先建路。”|五月，路通了。|完。"},
		{"quotation after a colon", "他问：“还远吗？”|接着是另一句。"},
		{"question as a word", "大家在想“怎么办？找谁办？”的问题。|完。"},
		{"call as a name", "“加油！”的喊声不断。|完。"},
		{"nested quotation", "老周说：“他讲‘好！’就走了。”|完。"},
		{"brackets", "（一期已完工。二期在建。）|第三句。"},
		{"brackets inside", "项目（一期已完工。二期在建）进展顺利。|完。"},
		{"title marks", "《路在哪里？》一书出版。|完。"},
		{"comma after a quotation", "“怎么办？”，他问。|完。"},
		{"bracket never closed", "共三项（见附表。|第二句。|第三句。"},
		{"quotation never closed", "引号没有关“上。|下一句。"},
		{"stray closing marks", "1）第一项。|2）第二项。"},
		{"Latin", "First one. |Second 2.5 one. |Third."},
		{"abbreviations", "He joined Example Co. Ltd. in May. |Dr. Wu of the U.S. office left."},
		{"numbered", "1. 第一项完成。|2. 第二项完成。"},
		{"half-width marks", "好吗? |好! |走吧."},
		{"address", "见 https://example.com/a?b=1.html!x 一文。|完。"},
		{"address ends", "See https://example.com/a. |Then go."},
		{"straight quotes", `"明年投产。"老周说。|完。`},
		{"full-width decimal", "增长２．５％。|完。"},
		{"full-width full stop", "增长两成．|完。"},
		{"line ends", "一行\n|二行\r\n|三行\u2028|四行"},
		{"marks alone", "好。 。。|完。"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var want []string
			for part := range strings.SplitSeq(tt.in, "|") {
				if part = strings.TrimSpace(part); part != "" {
					want = append(want, part)
				}
			}
			in := strings.ReplaceAll(tt.in, "|", "")
			var got []string
			for _, s := range Sentences(in) {
				got = append(got, in[s[0]:s[1]])
			}
			if diff := cmp.Diff(want, got); diff != "" {
				t.Errorf("Sentences(%q) (-want +got):\n%s", in, diff)
			}
		})
	}
}

// TestSentencesLong checks that no shape of text takes more than linear time.
func TestSentencesLong(t *testing.T) {
	t.Parallel()
	for _, unit := range []string{"（", "“", "）", "“。", "。”", "?”", "a. ", "http://", ".", "“好？”的", "\n", "字"} {
		in := strings.Repeat(unit, 300_000/len(unit))
		start := time.Now()
		Sentences(in)
		if d := time.Since(start); d > 5*time.Second {
			t.Errorf("%q repeated: %v", unit, d)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("“明年。”他说。a. b\n（x。）")
	f.Add("\xff。”\"。\" 1. http://a?b")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, x := range Sentences(s) {
			if x[0] < last || x[1] <= x[0] || x[1] > len(s) {
				t.Fatalf("%q: span %v after %d", s, x, last)
			}
			if gap := s[last:x[0]]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
				t.Fatalf("%q: lost %q", s, gap)
			}
			if part := s[x[0]:x[1]]; strings.TrimSpace(part) != part {
				t.Fatalf("%q: %q is not trimmed", s, part)
			}
			last = x[1]
		}
		if gap := s[last:]; strings.TrimFunc(gap, unicode.IsSpace) != "" {
			t.Fatalf("%q: lost %q", s, gap)
		}
	})
}
