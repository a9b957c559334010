package subject_test

import (
	"testing"

	"beilun/knowledge/bind/bindtest"
)

// TestSite checks that a part with only a number for a name is that of the site in the
// title: many parks have a 3号楼.
func TestSite(t *testing.T) {
	b := binder(t)
	for _, c := range []struct{ title, text, want string }{
		{"青湖创业园招商", "3号楼建筑面积1.2万平方米。", "青湖创业园3号楼"},
		{"青湖创业园3号楼封顶", "3号楼建筑面积1.2万平方米。", "青湖创业园3号楼"},
		{"青湖大桥建设", "其中一标段合同价2亿元。", "青湖大桥一标段"},
		// false friends
		{"青湖区土地出让", "A3地块成交价2亿元。", "a3地块"},
		{"青湖建工集团中标", "一标段合同价2亿元。", "一标段"},
		{"青湖创业园招商", "5号线全长32公里。", "5号线"},
		{"青湖创业园3号楼封顶", "4号楼建筑面积1.2万平方米。", "4号楼"},
		{"青湖创业园招商", "红湖创业园3号楼建筑面积1.2万平方米。", "红湖创业园3号楼"},
	} {
		a := bindtest.Release(t, c.title, "2024-03-01", c.text)
		b.Article(a)
		if got := a.Paragraphs()[0].Figures[0].Binding.Subject; got != c.want {
			t.Errorf("%s under %s: %s, want %s", c.text, c.title, got, c.want)
		}
	}
}
