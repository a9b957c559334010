package raw_test

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read"
	"beilun/knowledge/read/raw"
	"beilun/knowledge/read/release"

	"golang.org/x/tools/txtar"
)

func TestKindRefuses(t *testing.T) {
	t.Parallel()
	reasons := map[string]error{"feed": release.ErrFeed, "mail": release.ErrMail, "data": release.ErrData}
	files, err := txtar.ParseFile("testdata/refused.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files.Files {
		why, _, _ := strings.Cut(f.Name, "-")
		if _, err := read.File(f.Name, f.Data); !errors.Is(err, reasons[why]) || err == nil {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	for text, want := range map[string]error{
		"\uFEFF<?xml version='1.0'?>\n<!-- a -->\n<?x y?><!DOCTYPE rss>\n<RSS version='2.0'>":      release.ErrFeed,
		"<urlset xmlns='http://www.sitemaps.org/schemas/sitemap/0.9'><url>":                        release.ErrFeed,
		"<?xml version='1.0'?><?mso-application progid='Word.Document'?><w:wordDocument xmlns=''>": release.ErrFormat,
		"var list = [{\"title\": \"开工\"}];":                                                        release.ErrData,
		"window.data={'title':'开工'}":                                                               release.ErrData,
		`{"title": "没有写完`:                                                                          release.ErrData,
		"-- MySQL dump 10.13\n":                                                                    release.ErrData,
		"INSERT INTO `news` VALUES (1":                                                             release.ErrData,
		"From a@linxi.example Fri May 16\nFrom: a@linxi.example\nTo: b\nMessage-ID: <1@x>\n\n正文":   release.ErrMail,
	} {
		if err := raw.Kind([]byte(text)); !errors.Is(err, want) {
			t.Errorf("%.60s: %v, want %v", text, err, want)
		}
	}
}

func TestKindKeeps(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"",
		"临溪大桥通车。",
		"[图片新闻] 临溪大桥通车，全长1.26公里。",
		"[临溪大桥通车](http://www.linxi.example/1.html)\n\n全长1.26公里。",
		"{临溪发布}5月16日，大桥通车。",
		"From: Linxi Press Office\nTo: All media\nDate: May 16, 2025\nSubject: New bridge\n\nThe bridge opened.",
		"标题：大桥通车\n来源：临溪发布\n日期：2025-05-16\n\n大桥通车。",
		"<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"x\">\n<html><body>",
		"<p>临溪大桥通车。</p>",
		"<人民日报>临溪大桥通车",
		"a=1; b=2，公式（GDP=[C+I+G]）见下。",
		"https://www.linxi.example/a\nhttps://www.linxi.example/b\nhttps://www.linxi.example/c",
		"Linxi opened its new fishing port on May 16 and the first ships came in.\nIt has 86 berths.\nMore will follow.",
	} {
		if err := raw.Kind([]byte(text)); err != nil {
			t.Errorf("%.60s: %v", text, err)
		}
	}
}

func TestPartOfPage(t *testing.T) {
	t.Parallel()
	const p = "临溪区智造港二期项目总投资28.6亿元，占地面积312亩，计划于明年年底竣工投产。"
	a, err := read.File("a.txt", []byte("<p>"+p+"</p>\n<p style=\"x\">"+p+"</p>"))
	if err != nil {
		t.Fatal(err)
	}
	if ps := a.Sections[0].Paragraphs; len(ps) != 2 || ps[0].Text != p || ps[1].Text != p {
		t.Errorf("%+v", ps)
	}
}

func FuzzKind(f *testing.F) {
	for _, s := range []string{"<?xml?><!-- --><rss>", `{"a":1}`, "From: a\nTo: b\nMIME-Version: 1.0\n\n=E4=B8=B4", "cb([1", "5ZCE5L2N5ZCM5LqL77ya\n5ZCE5L2N5ZCM5LqL77ya"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if err := raw.Kind(data); err != nil && len(data) == 0 {
			t.Error(err)
		}
	})
}
