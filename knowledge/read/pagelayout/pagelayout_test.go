package pagelayout

import (
	"errors"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/release"
)

const (
	paperWidth, paperHeight = 595, 842 // A4, points
	body                    = "园区二期昨日开工建设，总投资3亿元。"
)

// put returns the characters of text set at x, y from the top left, each as wide as
// the type.
func put(x, y, size float32, text string) []pdftext.Char {
	var out []pdftext.Char
	for _, r := range text {
		base := paperHeight - y
		out = append(out, pdftext.Char{Rune: r, X: x, Y: base, X0: x, Y0: base - size/5, X1: x + size, Y1: base + size*4/5, Size: size})
		x += size
	}
	return out
}

func pageOf(texts ...[]pdftext.Char) *pdftext.Document {
	p := pdftext.Page{Width: paperWidth, Height: paperHeight}
	for _, t := range texts {
		p.Chars = append(p.Chars, t...)
	}
	return &pdftext.Document{Pages: []pdftext.Page{p}}
}

func TestArticle(t *testing.T) {
	t.Parallel()
	a, err := Article(pageOf(put(60, 60, 20, "园区二期开工"), put(80, 120, 10, body),
		put(60, 150, 10, "项目"), put(200, 150, 10, "总投资"), put(60, 170, 10, "学校"), put(200, 170, 10, "2亿元"),
		put(80, 220, 10, body), put(290, 830, 8, "- 1 -")))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, p := range a.Paragraphs() {
		got = append(got, p.Text)
	}
	if want := body + "|项目：学校；总投资：2亿元|" + body; a.Title != "园区二期开工" || strings.Join(got, "|") != want {
		t.Errorf("%q: %s", a.Title, strings.Join(got, "|"))
	}
}

// TestArticleWelds joins a sentence that white space has cut.
func TestArticleWelds(t *testing.T) {
	t.Parallel()
	a, err := Article(pageOf(put(60, 60, 10, body), put(60, 100, 10, "园区三期昨日在临湖街道开工建设，"), put(60, 200, 10, "项目总投资3.5亿元，占地面积120亩，计划明年九月竣工。")))
	if err != nil {
		t.Fatal(err)
	}
	if ps := a.Paragraphs(); len(ps) != 2 || ps[1].Text != "园区三期昨日在临湖街道开工建设，项目总投资3.5亿元，占地面积120亩，计划明年九月竣工。" {
		t.Errorf("%+v", ps)
	}
}

// down returns the characters of text set from top to bottom.
func down(x, y, size float32, text string) []pdftext.Char {
	var out []pdftext.Char
	for _, r := range text {
		out = append(out, put(x, y, size, string(r))...)
		y += size
	}
	return out
}

// onePlace returns the characters of text in a font without widths.
func onePlace(x, y, size float32, text string) []pdftext.Char {
	out := put(x, y, size, text)
	for i := range out {
		out[i].X, out[i].X0, out[i].X1 = x, x, x
	}
	return out
}

// byOne returns the characters of text in a font without widths, each placed by
// itself.
func byOne(x, y, size float32, text string) []pdftext.Char {
	var out []pdftext.Char
	for _, r := range text {
		c := put(x, y, size, string(r))[0]
		c.X1 = c.X0
		if x += size; r < 0x80 {
			x -= size / 2
		}
		out = append(out, c)
	}
	return out
}

// TestWithoutWidths reads texts in fonts that are not in the file.
func TestWithoutWidths(t *testing.T) {
	t.Parallel()
	point := put(130, 120, 10, ".")
	point[0].X1 = point[0].X0 + 2.8
	narrow := slices.Concat(put(80, 120, 10, "总投资17"), point, put(135, 120, 10, "3亿元。"))
	for want, chars := range map[string][]pdftext.Char{
		"总投资17.3亿元，占地面积268亩。": byOne(80, 120, 10, "总投资17.3亿元，占地面积268亩。"),
		"总投资17.3亿元。":          narrow,
	} {
		a, err := Article(pageOf(put(80, 60, 10, body), chars, put(80, 200, 10, body)))
		if err != nil {
			t.Fatal(err)
		}
		if ps := a.Paragraphs(); len(ps) != 3 || ps[1].Text != want {
			t.Errorf("%q: %+v", want, ps)
		}
	}
}

// TestBrokenOff joins a clause with the next line where a line is not filled, and
// finds the date behind a space.
func TestBrokenOff(t *testing.T) {
	t.Parallel()
	space := put(130, 90, 10, " ")
	a, err := Article(pageOf(put(60, 60, 16, "园区二期开工"), put(60, 90, 10, "来源：临湖发布"), space, put(140, 90, 10, "2025-08-12"),
		put(60, 120, 10, "昨日，园区二期工程在临湖区南岸街道开工建设，项目"), put(60, 136, 10, "总投资三亿元，占地面积两百六十亩，计划明年九月竣工使用。")))
	if err != nil {
		t.Fatal(err)
	}
	const want = "昨日，园区二期工程在临湖区南岸街道开工建设，项目总投资三亿元，占地面积两百六十亩，计划明年九月竣工使用。"
	if ps := a.Paragraphs(); len(ps) != 1 || ps[0].Text != want {
		t.Errorf("%+v", ps)
	}
	if a.Source != "临湖发布" || a.Date.String() != "2025-08-12" {
		t.Errorf("source %q, date %v", a.Source, a.Date)
	}
}

func TestArticleRefuses(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		doc  *pdftext.Document
		want error
	}{
		"no characters":    {pageOf(), release.ErrScanned},
		"lost characters":  {pageOf(put(60, 60, 10, strings.Repeat(string(utf8.RuneError), 40))), release.ErrGarbled},
		"vertical":         {pageOf(down(500, 60, 14, "临湖新城二期工程开工"), down(470, 60, 14, "总投资3亿元，占地88亩。"), down(440, 60, 14, "计划明年九月竣工。")), release.ErrVertical},
		"vertical beside":  {pageOf(put(60, 60, 14, "临湖新城二期工程开工"), put(60, 90, 10, strings.Repeat("园区二期昨日开工建设。", 3)), down(500, 60, 14, "临湖新城二期工程昨日开工建设"), down(470, 60, 14, "总投资三亿元占地八十八亩计划明年竣工"), down(440, 60, 14, "由临湖建工集团承建")), release.ErrVertical},
		"one place":        {pageOf(put(60, 60, 10, body), onePlace(60, 90, 10, "总投资17.3亿元")), release.ErrGarbled},
		"a page of digits": {&pdftext.Document{Pages: append(pageOf(put(60, 60, 10, body)).Pages, pageOf(put(60, 60, 10, "17.3，268，2027.9，52，1800。")).Pages...)}, release.ErrGarbled},
		"a wrong font":     {pageOf(put(60, 60, 10, `6OJA7MCSGC NP]6O>D 8L12K\6OJA7MCS?<BUYGCFW\[Q HIX17.39:\=@ZR2688\V;2027E9LTC5`)), release.ErrGarbled},
		"digits alone":     {pageOf(put(60, 60, 10, "2024123456789")), release.ErrGarbled},
	} {
		if _, err := Article(tt.doc); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestGutters(t *testing.T) {
	t.Parallel()
	var texts [][]pdftext.Char
	for y := float32(100); y < 400; y += 16 {
		texts = append(texts, put(60, y, 10, strings.Repeat("甲", 20)), put(300, y, 10, strings.Repeat("乙", 20)))
	}
	l := newLeaf(pageOf(texts...).Pages[0])
	gs := gutters(l.pieces, 10)
	if len(gs) != 1 || gs[0].left > 270 || gs[0].right < 290 {
		t.Errorf("gutters: %+v", gs)
	}
}
