package read

import (
	"errors"
	"os"
	"strings"
	"testing"

	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/markdown"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

// outline returns an article as the tests write it: headings after #.
func outline(a *knowledge.Article) []string {
	var out []string
	for _, s := range a.Sections {
		if s.Heading != "" {
			out = append(out, "# "+s.Heading)
		}
		for _, p := range s.Paragraphs {
			out = append(out, p.Text)
		}
	}
	return out
}

// wrappedPage is set at 16 characters a line with a lost indent of two, as a
// newspaper column is in the clipboard.
const wrappedPage = `临湖新城的会展中心昨天封顶。
这座建筑的总投资为 12.5 亿元，占地约

30 亩，由三个展厅和一座会议楼组成，2024

年底前完成外墙。

配套道路同步推进

新城管委会介绍，周边六条道路已经动

工，其中湖东路全长 2.8 公里，预计投资 9

000 万元，到城区不到半小时。

“接下来还要建一座公园。”负责人说。

公园的设计方案本月公示，面积为 15

公顷，种植以水杉和樟树为主，并保留原

有的两座古桥和一片湿地供居民观赏。

（数据来源：临湖新城管委会）
`

func TestWrappedPage(t *testing.T) {
	t.Parallel()
	page := strings.TrimPrefix(wrappedPage, "临湖新城的会展中心昨天封顶。\n")
	a, err := File("page.txt", []byte(page))
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"这座建筑的总投资为12.5亿元，占地约30亩，由三个展厅和一座会议楼组成，2024年底前完成外墙。",
		"# 配套道路同步推进",
		"新城管委会介绍，周边六条道路已经动工，其中湖东路全长2.8公里，预计投资9000万元，到城区不到半小时。",
		"“接下来还要建一座公园。”负责人说。",
		"公园的设计方案本月公示，面积为15公顷，种植以水杉和樟树为主，并保留原有的两座古桥和一片湿地供居民观赏。",
	}
	if diff := cmp.Diff(want, outline(a)); diff != "" {
		t.Errorf("outline (-want +got):\n%s", diff)
	}
	if a.Source != "临湖新城管委会" {
		t.Errorf("source %q", a.Source)
	}
	checkOrigins(t, a, []byte(page), asUTF8)
}

func TestFile(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, id, data      string
		title, source, date string
		outline             []string
	}{
		{
			name: "one paragraph a line stays as it is", id: "a.txt",
			data:    "第一段说 了总投资 3 亿元。\n第二段很短。\n\n第三段。\n",
			outline: []string{"第一段说 了总投资 3 亿元。", "第二段很短。", "第三段。"},
		},
		{
			name: "title and source lines", id: "2024-05-06 开工.txt",
			data:  "产业园开工\n来源：某日报\n产业园于昨日开工，总投资3亿元。\n二期明年动工。",
			title: "产业园开工", source: "某日报", date: "2024-05-06",
			outline: []string{"产业园于昨日开工，总投资3亿元。", "二期明年动工。"},
		},
		{
			name: "front matter in Chinese", id: "b.txt",
			data:  "---\n标题：园区通报\n日期：2024年3月1日\n来源：管委会\n链接：https://example.com/a\n---\n园区入驻企业60家。\n",
			title: "园区通报", source: "管委会", date: "2024-03-01",
			outline: []string{"园区入驻企业60家。"},
		},
		{
			name: "markdown", id: "c.md",
			data:    "---\ntitle: 通报\ndate: 2024-02-30\n---\n# 通报\n\n第一段\n续行。\n\n## 进展\n\n- 一期[完工](https://e.x)\n- 二期\n\n| 项目 | 投资 |\n|---|---|\n| 学校 | 5亿元 |\n\n<script>x</script>\n",
			title:   "通报",
			outline: []string{"第一段续行。", "# 进展", "一期完工", "二期", "项目：学校；投资：5亿元"},
		},
	} {
		a, err := File(tt.id, []byte(tt.data))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if a.Title != tt.title || a.Source != tt.source || a.Date.String() != tt.date {
			t.Errorf("%s: title %q source %q date %q", tt.name, a.Title, a.Source, a.Date)
		}
		if diff := cmp.Diff(tt.outline, outline(a)); diff != "" {
			t.Errorf("%s: outline (-want +got):\n%s", tt.name, diff)
		}
		checkOrigins(t, a, []byte(tt.data), asUTF8)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		id, data string
		want     error
	}{
		{"a.txt", "", release.ErrEmpty},
		{"a.txt", " \n\u3000\r\n", release.ErrEmpty},
		{"a.md", "---\ntitle: x\n---\n", release.ErrEmpty},
		{"a.txt", "PK\x03\x04\x00\x00", release.ErrDamaged},
		{"a.txt", "\xff\xff\xfd\xfa\x81 ok", release.ErrEncoding},
		{"a.pdf", "%PDF-1.7", release.ErrDamaged},
		{"a.txt", strings.Repeat("a", release.MaxFile+1), release.ErrTooLarge},
		{"a.md", "---\ntitle: x\n", imprint.ErrFrontMatter},
		{"a.md", strings.Repeat(">", 10_000) + " x", markdown.ErrDeep},
		{"a.md", strings.Repeat("[", 10_000), markdown.ErrDeep},
	} {
		if _, err := File(tt.id, []byte(tt.data)); !errors.Is(err, tt.want) {
			t.Errorf("File(%q, %.20q): %v, want %v", tt.id, tt.data, err, tt.want)
		}
	}
}

// TestRealPage reads a real page if there is one.
func TestRealPage(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile(needs.Shared(t, "releases/yongjiang-beilun.txt"))
	if err != nil {
		t.Fatal(err)
	}
	a, err := File("page.txt", data)
	if err != nil {
		t.Fatal(err)
	}
	headings, figures := 0, 0
	for _, s := range a.Sections {
		if s.Heading != "" {
			headings++
		}
		for _, p := range s.Paragraphs {
			figures += len(p.Figures)
		}
	}
	if n := len(a.Paragraphs()); n != 20 || headings != 3 || a.Source != "中共宁波市北仑区委宣传部" {
		t.Errorf("%d paragraphs, %d headings, source %q", n, headings, a.Source)
	}
	checkOrigins(t, a, data, asUTF8)
}
