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
