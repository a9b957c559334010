package read

import (
	"testing"
)

// TestEmbargo finds an embargo in the head of a file of any format. A file that hides one
// is answered from too early.
func TestEmbargo(t *testing.T) {
	t.Parallel()
	const body = "安枰软件园总投资4.4亿元，入驻企业75家，是全区今年开工的最大项目，计划两年后建成。"
	for _, f := range []struct{ id, data string }{
		{"a.txt", "---\nembargo: 2026-12-05\n---\n" + body},
		{"a.md", "---\ntitle: 安枰软件园开工\nembargo: 2026-12-05\ndate: 2026-12-04\n---\n" + body},
		{"b.txt", "安枰软件园开工\n禁发至：2026年12月5日\n\n" + body},
		{"c.txt", "禁发至：2026年12月5日\n安枰软件园开工\n\n" + body},
		{"d.txt", "安枰软件园开工\n来源：安枰区政府 解禁日期：2026-12-05\n\n" + body},
		{"e.txt", "embargo: 2026-12-05\n" + body},
		{"f.txt", "Embargo: 2026-12-05\n\n" + body},
		{"g.txt", "安枰软件园开工\n\n" + body + "\n\n（禁发至：2026年12月5日）\n"},
		{"b.md", "# 安枰软件园开工\n\n禁发至：2026年12月5日\n\n" + body + "\n\n" + body + "\n"},
		{"c.md", "禁发至：2026年12月5日\n\n# 安枰软件园开工\n\n" + body + "\n\n" + body + "\n"},
		{"d.md", "# 安枰软件园开工\n\n**禁发至：2026年12月5日**\n\n" + body + "\n\n" + body + "\n"},
		{"e.md", "embargo: 2026-12-05\n\n" + body + "\n"},
		{"a.html", "<html><body><h1>安枰软件园开工</h1><p>禁发至：2026年12月5日</p><p>" + body + "</p><p>" + body + "</p></body></html>"},
		{"b.html", "<html><body><h1>安枰软件园开工</h1><p>来源：安枰区政府　禁发至：2026年12月5日</p><p>" + body + "</p><p>" + body + "</p></body></html>"},
		{"c.html", "<html><head><meta name=\"embargo\" content=\"2026-12-05\"></head><body><h1>安枰软件园开工</h1><p>" + body + "</p><p>" + body + "</p></body></html>"},
		{"h.txt", "安枰软件园开工\n\n（本稿禁发至2026年12月5日）" + body + "\n"},
		{"a.eml", "From: a@example.cn\r\nSubject: kaigong\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n禁发至：2026年12月5日\r\n\r\n" + body + "\r\n"},
		{"a.csv", "禁发至：2026年12月5日,,\n项目,总投资（亿元）,占地（亩）\n安枰软件园,4.4,60\n安枰大桥,2.1,30\n"},
	} {
		a, err := File(f.id, []byte(f.data))
		if err != nil {
			t.Errorf("%s: %v", f.id, err)
			continue
		}
		if a.Embargo.String() != "2026-12-05" || a.BadEmbargo != "" {
			t.Errorf("%s: embargo %q, bad %q: %.80q", f.id, a.Embargo, a.BadEmbargo, f.data)
		}
	}
	for _, f := range []struct{ id, data, bad string }{
		{"a.txt", body, ""},
		{"b.txt", "安枰软件园开工\n\n" + body + "解禁日期尚未确定。", ""},
		{"c.txt", "---\nembargo: 年底前\n---\n" + body, "年底前"},
		{"d.txt", "安枰软件园开工\n禁发至：另行通知\n\n" + body, "另行通知"},
	} {
		a, err := File(f.id, []byte(f.data))
		if err != nil || !a.Embargo.IsZero() || a.BadEmbargo != f.bad {
			t.Errorf("%s: %v, embargo %q, bad %q", f.id, err, a.Embargo, a.BadEmbargo)
		}
	}
}
