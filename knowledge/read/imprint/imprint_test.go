package imprint

import (
	"strings"
	"testing"
)

func TestMetaLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in                       string
		ok                       bool
		title, source, url, date string
	}{
		{in: "来源：湖东日报", ok: true, source: "湖东日报"},
		{in: "来源: 湖东日报 发布时间：2024-05-01 10:20", ok: true, source: "湖东日报", date: "2024-05-01"},
		{in: "发布时间：2024年5月1日　　来源：湖东日报　　浏览次数：128", ok: true, source: "湖东日报", date: "2024-05-01"},
		{in: "（数据来源：湖东新城管委会）", ok: true, source: "湖东新城管委会"},
		{in: "【来源：湖东日报 记者 张三】", ok: true, source: "湖东日报 记者 张三"},
		{in: "来源：湖东日报　2025年7月16日", ok: true, source: "湖东日报", date: "2025-07-16"},
		{in: "来源：湖东日报 2025-07-16 08:30", ok: true, source: "湖东日报", date: "2025-07-16"},
		{in: "标题：会展中心封顶", ok: true, title: "会展中心封顶"},
		{in: "链接：https://example.com/a?b=1", ok: true, url: "https://example.com/a?b=1"},
		{in: "网址：javascript:alert(1)"},
		{in: "日期：2024/5/1", ok: true, date: "2024-05-01"},
		{in: "日期：2024-02-30", ok: true},
		{in: "日期：2024年5月", ok: true, date: "2024-05"},
		{in: "日期：待定"},
		{in: "来源：", ok: true},
		{in: "来源：湖东日报。他说"},
		{in: "资金来源：财政拨款"},
		{in: "记者：张三"},
		{in: "来源广泛，品种齐全"},
		{in: "会议时间：2024年5月1日"},
		{in: ""},
		{in: "（来源：甲）（来源：乙）"},
	} {
		h, ok := MetaLine(tt.in)
		if ok != tt.ok || ok && (h.Title != tt.title || h.Source != tt.source || h.URL != tt.url || h.Date.String() != tt.date) {
			t.Errorf("metaLine(%q) = %+v, %v; want %+v", tt.in, h, ok, tt)
		}
	}
}

func TestByline(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		in, source, date string // no date: the line is none
	}{
		{"临溪区统计局  2026-05-06", "临溪区统计局", "2026-05-06"},
		{"2024年7月15日 星期一 第03版 澜江晨报", "澜江晨报", "2024-07-15"},
		{"云渡日报　2024年10月12日　第03版　民生", "云渡日报", "2024-10-12"},
		{"（云渡日报 2024年11月5日 第1版）", "云渡日报", "2024-11-05"},
		{"2024年11月26日　星期二　第03版：临港", "", "2024-11-26"},
		{"2026年5月6日　来源：临溪区统计局　作者：林某　浏览次数：12", "临溪区统计局", "2026-05-06"},
		{"2026-05-06 16:42 来源：临溪发布 【打印】 【关闭】", "临溪发布", "2026-05-06"},
		{"来源：临溪发布    2026-05-06 16:42    阅读 5127", "临溪发布", "2026-05-06"},
		{"区海洋局 区财政局 2026-05-06", "区海洋局 区财政局", "2026-05-06"},
		{"2026-05-06", "", "2026-05-06"},
		{in: "临溪区统计局"},
		{in: "本报讯（记者 王某）"},
		{in: "2026年5月6日，临溪区统计局发布"},
		{in: "2026-05-06 120亿元"},
		{in: "一季度 2026-05-06"},
		{in: "开工日期 2026年5月6日"},
		{in: "2026年5月6日 区委召开会议"},
		{in: "2026年13月6日 临溪发布"},
		{in: "2026年5月 临溪发布"},
	} {
		h, ok := FromLine(tt.in)
		if ok != (tt.date != "") || ok && (h.Source != tt.source || h.Date.String() != tt.date) {
			t.Errorf("%q: %q, %v, %v", tt.in, h.Source, h.Date, ok)
		}
	}
}

func TestBreadcrumbs(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"首页 > 新闻中心 > 要闻":        true,
		"当前位置：首页 > 部门动态":        true,
		"区人民政府门户网站 > 部门动态 > 教育": true,
		"投资 > 100亿元":            false,
		"甲 > 乙，乙 > 丙。":          false,
		"滨河绿道完成验收":              false,
	} {
		if got := Breadcrumbs(s); got != want {
			t.Errorf("%q: %v", s, got)
		}
	}
}

// TestBadDateInName finds days at the beginning of file names that there are not.
func TestBadDateInName(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"2025-02-30-年报.md": "2025-02-30", "a/2025-13-1通报.txt": "2025-13-1", "2025-02-28-年报.md": "", "0000-00-00.txt": "0000-00-00",
		"20250230.txt": "", "年报2025-02-30.md": "", "2025-02.md": "", "": "",
	} {
		if got := BadDateInName(name); got != want {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

// TestBadDate finds dates that are none, in the head and nowhere else.
func TestBadDate(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"---\ntitle: 甲\ndate: 2026-13-45\n---\n正文。\n":       "2026-13-45",
		"---\ndate: \"昨天\"\n---\n正文。\n":                     "昨天",
		"---\ndate: 2026-01-05\n---\n日期：2026-13-45\n":       "",
		"---\ndate: 2026-01-05T10:00:00Z\n---\n正文。\n":       "",
		"---\ndate:\n---\n正文。\n":                            "",
		"标题\n发布时间：2026年13月45日\n正文。\n":                       "2026年13月45日",
		"标题\n发布时间：2026年1月5日 10:00\n正文。\n":                   "",
		"日期：另行通知\n":                                         "",
		strings.Repeat("正文。\n", 12) + "日期：2026-13-45\n":     "",
		"---\ndate: " + strings.Repeat("长", 50) + "\n---\n": strings.Repeat("长", 40) + "…",
		"":    "",
		"---": "",
	} {
		if got := BadDate(text); got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}
