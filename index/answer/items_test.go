package answer

import (
	"testing"

	"beilun/knowledge"
)

// TestNoItemVanishes asks in lists of lines, of numbers and in one sentence: each item
// is answered or declined, and nothing else is.
func TestNoItemVanishes(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, tt := range []struct {
		message string
		claims  string // of those that are known, in order
		items   int
	}{
		{"还缺几个：\n北仑区文化中心总投资\n中国港口博物馆展厅数\n滨江装备创业园入驻企业数\n拜托啦", "14亿元；六个；94家", 3},
		{"差三个数\n北仑区文化中心总投资\n中国港口博物馆镇馆之宝\n滨江装备创业园出租率\n北仑区统计局 张三", "14亿元；90%以上", 3},
		{"各位，要核的：\n梅山红桥全长\n火星基地展厅数\n火星基地镇馆之宝\n滨江装备创业园出租率\n周五前反馈", "1.97公里；90%以上", 4},
		{"中国港口博物馆藏品数：\n吉利新能源汽车总部总投资：\n滨江装备创业园出租率：", "1.5万件；4.4亿元；90%以上", 3},
		{"请报：吉利新能源汽车总部总投资；中国港口博物馆藏品数；滨江装备创业园出租率", "4.4亿元；1.5万件；90%以上", 3},
		{"要两个：\n1. 吉利新能源汽车总部总投资\n2. 火星基地镇馆之宝\n谢谢", "4.4亿元", 2},
		{"还有中国港口博物馆藏品数、梅山红桥全长、滨江装备创业园出租率，辛苦啦", "1.5万件；1.97公里；90%以上", 3},
		{"梅山红桥总投资，中国港口博物馆展厅数，象山湾疏港高速全长分别是多少", "11.7亿元；六个；24公里", 3},
		{"中国港口博物馆镇馆之宝、梅山红桥全长、象山湾疏港高速全长", "1.97公里；24公里", 3},
		{"吉利新能源汽车总部总投资多少？总部那边说不清楚。建筑面积多少？", "4.4亿元；约4.6万平方米", 2},
	} {
		ans, err := a.Follow(t.Context(), tt.message, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != tt.claims || 1+len(ans.Parts) != tt.items {
			t.Errorf("%s: %q in %d, want %q in %d", tt.message, got, 1+len(ans.Parts), tt.claims, tt.items)
			for _, p := range ans.Parts {
				t.Log(p.Question, p.Outcome())
			}
		}
	}
}
