package html

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
)

const longProse = "园区二期昨日开工，总投资3亿元，占地20亩，建成后可容纳企业60家，预计明年投用，各项准备已经就绪。"

func TestRead(t *testing.T) {
	t.Parallel()
	const page = `<html><head><title>园区二期开工-临溪新闻网</title></head><body><div class="nav"><a href="/">首页</a><a href="/b">要闻</a></div>
<h1>园区二期开工</h1><p>发布时间：2026-05-06 来源：临溪日报 【打印】</p>
<div class="TRS_Editor"><p>` + longProse + `</p><h2>招商</h2><p>` + longProse + `</p>
<table><tr><th>项目</th><th>投资（亿元）</th></tr><tr><td>学校</td><td>2</td></tr></table><p>责任编辑：林某</p></div>
<div>上一篇：<a href="/c">旧闻</a></div></body></html>`
	a, err := Read(release.File{ID: "a.html", Data: []byte(page)})
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
	if want := "#|" + longProse + "|#招商|" + longProse + "|项目：学校；投资：2亿元"; strings.Join(got, "|") != want {
		t.Error(strings.Join(got, "|"))
	}
	if a.Title != "园区二期开工" || a.Source != "临溪日报" || a.Date.String() != "2026-05-06" {
		t.Errorf("title %q, source %q, date %v", a.Title, a.Source, a.Date)
	}
}

func TestReadRefuses(t *testing.T) {
	t.Parallel()
	for page, want := range map[string]error{
		"没有标签的文字":                                                         release.ErrPlain,
		"<html><frameset><frame src=a></frameset></html>":                 release.ErrFrames,
		"<html><body><script>load()</script></body></html>":               release.ErrScripted,
		"<html><body><a href=a>" + longProse + "</a></body></html>":       release.ErrNoArticle,
		"<html><body>" + strings.Repeat("<div>", MaxTree+1) + longProse:   release.ErrTooLarge,
		"<html><body><p title=\"" + strings.Repeat("长", MaxTag/2) + "\">": release.ErrTooLarge,
	} {
		if _, err := Read(release.File{ID: "a.html", Data: []byte(page)}); !errors.Is(err, want) {
			t.Errorf("%.60s: %v", page, err)
		}
	}
}

func TestInfoLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		line, source, date string
		bare               bool
	}{
		{"2024-05-01 10:20 来源：临溪日报 [大 中 小]", "临溪日报", "2024-05-01", false},
		{"来源：临溪日报 2024年5月1日", "临溪日报", "2024-05-01", false},
		{"发布于：2024-05-01 浏览：12", "", "2024-05-01", false},
		{"时间：2024-05-01", "", "2024-05-01", true},
		{"责任编辑：林某", "", "", true},
		{"园区二期昨日开工", "", "", true},
	} {
		h, ok := infoLine(tt.line)
		if ok != (tt.source != "" || tt.date != "") || ok && (h.Source != tt.source || h.Date.String() != tt.date || h.bare != tt.bare) {
			t.Errorf("%s: %+v, %v", tt.line, h, ok)
		}
	}
}

func TestPageKeys(t *testing.T) {
	t.Parallel()
	for word := range pageKeys {
		if len(word) > maxPageKey {
			t.Errorf("%s has more than %d bytes", word, maxPageKey)
		}
		if k, n := pageKeyAt(word + "：甲"); k == imprint.KeyNone || n != len(word+"：") {
			t.Errorf("%s： gives key %d, %d bytes", word, k, n)
		}
	}
	if k, _ := pageKeyAt("园区：甲"); k != imprint.KeyNone {
		t.Error("园区 is a key")
	}
}

func TestIsFurniture(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{"【打印】": true, "责任编辑：林某": true, "上一篇：旧闻": true, "打印设备产业园昨日开工，总投资3亿元。": false, "园区二期": false} {
		if got := isFurniture(s); got != want {
			t.Errorf("isFurniture(%s) = %v", s, got)
		}
	}
}

func TestWithoutSite(t *testing.T) {
	t.Parallel()
	f := &facts{}
	for s, want := range map[string]string{
		"园区二期开工-临溪新闻网": "园区二期开工", "园区二期开工_要闻": "园区二期开工", "“十四五”-规划": "“十四五”-规划", "临溪区人民政府 园区二期开工": "园区二期开工",
	} {
		if got := f.withoutSite(s, []string{"园区二期开工"}); got != want {
			t.Errorf("%s: %q", s, got)
		}
	}
}
