package main

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"io"
	"strings"

	"beilun/knowledge/read/testdata/formats/release"
)

const (
	xmlHead = `<?xml version="1.0" encoding="UTF-8" standalone="yes"?>` + "\n"
	wordNS  = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"`
	openXML = "application/vnd.openxmlformats-officedocument.wordprocessingml."
	relType = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
)

// word returns a Word file with the styles of title and headings, a numbered list
// whose numbers are not text, and tables. Its properties have another year than
// the publication.
func word(r release.Release) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range []struct{ name, text string }{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>` +
			`<Override PartName="/word/document.xml" ContentType="` + openXML + `document.main+xml"/><Override PartName="/word/styles.xml" ContentType="` + openXML + `styles+xml"/><Override PartName="/word/numbering.xml" ContentType="` + openXML + `numbering+xml"/>` +
			`<Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relType + `officeDocument" Target="word/document.xml"/>` +
			`<Relationship Id="rId2" Type="http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties" Target="docProps/core.xml"/></Relationships>`},
		{"word/_rels/document.xml.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="` + relType + `styles" Target="styles.xml"/>` +
			`<Relationship Id="rId2" Type="` + relType + `numbering" Target="numbering.xml"/></Relationships>`},
		{"docProps/core.xml", `<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">` +
			`<dc:title>` + escape(r.Title) + `</dc:title><dc:creator>办公室</dc:creator><dcterms:created xsi:type="dcterms:W3CDTF">2020-01-01T00:00:00Z</dcterms:created></cp:coreProperties>`},
		{"word/styles.xml", `<w:styles ` + wordNS + `><w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>` +
			`<w:style w:type="paragraph" w:styleId="a3"><w:name w:val="Title"/><w:basedOn w:val="a"/><w:rPr><w:sz w:val="44"/></w:rPr></w:style>` +
			`<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/></w:rPr></w:style></w:styles>`},
		{"word/numbering.xml", `<w:numbering ` + wordNS + `><w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl></w:abstractNum>` +
			`<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>`},
		{"word/document.xml", document(r)},
	} {
		w, err := z.Create(f.name)
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, xmlHead+f.text); err != nil {
			return nil, err
		}
	}
	if err := z.Close(); err != nil {
		return nil, err
	}
	return b.Bytes(), nil
}

func document(r release.Release) string {
	var b strings.Builder
	b.WriteString(`<w:document ` + wordNS + `><w:body>`)
	paragraph(&b, `<w:pStyle w:val="a3"/><w:jc w:val="center"/>`, r.Title)
	paragraph(&b, `<w:jc w:val="center"/>`, byline(r))
	for _, block := range r.Blocks {
		switch block.Kind {
		case release.Heading:
			paragraph(&b, `<w:pStyle w:val="1"/>`, block.Text)
		case release.Item:
			paragraph(&b, `<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>`, block.Text)
		case release.Table:
			b.WriteString(`<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr>`)
			for _, row := range block.Rows {
				b.WriteString(`<w:tr>`)
				for _, cell := range row {
					b.WriteString(`<w:tc><w:tcPr><w:tcW w:w="1600" w:type="dxa"/></w:tcPr>`)
					paragraph(&b, "", cell)
					b.WriteString(`</w:tc>`)
				}
				b.WriteString(`</w:tr>`)
			}
			b.WriteString(`</w:tbl>`)
		default:
			paragraph(&b, `<w:ind w:firstLineChars="200" w:firstLine="420"/>`, block.Text)
		}
	}
	b.WriteString(`<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:cols w:num="2" w:space="425"/></w:sectPr></w:body></w:document>`)
	return b.String()
}

// paragraph writes text as Word does, split into runs wherever an author stopped
// typing, also inside numbers.
func paragraph(b *strings.Builder, properties, text string) {
	fmt.Fprintf(b, `<w:p w:rsidR="00A1"><w:pPr>%s</w:pPr>`, properties)
	rs := []rune(text)
	for i := 0; i < len(rs); i += 17 {
		fmt.Fprintf(b, `<w:r><w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr><w:t xml:space="preserve">%s</w:t></w:r>`, escape(string(rs[i:min(i+17, len(rs))])))
		if i == 0 {
			b.WriteString(`<w:proofErr w:type="spellStart"/><w:bookmarkStart w:id="0" w:name="_Hlk1"/><w:bookmarkEnd w:id="0"/>`)
		}
	}
	b.WriteString(`</w:p>`)
}

func escape(s string) string {
	var b strings.Builder
	// writing to a Builder does not fail
	_ = xml.EscapeText(&b, []byte(s))
	return b.String()
}
