// Package ofdtest makes small OFD files for tests, as the programs of offices do.
package ofdtest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

// File is an OFD of one document.
type File struct {
	Title     string // in its properties
	Pages     []Page
	Templates []Page
	Parts     map[string]string // that are added, or replace those of the same name
}

// Page is an A4 page or a template.
type Page struct {
	Lines    []Line
	Rules    [][4]float64 // lines of tables, from x, y to x, y
	Template int          // from 1; 0 for none
	Objects  string       // further objects as XML
}

// Line is a line of text. X and Y are the start of the line under it, in
// millimetres from the top left.
type Line struct {
	X, Y, Size float64
	Text       string
	Single     bool // each character is an object by itself
}

const head = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
const space = ` xmlns:ofd="http://www.ofdspec.org/2016"`

// Bytes returns the file.
func (f File) Bytes(t testing.TB) []byte {
	t.Helper()
	parts := map[string]string{
		"OFD.xml": head + `<ofd:OFD` + space + ` Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID><ofd:Title>` + escape(f.Title) +
			`</ofd:Title><ofd:CreationDate>2019-01-01</ofd:CreationDate></ofd:DocInfo><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot></ofd:DocBody></ofd:OFD>`,
	}
	var doc, pages strings.Builder
	for i, p := range f.Templates {
		name := fmt.Sprintf("Tpls/Tpl_%d/Content.xml", i)
		fmt.Fprintf(&doc, `<ofd:TemplatePage ID="%d" BaseLoc="%s"/>`, 900+i, name)
		parts["Doc_0/"+name] = p.content()
	}
	for i, p := range f.Pages {
		name := fmt.Sprintf("Pages/Page_%d/Content.xml", i)
		fmt.Fprintf(&pages, `<ofd:Page ID="%d" BaseLoc="%s"/>`, 1+i, name)
		parts["Doc_0/"+name] = p.content()
	}
	parts["Doc_0/Document.xml"] = head + `<ofd:Document` + space + `><ofd:CommonData><ofd:MaxUnitID>1000</ofd:MaxUnitID><ofd:PageArea><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>` +
		`<ofd:PublicRes>PublicRes.xml</ofd:PublicRes>` + doc.String() + `</ofd:CommonData><ofd:Pages>` + pages.String() + `</ofd:Pages></ofd:Document>`
	parts["Doc_0/PublicRes.xml"] = head + `<ofd:Res` + space + ` BaseLoc="Res"><ofd:Fonts><ofd:Font ID="9" FontName="SimSun" FamilyName="SimSun"/></ofd:Fonts></ofd:Res>`
	maps.Copy(parts, f.Parts)
	return Zip(t, parts)
}

// Zip returns an archive of parts.
func Zip(t testing.TB, parts map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range slices.Sorted(maps.Keys(parts)) {
		w, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(parts[name])); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (p Page) content() string {
	var b strings.Builder
	b.WriteString(head + `<ofd:Page` + space + `><ofd:Area><ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:Area>`)
	if p.Template > 0 {
		fmt.Fprintf(&b, `<ofd:Template TemplateID="%d" ZOrder="Background"/>`, 899+p.Template)
	}
	b.WriteString(`<ofd:Content><ofd:Layer ID="99" Type="Body">`)
	for _, r := range p.Rules {
		fmt.Fprintf(&b, `<ofd:PathObject ID="50" Boundary="0 0 210 297" LineWidth="0.3"><ofd:AbbreviatedData>M %g %g L %g %g</ofd:AbbreviatedData></ofd:PathObject>`, r[0], r[1], r[2], r[3])
	}
	for _, l := range p.Lines {
		b.WriteString(l.objects())
	}
	b.WriteString(p.Objects + `</ofd:Layer></ofd:Content></ofd:Page>`)
	return b.String()
}

// objects returns the text objects of a line.
func (l Line) objects() string {
	var b strings.Builder
	write := func(x float64, text, delta string) {
		fmt.Fprintf(&b, `<ofd:TextObject ID="60" Boundary="%g %g 170 %g" Font="9" Size="%g"><ofd:FillColor Value="0 0 0"/><ofd:TextCode X="0" Y="%g"%s>%s</ofd:TextCode></ofd:TextObject>`,
			x, l.Y-l.Size, 1.3*l.Size, l.Size, l.Size, delta, escape(text))
	}
	if l.Single {
		x := l.X
		for _, r := range l.Text {
			write(x, string(r), "")
			x += Width(r) * l.Size
		}
		return b.String()
	}
	var deltas []string
	rs := []rune(l.Text)
	for i := 0; i+1 < len(rs); {
		n := 1
		for i+n+1 < len(rs) && Width(rs[i+n]) == Width(rs[i]) {
			n++
		}
		if d := fmt.Sprintf("%.4g", Width(rs[i])*l.Size); n > 1 {
			deltas = append(deltas, fmt.Sprintf("g %d %s", n, d))
		} else {
			deltas = append(deltas, d)
		}
		i += n
	}
	write(l.X, l.Text, ` DeltaX="`+strings.Join(deltas, " ")+`"`)
	return b.String()
}

// Width returns the width of a character in em.
func Width(r rune) float64 {
	if r < 0x80 {
		return 0.5
	}
	return 1
}

// Set returns text as lines of a column that is width wide, with an indent of two
// characters, and the place of the line after them.
func Set(x, y, size, width float64, single bool, text string) (lines []Line, next float64) {
	l := Line{X: x + 2*size, Y: y, Size: size, Single: single}
	at := 2 * size
	for _, r := range text {
		if at+Width(r)*size > width+0.01 && !strings.ContainsRune("，。、；：", r) {
			lines = append(lines, l)
			l = Line{X: x, Y: l.Y + 1.7*size, Size: size, Single: single}
			at = 0
		}
		l.Text += string(r)
		at += Width(r) * size
	}
	return append(lines, l), l.Y + 1.7*size
}

// escape returns text as XML has it.
func escape(text string) string {
	var b strings.Builder
	xml.EscapeText(&b, []byte(text)) // a strings.Builder does not fail
	return b.String()
}
