package read

import (
	"errors"
	"os"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// outline writes an article in the form of the tests: headings behind #.
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
// newspaper column comes out of the clipboard.
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
	checkOrigins(t, a, page)
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
		checkOrigins(t, a, tt.data)
	}
}

// checkOrigins compares each character of each paragraph with what stands in
// the file, given as UTF-8, where the paragraph says that it stands. Inserted
// characters have no place in the file.
func checkOrigins(t *testing.T, a *knowledge.Article, file string) {
	t.Helper()
	for _, p := range a.Paragraphs() {
		for i, r := range p.Text {
			f, ok := p.Origin.File(knowledge.Span{Start: i, End: i + utf8.RuneLen(r)})
			if ok && f.Of(file) != string(r) {
				t.Errorf("%q at %d of %q stands for %q of the file", r, i, p.Text, f.Of(file))
			}
		}
	}
}

func TestGB18030(t *testing.T) {
	t.Parallel()
	text := "园区通报\n园区总投资4.4亿元，已入驻企业94家，出租率达到九成以上。\n"
	data, err := simplifiedchinese.GB18030.NewEncoder().String(text)
	if err != nil {
		t.Fatal(err)
	}
	a, err := File("gb.txt", []byte(data))
	if err != nil {
		t.Fatal(err)
	}
	p := a.Paragraphs()[0]
	f := p.Figures[0]
	origin, ok := p.Origin.File(f.Quote)
	got, err := simplifiedchinese.GB18030.NewDecoder().String(origin.Of(data))
	if !ok || err != nil || got != "4.4亿元" {
		t.Errorf("figure %q leads back to %q, %v, %v", f.Text, got, ok, err)
	}
}

func TestRefusals(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		id, data string
		want     error
	}{
		{"a.txt", "", ErrEmpty},
		{"a.txt", " \n\u3000\r\n", ErrEmpty},
		{"a.md", "---\ntitle: x\n---\n", ErrEmpty},
		{"a.txt", "PK\x03\x04\x00\x00", ErrBinary},
		{"a.txt", "\xff\xff\xfd\xfa\x81 ok", ErrEncoding},
		{"a.pdf", "%PDF-1.7", ErrFormat},
		{"a.txt", strings.Repeat("a", MaxFile+1), ErrTooLarge},
		{"a.md", "---\ntitle: x\n", errFrontMatter},
		{"a.md", strings.Repeat(">", 10_000) + " x", errDeep},
		{"a.md", strings.Repeat("[", 10_000), errDeep},
	} {
		if _, err := File(tt.id, []byte(tt.data)); !errors.Is(err, tt.want) {
			t.Errorf("File(%q, %.20q): %v, want %v", tt.id, tt.data, err, tt.want)
		}
	}
}

// TestRealPage reads a real page where it is at hand.
func TestRealPage(t *testing.T) {
	t.Parallel()
	data, err := os.ReadFile("../../../shared/releases/yongjiang-beilun.txt")
	if err != nil {
		t.Skip("needs ../shared with a real release:", err)
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
	checkOrigins(t, a, string(data))
}

// TestUnwrapWidths sets one text at many widths, with a heading and a lost
// indent of two characters, and counts the paragraphs that come out whole.
func TestUnwrapWidths(t *testing.T) {
	t.Parallel()
	paragraphs := []string{
		"今年上半年，临湖新城的重点项目进展顺利，已有十二个项目完成主体结构，另有五个项目进入装修阶段，年内可以交付使用。",
		"新城的交通条件也在改善，连接老城的隧道已经贯通，公交线路增加到九条，居民出行的时间缩短了一半以上，上下班高峰不再拥堵。",
		"教育和医疗的配套跟着到位，一所小学和一所中学同时开学，新医院的门诊楼开始接诊，社区里还办起了图书室和老年食堂。",
		"管委会表示，下一步要把滨水的绿道连成一条线，让住在这里的人推开门就能走到湖边，也欢迎更多的企业到新城来落户发展。",
	}
	failed := 0
	for width := 14; width <= 40; width += 2 {
		var page strings.Builder
		for i, p := range paragraphs {
			if i == 2 {
				page.WriteString("配套设施跟着来\n\n")
			}
			page.WriteString(typeset(p, width))
		}
		a, err := File("page.txt", []byte(page.String()))
		if err != nil {
			t.Fatal(err)
		}
		whole := 0
		for _, p := range a.Paragraphs() {
			for _, q := range paragraphs {
				if p.Text == q {
					whole++
				}
			}
		}
		if whole < 3 {
			failed++
			t.Logf("width %d: %d of %d paragraphs whole: %q", width, whole, len(paragraphs), outline(a))
		}
	}
	// At width 30 every paragraph has two lines and the second is nearly full:
	// nothing tells the first lines from full ones.
	if failed > 1 {
		t.Errorf("paragraphs lost at %d widths", failed)
	}
}

// typeset breaks a paragraph into lines of width characters, the first of them
// two short, with no mark at the start of a line and a blank line after each.
func typeset(p string, width int) string {
	var b strings.Builder
	rs := []rune(p)
	for room := width - 2; len(rs) > 0; room = width {
		n := min(room, len(rs))
		if n < len(rs) && strings.ContainsRune("，。、", rs[n]) {
			n++
		}
		b.WriteString(string(rs[:n]) + "\n\n")
		rs = rs[n:]
	}
	return b.String()
}

func FuzzFile(f *testing.F) {
	f.Add("a.txt", []byte(wrappedPage))
	f.Add("a.md", []byte("---\ntitle: x\n---\n# a\n\n- b `c`\n> d\n\n|a|b|\n|-|-|\n|1|2|\n"))
	f.Add("a.txt", []byte("\xd4\xb0\xc7\xf8"))
	f.Add("a.txt", []byte("\xff\xfe\x00\x4e"))
	f.Fuzz(func(t *testing.T, id string, data []byte) {
		a, err := File(id, data)
		if err != nil {
			return
		}
		for _, p := range a.Paragraphs() {
			if !utf8.ValidString(p.Text) || p.Text == "" {
				t.Fatalf("paragraph %q", p.Text)
			}
			last := 0
			for _, s := range p.Sentences {
				if s.Start < last || s.End > len(p.Text) || s.Len() <= 0 {
					t.Fatalf("%q: sentence %v after %d", p.Text, s, last)
				}
				last = s.End
			}
			if s, ok := p.Origin.File(knowledge.Span{End: len(p.Text)}); ok && (s.Start < 0 || s.End > len(data)) {
				t.Fatalf("%q: origin %v in a file of %d bytes", p.Text, s, len(data))
			}
		}
	})
}
