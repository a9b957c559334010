package plain

import (
	"strings"
	"testing"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/trace"
	"beilun/knowledge/read/unwrap"
)

func TestArticle(t *testing.T) {
	t.Parallel()
	const first, second = "园区二期昨日开工，总投资3亿元。", "项目建成后可容纳企业60家，预计明年投用。"
	for name, tt := range map[string]struct{ text, title, source, want string }{
		"lines":          {first + "\n" + second, "", "", first + "|" + second},
		"title, byline":  {"园区二期开工\n来源：临溪日报 2026-05-06\n" + first + "\n" + second, "园区二期开工", "临溪日报", first + "|" + second},
		"words of pages": {"首页 > 要闻\n打印 关闭\n" + first + "\n" + second + "\n上一篇：旧闻", "", "", first + "|" + second},
		"tabs":           {first + "\n项目\t投资（亿元）\n学校\t2\n医院\t3\n" + second, "", "", first + "|项目：学校；投资：2亿元|项目：医院；投资：3亿元|" + second},
		"bars":           {first + "\n| 项目 | 投资（亿元） |\n|---|---|\n| 学校 | 2 |\n" + second, "", "", first + "|项目：学校；投资：2亿元|" + second},
	} {
		a, err := Article(trace.String{Text: tt.text}, 0, imprint.Head{})
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		var got []string
		for _, p := range a.Paragraphs() {
			got = append(got, p.Text)
		}
		if strings.Join(got, "|") != tt.want || a.Title != tt.title || a.Source != tt.source {
			t.Errorf("%s: %q, %q, %s", name, a.Title, a.Source, strings.Join(got, "|"))
		}
	}
}

func TestPageNumbers(t *testing.T) {
	t.Parallel()
	lines, err := unwrap.Split(trace.String{Text: "园区二期昨日\n- 3 -\n开工。\n第3版\n2026"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, l := range withoutPageNumbers(lines) {
		got = append(got, l.Text)
	}
	if strings.Join(got, "|") != "园区二期昨日|开工。|2026" {
		t.Error(got)
	}
}
