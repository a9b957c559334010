package read

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"beilun/knowledge/read/article"
	"beilun/knowledge/read/html"
	"beilun/knowledge/read/release"
)

// TestHostilePages reads pages that would take other readers hours or all memory.
// Each must be refused, or read within the limits.
func TestHostilePages(t *testing.T) {
	t.Parallel()
	var formats strings.Builder
	for i := range 400 {
		fmt.Fprintf(&formats, "<b x=%d>", i)
	}
	body := "<html><div id=zoom><p>" + one + "</p><p>" + two + "</p>"
	for _, tt := range []struct {
		name, page string
		want       error
	}{
		{"5 MB of <div>", "<html>" + strings.Repeat("<div>", 1<<20), release.ErrTooLarge},
		{"5 MB of closed <div>", "<html>" + strings.Repeat("<div></div>", 500_000), release.ErrTooLarge},
		{"deep nesting", body + strings.Repeat("<div>", html.MaxTree+1), release.ErrTooLarge},
		{"deep inline nesting", body + strings.Repeat("<span>", html.MaxTree+1), release.ErrTooLarge},
		{"formats that a browser opens again in every paragraph", body + "<p>" + formats.String() + strings.Repeat("字<p>", 5000), nil},
		{"text in pieces", body + strings.Repeat("字</x>", 50_000), nil},
		{"a tag without end", body + "<p " + strings.Repeat("a ", html.MaxTag), release.ErrTooLarge},
		{"attributes", body + "<p " + strings.Repeat("a ", 100_000) + ">" + one, nil},
		{"a comment without end", body + "<!--" + strings.Repeat("-", 1<<20), nil},
		{"cells that span everything", body + "<table>" + strings.Repeat("<tr><td colspan=99999999 rowspan=99999999>字<td>字", 2000), release.ErrTooLarge},
		{"columns", body + "<table><tr>" + strings.Repeat("<td>字", article.MaxColumns+1) + "<tr><td>字<td>字", release.ErrTooLarge},
		{"tables in tables", body + strings.Repeat("<table><tr><td>字", 150), nil},
		{"paragraphs", body + strings.Repeat("<p>字", release.MaxParagraphs), release.ErrTooLarge},
		{"a paragraph", body + "<p>" + strings.Repeat("字，", release.MaxParagraph/5), release.ErrTooLarge},
		{"a deep page in no known layout", "<html>" + strings.Repeat("<div>", 400) + strings.Repeat("<p>"+one, 5000), release.ErrNoArticle},
		{"lines that go on", body + "<p>" + strings.Repeat(strings.TrimSuffix(one, "。")+"，<br>", 50_000), release.ErrTooLarge},
		{"metas", strings.Repeat("<meta property=og:title content=甲>", 50_000) + body, nil},
		{"JSON in JSON", `<script type="application/ld+json">` + strings.Repeat("[", 200_000) + "</script>" + body, nil},
		{"addresses", strings.Repeat("<!-- saved from url=(1)x -->", 10_000) + body, nil},
	} {
		a, err := File("a.html", []byte(tt.page))
		if !errors.Is(err, tt.want) || err == nil && !strings.HasPrefix(a.Paragraphs()[0].Text, one) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}
