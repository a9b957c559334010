package answer

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"beilun/index"
	shelf "beilun/index/library"
	"beilun/knowledge/corpus"
)

// shown returns the claim of an answer and what is beside it, each with whose it is.
func shown(a *Answer) (out []string) {
	if a.Claim == nil {
		return nil
	}
	for _, c := range append([]Claim{*a.Claim}, a.Others...) {
		if c.Figure != nil {
			out = append(out, strings.TrimSpace(string(c.Relation)+" "+c.Figure.Binding.Subject+" "+squeeze(c.Figure.Text)))
		}
	}
	return out
}

// TestComparedConflict compares things of one of which the releases say two figures:
// both are shown, as where it is asked alone.
func TestComparedConflict(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	for question, wants := range map[string][]string{
		"吉利新能源汽车总部和东方中央研究院总部哪个总投资大？": {"compared 吉利新能源汽车总部 4.4亿元", "5.5亿元", "conflicting 东方中央研究院总部 近4.5亿元"},
		"吉利新能源汽车总部和东方中央研究院总部总投资各多少？": {"吉利新能源汽车总部 4.4亿元", "5.5亿元", "conflicting 东方中央研究院总部 近4.5亿元"},
		"哪个总部项目总投资最大":                {"compared 吉利新能源汽车总部 4.4亿元", "5.5亿元", "conflicting 东方中央研究院总部 近4.5亿元"},
	} {
		ans, err := a.Answer(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		got := shown(ans)
		for _, want := range wants {
			if !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, want) }) {
				t.Errorf("%s: %q lacks %q", question, got, want)
			}
		}
	}
}

// TestLargest asks for the largest of things: one thing, and neither several nor an
// area.
func TestLargest(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{})
	ans, err := a.Answer(t.Context(), "哪个项目总投资最大？")
	if err != nil {
		t.Fatal(err)
	}
	got := shown(ans)
	if len(got) < 4 || got[0] != "环洋碳三产业链循环经济产业园 82亿元" {
		t.Fatalf("the largest: %q", got)
	}
	for _, s := range got {
		if strings.Contains(s, "重大项目") || strings.Contains(s, "片区") {
			t.Errorf("no project: %s", s)
		}
	}
}

// TestComparedByShortNames compares parts of a city by their short names: 岚山 for 岚山区.
func TestComparedByShortNames(t *testing.T) {
	t.Parallel()
	x := indexOf(t, fstest.MapFS{"a.md": {Data: []byte(`---
title: 澄州市第七次全国人口普查公报
date: 2021-05-17
source: 澄州市统计局
---
各区常住人口见下表。

| 地区 | 常住人口（人） |
|---|---:|
| 岚山区 | 1609555 |
| 渚北区 | 829448 |
| 荻港区 | 488885 |
`)}, "b.md": {Data: []byte(`---
title: 岚山区常住人口增加
date: 2022-05-17
source: 岚山日报
---
岚山区图书馆总投资达3.2亿元。

海洋科学馆总投资达4.5亿元，常住人口1620000人的岚山区将建更多场馆。
`)}})
	a := New(x, Options{})
	for question, want := range map[string][]string{
		"渚北和岚山哪个常住人口多？":     {"岚山区 1609555", "compared 渚北区 829448"},
		"岚山和渚北哪个人口少":        {"渚北区 829448", "compared 岚山区 1609555"},
		"列一下澄州各区的常住人口":      {"岚山区 1609555", "compared 渚北区 829448", "compared 荻港区 488885"},
		"各区常住人口增长了多少":       nil,
		"各区常住人口为什么增加":       nil,
		"图书馆和海洋科学馆哪个总投资大":   {"海洋科学馆 4.5亿元", "compared 岚山区图书馆 3.2亿元"},
		"图书馆和火星馆哪个总投资大":     nil,
		"荻港、岚山、渚北常住人口分别是多少": {"荻港区 488885", "compared 岚山区 1609555", "compared 渚北区 829448"},
	} {
		ans, err := a.Answer(t.Context(), question)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range shown(ans) {
			got = append(got, strings.TrimSuffix(s, "人"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// indexOf indexes releases.
func indexOf(t *testing.T, files fstest.MapFS) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if _, err := x.Sync(t.Context(), shelf.Source(corpus.FromFS(files).Each)); err != nil {
		t.Fatal(err)
	}
	return x
}
