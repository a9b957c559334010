package read

import "testing"

func TestHead(t *testing.T) {
	t.Parallel()
	const body = "湖东新城的会展中心昨天封顶，总投资12.5亿元，占地三百亩，明年夏天可以投入使用。"
	for _, tt := range []struct {
		name, id, data           string
		title, source, url, date string
		paragraphs               int
	}{
		{name: "nothing", id: "a.txt", data: body, paragraphs: 1},
		{name: "lines at the head", id: "a.txt", data: "封顶\n来源：甲报 发布时间：2024-05-01\n网址：http://example.com\n" + body,
			title: "封顶", source: "甲报", url: "http://example.com", date: "2024-05-01", paragraphs: 1},
		{name: "lines at the end", id: "a.txt", data: body + "\n" + body + "\n来源：甲报\n", source: "甲报", paragraphs: 2},
		{name: "note first", id: "a.txt", data: "（来源：甲报）\n" + body, source: "甲报", paragraphs: 1},
		{name: "note in the last paragraph", id: "a.txt", data: body + "（来源：甲报）", source: "甲报", paragraphs: 1},
		{name: "front matter first", id: "2020-01-01.txt", data: "---\ntitle: \"甲: 乙\"\ndate: 2024-05-01T08:00:00+08:00\ntags:\n  - x\n# 注\n---\n来源：甲报\n日期：2023-01-01\n" + body,
			title: "甲: 乙", source: "甲报", date: "2024-05-01", paragraphs: 1},
		{name: "front matter in Markdown", id: "a.md", data: "---\n标题：甲\n日期：2024年5月\n来源：甲报\n网址：https://example.com/\n---\n\n" + body,
			title: "甲", source: "甲报", url: "https://example.com/", date: "2024-05", paragraphs: 1},
		{name: "a rule is no front matter", id: "a.md", data: "---\n\n" + body + "\n\n---\n\n" + body, paragraphs: 2},
		{name: "impossible date", id: "20240230 a.txt", data: "发布时间：2024-13-01\n" + body, paragraphs: 1},
		{name: "name, dashes", id: "x/2024-12-31 开工.txt", data: body, date: "2024-12-31", paragraphs: 1},
		{name: "name, digits", id: "20241231开工.txt", data: body, date: "2024-12-31", paragraphs: 1},
		{name: "name, Chinese", id: "2024年12月31日开工.md", data: body, date: "2024-12-31", paragraphs: 1},
		{name: "name, dots", id: "2024.12.31.txt", data: body, date: "2024-12-31", paragraphs: 1},
		{name: "name, underscores", id: "2024_12_31_a.txt", data: body, date: "2024-12-31", paragraphs: 1},
		{name: "name, a longer number", id: "2024123199.txt", data: body, paragraphs: 1},
		{name: "name, a year", id: "2024年计划.txt", data: body, paragraphs: 1},
		{name: "name, later on", id: "截至2024-12-31.txt", data: body, paragraphs: 1},
		{name: "Markdown title", id: "a.md", data: "# 封顶\n\n" + body, title: "封顶", paragraphs: 1},
		{name: "Markdown title repeated", id: "a.md", data: "---\ntitle: 封顶\n---\n# 封顶\n\n" + body, title: "封顶", paragraphs: 1},
	} {
		a, err := File(tt.id, []byte(tt.data))
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if a.Title != tt.title || a.Source != tt.source || a.URL != tt.url || a.Date.String() != tt.date || len(a.Paragraphs()) != tt.paragraphs {
			t.Errorf("%s: title %q source %q URL %q date %q, %d paragraphs; want %+v", tt.name, a.Title, a.Source, a.URL, a.Date, len(a.Paragraphs()), tt)
		}
		if len(a.Sections) != 1 || a.Sections[0].Heading != "" {
			t.Errorf("%s: sections %+v", tt.name, a.Sections)
		}
	}
}
