package main

import (
	"fmt"
	"regexp"

	"strings"
	"text/template"
	"time"

	"beilun/knowledge/read/testdata/formats/release"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// sitePage returns a page of an ordinary news site.
func sitePage(r release.Release) ([]byte, error) {
	return render("site.html", r)
}

// governmentPage returns a page of a government site in an older layout: tables
// inside tables, in a Chinese charset that it declares as gb2312.
func governmentPage(r release.Release) ([]byte, error) {
	page, err := render("gov.html", r)
	if err != nil {
		return nil, err
	}
	return simplifiedchinese.GB18030.NewEncoder().Bytes(page)
}

// wechatPage returns an article of a WeChat account, whose body is hidden until a
// script shows it.
func wechatPage(r release.Release) ([]byte, error) {
	return render("wechat.html", r)
}

var yuan = regexp.MustCompile(`(\d)亿元`)

// render fills in the template of that name with a release, without escaping.
func render(name string, r release.Release) ([]byte, error) {
	if all := fmt.Sprint(r); strings.ContainsAny(all, "<>&\"'\\") {
		return nil, fmt.Errorf("the release has characters that a page would have to escape")
	}
	day, err := time.Parse(time.DateOnly, r.Date)
	if err != nil {
		return nil, err
	}
	t, err := template.New(name).Funcs(template.FuncMap{
		"heading": func(b release.Block) bool { return b.Kind == release.Heading },
		"item":    func(b release.Block) bool { return b.Kind == release.Item },
		"table":   func(b release.Block) bool { return b.Kind == release.Table },
		// nine in the morning in China
		"unix": func() int64 { return day.Add(time.Hour).Unix() },
		// editors of such pages put a space between a number and its unit
		"spaced": func(s string) string { return yuan.ReplaceAllString(s, "$1&nbsp;亿元") },
		"halves": func(s string) []string {
			rs := []rune(s)
			return []string{string(rs[:len(rs)/2]), string(rs[len(rs)/2:])}
		},
	}).ParseFS(templates, "templates/"+name)
	if err != nil {
		return nil, fmt.Errorf("parse the template: %w", err)
	}
	var b strings.Builder
	if err := t.Execute(&b, r); err != nil {
		return nil, fmt.Errorf("fill the template: %w", err)
	}
	return []byte(b.String()), nil
}
