package html_test

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge/read"

	"golang.org/x/tools/txtar"
)

// reasons has the errors by the starts of the names in refused.txtar.
var reasons = map[string]error{
	"blocked":   read.ErrBlocked,
	"deleted":   read.ErrDeleted,
	"login":     read.ErrLogin,
	"scripted":  read.ErrScripted,
	"noarticle": read.ErrNoArticle,
	"attached":  read.ErrAttached,
	"link":      read.ErrLink,
}

func TestPagesRefused(t *testing.T) {
	t.Parallel()
	pages, err := txtar.ParseFile("testdata/refused.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range pages.Files {
		why, _, _ := strings.Cut(f.Name, "-")
		want := reasons[why]
		if want == nil {
			t.Fatalf("%s: no reason %q", f.Name, why)
		}
		a, err := read.File(f.Name, f.Data)
		if err == nil {
			t.Errorf("%s is read: %q", f.Name, a.Title)
		} else if !errors.Is(err, want) {
			t.Errorf("%s: %v", f.Name, err)
		}
	}
	if len(pages.Files) < 40 {
		t.Errorf("only %d pages", len(pages.Files))
	}
}

func TestPagesKept(t *testing.T) {
	t.Parallel()
	pages, err := txtar.ParseFile("testdata/kept.txtar")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range pages.Files {
		a, err := read.File(f.Name, f.Data)
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		chars := 0
		for _, s := range a.Sections {
			for _, p := range s.Paragraphs {
				chars += len([]rune(p.Text))
				for _, foot := range []string{"ICP", "承办：临溪区大数据", "政务公开", "忘记密码"} {
					if strings.Contains(p.Text, foot) {
						t.Errorf("%s: a line of the page: %s", f.Name, p.Text)
					}
				}
			}
		}
		if chars == 0 || a.Title == "" {
			t.Errorf("%s: %d characters, title %q", f.Name, chars, a.Title)
		}
	}
	if len(pages.Files) < 25 {
		t.Errorf("only %d pages", len(pages.Files))
	}
}

func TestCopiedRefusal(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name, text string
		want       error
	}{
		{"a.txt", "环境异常\n当前环境异常，完成验证后即可继续访问。\n去验证", read.ErrBlocked},
		{"a.md", "---\ntitle: 大桥通车\ndate: 2025-05-16\nsource: 临溪发布\n---\n\n该内容已被发布者删除", read.ErrDeleted},
		{"a.txt", "标题：大桥通车\n来源：临溪发布\n日期：2025-05-16\n\n此内容因违规无法查看，由用户投诉并经平台审核，涉嫌违反相关法律法规和政策，查看对应规则", read.ErrDeleted},
		{"a.txt", "404 Not Found\n\nnginx/1.18.0", read.ErrDeleted},
		{"a.txt", "您的访问过于频繁，请稍后再试。", read.ErrBlocked},
		{"a.txt", "大桥通车\n来源：临溪发布 2025-05-16\n区公安分局提醒：不法分子以链接已失效为由诱导转账，切勿点击。", nil},
		{"a.md", "# 404路公交改线\n\n404路公交自下周一起绕行环城北路。", nil},
		{"a.txt", "临溪大桥通车。", nil},
	} {
		if _, err := read.File(tt.name, []byte(tt.text)); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.text, err, tt.want)
		}
	}
}
