package web_test

import (
	"archive/zip"
	"bytes"
	"compress/flate"
	"compress/zlib"
	"context"
	"encoding/binary"
	"encoding/json"
	"fmt"
	"hash/crc32"
	"io"
	"log/slog"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"beilun/bot"
	"beilun/index"
	"beilun/index/anchor"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/needs"
	"beilun/internal/web"
	"beilun/internal/web/page"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// smallSite is a site of a folder that a test fills, on a day that it sets.
type smallSite struct {
	testing.TB
	http.Handler
	x      *index.Index
	lib    *library.Library
	folder string
	day    atomic.Int64 // of December 2025
}

func newSmallSite(t testing.TB, opts web.Options) *smallSite {
	t.Helper()
	s := &smallSite{TB: t, folder: t.TempDir()}
	s.day.Store(4)
	today := func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 12, Day: int(s.day.Load())} }
	files, err := corpus.Open(s.folder)
	if err != nil {
		t.Fatal(err)
	}
	if s.x, err = index.InMemory(index.Options{Today: today}); err != nil {
		t.Fatal(err)
	}
	s.lib = library.Open(s.x, files, library.Options{})
	t.Cleanup(func() {
		if err := s.lib.Close(); err != nil {
			t.Error(err)
		}
	})
	site := &page.Site{
		Index: s.x, Answerer: answer.New(s.x, answer.Options{Today: today}), Today: today, Synced: s.lib.Synced, Log: slog.New(slog.DiscardHandler),
		Polite: func(ctx context.Context, text string) (string, error) { return bot.Polite(ctx, s.x, text) },
	}
	s.Handler = web.New(site, opts)
	return s
}

// put writes a release; sync takes what is there.
func (s *smallSite) put(name, text string) {
	s.Helper()
	temporary := filepath.Join(s.TempDir(), "new")
	if err := os.WriteFile(temporary, []byte(text), 0o600); err != nil {
		s.Fatal(err)
	}
	if err := os.Rename(temporary, filepath.Join(s.folder, name)); err != nil {
		s.Fatal(err)
	}
}

func (s *smallSite) sync() {
	s.Helper()
	if _, err := s.lib.Sync(s.Context()); err != nil {
		s.Fatal(err)
	}
}

// get returns an answer and its body; header has name and value.
func (s *smallSite) get(target string, header ...string) (*http.Response, string) {
	r := httptest.NewRequest(http.MethodGet, target, nil)
	r.RemoteAddr, r.Host = "127.0.0.1:40000", "localhost"
	return s.send(r, header...)
}

func (s *smallSite) send(r *http.Request, header ...string) (*http.Response, string) {
	r.RemoteAddr, r.Host = "127.0.0.1:40000", "localhost"
	for i := 0; i < len(header); i += 2 {
		r.Header.Set(header[i], header[i+1])
	}
	w := httptest.NewRecorder()
	s.ServeHTTP(w, r)
	return w.Result(), w.Body.String()
}

// tool calls a tool of MCP and returns what an assistant gets.
func (s *smallSite) tool(name string, args map[string]any) string {
	s.Helper()
	data, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": map[string]any{"name": name, "arguments": args}})
	if err != nil {
		s.Fatal(err)
	}
	_, body := s.send(httptest.NewRequest(http.MethodPost, "/mcp", bytes.NewReader(data)), "Content-Type", "application/json", "Accept", "application/json, text/event-stream")
	if !strings.Contains(body, `"content"`) {
		s.Fatalf("tool %s: %s", name, body)
	}
	return body
}

// draft checks a file, with the page for it.
func (s *smallSite) draft(name string, data []byte) (*http.Response, string) {
	s.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write(data)
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		s.Fatal(err)
	}
	return s.send(httptest.NewRequest(http.MethodPost, "/check", &body), "Content-Type", form.FormDataContentType())
}

// everywhere returns what the site gives of a thing, by where it does.
func (s *smallSite) everywhere(thing, question string) map[string]string {
	out := map[string]string{}
	q, of := url.QueryEscape(question), url.QueryEscape(thing)
	for _, target := range []string{
		"/", "/?q=" + q, "/?q=" + of, "/figures", "/figures?of=" + of, "/figures?q=" + of, "/figures.csv", "/figures.json", "/figures/suggest?q=" + of,
		"/releases", "/changes", "/changes.atom", "/changes.rss", "/api/ask?q=" + q, "/api/figures", "/api/figures?subject=" + of,
		"/api/releases", "/api/changes?since=2020", "/metrics", "/readyz",
	} {
		_, out[target] = s.get(target)
	}
	for _, r := range s.x.Releases() {
		at := anchor.Of(s.x, r.ID)
		_, out[at] = s.get(at)
		_, out["/api"+at] = s.get("/api" + at)
	}
	out["mcp ask"] = s.tool("ask", map[string]any{"question": question})
	out["mcp figures"] = s.tool("figures", map[string]any{"subject": thing})
	out["mcp releases"] = s.tool("releases", map[string]any{})
	out["mcp read"] = s.tool("read", map[string]any{"release": "held.md"})
	out["mcp check"] = s.tool("check", map[string]any{"text": "临湖体育馆总投资9亿元。"})
	_, out["check"] = s.draft("a.txt", []byte("临湖体育馆总投资9亿元。"))
	return out
}

// TestEmbargo has a release that is not to be answered from before the next day: nothing
// of it is anywhere, and after midnight it is, in pages that were open before as well.
func TestEmbargo(t *testing.T) {
	t.Parallel()
	s := newSmallSite(t, web.Options{})
	s.put("open.md", "---\ntitle: 临湖年报\ndate: 2025-11-20\n---\n临湖体育馆座位3000个。\n\n临湖体育馆位于安枰区湖滨路。\n")
	s.put("held.md", "---\ntitle: 体育馆喜讯\ndate: 2025-12-04\nembargo: 2025-12-05\n---\n临湖体育馆总投资7.77亿元。\n\n临湖体育馆位于安枰区湖滨路。\n")
	s.sync()
	const question = "临湖体育馆总投资多少"
	secrets := []string{"7.77", "777000000", "喜讯", "2025-12-05"}
	before := s.everywhere("临湖体育馆", question)
	for where, body := range before {
		for _, secret := range secrets {
			if strings.Contains(body, secret) {
				t.Errorf("%s has %s before its day:\n%.3000s", where, secret, body)
			}
		}
	}
	tags := map[string]string{}
	for _, target := range []string{"/api/figures", "/api/releases", "/api/changes?since=2020", "/changes.atom", "/changes.rss"} {
		res, _ := s.get(target)
		if tags[target] = res.Header.Get("Etag"); tags[target] == "" {
			t.Errorf("%s has no tag", target)
		}
		if res, _ := s.get(target, "If-None-Match", tags[target]); res.StatusCode != http.StatusNotModified {
			t.Errorf("%s again: %d", target, res.StatusCode)
		}
	}
	s.day.Store(5) // at midnight
	s.sync()
	after := s.everywhere("临湖体育馆", question)
	for _, where := range []string{"/?q=" + url.QueryEscape(question), "/figures.csv", "/figures.json", "/api/ask?q=" + url.QueryEscape(question), "/api/figures", "/api/changes?since=2020", "/changes.atom", "/changes.rss", "/changes", "mcp ask", "mcp figures", "mcp check", "mcp read", "check"} {
		if !strings.Contains(after[where], "7.77亿元") {
			t.Errorf("%s has it not on its day:\n%.3000s", where, after[where])
		}
	}
	for target, tag := range tags {
		if res, body := s.get(target, "If-None-Match", tag); res.StatusCode != http.StatusOK || body == "" {
			t.Errorf("%s: %d to a tag of the day before", target, res.StatusCode)
		}
	}
}

// measured is a figure of a release of TestSyncUnderLoad.
var measured = regexp.MustCompile(`([0-9]+)(个|亿元|亩)`)

// TestSyncUnderLoad changes the releases while many read: none gets an error, and none the
// figures of two releases that were never there together.
func TestSyncUnderLoad(t *testing.T) {
	t.Parallel()
	s := newSmallSite(t, web.Options{})
	version := func(n int) string {
		return fmt.Sprintf("---\ntitle: 临湖年报第%d版\ndate: 2025-11-20\n---\n临湖体育馆座位%d个。\n\n临湖体育馆总投资%d亿元。\n\n临湖体育馆占地面积%d亩。\n", n, 1000+n, 1000+n, 1000+n)
	}
	s.put("a.md", version(0))
	s.sync()
	targets := []string{"/", "/figures?of=临湖体育馆", "/figures.csv", "/api/figures?subject=临湖体育馆", "/api/ask?q=" + url.QueryEscape("介绍一下临湖体育馆"), "/?q=" + url.QueryEscape("临湖体育馆总投资多少"), "/changes", "/releases", "/api/releases"}
	var done atomic.Bool
	var seen atomic.Int64
	var going sync.WaitGroup
	for i := range 6 {
		going.Go(func() {
			for j := i; !done.Load(); j++ {
				target := targets[j%len(targets)]
				res, body := s.get(target)
				if res.StatusCode != http.StatusOK {
					t.Errorf("%s: %d\n%.500s", target, res.StatusCode, body)
				}
				versions := map[string]bool{}
				for _, m := range measured.FindAllStringSubmatch(body, -1) {
					versions[m[1]] = true
				}
				seen.Add(int64(len(versions)))
				if len(versions) > 1 {
					t.Errorf("%s has figures of %v:\n%.3000s", target, versions, body)
				}
			}
		})
	}
	for n := range needs.Some(t, 6, 3) {
		s.put("a.md", version(n+1))
		s.sync()
	}
	done.Store(true)
	going.Wait()
	if seen.Load() == 0 {
		t.Error("no figure was seen")
	}
}

// TestThousandAtOnce sends a thousand requests over as many connections: each is answered,
// or asked to come back.
func TestThousandAtOnce(t *testing.T) {
	t.Parallel()
	s := newSmallSite(t, web.Options{})
	for i := range 5 {
		s.put(fmt.Sprintf("%d.md", i), fmt.Sprintf("---\ntitle: 第%d期\ndate: 2025-11-2%d\n---\n临湖体育馆总投资%d亿元。\n", i, i, i+2))
	}
	s.sync()
	before := runtime.NumGoroutine()
	site := httptest.NewServer(s.Handler)
	client := &http.Client{Transport: &http.Transport{}, Timeout: time.Minute}
	targets := []string{"/", "/?q=" + url.QueryEscape("临湖体育馆总投资多少"), "/figures", "/figures.xlsx", "/api/ask?q=" + url.QueryEscape("临湖体育馆"), "/releases", "/changes", "/api/changes"}
	var going sync.WaitGroup
	var mu sync.Mutex
	statuses := map[int]int{}
	all := needs.Some(t, 1000, 300)
	for i := range all {
		going.Go(func() {
			res, err := client.Get(site.URL + targets[i%len(targets)])
			if err != nil {
				t.Error(err)
				return
			}
			_, _ = io.Copy(io.Discard, res.Body)
			_ = res.Body.Close()
			mu.Lock()
			defer mu.Unlock()
			statuses[res.StatusCode]++
		})
	}
	going.Wait()
	client.CloseIdleConnections()
	site.Close()
	for status, n := range statuses {
		if status != http.StatusOK && status != http.StatusServiceUnavailable && status != http.StatusTooManyRequests {
			t.Errorf("%d answers are %d", n, status)
		}
	}
	if statuses[http.StatusOK] < all/2 {
		t.Errorf("statuses %v", statuses)
	}
	t.Logf("statuses %v; %d goroutines before, %d after", statuses, before, runtime.NumGoroutine())
}

// bomb is a text that is long when it is read: one between two others, many times.
type bomb struct {
	head, body, tail string
	times            int
}

// squeezed returns b as DEFLATE has it, its checksum as ZIP has it, and its length. The body
// is squeezed once: to squeeze hundreds of megabytes takes longer than to read them.
func (b bomb) squeezed(t *testing.T) (out []byte, sum uint32, size int) {
	t.Helper()
	squeeze := func(text string, end func(*flate.Writer) error) []byte {
		var out bytes.Buffer
		w, err := flate.NewWriter(&out, flate.DefaultCompression)
		if err == nil {
			_, err = io.WriteString(w, text)
		}
		if err == nil {
			err = end(w)
		}
		if err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	add := func(text string, times int) {
		out = append(out, bytes.Repeat(squeeze(text, (*flate.Writer).Flush), times)...) // ends at a whole byte
		for range times {
			sum = crc32.Update(sum, crc32.IEEETable, []byte(text))
		}
		size += times * len(text)
	}
	add(b.head, 1)
	add(b.body, b.times)
	add(b.tail, 1)
	return append(out, squeeze("", (*flate.Writer).Close)...), sum, size
}

// zipped returns an archive of files.
func zipped(t *testing.T, files map[string]bomb) []byte {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for name, b := range files {
		data, sum, size := b.squeezed(t)
		w, err := z.CreateRaw(&zip.FileHeader{Name: name, Method: zip.Deflate, CRC32: sum, CompressedSize64: uint64(len(data)), UncompressedSize64: uint64(size)})
		if err == nil {
			_, err = w.Write(data)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// blanks are 1<<20 of them.
var blanks = strings.Repeat(" ", 1<<20)

// zlibOfBlanks returns blanks, a number of times, as zlib has them.
func zlibOfBlanks(t *testing.T, times int) []byte {
	t.Helper()
	data, _, size := bomb{body: blanks, times: times}.squeezed(t)
	const mod = 65521 // of Adler-32: of n bytes b the sums are 1+nb and n+bn(n+1)/2
	n := uint64(size)
	low, high := (1+n%mod*' ')%mod, (n%mod+(n/2%mod)*((n+1)%mod)%mod*' ')%mod
	return binary.BigEndian.AppendUint32(append([]byte{0x78, 0x9c}, data...), uint32(high<<16|low))
}

// TestSqueezed reads back what the bombs are made of.
func TestSqueezed(t *testing.T) {
	t.Parallel()
	data := zipped(t, map[string]bomb{"a": {head: "a", body: "临湖体育馆", times: 1000, tail: "z"}})
	of, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	f, err := of.Open("a")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := io.ReadAll(f); err != nil || string(got) != "a"+strings.Repeat("临湖体育馆", 1000)+"z" {
		t.Errorf("%d bytes, %v", len(got), err)
	}
	z, err := zlib.NewReader(bytes.NewReader(zlibOfBlanks(t, 3)))
	if err != nil {
		t.Fatal(err)
	}
	if n, err := io.Copy(io.Discard, z); err != nil || n != 3<<20 {
		t.Errorf("%d bytes, %v", n, err)
	}
}

// pdfOf returns a PDF of objects, from 1 on.
func pdfOf(objects ...string) []byte {
	var out, table bytes.Buffer
	out.WriteString("%PDF-1.4\n")
	for i, o := range objects {
		fmt.Fprintf(&table, "%010d 00000 n \n", out.Len())
		fmt.Fprintf(&out, "%d 0 obj%s\nendobj\n", i+1, o)
	}
	at := out.Len()
	fmt.Fprintf(&out, "xref\n0 %d\n0000000000 65535 f \n%strailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n", len(objects)+1, &table, len(objects)+1, at)
	return out.Bytes()
}

// TestBombs has drafts that grow when they are read: each is refused or read in part, soon
// and within some memory, and the site goes on.
func TestBombs(t *testing.T) {
	t.Parallel()
	share := needs.Some(t, 10, 1) // of what takes long to read: a tenth is refused as well
	s := newSmallSite(t, web.Options{})
	s.put("a.md", "---\ntitle: 年报\ndate: 2025-11-20\n---\n临湖体育馆总投资2亿元。\n")
	s.sync()
	const word = "[Content_Types].xml"
	book := map[string]bomb{
		word:                         {head: `<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>`},
		"_rels/.rels":                {head: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`},
		"xl/workbook.xml":            {head: `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>`},
		"xl/_rels/workbook.xml.rels": {head: `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`},
		"xl/worksheets/sheet1.xml": {
			head: `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`, tail: `<row><c r="XFD1048576" t="inlineStr"><is><t>3亿元</t></is></c></row></sheetData></worksheet>`,
			body: strings.Repeat(`<row><c t="inlineStr"><is><t>3亿元</t></is></c></row>`, 1000), times: needs.Some(t, 500, 201), // more cells than are read
		},
	}
	types := bomb{head: `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>`}
	document := bomb{
		head: `<?xml version="1.0"?><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>`, tail: `</w:body></w:document>`,
		body: strings.Repeat(`<w:p><w:r><w:t>临湖体育馆总投资3亿元。</w:t></w:r></w:p>`, 1000), times: share * 60,
	}
	stream := zlibOfBlanks(t, 500)
	pdf := pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids["+strings.Repeat("3 0 R ", 100_000)+"]/Count 100000>>", "<</Type/Page/Parent 2 0 R/Contents 4 0 R>>",
		fmt.Sprintf("<</Length %d/Filter/FlateDecode>>stream\n%s\nendstream", len(stream), stream))
	cycle := pdfOf("<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[2 0 R 2 0 R]/Count 2000000000>>")
	nested := zipped(t, map[string]bomb{"x.zip": {head: string(zipped(t, map[string]bomb{"y.txt": {body: blanks, times: 200}}))}})
	for _, c := range []struct {
		name string
		data []byte
		want string // in the page that says why it is refused
	}{
		{"blanks.docx", zipped(t, map[string]bomb{word: types, "word/document.xml": {body: blanks, times: 300}}), "文件太大"},
		{"paragraphs.docx", zipped(t, map[string]bomb{word: types, "word/document.xml": document}), "文件太大"},
		{"sheet.xlsx", zipped(t, book), "文件太大"},
		{"nested.zip", nested, "压缩包里可以有多个文件"},
		{"pages.pdf", pdf, ""},
		{"cycle.pdf", cycle, ""},
		{"deep.html", []byte(strings.Repeat("<div>", share*100_000) + "临湖体育馆总投资3亿元。"), "文件太大"},
		{"tables.html", []byte(strings.Repeat("<table><tr><td rowspan=65534 colspan=1000>1", 20_000)), "文件太大"},
		{"figures.txt", []byte(strings.Repeat("总投资3亿元", share*80_000)), "文件太大"},
		{"entities.html", []byte(`<!DOCTYPE x [<!ENTITY a "` + strings.Repeat("&a;", 100) + `">]>` + strings.Repeat("&a;", share*100_000)), "文件太大"},
	} {
		if needs.Part(t) && c.name == "blanks.docx" { // read up to the limit, which takes half of the time of all
			continue
		}
		var from, to runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&from)
		began := time.Now()
		res, body := s.draft(c.name, c.data)
		took := time.Since(began)
		runtime.ReadMemStats(&to)
		_, main, _ := strings.Cut(body, "<main")
		t.Logf("%s, %d KB: %d in %v, heap %d MB, %d MB allocated", c.name, len(c.data)>>10, res.StatusCode, took.Round(time.Millisecond), to.HeapSys>>20, (to.TotalAlloc-from.TotalAlloc)>>20)
		if res.StatusCode >= 500 && res.StatusCode != http.StatusServiceUnavailable || took > 40*time.Second {
			t.Errorf("%s: %d after %v\n%.1000s", c.name, res.StatusCode, took, main)
		}
		if res.StatusCode != http.StatusServiceUnavailable && !strings.Contains(main, c.want) {
			t.Errorf("%s: %d, not %s\n%.1000s", c.name, res.StatusCode, c.want, main)
		}
		if len(body) > 4<<20 {
			t.Errorf("%s: a page of %d bytes", c.name, len(body))
		}
	}
	if res, _ := s.get("/?q=" + url.QueryEscape("临湖体育馆总投资多少")); res.StatusCode != http.StatusOK {
		t.Errorf("and then a question: %d", res.StatusCode)
	}
}
