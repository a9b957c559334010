package read

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge/read/release"
)

// mailSample is a mail with a table in its text.
const mailSample = "From: =?utf-8?B?5LqR5bKt5Yy657uf6K6h5bGA?= <tjj@yunling.example>\r\nTo: press@paper.example\r\nDate: Tue, 20 Jan 2026 10:00:00 +0800\r\n" +
	"Subject: =?utf-8?B?5Zut5Yy65LqM5pyf5byA5bel?=\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=\"=_b\"\r\n\r\n" +
	"--=_b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>" + wordProse + "</p><table><tr><td>项目</td><td>投资（亿元）</td></tr><tr><td>学校</td><td>2</td></tr></table><p>" + wordProse2 + "</p>\r\n" +
	"--=_b\r\nContent-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment\r\nContent-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjQK\r\n--=_b--\r\n"

// TestDamagedOffice reads 80 damaged files of each kind. A text document or slides
// must be refused with a reason or give the text as before. A mail is text, which
// may be damaged like that of a text file.
func TestDamagedOffice(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"odt/testdata/bulletin.odt", "pptx/testdata/briefing.pptx", "a.eml"} {
		t.Run(name[strings.LastIndexByte(name, '.')+1:], func(t *testing.T) {
			t.Parallel()
			data := []byte(mailSample)
			if name != "a.eml" {
				var err error
				if data, err = os.ReadFile(name); err != nil {
					t.Fatal(err)
				}
			}
			s := damaged{name: "nothing", id: name, data: data}
			intact, err := readWithin(t, s, time.Minute)
			if err != nil {
				t.Fatal(err)
			}
			if name != "a.eml" {
				s.intact = intact
			}
			rng := rand.New(rand.NewPCG(8, 1))
			refused := 0
			for range 80 {
				f := damage(rng, s)
				text, err := readWithin(t, f, time.Minute)
				switch {
				case err != nil && err.Error() == "":
					t.Errorf("%s is refused without a reason", f.name)
				case err != nil:
					refused++
				case f.intact != "" && text != f.intact:
					t.Errorf("%s says other things than before:\n%s", f.name, text)
				case f.name == "cut" && text == "":
					t.Errorf("%s is read without a text", f.name)
				}
			}
			t.Logf("%d refused, %d read", refused, 80-refused)
		})
	}
}

// TestOfficeBombs reads small files that are large, deep or endless inside.
func TestOfficeBombs(t *testing.T) {
	needs.Long(t, "a minute under the race detector")
	t.Parallel()
	odt := `<office:document-content xmlns:office="o" xmlns:text="t" xmlns:table="b"><office:body><office:text>`
	slide := `<p:sld xmlns:p="p" xmlns:a="a"><p:cSld><p:spTree>`
	rels := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<Relationship Id="r%d" Type="t/slide" Target="slides/s%d.xml"/>`, i, i)
		}
		return "<Relationships>" + b.String() + "</Relationships>"
	}
	list := func(n int) string {
		var b strings.Builder
		for i := range n {
			fmt.Fprintf(&b, `<p:sldId r:id="r%d"/>`, i)
		}
		return `<p:presentation xmlns:p="p" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">` + b.String() + "</p:presentation>"
	}
	long := strings.Repeat(" ", 30<<20)
	big := []part{{"ppt/presentation.xml", list(5), 0}, {"ppt/_rels/presentation.xml.rels", rels(5), 0}}
	for i := range 5 {
		big = append(big, part{fmt.Sprintf("ppt/slides/s%d.xml", i), slide + long, 0})
	}
	for name, f := range map[string]struct {
		id   string
		data []byte
	}{
		"deep text":     {"a.odt", pack(t, part{"content.xml", odt + strings.Repeat("<text:section>", 100_000), 0})},
		"long text":     {"a.odt", pack(t, part{"content.xml", odt + strings.Repeat("<text:p>园区总投资三亿元。</text:p>", 1_000_000), 0})},
		"entities":      {"a.odt", pack(t, part{"content.xml", `<!DOCTYPE x [<!ENTITY a "b">]>` + odt + "<text:p>&a;</text:p>", 0})},
		"many rows":     {"a.odt", pack(t, part{"content.xml", odt + "<table:table>" + strings.Repeat(`<table:table-row table:number-rows-repeated="999999999"><table:table-cell table:number-columns-repeated="999999999"><text:p>3亿元</text:p></table:table-cell></table:table-row>`, 5000) + "</table:table></office:text></office:body></office:document-content>", 0})},
		"large slides":  {"a.pptx", pack(t, big...)},
		"many slides":   {"a.pptx", pack(t, part{"ppt/presentation.xml", list(100_000), 0}, part{"ppt/_rels/presentation.xml.rels", rels(100_000), 0})},
		"deep slides":   {"a.pptx", pack(t, part{"ppt/presentation.xml", list(1), 0}, part{"ppt/_rels/presentation.xml.rels", rels(1), 0}, part{"ppt/slides/s0.xml", slide + strings.Repeat("<p:grpSp>", 100_000), 0})},
		"nested mail":   {"a.eml", []byte("From: a@b\r\n" + strings.Repeat("Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\n", 100_000))},
		"many parts":    {"a.eml", []byte("From: a@b\r\nContent-Type: multipart/mixed; boundary=a\r\n\r\n" + strings.Repeat("--a\r\n\r\n\r\n", 1_000_000))},
		"endless words": {"a.eml", []byte("From: a@b\r\nSubject: " + strings.Repeat("=?gbk?B?0w==?=", 500_000) + "\r\n\r\n\r\n")},
	} {
		start := time.Now()
		if text, err := readWithin(t, damaged{name: name, id: f.id, data: f.data}, time.Minute); err == nil && name != "many rows" { // of which no more are read than there may be
			t.Errorf("%s is read: %.100q", name, text)
		} else if errors.Is(err, release.ErrPlain) {
			t.Errorf("%s: %v", name, err)
		}
		t.Logf("%s: %v", name, time.Since(start).Round(time.Millisecond))
	}
}

// TestMailOrPage reads mails and saved pages under the names of each other.
func TestMailOrPage(t *testing.T) {
	t.Parallel()
	page := message("Snapshot-Content-Location: https://hd.example/a\r\n", "Content-Type: text/html; charset=utf-8\r\n\r\n<html><head><title>封顶</title></head><body><div id=zoom><p>"+one+"</p><p>"+two+"</p></div></body></html>")
	for name, tt := range map[string]struct{ data, title string }{
		"a.mhtml": {page, "封顶"}, "a.eml": {page, "封顶"}, "b.eml": {mailSample, "园区二期开工"}, "b.mht": {mailSample, "园区二期开工"},
		"c.txt": {"Received: from a by b\r\n" + mailSample, "园区二期开工"}, "d.eml": {"园区二期开工\n" + wordProse + "\n" + wordProse2, "园区二期开工"},
	} {
		a, err := File(name, []byte(tt.data))
		if err != nil || a.Title != tt.title {
			t.Errorf("%s: %v, %v", name, a, err)
		}
	}
}
