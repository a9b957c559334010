package read

import (
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/pagelayout"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

// placed is a text at a place on a page, measured from the top left.
type placed struct {
	x, y, size float64
	text       string
}

func pageOf(texts ...placed) *pdftext.Document {
	var s sheetOf
	for _, p := range texts {
		s.put(press{}, p.x, p.y, p.size, 0, p.text)
	}
	return &pdftext.Document{Pages: []pdftext.Page{{Width: paperWidth, Height: paperHeight, Chars: s.chars}}}
}

func TestPlaces(t *testing.T) {
	t.Parallel()
	body := func(y float64) placed {
		return placed{80, y, 10, "园区二期昨日开工建设，总投资3亿元。"}
	}
	for _, tt := range []struct {
		name  string
		doc   *pdftext.Document
		title string
		want  []string
	}{
		{"a title of two lines", pageOf(placed{60, 60, 20, "临湖新城二期工程全面建成"}, placed{60, 86, 20, "年底前交付使用"}, body(120), body(200)),
			"临湖新城二期工程全面建成年底前交付使用", []string{"园区二期昨日开工建设，总投资3亿元。", "园区二期昨日开工建设，总投资3亿元。"}},
		{"what a browser prints", pageOf(placed{30, 20, 8, "2024/5/6 10:20"}, placed{300, 20, 8, "临湖新城二期"}, body(120), body(200), placed{30, 830, 8, "https://example.com/a?b=1"}, placed{560, 830, 8, "1/1"}),
			"", []string{"园区二期昨日开工建设，总投资3亿元。", "园区二期昨日开工建设，总投资3亿元。"}},
		{"the source at the foot stays", pageOf(body(120), body(200), placed{60, 830, 8, "数据来源：临湖区统计局"}),
			"", []string{"园区二期昨日开工建设，总投资3亿元。", "园区二期昨日开工建设，总投资3亿元。"}},
		{"a table", pageOf(body(100), placed{60, 130, 10, "项目"}, placed{200, 130, 10, "总投资"}, placed{60, 150, 10, "新医院"}, placed{200, 150, 10, "5.5亿元"}, placed{60, 170, 10, "新学校"}, placed{200, 170, 10, "12亿元"}),
			"", []string{"园区二期昨日开工建设，总投资3亿元。", "项目：新医院；总投资：5.5亿元", "项目：新学校；总投资：12亿元"}},
		{"numbers apart stay apart", pageOf(placed{80, 130, 10, "12"}, placed{93, 130, 10, "345 家。"}, body(200)), "", []string{"12 345家。", "园区二期昨日开工建设，总投资3亿元。"}},
		{"letters spaced out", pageOf(placed{60, 60, 16, "推"}, placed{92, 60, 16, "广"}, placed{124, 60, 16, "方"}, placed{156, 60, 16, "案"}, body(120), body(140)), "推广方案", []string{"园区二期昨日开工建设，总投资3亿元。", "园区二期昨日开工建设，总投资3亿元。"}},
		{"drawn twice for bold", pageOf(placed{60, 60, 16, "推广方案"}, body(120), body(120.3), body(140)), "推广方案", []string{"园区二期昨日开工建设，总投资3亿元。", "园区二期昨日开工建设，总投资3亿元。"}},
		{"English", pageOf(placed{60, 100, 10, "The second phase of the park was"}, placed{60, 116, 10, "started yesterday at a cost of 3"}, placed{60, 132, 10, "million."}), "", []string{"The second phase of the park was started yesterday at a cost of 3 million."}},
	} {
		a, err := pagelayout.Article(tt.doc)
		if err != nil {
			t.Errorf("%s: %v", tt.name, err)
			continue
		}
		if diff := cmp.Diff(tt.want, outline(a)); diff != "" || a.Title != tt.title {
			t.Errorf("%s: title %q, outline (-want +got):\n%s", tt.name, a.Title, diff)
		}
		if strings.Contains(tt.name, "source") && a.Source != "临湖区统计局" {
			t.Errorf("%s: source %q", tt.name, a.Source)
		}
	}
}

func TestMetaTitle(t *testing.T) {
	t.Parallel()
	page := func(title string) *pdftext.Document {
		doc := pageOf(placed{60, 60, 10, "临湖新城二期开工……"}, placed{80, 90, 10, "园区二期昨日开工建设，总投资3亿元。"}, placed{80, 120, 10, "园区三期明年开工建设，总投资5亿元。"})
		doc.Title = title
		return doc
	}
	for title, want := range map[string]string{"临湖新城二期开工……": "临湖新城二期开工……", "Microsoft Word - 文档1": "", "": ""} {
		a, err := pagelayout.Article(page(title))
		if err != nil || a.Title != want {
			t.Errorf("%q: title %q, %v", title, a.Title, err)
		}
	}
}

func TestPlausible(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("园区二期昨日开工建设，总投资3亿元，可容纳企业60家。", 5)
	shift := func(s string, by rune) string { // what a font without a map gives
		return strings.Map(func(r rune) rune {
			if char.IsHan(r) {
				return r + by
			}
			return r
		}, s)
	}
	for _, tt := range []struct {
		name, text string
		want       error
	}{
		{"Chinese", long, nil},
		{"traditional Chinese", "園區第二期工程昨日動工，總投資三億元，預計明年完成並投入運營，可容納企業六十家，帶動就業三千人。", nil},
		{"English", strings.Repeat("The second phase of the park was started. ", 5), nil},
		{"a short text", "驫鱻麤", nil},
		{"nothing", "", release.ErrScanned},
		{"a page number", "- 1 -", release.ErrScanned},
		{"other characters", shift(long, 3001), release.ErrGarbled},
		{"private characters", shift(long, 0xE000-0x4E00), release.ErrGarbled},
		{"GBK as Latin", strings.Repeat("Ô°Çø¶þÆÚ×òÈÕ¿ª¹¤", 5), release.ErrGarbled},
		{"a cipher", strings.Repeat("Xkj wqrtz pbnm vcx", 5), release.ErrGarbled},
		{"no characters", strings.Repeat("\uFFFD", 50), release.ErrGarbled},
	} {
		y := 400.0
		if tt.name == "a page number" {
			y = 820
		}
		if _, err := pagelayout.Article(pageOf(placed{60, y, 10, tt.text})); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	doc := pageOf(placed{60, 400, 10, long})
	doc.Pages[0].Unmapped = len(doc.Pages[0].Chars)
	if _, err := pagelayout.Article(doc); !errors.Is(err, release.ErrGarbled) {
		t.Errorf("unmapped characters: %v", err)
	}
}

// FuzzPages reads any characters at any place.
func FuzzPages(f *testing.F) {
	f.Add([]byte("\x10\x10\x0a园\x20\x10\x0a区\x10\x30\x0a1\x80\x30\x0a2"), uint8(1))
	f.Add([]byte(strings.Repeat("\x40\x40\x08中", 40)), uint8(3))
	f.Fuzz(func(t *testing.T, data []byte, pages uint8) {
		doc := &pdftext.Document{Pages: make([]pdftext.Page, 1+pages%4)}
		for i := 0; len(data) > 4 && i < 5000; i++ {
			r, n := utf8.DecodeRune(data[3:])
			x, y, size := float32(data[0])*3, float32(data[1])*4, float32(data[2]%40)
			at := &doc.Pages[int(data[2])%len(doc.Pages)]
			at.Width, at.Height = 600, 800
			at.Chars = append(at.Chars, pdftext.Char{Rune: r, X: x, Y: y, X0: x, X1: x + size, Y0: y, Y1: y + size, Size: size, Angle: int16(binary.LittleEndian.Uint16(data) % 3 * 90 * uint16(data[2]>>7))})
			data = data[3+n:]
		}
		a, err := pagelayout.Article(doc)
		if err != nil {
			return
		}
		for _, p := range a.Paragraphs() {
			if p.Text == "" || p.Origin != nil {
				t.Fatalf("paragraph %q, origin %v", p.Text, p.Origin)
			}
		}
	})
}
