package pagelayout

import (
	"fmt"
	"strings"
	"testing"

	"beilun/internal/pdftext"

	"github.com/google/go-cmp/cmp"
)

// column sets paragraphs as pages of a column with the given number of lines, each
// line 40 characters wide. It adds on each page what around returns.
func column(lines int, around func(page int) [][]pdftext.Char, paragraphs ...string) *pdftext.Document {
	const left, top, pitch, size, wide = 97, 100, 20, 10, 40
	doc := &pdftext.Document{}
	row := lines
	for _, text := range paragraphs {
		rs := []rune("　　" + text)
		for len(rs) > 0 {
			n := min(wide, len(rs))
			if row == lines {
				p := pdftext.Page{Width: paperWidth, Height: paperHeight}
				for _, chars := range around(len(doc.Pages) + 1) {
					p.Chars = append(p.Chars, chars...)
				}
				doc.Pages = append(doc.Pages, p)
				row = 0
			}
			last := &doc.Pages[len(doc.Pages)-1]
			last.Chars = append(last.Chars, put(left, float32(top+pitch*row), size, string(rs[:n]))...)
			rs = rs[n:]
			row++
		}
	}
	return doc
}

// report returns paragraphs of different lengths.
func report(n int) []string {
	var out []string
	for i := range n {
		out = append(out, strings.Repeat(fmt.Sprintf("第%s批项目总投资三十%s亿元，占地面积一百二十亩，由临湖建工集团承建，", []string{"一", "二", "三"}[i%3], []string{"二", "四", "六"}[i%3]), 2+i%3)+"计划明年九月竣工并投入使用。")
	}
	return out
}

// TestPageBreaks joins the sentences that go on over the end of a page.
func TestPageBreaks(t *testing.T) {
	t.Parallel()
	number := func(form string, page int, x float32) []pdftext.Char { return put(x, 800, 9, fmt.Sprintf(form, page)) }
	for _, tt := range []struct {
		name   string
		pages  int // at least
		around func(page int) [][]pdftext.Char
		notes  []string
	}{
		{"nothing", 3, func(int) [][]pdftext.Char { return nil }, nil},
		{"a number", 3, func(p int) [][]pdftext.Char { return [][]pdftext.Char{number("— %d —", p, 280)} }, nil},
		{"other heads on left and right pages", 4, func(p int) [][]pdftext.Char {
			if p%2 == 1 {
				return [][]pdftext.Char{put(350, 55, 9, "临湖区人民政府公报"), number("%d", p, 480)}
			}
			return [][]pdftext.Char{put(97, 55, 9, "区政府文件"), number("%d", p, 97)}
		}, nil},
		{"other heads on two pages, in the type of the text", 2, func(p int) [][]pdftext.Char {
			if p%2 == 1 {
				return [][]pdftext.Char{put(350, 55, 10, "临湖区人民政府公报"), number("· %d ·", p, 480)}
			}
			return [][]pdftext.Char{put(97, 55, 10, "区政府文件"), number("· %d ·", p, 97)}
		}, nil},
		{"a head with the number, from the second page on", 3, func(p int) [][]pdftext.Char {
			if p == 1 {
				return nil
			}
			return [][]pdftext.Char{put(97, 55, 9, "临湖区人民政府公报"), put(400, 55, 9, fmt.Sprintf("2025年第3期　第%d页", p))}
		}, nil},
		{"a footnote on the first page", 2, func(p int) [][]pdftext.Char {
			if p > 1 {
				return [][]pdftext.Char{number("— %d —", p, 280)}
			}
			return [][]pdftext.Char{put(97, 740, 8, "① 总投资为可行性研究报告批复的数额。"), number("— %d —", p, 280)}
		}, []string{"① 总投资为可行性研究报告批复的数额。"}},
		{"a number in Chinese", 3, func(p int) [][]pdftext.Char {
			return [][]pdftext.Char{put(270, 800, 9, fmt.Sprintf("第%s页", []string{"零", "一", "二", "三", "四", "五"}[p]))}
		}, nil},
	} {
		want := report(9)
		lines := 8
		if tt.pages == 2 {
			want, lines = report(3), 5
		}
		doc := column(lines, tt.around, want...)
		if len(doc.Pages) < tt.pages {
			t.Fatalf("%s: %d pages", tt.name, len(doc.Pages))
		}
		a, err := Article(doc)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, s := range a.Sections {
			if s.Heading != "" {
				got = append(got, "# "+s.Heading)
			}
			for _, p := range s.Paragraphs {
				if len(tt.notes) == 0 || !strings.HasPrefix(p.Text, "①") {
					got = append(got, p.Text)
				}
			}
		}
		if diff := cmp.Diff(want, got); diff != "" || a.Title != "" {
			t.Errorf("%s: %d pages, title %q (-want +got):\n%s", tt.name, len(doc.Pages), a.Title, diff)
		}
	}
}
