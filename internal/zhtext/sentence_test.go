package zhtext

import (
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestSentences(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in   string
		want []string
	}{
		{"", nil},
		{" \n ", nil},
		{"总投资4.4亿元。建筑面积4.6万平方米。", []string{"总投资4.4亿元。", "建筑面积4.6万平方米。"}},
		{"没有句号", []string{"没有句号"}},
		{"“明年投产。”园区负责人说。下一句。", []string{"“明年投产。”园区负责人说。", "下一句。"}},
		{"他问：“还远吗？”接着是另一句。", []string{"他问：“还远吗？”", "接着是另一句。"}},
		{"（一期已完工。二期在建。）第三句。", []string{"（一期已完工。二期在建。）", "第三句。"}},
		{"真的吗？！是的。", []string{"真的吗？！", "是的。"}},
		{"共三处……分别在建。", []string{"共三处……分别在建。"}},
		{"First one. Second 2.5 one.", []string{"First one.", "Second 2.5 one."}},
		{"一行\n二行", []string{"一行", "二行"}},
		{"引号没有关“上。下一句。", []string{"引号没有关“上。下一句。"}},
	} {
		var got []string
		for _, s := range Sentences(tt.in) {
			got = append(got, tt.in[s[0]:s[1]])
		}
		if diff := cmp.Diff(tt.want, got); diff != "" {
			t.Errorf("Sentences(%q) (-want +got):\n%s", tt.in, diff)
		}
	}
}

func FuzzSentences(f *testing.F) {
	f.Add("“明年。”他说。a. b\n（x。）")
	f.Add("\xff。”")
	f.Fuzz(func(t *testing.T, s string) {
		last := 0
		for _, x := range Sentences(s) {
			if x[0] < last || x[1] <= x[0] || x[1] > len(s) {
				t.Fatalf("%q: span %v after %d", s, x, last)
			}
			last = x[1]
		}
	})
}
