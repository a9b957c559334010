package main

import (
	"fmt"

	"strings"
	"text/template"
	"time"

	"beilun/knowledge/read/testdata/formats/release"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// sitePage is a page of an ordinary news site of today.
func sitePage(r release.Release) ([]byte, error) {
	return render("site.html", r)
}

// governmentPage is a page of a government site in the layout of the years
// before: tables within tables, in a Chinese charset that it calls gb2312.
func governmentPage(r release.Release) ([]byte, error) {
	page, err := render("gov.html", r)
	if err != nil {
		return nil, err
	}
	return simplifiedchinese.GB18030.NewEncoder().Bytes(page)
}

// wechatPage is an article of a WeChat account, whose body is hidden until a
// script shows it.
func wechatPage(r release.Release) ([]byte, error) {
	return render("wechat.html", r)
}

// render fills the template of that name with a release. It escapes nothing.
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
		// as editors of such pages write: digits apart from what they count
		"spaced": func(s string) string { return strings.ReplaceAll(s, "亿元", "&nbsp;亿元") },
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
