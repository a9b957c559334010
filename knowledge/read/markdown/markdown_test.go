package markdown

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/release"
)

func TestRead(t *testing.T) {
	t.Parallel()
	const file = "# 园区二期开工\n\n园区二期昨日**开工**，总投资[3亿元](https://example.com)。\n\n## 招商\n\n- 企业60家\n\n| 项目 | 投资（亿元） |\n|---|---|\n| 学校 | 2 |\n"
	a, err := Read(release.File{ID: "a.md", Data: []byte(file)})
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, s := range a.Sections {
		got = append(got, "#"+s.Heading)
		for _, p := range s.Paragraphs {
			got = append(got, p.Text)
		}
	}
	want := "#|园区二期昨日开工，总投资3亿元。|#招商|企业60家|项目：学校；投资：2亿元"
	if a.Title != "园区二期开工" || strings.Join(got, "|") != want {
		t.Errorf("%q: %s", a.Title, strings.Join(got, "|"))
	}
}

func TestDeep(t *testing.T) {
	t.Parallel()
	if _, err := Read(release.File{ID: "a.md", Data: []byte(strings.Repeat("> ", maxNesting+2) + "甲\n")}); !errors.Is(err, ErrDeep) {
		t.Errorf("nested quotations: %v", err)
	}
}
