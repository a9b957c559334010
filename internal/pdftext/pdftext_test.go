package pdftext

import (
	"context"
	"errors"
	"fmt"
	"math"
	"os"
	"runtime"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"beilun/internal/pdftext/pdftest"
)

func TestMain(m *testing.M) {
	Child()
	os.Exit(m.Run())
}

func text(d *Document) string {
	var b strings.Builder
	for _, p := range d.Pages {
		for _, c := range p.Chars {
			b.WriteRune(c.Rune)
		}
	}
	return b.String()
}

// ready returns a queue with a worker of its own.
func ready(t *testing.T) *queue {
	t.Helper()
	q := newQueue()
	q.enabled.Store(true)
	t.Cleanup(func() {
		<-q.turn
		q.drop()
	})
	return q
}

func TestRead(t *testing.T) {
	t.Parallel()
	doc, err := Read(t.Context(), pdftest.Page("BT /F1 20 Tf 50 100 Td (Ab 9) Tj ET BT 0 8 -8 0 10 20 Tm /F1 1 Tf (up) Tj ET", "/Info 6 0 R"))
	if err != nil {
		t.Fatal(err)
	}
	if doc.Title != "A title" || len(doc.Pages) != 1 || text(doc) != "Ab 9up" {
		t.Fatalf("title %q, %d pages, text %q", doc.Title, len(doc.Pages), text(doc))
	}
	p := doc.Pages[0]
	if p.Width != 300 || p.Height != 200 || p.Unmapped != 0 {
		t.Errorf("page of %v × %v, %d unmapped", p.Width, p.Height, p.Unmapped)
	}
	if c := p.Chars[0]; c.X != 50 || c.Y != 100 || c.Size != 20 || c.Angle != 0 || c.X1 <= c.X0 {
		t.Errorf("first character %+v", c)
	}
	if c := p.Chars[len(p.Chars)-1]; math.Abs(float64(c.Size)-8) > 0.01 || c.Angle != 90 {
		t.Errorf("last character %+v", c)
	}
}

// TestWithoutWidth reads a text of which each character is placed by itself, in
// a font that is not in the file, within a form as well.
func TestWithoutWidth(t *testing.T) {
	t.Parallel()
	const content = "BT /F1 12 Tf 20 100 Td <603B> Tj ET BT /F1 12 Tf 32 100 Td <6295> Tj ET BT /F1 12 Tf 44 100 Td <0033> Tj ET /X1 Do"
	const form = "BT /F1 12 Tf 50 100 Td <4EBF> Tj ET"
	const resources = "/Resources << /Font << /F1 5 0 R >> /XObject << /X1 7 0 R >> >>"
	doc, err := Read(t.Context(), pdftest.File("",
		"<< /Type /Catalog /Pages 2 0 R >>",
		"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
		"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 200] /Contents 4 0 R "+resources+" >>",
		fmt.Sprintf("<< /Length %d >>\nstream\n%s\nendstream", len(content), content),
		"<< /Type /Font /Subtype /Type0 /BaseFont /STSong-Light /Encoding /UniGB-UCS2-H /DescendantFonts [6 0 R] >>",
		"<< /Type /Font /Subtype /CIDFontType0 /BaseFont /STSong-Light /CIDSystemInfo << /Registry (Adobe) /Ordering (GB1) /Supplement 4 >> /DW 1000 >>",
		fmt.Sprintf("<< /Type /XObject /Subtype /Form /BBox [0 0 300 200] %s /Length %d >>\nstream\n%s\nendstream", resources, len(form), form),
	))
	if err != nil {
		t.Fatal(err)
	}
	if got := text(doc); got != "总投3亿" {
		t.Errorf("read %q", got)
	}
}

func TestReasons(t *testing.T) {
	t.Parallel()
	locked := fmt.Sprintf("/ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>", strings.Repeat("5a", 32), strings.Repeat("a5", 32))
	many := "<< /Type /Pages /Count 10000 /Kids [" + strings.Repeat("3 0 R ", 10_000) + "] >>"
	long := "BT /F1 1 Tf 1.2 TL 1 150 Td " + strings.Repeat("("+strings.Repeat("ab", 5_000)+") Tj T*\n", 100) + "ET"
	for _, tt := range []struct {
		name string
		data []byte
		want error
	}{
		{"locked", pdftest.Page("", locked), ErrEncrypted},
		{"no objects", []byte("%PDF-1.7\n" + strings.Repeat(" ", 100)), ErrDamaged},
		{"no catalog", pdftest.File("", "<< >>"), ErrDamaged},
		{"pages in a circle", pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [2 0 R] /Count 1 /Parent 2 0 R >>"), ErrDamaged},
		{"many pages", pdftest.File("", "<< /Type /Catalog /Pages 2 0 R >>", many, "<< /Type /Page /Parent 2 0 R >>"), ErrTooLarge},
		{"a million characters", pdftest.Page(long, ""), ErrTooLarge},
		{"large", make([]byte, MaxFile+1), ErrTooLarge},
		{"a broken stream", pdftest.Page("x\nendstream\n<< /Filter /FlateDecode >>\nstream\nx\x9c\x01\x01\x00\xfe\xffa\x00\x00\x00\x00", ""), ErrDamaged},
	} {
		_, err := Read(t.Context(), tt.data)
		if slow := timeFor(runtime.GOARCH) != fileTime; slow && errors.Is(err, ErrTime) && tt.want == ErrTooLarge {
			continue // an interpreter does not get to the limit in time
		}
		if !errors.Is(err, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.want)
		}
	}
	if doc, err := Read(t.Context(), pdftest.Page("BT /F1 9 Tf 1 1 Td (still here) Tj ET", "")); err != nil || text(doc) != "still here" {
		t.Errorf("afterwards: %v", err)
	}
}

// TestQueue reads from many goroutines at once through one worker.
func TestQueue(t *testing.T) {
	t.Parallel()
	q := ready(t)
	var wg sync.WaitGroup
	for i := range 12 {
		wg.Go(func() {
			want := fmt.Sprint("file ", i)
			doc, err := q.read(t.Context(), pdftest.Page("BT /F1 9 Tf 1 1 Td ("+want+") Tj ET", ""))
			if err != nil || text(doc) != want {
				t.Errorf("%s: %v", want, err)
			}
		})
	}
	wg.Wait()
}

func TestNotEnabled(t *testing.T) {
	t.Parallel()
	q := newQueue()
	if _, err := q.read(t.Context(), pdftest.Page("", "")); !errors.Is(err, ErrUnavailable) {
		t.Errorf("read: %v", err)
	}
	if err := q.warm(t.Context()); !errors.Is(err, ErrUnavailable) {
		t.Errorf("warm: %v", err)
	}
}

// TestEnds ends workers by idling, by closing their input, by a deadline and by force.
// Each time another one reads the next file.
func TestEnds(t *testing.T) {
	t.Parallel()
	q := ready(t)
	hello := pdftest.Page("BT /F1 9 Tf 1 1 Td (hello) Tj ET", "")
	worker := func() *worker {
		t.Helper()
		if doc, err := q.read(t.Context(), hello); err != nil || text(doc) != "hello" {
			t.Fatalf("read: %v", err)
		}
		<-q.turn
		defer func() { q.turn <- struct{}{} }()
		return q.worker
	}
	first := worker()
	if again := worker(); again != first {
		t.Error("the second file has another worker")
	}
	if err := first.in.Close(); err != nil {
		t.Fatal(err)
	}
	<-first.gone // its input has ended
	second := worker()
	second.cmd.Process.Kill()
	<-second.gone
	third := worker()

	q.each = time.Millisecond
	_, err := q.read(t.Context(), pdftest.Page(strings.Repeat("BT /F1 9 Tf 1 1 Td (abcdefgh) Tj ET\n", 20_000), ""))
	if !errors.Is(err, ErrTime) {
		t.Errorf("a millisecond: %v", err)
	}
	<-third.gone
	q.each = fileTime
	fourth := worker()

	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := q.read(ctx, hello); !errors.Is(err, context.Canceled) {
		t.Errorf("a context that has ended: %v", err)
	}
	worker()

	q.patient = time.Millisecond
	last := worker()
	<-last.gone // nobody came
	<-fourth.gone
}

// TestSecrets checks the environment of a worker.
func TestSecrets(t *testing.T) {
	t.Parallel()
	q := ready(t)
	w, err := q.take(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if len(w.cmd.Env) != 2 || !strings.HasPrefix(w.cmd.Env[0], variable+"=") {
		t.Errorf("environment of the worker: %q", w.cmd.Env)
	}
	q.give()
}

func TestWire(t *testing.T) {
	t.Parallel()
	p := Page{Width: 1, Height: 2, Unmapped: 3, Chars: []Char{{'区', 1, 2, 3, 4, 5, 6, 7, -90}, {'a', -1, 0, 0, 0, 0, 0, 0, 180}}}
	got, err := decodePage(encodePage(&p))
	if diff := cmp.Diff(p, got); err != nil || diff != "" {
		t.Errorf("%v (-want +got):\n%s", err, diff)
	}
	bad := Page{Chars: []Char{{X: float32(math.NaN()), Y: float32(math.Inf(1)), X0: 1e30}}}
	if got, err := decodePage(encodePage(&bad)); err != nil || got.Chars[0] != (Char{}) {
		t.Errorf("%v, %+v", err, got.Chars)
	}
	if _, err := decodePage(make([]byte, pageHead+1)); !errors.Is(err, errFrame) {
		t.Errorf("a broken page: %v", err)
	}
	if _, _, err := readFrame(strings.NewReader("p\xff\xff\xff\xff"), 100); !errors.Is(err, errFrame) {
		t.Errorf("a frame that is too long: %v", err)
	}
}
