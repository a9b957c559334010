package index

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/index/store"
	"beilun/knowledge/errata"

	"github.com/google/go-cmp/cmp"
)

// errataFile is a file of corrections.
func errataFile(lines ...string) File {
	text := strings.Join(lines, "\n")
	return File{ID: errata.FileName, Digest: text, Errata: func() (string, error) { return text, nil }}
}

// entriesOf returns the ledger's entries for a thing or metric, a line each: the
// figures, the present one first.
func entriesOf(t *testing.T, x *Index, of string) []string {
	t.Helper()
	es, err := x.Figures(t.Context(), of)
	if err != nil {
		t.Fatal(err)
	}
	out := []string{}
	for _, e := range es {
		line := e.Metric
		for _, r := range e.Rows {
			line += " " + r.Figure.Text
		}
		out = append(out, line)
	}
	slices.Sort(out)
	return out
}

// TestRulings lets lines come and go, in memory and on disk: the ledger obeys at
// once, is as it was when they go, and none of it is news.
func TestRulings(t *testing.T) {
	t.Parallel()
	files := []File{
		textFile("a.md", "2024-01-10", "枫岭科技园招商", "枫岭科技园入驻企业60家。枫岭科技园总投资3亿元。"),
		textFile("b.md", "2024-06-10", "国际创新中心招商", "枫岭国际创新中心入驻企业75家。"),
		textFile("子/c.md", "2024-07-10", "校舍开工", "青云科技园总投资12亿元。"),
		textFile("d.md", "2024-08-10", "新校舍开工", "临湖青云科技园总投资15亿元。"),
	}
	for name, open := range map[string]func() (*Index, error){
		"memory": func() (*Index, error) { return InMemory(Options{Lexicon: testLexicon()}) },
		"disk":   func() (*Index, error) { return Open(t.TempDir(), Options{Lexicon: testLexicon()}) },
	} {
		x, err := open()
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		syncFiles(t, x, files...)
		for _, tt := range []struct {
			line, of string
			want     []string
		}{
			{"", "枫岭科技园", []string{"入驻企业 60家", "总投资 3亿元"}},
			{"枫岭科技园 = 枫岭国际创新中心", "枫岭科技园", []string{"入驻企业 75家 60家", "总投资 3亿元"}},
			{"枫岭科技园 = 枫岭国际创新中心", "枫岭国际创新中心", []string{"入驻企业 75家 60家", "总投资 3亿元"}},
			{"创新中心园区 = 枫岭国际创新中心", "创新中心园区", []string{"入驻企业 75家"}},
			{"", "青云科技园", []string{"总投资 15亿元 12亿元"}},
			{"青云科技园 ≠ 临湖青云科技园", "青云科技园", []string{"总投资 12亿元"}},
			{"青云科技园 ≠ 临湖青云科技园", "临湖青云科技园", []string{"总投资 15亿元"}},
			{"不是数字：a.md 60家", "枫岭科技园", []string{"总投资 3亿元"}},
			{"不是数字：《枫岭科技园招商》 入驻企业 60家", "枫岭科技园", []string{"总投资 3亿元"}},
			{"不是数字：a.md 0家", "枫岭科技园", []string{"入驻企业 60家", "总投资 3亿元"}},
			{"不是数字：b.md 60家", "枫岭科技园", []string{"入驻企业 60家", "总投资 3亿元"}},
			{"撤回：d.md 金额有误", "青云科技园", []string{"总投资 12亿元"}},
			{"撤回：c.md", "青云科技园", []string{"总投资 15亿元"}},
			{"撤回：《枫岭科技园招商》", "枫岭科技园", []string{}},
			{"", "枫岭科技园", []string{"入驻企业 60家", "总投资 3亿元"}},
		} {
			all := files
			if tt.line != "" {
				all = append([]File{errataFile(tt.line)}, files...)
			}
			c := syncFiles(t, x, all...)
			if len(c.News)+len(c.Changed)+len(c.New)+len(c.Gone)+len(c.Refused) != 0 || len(c.Same) != len(files) {
				t.Errorf("%s: %q: %+v", name, tt.line, c)
			}
			if diff := cmp.Diff(tt.want, entriesOf(t, x, tt.of)); diff != "" {
				t.Errorf("%s: %s after %q (-want +got):\n%s", name, tt.of, tt.line, diff)
			}
		}
	}
}

// TestRetracted takes a release out of all that answers, with what is the same text,
// and tells of those that print it with changes.
func TestRetracted(t *testing.T) {
	t.Parallel()
	text := "临湖区举行项目集中开工仪式。云杉软件园总投资12亿元，建筑面积约8.6万平方米，计划建设研发楼、公寓和配套商业，建成后可容纳企业300家。区有关负责人表示，将做好土地、用能等要素保障，推动项目早日建成。"
	edited := strings.Replace(text, "区有关负责人表示，将做好", "区里表示，会做好", 1)
	files := []File{
		textFile("a.html", "2024-01-10", "云杉软件园开工", text), textFile("a.pdf", "2024-01-10", "云杉软件园开工", text),
		textFile("b.md", "2024-01-11", "云杉软件园开工", edited), textFile("c.md", "2024-02-10", "东湖量子园", "东湖量子园总投资4亿元。"),
	}
	dir := t.TempDir()
	x := openAt(t, dir, testLexicon())
	sheet := errataFile("撤回：a.html 面积有误 # 老王", "撤回：x.md", "不是数字：c.md 第15年", "撤回", "东湖 = 东湖量子园")
	syncFiles(t, x, append([]File{sheet}, files...)...)
	check := func(when string) {
		t.Helper()
		if got := ids(t, x, "云杉软件园总投资"); !slices.Contains(got, "b.md#1") || slices.ContainsFunc(got, func(id string) bool { return strings.HasPrefix(id, "a.") }) {
			t.Errorf("%s: found %v", when, got)
		}
		var listed []string
		for _, r := range x.Releases() {
			listed = append(listed, r.ID)
		}
		if diff := cmp.Diff([]string{"c.md", "b.md"}, listed); diff != "" {
			t.Errorf("%s: releases (-want +got):\n%s", when, diff)
		}
		if _, ok := x.First("a.pdf"); ok {
			t.Errorf("%s: its first passage answers", when)
		}
		if ps, err := x.Around(t.Context(), "a.html#1"); len(ps) != 0 || err != nil {
			t.Errorf("%s: its passages answer: %v, %v", when, ps, err)
		}
		if _, ok := x.Held("a.html"); !ok || x.Digests()["a.html"] == "" || x.Digests()[errata.FileName] == "" {
			t.Errorf("%s: the index does not know that it has it", when)
		}
		e, err := x.Errata(t.Context())
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range e.Retracted {
			got = append(got, fmt.Sprintf("%s: %s, twin %t, near %v", r.Release.ID, r.Line.Reason, r.Twin, r.Near))
		}
		for _, p := range e.Problems {
			got = append(got, fmt.Sprintf("%d %s: %v", p.Number, p.Text, p.Err))
		}
		for _, l := range e.Lines {
			got = append(got, l.Text)
		}
		want := []string{
			"a.html: 面积有误, twin false, near [b.md]", "a.pdf: 面积有误, twin true, near [b.md]",
			"2 撤回：x.md: " + errata.ErrUnknown.Error(), "3 不是数字：c.md 第15年: " + errata.ErrNoFigure.Error(), "4 撤回: " + errata.ErrForm.Error(),
			"撤回：a.html 面积有误", "东湖 = 东湖量子园",
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("%s: corrections (-want +got):\n%s", when, diff)
		}
	}
	check("at once")
	x.Close()
	x = openAt(t, dir, testLexicon())
	check("opened anew")
	broken := sheet
	broken.Digest, broken.Errata = "other", func() (string, error) { return "", errors.New("cannot be read") }
	if c := syncFiles(t, x, append([]File{broken}, files...)...); len(c.Refused) != 1 || c.Errata {
		t.Errorf("a file that cannot be read: %+v", c)
	}
	check("while it cannot be read")
	syncFiles(t, x, append(append([]File{sheet}, files...), manyFiles()...)...)
	if got := ids(t, x, "云杉软件园总投资"); slices.Contains(got, "a.html#1") || !slices.Contains(got, "b.md#1") {
		t.Errorf("in a new generation: found %v", got)
	}
	x.Close()
	x = openFormat(t, dir, store.FormatVersion+1)
	if err := errors.Join(errOf(x.Sync(t.Context(), corpusOf(append([]File{broken}, files...)...)))); err != nil {
		t.Fatal(err)
	}
	check("of another version")
}

func errOf(_ any, err error) error { return err }

// TestRefusedKeepsFigures keeps of a file that cannot be read any more what it said,
// and not what people make of it.
func TestRefusedKeepsFigures(t *testing.T) {
	t.Parallel()
	x := openAt(t, t.TempDir(), testLexicon())
	defer x.Close()
	a := textFile("a.md", "2024-01-10", "", "枫岭科技园入驻企业60家。")
	syncFiles(t, x, errataFile("不是数字：a.md 60家"), a)
	bad := File{ID: "a.md", Err: errors.New("it is damaged")}
	syncFiles(t, x, append([]File{errataFile("不是数字：a.md 60家"), bad}, manyFiles()...)...)
	if got := entriesOf(t, x, "枫岭科技园"); len(got) != 0 {
		t.Errorf("ruled out: %v", got)
	}
	syncFiles(t, x, append([]File{bad}, manyFiles()...)...)
	if got := entriesOf(t, x, "枫岭科技园"); len(got) != 1 {
		t.Errorf("ruled in again: %v", got)
	}
}

// TestRuledNews holds what arrives against the ledger as people put it right, in the
// same sync, too.
func TestRuledNews(t *testing.T) {
	t.Parallel()
	a := textFile("a.md", "2024-01-10", "", "枫岭科技园入驻企业60家。")
	for line, want := range map[string][]string{
		"": {"= fresh 75家 b.md"},
		"枫岭科技园 = 枫岭国际创新中心":      {"= replaces 75家 b.md <- 60家 a.md"},
		"不是数字：b.md 75家":         {},
		"撤回：b.md":               {},
		"枫岭国际创新中心 ≠ 枫岭国际创新中心园区": {"= fresh 75家 b.md"},
	} {
		for _, first := range []bool{false, true} {
			x, err := InMemory(Options{Lexicon: testLexicon()})
			if err != nil {
				t.Fatal(err)
			}
			sheet := errataFile(line)
			if syncFiles(t, x, a); first {
				syncFiles(t, x, sheet, a)
			}
			c := syncFiles(t, x, sheet, a, textFile("b.md", "2024-06-10", "", "枫岭国际创新中心入驻企业75家。"))
			if diff := cmp.Diff(want, newsLines(c.News)); diff != "" {
				t.Errorf("%q, first %t (-want +got):\n%s", line, first, diff)
			}
			news, _, err := x.News(t.Context())
			if err != nil || len(news) > 0 && strings.HasPrefix(line, "枫岭科技园 =") && news[0].Row.Figure.Binding.Thing == nil {
				t.Errorf("%q: %v, %v", line, news, err)
			}
			x.Close()
		}
	}
}

// TestSheetsUnlisted keeps the corrections of a folder that cannot be listed.
func TestSheetsUnlisted(t *testing.T) {
	t.Parallel()
	x := openAt(t, t.TempDir(), testLexicon())
	defer x.Close()
	sheet := errataFile("撤回：a.md")
	sheet.ID = "甲/" + sheet.ID
	a := textFile("甲/a.md", "2024-01-10", "", "枫岭科技园入驻企业60家。")
	syncFiles(t, x, sheet, a)
	syncFiles(t, x, File{ID: "甲/", Err: context.DeadlineExceeded})
	if len(x.Releases()) != 0 || len(x.Digests()) != 2 {
		t.Errorf("%v, %v", x.Releases(), x.Digests())
	}
	if c := syncFiles(t, x, a); !c.Errata || len(x.Releases()) != 1 {
		t.Errorf("the file is gone: %+v, %v", c, x.Releases())
	}
}
