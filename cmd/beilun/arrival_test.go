package main

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"beilun/internal/needs"
	"beilun/knowledge/read"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// thing is an invented thing with one figure of its own.
type thing struct{ name, amount string }

func newThing(i int) thing {
	first, second := []rune("青临望白海龙金石云"), []rune("禾湖岭潮桥川屿湾溪麓")
	kinds := []string{"材料园", "科创中心", "物流港", "体育中心", "装备城", "博物馆", "水厂"}
	name := string(first[i%len(first)]) + string(second[i/len(first)%len(second)]) + kinds[i%len(kinds)]
	return thing{name, fmt.Sprintf("%d.%02d亿元", 10+i%89, 99-i%99)}
}

func (x thing) question() string { return x.name + "总投资多少？" }
func (x thing) title() string    { return x.name + "开工建设" }
func (x thing) text() string     { return x.name + "总投资" + x.amount + "，由区属国企建设。" }

// arrivals are the kinds of files that arrive in the folder, as far as they can be
// read.
var arrivals = []struct {
	name string // of the kind
	ext  string
	file func(x thing) []byte
}{
	{"text", ".txt", func(x thing) []byte { return []byte(x.title() + "\n\n" + x.text() + "\n") }},
	{"markdown", ".md", func(x thing) []byte {
		return []byte("---\ntitle: " + x.title() + "\nsource: 某区发布\ndate: 2024-03-01\n---\n" + x.text() + "\n")
	}},
	{"text in GB18030", ".txt", func(x thing) []byte { return gb18030(x.title() + "\r\n\r\n" + x.text() + "\r\n") }},
	{"web page", ".html", func(x thing) []byte { return []byte(webPage(x, "utf-8")) }},
	{"web page in GB18030", ".htm", func(x thing) []byte { return gb18030(webPage(x, "gb2312")) }},
	{"Word", ".docx", wordFile},
	{"PDF", ".pdf", pdfFile},
}

func gb18030(s string) []byte {
	data, err := simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(s))
	if err != nil { // it has every character
		return nil
	}
	return data
}

func webPage(x thing, charset string) string {
	return `<!DOCTYPE html><html><head><meta charset="` + charset + `"><title>` + x.title() + `</title></head><body>` +
		`<div class="nav"><a href="/">首页</a> <a href="/news">新闻</a></div><h1>` + x.title() + `</h1>` +
		`<div id="zoom"><p>` + x.text() + `</p><p>项目建成后，周边居民出行将更加方便，沿线还会增加绿地和停车场。</p></div>` +
		`<div class="footer">版权所有</div></body></html>`
}

func wordFile(x thing) []byte {
	const ns = `xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"`
	var b bytes.Buffer
	w := zip.NewWriter(&b)
	var errs []error
	for _, part := range [][2]string{
		{"[Content_Types].xml", `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`},
		{"_rels/.rels", `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>`},
		{"word/document.xml", `<w:document ` + ns + `><w:body><w:p><w:r><w:t>` + x.title() + `</w:t></w:r></w:p><w:p><w:r><w:t>` + x.text() + `</w:t></w:r></w:p></w:body></w:document>`},
	} {
		f, err := w.Create(part[0])
		if err == nil {
			_, err = f.Write([]byte(`<?xml version="1.0" encoding="UTF-8"?>` + part[1]))
		}
		errs = append(errs, err)
	}
	if errors.Join(append(errs, w.Close())...) != nil { // a buffer takes everything
		return nil
	}
	return b.Bytes()
}

// pdfFile returns a page in a font that is not embedded, as office programs in China
// write it.
func pdfFile(x thing) []byte {
	hex := func(s string) string {
		var b strings.Builder
		for _, r := range s {
			fmt.Fprintf(&b, "%04X", r)
		}
		return b.String()
	}
	content := fmt.Sprintf("BT /F1 20 Tf 60 740 Td <%s> Tj ET BT /F1 11 Tf 60 700 Td <%s> Tj ET", hex(x.title()), hex(x.text()))
	var b bytes.Buffer
	b.WriteString("%PDF-1.4\n")
	var at []int
	for i, object := range []string{
		"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 2 >> /DW 1000 /FontDescriptor 7 0 R >>",
		"<< /Type /FontDescriptor /FontName /STSong-Light /Flags 6 /FontBBox [0 -200 1000 900] /ItalicAngle 0 /Ascent 880 /Descent -120 /CapHeight 880 /StemV 80 >>",
	} {
		at = append(at, b.Len())
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i+1, object)
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", len(at)+1)
	for _, offset := range at {
		fmt.Fprintf(&b, "%010d 00000 n \n", offset)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n", len(at)+1, start)
	return b.Bytes()
}

// bulk returns a release of many paragraphs.
func bulk() []byte {
	var b strings.Builder
	for i := range 2500 {
		fmt.Fprintf(&b, "第%d场惠民演出在社区广场举行，居民自带板凳前来观看。\n\n", i+1)
	}
	return []byte(b.String())
}

// TestArrival puts files into the folder one after the other, and measures the time
// until the first answer from each. Meanwhile ten questions a second about earlier
// files must all be answered.
func TestArrival(t *testing.T) {
	n := 20
	full := os.Getenv("BEILUN_CHAOS_FULL") != ""
	switch {
	case needs.Part(t):
		n = 5
	case full:
		n = 60
	}
	known := arrivals[:0:0]
	for _, a := range arrivals {
		if _, err := read.File("x"+a.ext, a.file(newThing(0))); err != nil {
			t.Logf("left out: %s (%v)", a.name, err)
			continue
		}
		known = append(known, a)
	}
	s := startServing(t, t.TempDir(), time.Minute+time.Duration(n)*10*time.Second, nil)
	q := newQuestions(s)
	defer q.end()
	var took []time.Duration
	before := ""
	for i := range n {
		if i == n/2 { // more than goes into an index in place: a new one takes its place
			before = s.index()
			if err := s.write(1, "bulk.txt", bulk()); err != nil {
				t.Fatal(err)
			}
		}
		x, a := newThing(i), known[i%len(known)]
		if err := s.write(i/len(known), fmt.Sprintf("%03d%s", i, a.ext), a.file(x)); err != nil {
			t.Fatal(err)
		}
		closed := time.Now()
		at, err := q.await(x)
		if err != nil {
			t.Fatalf("%s: %v\n%s", a.name, err, s.log)
		}
		took = append(took, at.Sub(closed))
	}
	q.end()
	if before == s.index() {
		t.Error("the index was not swapped")
	}
	t.Logf("%d arrivals, %d questions: median %v, p95 %v, longest %v", n, s.asked, quantile(took, .5), quantile(took, .95), quantile(took, 1))
	if p95 := quantile(took, .95); full && p95 > 3*time.Second {
		t.Errorf("p95 %v, want at most 3s", p95)
	}
}

// questions asks ten questions a second, alternately about the awaited thing and about
// earlier ones.
type questions struct {
	s     *serving
	stop  chan struct{}
	going sync.WaitGroup
	once  sync.Once

	mu      sync.Mutex
	awaited *thing
	first   chan time.Time // when the awaited text was first in an answer
	there   []thing
}

func newQuestions(s *serving) *questions {
	q := &questions{s: s, stop: make(chan struct{})}
	q.going.Go(func() {
		tick := time.NewTicker(100 * time.Millisecond)
		defer tick.Stop()
		for i := 0; ; i++ {
			select {
			case <-q.stop:
				return
			case <-tick.C:
				q.tick(i)
			}
		}
	})
	return q
}

func (q *questions) end() {
	q.once.Do(func() { close(q.stop) })
	q.going.Wait()
}

func (q *questions) tick(i int) {
	q.mu.Lock()
	defer q.mu.Unlock()
	if x, first := q.awaited, q.first; x != nil && (i%2 == 0 || len(q.there) == 0) {
		q.going.Go(func() {
			if p, err := q.s.ask(x.question()); err == nil && strings.Contains(p.Text, x.amount) {
				select {
				case first <- p.At:
				default:
				}
			}
		})
		return
	}
	if len(q.there) == 0 {
		return
	}
	x := q.there[i*7%len(q.there)]
	q.going.Go(func() {
		if p, err := q.s.ask(x.question()); err != nil || !strings.Contains(p.Text, x.amount) {
			q.s.t.Errorf("%s: %q, %v, want %s", x.question(), p.Text, err, x.amount)
		}
	})
}

// await waits for the first answer with x.
func (q *questions) await(x thing) (time.Time, error) {
	first := make(chan time.Time, 1)
	q.mu.Lock()
	q.awaited, q.first = &x, first
	q.mu.Unlock()
	select {
	case at := <-first:
		q.mu.Lock()
		defer q.mu.Unlock()
		q.awaited, q.there = nil, append(q.there, x)
		return at, nil
	case <-time.After(30 * time.Second):
	case <-q.s.ctx.Done():
	}
	return time.Time{}, fmt.Errorf("no answer to %s", x.question())
}
