package unwrap

import (
	"strings"
	"testing"

	"beilun/knowledge/read/trace"
)

const (
	first  = "园区二期昨日在临溪区南部的产业集聚区内正式开工建设，项目总投资3亿元，占地20亩，由区属国有企业承建。"
	second = "项目建成后可以容纳各类中小企业60家以上，预计明年下半年投入使用，届时将新增就业岗位1200个以上。"
)

// wrap cuts s into lines of width characters, the first indented by two.
func wrap(s string, width int) string {
	rs := []rune("　　" + s)
	var b strings.Builder
	for len(rs) > width {
		b.WriteString(string(rs[:width]) + "\n")
		rs = rs[width:]
	}
	return b.String() + string(rs) + "\n"
}

func TestWrapped(t *testing.T) {
	t.Parallel()
	text := wrap(first, 20) + wrap(second, 20) + wrap(first, 20)
	lines, err := Split(trace.String{Text: text}, 0)
	if err != nil {
		t.Fatal(err)
	}
	p := NewPage(lines)
	if !p.Wrapped() {
		t.Fatal("a wrapped page is not recognized")
	}
	var got []string
	for _, u := range p.UnitsOf(p.LabelLines()) {
		got = append(got, u.Text)
	}
	if want := first + "|" + second + "|" + first; strings.Join(got, "|") != want {
		t.Error(strings.Join(got, "|"))
	}
}

func TestNotWrapped(t *testing.T) {
	t.Parallel()
	lines, err := Split(trace.String{Text: strings.Repeat(first+"\n"+second+"\n", 4)}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if NewPage(lines).Wrapped() {
		t.Error("paragraphs on one line each were taken for a page")
	}
}

func TestSplit(t *testing.T) {
	t.Parallel()
	lines, err := Split(trace.String{Text: "标题\n\n　　甲乙\n推 广 方 案\n"}, 0)
	if err != nil {
		t.Fatal(err)
	}
	if len(lines) != 3 || !lines[1].Gap || lines[1].Indent != 2 || lines[1].Text != "甲乙" || !lines[2].Spaced || lines[2].Text != "推广方案" {
		t.Errorf("%+v", lines)
	}
}
