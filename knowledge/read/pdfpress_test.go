package read

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/trace"
)

// press sets releases on pages, as characters with their places.
type press struct {
	columns   int
	gutter    float64 // em
	indent    int     // of a paragraph's first line, em
	gap       float64 // between paragraphs, em
	ragged    bool    // lines are not stretched to the edge
	shuffled  bool    // digits are drawn last, as another font
	furniture bool    // a line at the top of every page, a number at the bottom
	turn      bool    // the pages are turned
	notes     bool    // a picture with a note in small type is in a column
}

// Measures of a page in points.
const (
	paperWidth, paperHeight = 595.0, 842.0
	pressSize, pressPitch   = 10.0, 16.0
	pressEdge               = 60.0
)

// sheetOf is a page while it is set.
type sheetOf struct {
	chars, last []pdftext.Char
}

// put sets text at a place, stretched to width unless that is 0.
func (s *sheetOf) put(p press, x, y, size, width float64, text string) {
	own, n := 0.0, utf8.RuneCountInString(text)
	for _, r := range text {
		own += advance(r) * size
	}
	extra := 0.0
	if width > 0 && n > 1 {
		extra = (width - own) / float64(n-1)
	}
	for _, r := range text {
		w := advance(r) * size
		c := pdftext.Char{Rune: r, X: float32(x), Y: float32(paperHeight - y), X0: float32(x), X1: float32(x + w), Y0: float32(paperHeight - y - 0.1*size), Y1: float32(paperHeight - y + 0.9*size), Size: float32(size)}
		if p.turn { // text runs upwards
			c = pdftext.Char{Rune: r, X: float32(y), Y: float32(x), X0: c.Y0, X1: c.Y1, Y0: float32(x), Y1: float32(x + w), Size: c.Size, Angle: 90}
		}
		if p.shuffled && '0' <= r && r <= '9' {
			s.last = append(s.last, c)
		} else {
			s.chars = append(s.chars, c)
		}
		x += w + extra
	}
}

func advance(r rune) float64 {
	if r < 128 {
		return 0.5
	}
	return 1
}

// set returns a release in print, under a title.
func (p press) set(rng *rand.Rand, title string, galleys []galley) *pdftext.Document {
	doc := &pdftext.Document{}
	var s sheetOf
	width := (paperWidth - 2*pressEdge - float64(p.columns-1)*p.gutter*pressSize) / float64(p.columns)
	ts := typesetter{width: int(width / pressSize)}
	column, y := 0, pressEdge+90.0
	finish := func() {
		if p.furniture {
			s.put(p, pressEdge, 30, 8, 0, fmt.Sprintf("临湖日报 2024年5月%d日 星期三 要闻", 6))
			s.put(p, paperWidth/2-8, paperHeight-25, 8, 0, fmt.Sprintf("- %d -", len(doc.Pages)+1))
		}
		page := pdftext.Page{Width: paperWidth, Height: paperHeight, Chars: append(s.chars, s.last...)}
		if p.turn {
			page.Width, page.Height = paperHeight, paperWidth
		}
		doc.Pages = append(doc.Pages, page)
		s = sheetOf{}
	}
	s.put(p, pressEdge+60, pressEdge+30, 22, 0, title)
	s.put(p, pressEdge+100, pressEdge+55, 9, 0, "来源：临湖日报  发布时间：2024-05-06")
	line := func(indent float64, text string, full bool) {
		if y > paperHeight-pressEdge-10 {
			if column++; column == p.columns {
				finish()
				column, y = 0, pressEdge
			} else if y = pressEdge; len(doc.Pages) == 0 {
				y += 90
			}
		}
		x := pressEdge + float64(column)*(width+p.gutter*pressSize)
		w := float64(ts.width)*pressSize - indent*pressSize
		if !full || p.ragged {
			w = 0
		}
		s.put(p, x+indent*pressSize, y, pressSize, w, text)
		y += pressPitch
	}
	for i, g := range galleys {
		if g.heading {
			y += 6
			line(float64(p.indent), g.text, false)
			y += 6
			continue
		}
		units, indent := ts.units(g.text), float64(p.indent)
		for k := 0; len(units) > 0; k++ {
			n := ts.fill(units, float64(ts.width)-indent)
			line(indent, strings.Join(units[:n], ""), n < len(units))
			if units, indent = units[n:], 0; p.notes && i == 1 && k == 0 && len(units) > 0 {
				y += 40
				s.put(p, pressEdge+float64(column)*(width+p.gutter*pressSize)+10, y, 8, 0, "临湖大桥合龙现场")
				y += pressPitch + 8
			}
		}
		y += p.gap * pressSize
	}
	finish()
	return doc
}

// TestPress reads what many kinds of presses print. Nearly every paragraph and
// heading must come out as it was.
func TestPress(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name string
		p    press
		f1   float64 // of ends of paragraphs
	}{
		{"one column", press{columns: 1, indent: 2}, .999},
		{"one ragged column with gaps", press{columns: 1, gap: 1, ragged: true}, .99},
		{"two columns", press{columns: 2, gutter: 2, indent: 2, furniture: true}, .999},
		{"two ragged columns", press{columns: 2, gutter: 1.5, indent: 2, ragged: true, shuffled: true}, .99},
		{"three columns", press{columns: 3, gutter: 1.2, indent: 2, furniture: true, notes: true}, .995},
		{"four columns", press{columns: 4, gutter: 1, indent: 2, shuffled: true}, .99},
		{"four columns on their side", press{columns: 4, gutter: 1.5, indent: 2, turn: true}, .99},
		{"two columns with gaps", press{columns: 2, gutter: 2, gap: 0.8}, .99},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			var c tally
			rng := rand.New(rand.NewPCG(4, 5))
			for range 60 {
				want := randomRelease(rng)
				a, err := pagelayout.Article(tt.p.set(rng, "临湖新城建设又有新进展", want))
				if err != nil {
					t.Fatal(err)
				}
				if a.Title != "临湖新城建设又有新进展" || a.Source != "临湖日报" || a.Date.String() != "2024-05-06" {
					t.Fatalf("title %q source %q date %v", a.Title, a.Source, a.Date)
				}
				var got []article.Unit
				for _, s := range a.Sections {
					if s.Heading != "" {
						got = append(got, article.Unit{String: trace.String{Text: s.Heading}, Heading: true})
					}
					for _, p := range s.Paragraphs {
						if tt.p.notes && p.Text == "临湖大桥合龙现场" {
							continue
						}
						got = append(got, article.Unit{String: trace.String{Text: p.Text}})
					}
				}
				c.add(want, got)
			}
			t.Logf("F1 %.4f, %d of %d exact, %d of %d headings, %d right", c.f1(), c.exact, c.units, c.headsFound, c.heads, c.headsRight)
			if c.f1() < tt.f1 {
				t.Errorf("F1 %.4f, want %.3f", c.f1(), tt.f1)
			}
		})
	}
}
