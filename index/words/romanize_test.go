package words

import "testing"

func TestRomanize(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"吉利新能源汽车总部": "Jili Xin Nengyuan Qiche Zongbu",
		"北仑区":       "Beilun Qu",
		"甬江科创区北仑片区": "Yongjiang Kechuang Qu Beilun Pianqu",
		"宁波舟山港":     "Ningbo Zhoushan Gang",
		"重庆路":       "Chongqing Lu",
		"科创园重建项目":   "Kechuang Yuan Chongjian Xiangmu",
		"A3地块":      "A3 Dikuai",
		"":          "",
	} {
		if got := Romanize(name); got != want {
			t.Errorf("Romanize(%q) = %q, want %q", name, got, want)
		}
	}
}
