package ofd

import (
	"errors"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/knowledge/read/ofd/ofdtest"
	"beilun/knowledge/read/release"
)

// TestDamage reads files that were cut, overwritten, mixed up or lack a part. Each
// is refused with a reason or gives the text it had before.
func TestDamage(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(33190, 2016))
	file := ofdtest.File{Pages: []ofdtest.Page{{Lines: paper(false), Template: 1}, {Lines: paper(true)[1:], Template: 1}}, Templates: []ofdtest.Page{{Lines: []ofdtest.Line{{X: 25, Y: 15, Size: 4, Text: "临湖区人民政府"}}}}}
	good := file.Bytes(t)
	_, want := read(t, good)
	refused := 0
	for i := range 80 {
		data := slices.Clone(good)
		switch i % 5 {
		case 0:
			data = data[:rng.IntN(len(data))]
		case 1:
			for range 1 + rng.IntN(20) {
				data[rng.IntN(len(data))] ^= byte(1 + rng.IntN(255))
			}
		case 2:
			from := rng.IntN(len(data))
			clear(data[from:min(len(data), from+1+rng.IntN(600))])
		case 3:
			a, b := rng.IntN(len(data)-200), rng.IntN(len(data)-200)
			copy(data[a:a+200], good[b:b+200])
		case 4:
			from := rng.IntN(len(data))
			data = slices.Delete(data, from, min(len(data), from+1+rng.IntN(50)))
		}
		start := time.Now()
		a, err := Read(release.File{Data: data, Ctx: t.Context()})
		if took := time.Since(start); took > 20*time.Second {
			t.Errorf("file %d took %v", i, took)
		}
		if err != nil {
			refused++
			continue
		}
		var got []string
		for _, p := range a.Paragraphs() {
			got = append(got, p.Text)
		}
		if !slices.Equal(got, want) {
			t.Errorf("file %d says other things than before: %q", i, got)
		}
	}
	t.Logf("%d of 80 refused", refused)
}

// TestBounds refuses a file that unpacks to much more than it is.
func TestBounds(t *testing.T) {
	t.Parallel()
	page := `<Page><Content>` + strings.Repeat(" ", 30<<20) + `</Content></Page>`
	file := ofdtest.File{Pages: []ofdtest.Page{{}, {}, {}, {}}, Parts: map[string]string{}}
	for _, n := range []string{"0", "1", "2", "3"} {
		file.Parts["Doc_0/Pages/Page_"+n+"/Content.xml"] = page
	}
	if _, err := pagesOf(file.Bytes(t)); !errors.Is(err, release.ErrTooLarge) {
		t.Error(err)
	}
}

// FuzzContent reads any page.
func FuzzContent(f *testing.F) {
	f.Add(textObject(`Boundary="25 100 160 8" Size="5" CTM="1 0 0 1 0 0"`, `X="0" Y="5" DeltaX="g 3 5 2.5" DeltaY="0"`, "总投资3.5亿元。"))
	f.Add(`<PageBlock Visible="false"><TextObject Boundary="0 0 1 1" Size="1e4" HScale="-1" CharDirection="90" ReadDirection="90"><Clips/><TextCode>a</TextCode></TextObject></PageBlock>`)
	f.Add(`<CompositeObject Boundary="0 0 1 1" ResourceID="800"/></Layer></Content><Content><Layer><TextObject/>`)
	f.Fuzz(func(t *testing.T, objects string) {
		data := ofdtest.File{Pages: []ofdtest.Page{{Objects: objects}, {Lines: paper(false)}}}.Bytes(t)
		start := time.Now()
		a, err := Read(release.File{Data: data, Ctx: t.Context()})
		if took := time.Since(start); took > 2*time.Second {
			t.Fatalf("%v", took)
		}
		if err == nil && len(a.Paragraphs()) == 0 {
			t.Error("no paragraphs and no error")
		}
	})
}
