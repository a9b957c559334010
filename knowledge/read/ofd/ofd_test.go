package ofd

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/knowledge/read/ofd/ofdtest"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

const (
	first  = "临湖区新城二期工程8月12日开工建设，项目总投资17.3亿元，占地面积268亩，计划2027年9月竣工。项目建成后预计年产值52亿元，新增就业1800人。"
	second = "区建设局负责人介绍，工程包括12条道路、3座桥梁和1所学校，其中滨河大桥长640米，由临湖建工集团承建。"
)

// read returns the title and the paragraphs of a file.
func read(t *testing.T, data []byte) (string, []string) {
	t.Helper()
	a, err := Read(release.File{ID: "a.ofd", Data: data, Ctx: t.Context()})
	if err != nil {
		t.Fatal(err)
	}
	return a.Title, outline(a)[3:]
}

// paper returns the lines of a release with a title and two paragraphs.
func paper(single bool) []ofdtest.Line {
	lines := []ofdtest.Line{{X: 60, Y: 40, Size: 7.7, Text: "临湖新城二期工程开工", Single: single}}
	one, y := ofdtest.Set(25, 60, 5.6, 160, single, first)
	two, _ := ofdtest.Set(25, y, 5.6, 160, single, second)
	return append(append(lines, one...), two...)
}

func TestRead(t *testing.T) {
	t.Parallel()
	for name, single := range map[string]bool{"an object a line": false, "an object a character": true} {
		title, got := read(t, ofdtest.File{Title: "模板1", Pages: []ofdtest.Page{{Lines: paper(single)}}}.Bytes(t))
		if diff := cmp.Diff([]string{first, second}, got); diff != "" || title != "临湖新城二期工程开工" {
			t.Errorf("%s: title %q (-want +got):\n%s", name, title, diff)
		}
	}
}

// TestTurned reads a page whose lines run upwards, as on a landscape page that was
// turned, and one whose lines run downwards with turned characters.
func TestTurned(t *testing.T) {
	t.Parallel()
	for name, place := range map[string]func(l ofdtest.Line) string{
		"upwards": func(l ofdtest.Line) string {
			return fmt.Sprintf(`Boundary="%g %g 100 100" Size="%g" CTM="0 -1 1 0 0 0"`, l.Y, 297-l.X, l.Size)
		},
		"downwards": func(l ofdtest.Line) string {
			return fmt.Sprintf(`Boundary="%g %g 100 100" Size="%g" CTM="0 1 -1 0 0 0"`, 210-l.Y, l.X, l.Size)
		},
	} {
		var b strings.Builder
		for _, l := range paper(false) {
			b.WriteString(textObject(place(l), `X="0" Y="0"`, l.Text))
		}
		title, got := read(t, ofdtest.File{Pages: []ofdtest.Page{{Objects: b.String()}}}.Bytes(t))
		if diff := cmp.Diff([]string{first, second}, got); diff != "" || title != "临湖新城二期工程开工" {
			t.Errorf("%s: title %q (-want +got):\n%s", name, title, diff)
		}
	}
}

// TestSigned leaves out signatures and annotations.
func TestSigned(t *testing.T) {
	t.Parallel()
	_, got := read(t, ofdtest.File{Pages: []ofdtest.Page{{Lines: paper(false)}}, Parts: map[string]string{
		"Doc_0/Signs/Signatures.xml":            `<ofd:Signatures xmlns:ofd="http://www.ofdspec.org/2016"><ofd:Signature ID="1" BaseLoc="Sign_0/Signature.xml"/></ofd:Signatures>`,
		"Doc_0/Signs/Sign_0/SignedValue.dat":    "\x30\x82\x00",
		"Doc_0/Annots/Page_0/Annotation.xml":    `<ofd:PageAnnot>` + textObject(`Boundary="25 200 160 8" Size="5"`, `X="0" Y="5"`, "总投资4亿元。") + `</ofd:PageAnnot>`,
		"Doc_0/PublicRes.xml":                   "\uFEFF<?xml version=\"1.0\" encoding=\"utf-8\"?>\r\n<Res/>",
		"Doc_0/Res/image_0.jb2":                 "\x00",
		"Doc_0/Pages/Page_0/unused/Content.xml": "<",
	}}.Bytes(t))
	if !slices.Equal(got, []string{first, second}) {
		t.Errorf("%q", got)
	}
}

// textObject returns an object with the given attributes and a TextCode.
func textObject(attributes, code, text string) string {
	return fmt.Sprintf(`<ofd:TextObject ID="70" Font="9" %s><ofd:TextCode %s>%s</ofd:TextCode></ofd:TextObject>`, attributes, code, text)
}

// TestObjects reads the ways in which text is placed.
func TestObjects(t *testing.T) {
	t.Parallel()
	const box = `Boundary="25 100 160 8" Size="5"`
	for _, tt := range []struct{ name, objects, want string }{
		{"no distances", textObject(box, `X="0" Y="5"`, "总投资3.5亿元。"), "总投资3.5亿元。"},
		{"too few distances", textObject(box, `X="0" Y="5" DeltaX="5 5"`, "总投资3.5亿元。"), "总投资3.5亿元。"},
		{"repeated distances", textObject(box, `X="0" Y="5" DeltaX="g 3 5 g 2 2.5 2.5 5 5"`, "总投资3.5亿元。"), "总投资3.5亿元。"},
		{"more repeats than characters", textObject(box, `X="0" Y="5" DeltaX="g 999999999 5"`, "总投资三亿元。"), "总投资三亿元。"},
		{"two runs", `<ofd:TextObject ID="1" ` + box + `><ofd:TextCode X="0" Y="5" DeltaX="g 2 5">总投资</ofd:TextCode><ofd:TextCode X="15" DeltaX="2.5 2.5 2.5 5 5">3.5亿元。</ofd:TextCode></ofd:TextObject>`, "总投资3.5亿元。"},
		{"a matrix", textObject(`Boundary="25 100 160 8" Size="1" CTM="5 0 0 5 0 5"`, `X="0" Y="0" DeltaX="1 1 1 0.5 0.5 0.5 1 1"`, "总投资3.5亿元。"), "总投资3.5亿元。"},
		{"blocks in blocks", `<ofd:PageBlock ID="1"><ofd:PageBlock ID="2">` + textObject(box, `X="0" Y="5"`, "总投资3.5亿元。") + `</ofd:PageBlock></ofd:PageBlock>`, "总投资3.5亿元。"},
		{"line ends around the text", textObject(box, `X="0" Y="5"`, "\n      总投资3.5亿元。\n    "), "总投资3.5亿元。"},
		{"glyphs of the font", `<ofd:TextObject ID="1" ` + box + `><ofd:CGTransform CodePosition="0" CodeCount="2" GlyphCount="2"><ofd:Glyphs>17 18</ofd:Glyphs></ofd:CGTransform><ofd:TextCode X="0" Y="5">总投资3.5亿元。</ofd:TextCode></ofd:TextObject>`, "总投资3.5亿元。"},
		{"invisible", textObject(box, `X="0" Y="5"`, "总投资3.5亿元。") + textObject(`Visible="false" Boundary="25 120 160 8" Size="5"`, `X="0" Y="5"`, "总投资4亿元。"), "总投资3.5亿元。"},
		{"text in a clip", `<ofd:TextObject ID="1" ` + box + `><ofd:Clips><ofd:Clip><ofd:Area><ofd:Text Boundary="0 0 1 1" Size="5"><ofd:TextCode X="0" Y="5">剪</ofd:TextCode></ofd:Text></ofd:Area></ofd:Clip></ofd:Clips><ofd:TextCode X="0" Y="5">总投资3.5亿元。</ofd:TextCode></ofd:TextObject>`, "总投资3.5亿元。"},
		{"drawn twice for bold", textObject(box, `X="0" Y="5"`, "总投资3.5亿元。") + textObject(`Boundary="25.1 100 160 8" Size="5"`, `X="0" Y="5"`, "总投资3.5亿元。"), "总投资3.5亿元。"},
		{"a space", textObject(box, `X="0" Y="5"`, "The park of 35 ha, with mills, is large."), "The park of 35 ha, with mills, is large."},
	} {
		const other = "园区三期明年开工建设。"
		page := ofdtest.Page{Objects: tt.objects, Lines: []ofdtest.Line{{X: 35, Y: 60, Size: 5, Text: other}, {X: 35, Y: 160, Size: 5, Text: other}}}
		_, got := read(t, ofdtest.File{Pages: []ofdtest.Page{page}}.Bytes(t))
		if diff := cmp.Diff([]string{other, tt.want, other}, got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.name, diff)
		}
	}
}

// TestUnits reads text in composite graphic units, of the document and of a page.
func TestUnits(t *testing.T) {
	t.Parallel()
	unit := func(id, body string) string {
		return `<ofd:Res xmlns:ofd="http://www.ofdspec.org/2016"><ofd:CompositeGraphicUnits><ofd:CompositeGraphicUnit ID="` + id + `" Width="160" Height="10"><ofd:Content>` + body + `</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits></ofd:Res>`
	}
	file := ofdtest.File{
		Pages: []ofdtest.Page{{Lines: paper(false), Objects: `<ofd:CompositeObject ID="80" ResourceID="800" Boundary="35 200 160 10"/>`}},
		Parts: map[string]string{"Doc_0/PublicRes.xml": unit("800", `<ofd:CompositeObject ID="81" ResourceID="801" Boundary="0 0 160 10" CTM="1 0 0 1 0 0"/>`) + "\n"},
	}
	file.Parts["Doc_0/PublicRes.xml"] = strings.Replace(file.Parts["Doc_0/PublicRes.xml"], "</ofd:CompositeGraphicUnits>",
		`<ofd:CompositeGraphicUnit ID="801"><ofd:Content>`+textObject(`Boundary="0 0 160 8" Size="5.6"`, `X="0" Y="5"`, "二期总投资3.5亿元。")+`</ofd:Content></ofd:CompositeGraphicUnit></ofd:CompositeGraphicUnits>`, 1)
	_, got := read(t, file.Bytes(t))
	if diff := cmp.Diff([]string{first, second, "二期总投资3.5亿元。"}, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
	file.Parts["Doc_0/PublicRes.xml"] = unit("800", `<ofd:CompositeObject ID="81" ResourceID="800" Boundary="0 0 160 10"/>`)
	if _, err := pagesOf(file.Bytes(t)); !errors.Is(err, release.ErrTooLarge) {
		t.Errorf("a unit in itself: %v", err)
	}
	file.Parts["Doc_0/PublicRes.xml"] = unit("7", "")
	if _, err := pagesOf(file.Bytes(t)); !errors.Is(err, release.ErrDamaged) {
		t.Errorf("a unit that is not there: %v", err)
	}
}

// TestTable reads a table of which each cell is an object.
func TestTable(t *testing.T) {
	t.Parallel()
	lines := paper(false)
	var rules [][4]float64
	for i, row := range [][]string{{"项目", "总投资（亿元）", "占地（亩）"}, {"滨河医院", "5.5", "120"}, {"临湖中学", "2.3", "86"}, {"体育公园", "1.8", "210"}} {
		for j, c := range row {
			lines = append(lines, ofdtest.Line{X: 30 + 50*float64(j), Y: 130 + 9*float64(i), Size: 4.9, Text: c, Single: i == 2})
		}
		rules = append(rules, [4]float64{25, 123 + 9*float64(i), 185, 123 + 9*float64(i)})
	}
	_, got := read(t, ofdtest.File{Pages: []ofdtest.Page{{Lines: lines, Rules: rules}}}.Bytes(t))
	want := []string{first, second, "项目：滨河医院；总投资：5.5亿元；占地：120亩", "项目：临湖中学；总投资：2.3亿元；占地：86亩", "项目：体育公园；总投资：1.8亿元；占地：210亩"}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}

// TestPages joins a sentence over two pages that have a template with a running
// head, a text in its middle and page numbers.
func TestPages(t *testing.T) {
	t.Parallel()
	all, _ := ofdtest.Set(25, 60, 5.6, 160, false, first+second)
	mark := ofdtest.Line{X: 80, Y: 150, Size: 5.6, Text: "临湖区政府公报"}
	page := func(n int, lines []ofdtest.Line, up float64) ofdtest.Page {
		p := ofdtest.Page{Template: 1, Lines: []ofdtest.Line{{X: 100, Y: 285, Size: 4, Text: fmt.Sprintf("— %d —", n)}}}
		for _, l := range lines {
			l.Y += up
			p.Lines = append(p.Lines, l)
		}
		return p
	}
	file := ofdtest.File{
		Templates: []ofdtest.Page{{Lines: []ofdtest.Line{{X: 25, Y: 15, Size: 4, Text: "临湖区人民政府"}, mark}}},
		Pages:     []ofdtest.Page{page(1, all[:3], 190-all[0].Y+20), page(2, all[3:], 0)},
	}
	file.Templates[0].Lines = file.Templates[0].Lines[:1]
	if _, got := read(t, file.Bytes(t)); !slices.Equal(got, []string{first + second}) {
		t.Errorf("%q", got)
	}
	file.Templates[0].Lines = append(file.Templates[0].Lines, mark)
	title, got := read(t, file.Bytes(t))
	if diff := cmp.Diff([]string{first + second}, got); diff != "" || title != mark.Text {
		t.Errorf("text in the template: title %q (-want +got):\n%s", title, diff)
	}
}

// TestRefuses refuses files with a reason.
func TestRefuses(t *testing.T) {
	t.Parallel()
	picture := ofdtest.Page{Objects: `<ofd:ImageObject ID="5" Boundary="0 0 210 297" ResourceID="4"/>`}
	with := func(name, body string) []byte {
		return ofdtest.File{Pages: []ofdtest.Page{{Lines: paper(false)}}, Parts: map[string]string{name: body}}.Bytes(t)
	}
	down := make([]string, 12)
	for i := range down {
		down[i] = "5"
	}
	vertical := ofdtest.Page{Objects: textObject(`Boundary="150 30 10 200" Size="5"`, `X="0" Y="5" DeltaY="`+strings.Join(down, " ")+`"`, "总投资三亿元，占地八十亩。") +
		textObject(`Boundary="140 30 10 200" Size="5" ReadDirection="90"`, `X="0" Y="5"`, "计划明年九月竣工。")}
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"no archive", []byte("a text"), release.ErrPlain},
		{"half an archive", []byte("PK\x03\x04abc"), release.ErrDamaged},
		{"pictures", ofdtest.File{Pages: []ofdtest.Page{picture, picture}}.Bytes(t), release.ErrScanned},
		{"vertical", ofdtest.File{Pages: []ofdtest.Page{vertical}}.Bytes(t), release.ErrVertical},
		{"locked", with("Encryptions.xml", "<a/>"), release.ErrEncrypted},
		{"no document", with("OFD.xml", "<OFD/>"), release.ErrDamaged},
		{"a document that is not there", with("OFD.xml", "<OFD><DocRoot>b</DocRoot></OFD>"), release.ErrDamaged},
		{"no pages", with("Doc_0/Document.xml", "<Document/>"), release.ErrDamaged},
		{"a page that is not there", with("Doc_0/Document.xml", `<Document><Pages><Page BaseLoc="x.xml"/></Pages></Document>`), release.ErrDamaged},
		{"many pages", with("Doc_0/Document.xml", `<Document><Pages>`+strings.Repeat(`<Page BaseLoc="Pages/Page_0/Content.xml"/>`, 300)+`</Pages></Document>`), release.ErrTooLarge},
		{"many characters", with("Doc_0/Pages/Page_0/Content.xml", `<Page><Content>`+textObject(`Boundary="0 0 9 9" Size="5"`, "", strings.Repeat("园", maxChars+1))+`</Content></Page>`), release.ErrTooLarge},
		{"no template", with("Doc_0/Pages/Page_0/Content.xml", `<Page><Template TemplateID="5"/><Content/></Page>`), release.ErrDamaged},
		{"no size", with("Doc_0/Pages/Page_0/Content.xml", `<Page><Content>`+textObject(`Boundary="0 0 9 9"`, "", "园区")+`</Content></Page>`), release.ErrDamaged},
		{"no number", with("Doc_0/Pages/Page_0/Content.xml", `<Page><Content>`+textObject(`Boundary="0 0 9 9" Size="5"`, `DeltaX="a"`, "园区")+`</Content></Page>`), release.ErrDamaged},
		{"NaN", with("Doc_0/Pages/Page_0/Content.xml", `<Page><Content>`+textObject(`Boundary="0 0 NaN 9" Size="5"`, "", "园区")+`</Content></Page>`), release.ErrDamaged},
		{"no XML", with("Doc_0/Pages/Page_0/Content.xml", "\x00\x01"), release.ErrDamaged},
		{"entities", with("OFD.xml", `<!DOCTYPE a [<!ENTITY b "c">]><OFD><DocRoot>&b;</DocRoot></OFD>`), release.ErrDamaged},
	} {
		if _, err := Read(release.File{Data: tt.data, Ctx: t.Context()}); !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
}
