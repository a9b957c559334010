package odt

import (
	"testing"
	"unicode/utf8"

	"beilun/knowledge/read/release"
)

func FuzzRead(f *testing.F) {
	f.Add(`<style:style style:name="T1" style:family="text" style:parent-style-name="T2"><style:text-properties style:text-position="super 58%" text:display="none"/></style:style>`,
		`<text:h text:outline-level="99">一</text:h><text:p>总投资<text:span text:style-name="T1">2</text:span><text:s text:c="3"/><text:tab/><text:line-break/>3亿元。</text:p>`)
	f.Add("", `<table:table><table:table-header-rows><table:table-row><table:table-cell table:number-columns-spanned="2" table:number-rows-spanned="3"><text:p>一</text:p></table:table-cell><table:covered-table-cell table:number-columns-repeated="9"/></table:table-row></table:table-header-rows><table:table-row table:number-rows-repeated="7"><table:covered-table-cell/><table:table-cell><table:table/></table:table-cell></table:table-row></table:table>`)
	f.Add("", `<text:p><draw:frame><draw:text-box><text:p>`+first+`</text:p><table:table-cell/></draw:text-box></draw:frame><text:note/><text:section text:display="none"/></text:p>`)
	f.Fuzz(func(t *testing.T, styles, body string) {
		a, err := Read(release.File{ID: "a.odt", Data: fileOf(t, textKind, styles, body)})
		if err != nil {
			return
		}
		for _, p := range a.Paragraphs() {
			if !utf8.ValidString(p.Text) || p.Text == "" {
				t.Fatalf("paragraph %q", p.Text)
			}
		}
	})
}
