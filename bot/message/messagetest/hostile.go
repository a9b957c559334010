package messagetest

import (
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"

	"beilun/index"
	"beilun/knowledge"
)

// Hostile holds pieces of text that mean something to Slack, or are hard to cut.
var Hostile = []string{
	"<@U1>", "<!channel>", "<!here|here>", "<#C1|general>", "<https://evil.example|点这里>", "@channel", "@here", "https://evil.example/a_b*c",
	"*粗体*", "_斜体_", "~删除~", "`代码`", "```块```", "> 引用", "# 标题", "- 项", "| 表 | 格 |", "[链接](https://evil.example)", "![图](x)", "&amp;", "&lt;@U1&gt;", ":smile:",
	"👩‍👩‍👧‍👦", "👍🏽", "🇨🇳", "e\u0301", "مرحبا", "\u202e倒过来\u202c", "\u2066隔离\u2069", "\u0007", "\u0000", "\ufeff", "\u2028", "\u200b", "\xff\xfe", "\n\n", "\t", `\`, "'\"",
	"。", "，", "；", "！", "长" + strings.Repeat("字", 120), strings.Repeat("A", 300), " ",
}

// Passage returns a hostile passage of about n bytes with figures between the
// pieces.
func Passage(r *rand.Rand, id string, n int) index.Passage {
	var b strings.Builder
	p := index.Passage{ID: id}
	for b.Len() < n {
		b.WriteString(Hostile[r.IntN(len(Hostile))])
		if r.IntN(3) == 0 {
			text := fmt.Sprintf("超%d.%d亿元", r.IntN(10_000_000), r.IntN(1000))
			span := knowledge.Span{Start: b.Len(), End: b.Len() + len(text)}
			b.WriteString(text)
			p.Figures = append(p.Figures, knowledge.Figure{Span: span, Quote: span, Text: text, Kind: knowledge.Money, Unit: "元", Value: big.NewRat(int64(r.IntN(1e9)), 7)})
		}
	}
	text := "近1.5亿元" // at least one
	span := knowledge.Span{Start: b.Len(), End: b.Len() + len(text)}
	b.WriteString(text + "。")
	p.Figures = append(p.Figures, knowledge.Figure{Span: span, Quote: span, Text: text, Kind: knowledge.Money, Unit: "元", Value: big.NewRat(150_000_000, 1)})
	p.Text = b.String()
	p.Sentences = []knowledge.Span{{End: len(p.Text)}}
	title := strings.Join([]string{Hostile[r.IntN(len(Hostile))], Hostile[r.IntN(len(Hostile))]}, "题")
	p.Release = index.Release{ID: id, Title: title, Source: Hostile[r.IntN(len(Hostile))], URL: []string{"", "https://example.com/a_(b)*c|d", "https://example.com/a"}[r.IntN(3)]}
	return p
}
