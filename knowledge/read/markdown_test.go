package read

import (
	"errors"
	"strings"
	"testing"
	"time"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/markdown"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

func TestMarkdown(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, data string
		outline    []string
	}{
		{"headings", "# 甲\n\n## 乙\n\n一段。\n\n丙\n---\n\n二段。\n", []string{"# 乙", "一段。", "# 丙", "二段。"}},
		{"soft line ends", "第一行\n第二行 Open\nLab 与2024\n年。\n", []string{"第一行第二行 Open Lab 与2024年。"}},
		{"hard line ends", "地址：新路一号  \n电话：12345\\\n完\n", []string{"地址：新路一号 电话：12345 完"}},
		{"lists", "- 一\n- 二\n  续\n  1. 三\n\n     四\n", []string{"一", "二续", "三", "四"}},
		{"quotations", "> 一\n> 续\n>\n>> 二\n", []string{"一续", "二"}},
		{"inline", "**重** *点* ~~删~~ `a  b` [词](http://x.y/z \"t\") [引][1] ![图](i.png)完\n\n[1]: http://x\n", []string{"重 点  a  b 词 引 完"}},
		{"bold that ends with a mark", "**大桥。**总投资5亿元，是**“一号”**工程。\n\n- **枢纽：**库容\n- 2**3** **\n- \\*\\*一。**二\n", []string{"大桥。总投资5亿元，是“一号”工程。", "枢纽：库容", "23 **", "**一。**二"}},
		{"escapes and entities", `\*一\* &lt;二&gt; &amp;amp; &nope; a\b &#20013;&#0;&#x200b;`, []string{`*一* <二> &amp; &nope; a\b 中�`}}, // the last one is lost, and shown as such
		{"HTML", "<div>不要</div>\n\n一<br>二<b>三</b><!-- 四 -->五\n\n<script>\nx\n</script>\n", []string{"一 二三五"}},
		{"code", "    总投资 3 亿元。\n\n```\n第一行\n第二行\n```\n", []string{"总投资 3 亿元。", "第一行", "第二行"}},
		{"table", "| 项目 | 投资 | |\n|---|--:|---|\n| 学校 | 5亿元 | 在建 |\n| 医院 | |\n", []string{"项目：学校；投资：5亿元；在建", "项目：医院"}},
		{"table of heads alone", "| 项目 | 投资 |\n|---|---|\n", []string{"项目；投资"}},
		{"addresses", "见 <https://example.com/a> 与 https://example.com/b。\n", []string{"见 https://example.com/a 与 https://example.com/b。"}},
		{"source", "一段。\n\n（来源：某报）\n", []string{"一段。"}},
		{"spaces stay", "总投资 3 亿元。\n", []string{"总投资 3 亿元。"}},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			a, err := File("a.md", []byte(tt.data))
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.outline, outline(a)); diff != "" {
				t.Errorf("outline (-want +got):\n%s", diff)
			}
		})
	}
}

// TestHostile reads files that are made to take time or memory. Each must be
// refused or read, and soon.
func TestHostile(t *testing.T) {
	t.Parallel()
	repeat := func(s string, size int) string { return strings.Repeat(s, size/len(s)) }
	const size = 1 << 20
	for _, tt := range []struct {
		name, id, data string
		want           error
	}{
		{"quotations", "a.md", repeat(">", 10_000) + " x", markdown.ErrDeep},
		{"spaced quotations", "a.md", repeat("> ", 10_000) + " x", markdown.ErrDeep},
		{"lists", "a.md", repeat("- ", 10_000) + " x", markdown.ErrDeep},
		{"numbered lists", "a.md", repeat("1) ", 10_000) + " x", markdown.ErrDeep},
		{"brackets", "a.md", repeat("[", 10_000), markdown.ErrDeep},
		{"links", "a.md", repeat("[a](", 10_000), markdown.ErrDeep},
		{"references", "a.md", repeat("[a]: /x\n", size), markdown.ErrDeep},
		{"references apart", "a.md", repeat("[a]: /x\n\n", size), nil},
		{"marks", "a.md", repeat("*a **b\n\n", 4*size), release.ErrTooLarge},
		{"table", "a.md", repeat("|a", 20_000) + "|\n" + repeat("|-", 20_000) + "|\n" + repeat("|x|\n", 20_000), release.ErrTooLarge},
		{"lines", "a.md", repeat("a\n", size), release.ErrTooLarge},
		{"long block", "a.md", repeat("字", size), release.ErrTooLarge},
		{"lines of text", "a.txt", repeat("a\n", size), release.ErrTooLarge},
		{"paragraphs of text", "a.txt", repeat("一二三。\n", size), release.ErrTooLarge},
		{"long line", "a.txt", repeat("的字", size), release.ErrTooLarge},
		{"page", "a.txt", repeat("一二三四五六七八九十一二三四五六\n七八。\n", size), nil},
		{"brackets in text", "a.txt", repeat("（“《（“《（“《（“《\n", size/2), nil},
		{"white space", "a.txt", repeat("\u3000 \t\n", release.MaxFile), release.ErrEmpty},
		{"white space in a line", "a.txt", "a" + repeat(" ", size) + "b", nil},
		{"keys", "a.txt", "---\n" + repeat("title: x\n", size), imprint.ErrFrontMatter},
		{"widths", "a.txt", "\uFEFF" + repeat("a\u200b", release.MaxFile-3), release.ErrTooLarge},
		{"invisible", "a.txt", repeat("\u200b", release.MaxFile), release.ErrEmpty},
		{"too large", "a.txt", repeat("a", release.MaxFile) + "a", release.ErrTooLarge},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			start := time.Now()
			_, err := File(tt.id, []byte(tt.data))
			if tt.want != nil && !errors.Is(err, tt.want) {
				t.Errorf("%v, want %v", err, tt.want)
			}
			if d := time.Since(start); d > time.Minute { // far more than a loaded machine takes
				t.Errorf("took %v", d)
			} else {
				t.Logf("%v: %v", d, err)
			}
		})
	}
}
