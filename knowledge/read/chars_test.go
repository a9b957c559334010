package read

import (
	"errors"
	"strconv"
	"strings"
	"testing"

	"beilun/internal/pdftext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
	"beilun/knowledge/read/pdf"
	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// figuresOf returns the figures of an article as they are shown, without times.
func figuresOf(a *knowledge.Article) string {
	var all []string
	for _, p := range a.Paragraphs() {
		for _, f := range p.Figures {
			if f.Kind != knowledge.DateKind && f.Kind != knowledge.PeriodKind {
				all = append(all, f.Text)
			}
		}
	}
	return strings.Join(all, " ")
}

// lifted returns a run of a Word file that is raised by the properties how.
func lifted(how, text string) string {
	return `<w:r><w:rPr>` + how + `</w:rPr><w:t>` + text + `</w:t></w:r>`
}

func TestRaised(t *testing.T) {
	t.Parallel()
	const up, moved, styled = `<w:vertAlign w:val="superscript"/>`, `<w:position w:val="8"/>`, `<w:rStyle w:val="note"/>`
	styles := part{"word/styles.xml", `<w:styles xmlns:w="w"><w:style w:styleId="note"><w:basedOn w:val="base"/></w:style><w:style w:styleId="base"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style></w:styles>`, 0}
	docx := func(runs ...string) []byte {
		return word(t, wordPara("", runs...)+wordPara("", wordRun(wordProse2)), styles)
	}
	page := func(body string) []byte {
		return []byte(`<html><head><style>.mark, .x { font-size:70%; vertical-align: super } .low{vertical-align:sub}</style></head><body><p>` + body + `。园区建设正在推进，今后几年将陆续建成投用，各方面的工作都已经安排妥当。</p></body></html>`)
	}
	for _, tt := range []struct {
		name, id, want string
		data           []byte
	}{
		{"a note in Word", "a.docx", "30亿元 60家", docx(wordRun("年产值30"), lifted(up, "2"), wordRun("亿元。"))},
		{"by its place", "a.docx", "30亿元 60家", docx(wordRun("年产值30"), lifted(moved, "2"), wordRun("亿元。"))},
		{"by its style", "a.docx", "30亿元 60家", docx(wordRun("年产值30"), lifted(styled, "[2]"), wordRun("亿元。"))},
		{"powers", "a.docx", "3.5×10⁴吨 2万m² 60家", docx(wordRun("减排3.5×10"), lifted(up, "4"), wordRun("吨，建筑面积2万m"), lifted(up, "2"), wordRun("。"))},
		{"a figure that is raised", "a.docx", "12.8亿元 60家", docx(wordRun("总投资"), lifted(moved, "12.8亿元"), wordRun("。"))},
		{"a line that is raised", "a.docx", "30亿元 60家", docx(lifted(moved, "投资"), lifted(moved, "30"), lifted(moved, "亿元。"))},
		{"a lowered digit", "a.docx", "3吨 60家", docx(wordRun("减排CO"), lifted(`<w:vertAlign w:val="subscript"/>`, "2"), wordRun("计3吨。"))},
		{"sup", "a.html", "30亿元 2万m² 3×10⁴吨", page("产值30<sup>[1]</sup>亿元，面积2万m<sup>2</sup>，减排3×10<sup>4</sup>吨")},
		{"a class", "a.html", "30亿元", page(`产值30<span class="b mark">2</span>亿元`)},
		{"a style", "a.html", "30亿元", page(`产值30<span style="vertical-align: super">2</span>亿元`)},
		{"another class", "a.html", "302亿元", page(`产值30<span class="low">2</span>亿元`)},
		{"a figure in sup", "a.html", "12.8亿元", page(`产值<sup>12.8亿元</sup>`)},
		{"Markdown", "a.md", "30亿元 2万m²", []byte("产值30<sup>2</sup>亿元，面积2万m<sup>2</sup>。\n")},
		{"a cell", "a.html", "30亿元", page("明细<table><tr><td>项目</td><td>投资</td></tr><tr><td>甲</td><td>30<sup>2</sup>亿元</td></tr></table>如上")},
		{"text", "a.txt", "30亿元 12.8万平方米 6万m²", []byte("产值30²亿元，用地12.8[1]万平方米，面积6万m²。\n")},
	} {
		a, err := File(tt.id, tt.data)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := figuresOf(a); got != tt.want {
			t.Errorf("%s: figures %q, want %q in %q", tt.name, got, tt.want, outline(a))
		}
	}
}

// TestRaisedGlyphs reads small digits above the line and next to it.
func TestRaisedGlyphs(t *testing.T) {
	t.Parallel()
	glyphs := func(more ...pdftext.Char) *pdftext.Document {
		doc := pageOf(placed{80, 200, 12, "园区昨日开工建设，各项工作正在推进。"}, placed{80, 220, 12, "投资17.3"})
		chars := doc.Pages[0].Chars
		x := chars[len(chars)-1].X1
		for _, c := range more {
			c.X, c.X0, c.X1 = x, x, x+c.Size/2
			c.Y += paperHeight - 220
			c.Y0, c.Y1 = c.Y, c.Y+c.Size
			x = c.X1
			if c.Rune > 0x80 {
				x, c.X1 = c.X0+c.Size, c.X0+c.Size
			}
			doc.Pages[0].Chars = append(doc.Pages[0].Chars, c)
		}
		return doc
	}
	for _, tt := range []struct {
		name, want string
		doc        *pdftext.Document
	}{
		{"a note", "投资17.3亿", glyphs(pdftext.Char{Rune: '2', Size: 7, Y: 5}, pdftext.Char{Rune: '亿', Size: 12})},
		{"small but on the line", "投资17.32亿", glyphs(pdftext.Char{Rune: '2', Size: 9}, pdftext.Char{Rune: '亿', Size: 12})},
		{"a radical", "投资17.3人", glyphs(pdftext.Char{Rune: '⼈', Size: 12})},
		{"a glyph without a character", "投资17.3\ufffd亿", glyphs(pdftext.Char{Rune: 0, Size: 12}, pdftext.Char{Rune: '亿', Size: 12})},
	} {
		a, err := pdf.Article(tt.doc)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if got := strings.Join(outline(a), ""); !strings.HasSuffix(got, tt.want) {
			t.Errorf("%s: %q, want %q at its end", tt.name, got, tt.want)
		}
	}
}

// TestRunsDown reads a page whose text runs from top to bottom.
func TestRunsDown(t *testing.T) {
	t.Parallel()
	var chars []pdftext.Char
	for i, column := range []string{"总投资17.3亿元，", "占地268亩。"} {
		for j, r := range []rune(column) {
			x, y := float32(500-28*i), float32(700-14*j)
			w := float32(14)
			if r < 0x80 {
				x, w = x+3.5, 7
			}
			chars = append(chars, pdftext.Char{Rune: r, X: x, Y: y, X0: x, X1: x + w, Y0: y, Y1: y + 14, Size: 14})
		}
	}
	a, err := pdf.Article(&pdftext.Document{Pages: []pdftext.Page{{Width: paperWidth, Height: paperHeight, Chars: chars}}})
	if err != nil {
		t.Fatal(err)
	}
	if got := strings.Join(outline(a), ""); got != "总投资17.3亿元，占地268亩。" {
		t.Errorf("read %q", got)
	}
}

// TestLost reads texts in which characters of numbers are lost.
func TestLost(t *testing.T) {
	t.Parallel()
	prose := "。" + strings.Repeat("园区建设正在推进，各方面的工作都已经安排妥当。", 6) + "用工60人。"
	for _, tt := range []struct {
		id, data string
		damaged  bool
	}{
		{"a.txt", "占地1\ue2a3\ue8f10亩" + prose, true},
		{"a.txt", "占地1\x020亩" + prose, true},
		{"a.txt", "占地面积\x02较大" + prose, false}, // not next to a number
		{"a.html", "<html><body><p>占地&#xe2a3;0亩" + prose + "</p></body></html>", true},
		{"a.html", "<html><body><p>占地&#xfffd;0亩" + prose + "</p></body></html>", true},
		{"a.txt", "文中\ue5e5有全角空格" + prose, false}, // as in GBK
	} {
		a, err := File(tt.id, []byte(tt.data))
		if err != nil {
			t.Errorf("%q: %v", tt.data, err)
			continue
		}
		if got := figuresOf(a); got != "60人" {
			t.Errorf("%q: figures %q", tt.data, got)
		}
		if got := len(figure.Unreadable(a.Paragraphs()[0].Text)) > 0; got != tt.damaged {
			t.Errorf("%q: damaged %v", tt.data, got)
		}
	}
}

func TestMended(t *testing.T) {
	t.Parallel()
	const text = "来源：某发布\n智造港二期项目总投资28.6亿元，占地面积312亩，将在今年年内开工建设。\n"
	gb, err := simplifiedchinese.GBK.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	hz, err := simplifiedchinese.HZGB2312.NewEncoder().Bytes([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	latin := func(b []byte) []byte {
		out, err := charmap.ISO8859_1.NewDecoder().Bytes(b)
		if err != nil {
			t.Fatal(err)
		}
		return out
	}
	var entities strings.Builder
	for _, r := range text {
		if r < 0x80 {
			entities.WriteRune(r)
		} else {
			entities.WriteString("&#" + strconv.Itoa(int(r)) + ";")
		}
	}
	wrong, err := simplifiedchinese.GB18030.NewDecoder().Bytes([]byte(strings.Repeat("区里今年新建了一批重点项目并且开工", 4)))
	if err != nil {
		t.Fatal(err)
	}
	back := func(b []byte) []byte {
		out, err := charmap.ISO8859_1.NewEncoder().Bytes(b)
		if err != nil {
			t.Error(err)
		}
		return out
	}
	fromGB := func(b []byte) string {
		out, err := simplifiedchinese.GBK.NewDecoder().Bytes(b)
		if err != nil {
			t.Error(err)
		}
		return string(out)
	}
	for _, tt := range []struct {
		name   string
		data   []byte
		decode func([]byte) string
	}{
		{"HZ", hz, func(b []byte) string {
			if len(b) == 1 {
				return string(b)
			}
			return fromGB([]byte{b[0] | 0x80, b[1] | 0x80})
		}},
		{"GBK as Latin", latin(gb), func(b []byte) string { return fromGB(back(b)) }},
		{"UTF-8 as Latin", latin([]byte(text)), func(b []byte) string { return string(back(b)) }},
		{"entities", []byte(entities.String()), asUTF8},
	} {
		a, err := File("a.txt", tt.data)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if figuresOf(a) != "28.6亿元 312亩" || a.Source != "某发布" {
			t.Errorf("%s: read %q of %q", tt.name, outline(a), a.Source)
		}
		checkOrigins(t, a, tt.data, tt.decode)
	}
	if _, err := File("a.txt", wrong); !errors.Is(err, release.ErrMojibake) {
		t.Errorf("UTF-8 read as GB18030: %v", err)
	}
	for _, other := range []string{"~{不是HZ}", "Créé à Genève, le siège de l'élève", "用&#26757;表示&#23665;。"} {
		if a, err := File("a.txt", []byte(other)); err != nil || strings.Join(outline(a), "") != other {
			t.Errorf("%q is not left as it is: %v", other, err)
		}
	}
}
