package trace

import "testing"

func TestSeam(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b, want string
	}{
		{"全球智", "造之都", "全球智造之都"},
		{"投资100", "亿元", "投资100亿元"},
		{"出租率达9", "0%以上", "出租率达90%以上"},
		{"约25.", "1亿元", "约25.1亿元"},
		{"生产1,", "3-丙二醇", "生产1,3-丙二醇"},
		{"引进Open", "Lab平台", "引进Open Lab平台"},
		{"发展inno-", "vation中心", "发展innovation中心"},
		{"采用Wi-", "Fi网络", "采用Wi-Fi网络"},
		{"发展C", "919配套", "发展C919配套"},
		{"覆盖5", "G基站", "覆盖5G基站"},
		{"年增长3", "%左右", "年增长3%左右"},
		{"the year", "2024 ended", "the year 2024 ended"},
		{"in 2024", "15 people", "in 2024 15 people"},
	} {
		if got := Tidy(Weld([]String{{Text: tt.a}, {Text: tt.b}})).Text; got != tt.want {
			t.Errorf("%q + %q = %q, want %q", tt.a, tt.b, got, tt.want)
		}
	}
}

func TestTidy(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{" 2024 年以来 ", "2024年以来"},
		{"共 20 条、 河道 3 条", "共20条、河道3条"},
		{"采用 AI 技术", "采用AI技术"},
		{"记者 张三", "记者 张三"},
		{"表头  100  亿元", "表头 100 亿元"},
		{"Open Lab", "Open Lab"},
		{"表\t100", "表 100"},
		{"", ""},
	} {
		if got := Tidy(String{Text: tt.in}).Text; got != tt.want {
			t.Errorf("tidy(%q) = %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestLetterSpaced(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ in, want string }{
		{"推 窗 见 景 、一 步 一 景", "推窗见景、一步一景"},
		{"推　广　方　案", "推广方案"},
		{"关 于 印 发   实 施 方 案", "关于印发 实施方案"},
		{"到 2 0 2 4 年 为 止 不 变", "到2024年为止不变"},
		{"共 1 5 与 15 项 工 程 款", "共1 5与15项工程款"},
		{"第 1 2 3 4 组", ""},
		{"分 别 为 1 15 个 项 目", "分别为1 15个项目"},
		{"记者 张 三", ""},
		{"总投资 3 亿元", ""},
	} {
		got := ""
		if LetterSpaced(tt.in) {
			got = CloseUp(String{Text: tt.in}).Text
		}
		if got != tt.want {
			t.Errorf("%q becomes %q, want %q", tt.in, got, tt.want)
		}
	}
}
