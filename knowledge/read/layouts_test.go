package read

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"text/template"

	sheet "beilun/knowledge/read/testdata/formats/release"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// TestLayouts reads releases out of pages in layouts for which there is no rule.
func TestLayouts(t *testing.T) {
	t.Parallel()
	archive, err := os.ReadFile("testdata/formats/articles.txtar")
	if err != nil {
		t.Fatal(err)
	}
	releases, err := sheet.Load(archive)
	if err != nil {
		t.Fatal(err)
	}
	chinese := regexp.MustCompile(`charset="?gb`)
	const same = "as in the release"
	for name, source := range map[string]string{ // what the page gives as the source
		"portal": same, "tables": same, "hashed": "", "epaper": same, "word": same, "mobile": same,
		"cards": same, "columns": same, "lines": same, "banner": same, "spans": "澄湖融媒", "heavy": same, "rows": same, "disclosure": same, "semantic": same,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			layout, err := template.New(name + ".html").Funcs(template.FuncMap{
				"heading": func(b sheet.Block) bool { return b.Kind == sheet.Heading },
				"item":    func(b sheet.Block) bool { return b.Kind == sheet.Item },
				"table":   func(b sheet.Block) bool { return b.Kind == sheet.Table },
				"fold":    fold,
			}).ParseFiles(filepath.Join("testdata/layouts", name+".html"))
			if err != nil {
				t.Fatal(err)
			}
			for _, r := range releases {
				var b strings.Builder
				if err := layout.Execute(&b, r); err != nil {
					t.Fatal(err)
				}
				page, decode := []byte(b.String()), asUTF8
				if chinese.Match(page) {
					page = []byte(mustEncode(t, simplifiedchinese.GB18030.NewEncoder().String, b.String()))
					decode = func(b []byte) string { return mustEncode(t, simplifiedchinese.GB18030.NewDecoder().String, string(b)) }
				}
				a, err := File("a.html", page)
				if err != nil {
					t.Errorf("%s: %v", r.Name, err)
					continue
				}
				if r.URL = ""; source != same {
					r.Source = source
				}
				compare(t, a, r, tablesAsRows, false)
				checkOrigins(t, a, page, decode)
			}
		})
	}
}

// fold cuts a text into lines, as in the source of a page from a word processor.
func fold(s string) string {
	var b strings.Builder
	for i, r := range []rune(s) {
		if i%37 == 36 {
			b.WriteString("\n  ")
		}
		b.WriteRune(r)
	}
	return b.String()
}
