package web_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"image"
	_ "image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beilun/internal/needs"

	"github.com/xuri/excelize/v2"
)

// walked is a line that testdata/node/walk.cjs prints for a step.
type walked struct {
	What, Error                     string
	Text, Then, Suggestion, Address string
	Title, Name, Feed               string
	Offered                         []string
	Points                          int
	Top                             float64
}

// TestBrowser walks the site in Chromium and looks at each page with axe-core, at three
// widths, in light and dark, and in English at the least. With -update-shots it draws the pictures of
// the README anew.
func TestBrowser(t *testing.T) {
	needs.Long(t, "a minute: it opens some hundred pages")
	modules, chromium := needs.Node(t), needs.Chromium(t)
	site := newDistrictSite(t)
	downloads := t.TempDir()
	draft, err := os.ReadFile(filepath.Join("testdata", "draft.md"))
	if err != nil {
		t.Fatal(err)
	}
	pages, err := json.Marshal(map[string]string{
		"ask":      "/",
		"answer":   "/?q=安枰区2025年地区生产总值是多少？",
		"declined": "/?q=安枰区有多少座桥？",
		"figures":  "/figures",
		"figure":   site.series,
		"releases": "/releases",
		"release":  site.release,
		"changes":  "/changes",
		"check":    "/check",
		"missing":  "/no-such-page",
	})
	if err != nil {
		t.Fatal(err)
	}
	pictures := ""
	if *updateShots {
		pictures = t.TempDir()
	}
	cmd := exec.CommandContext(t.Context(), "node", filepath.Join("testdata", "node", "walk.cjs"))
	cmd.Env = append(os.Environ(), "NODE_PATH="+modules, "CHROMIUM="+chromium, "URL="+site.URL, "DOWNLOADS="+downloads, "SHOTS="+pictures,
		"ASKED=安枰区2025年地区生产总值是多少？", "FOLLOWED=2023年呢？", "DECLINED=安枰区有多少座桥？", "TYPED=南渡", "SERIES="+site.series,
		"DRAFT="+filepath.Join("testdata", "draft.md"), "DRAFT_TEXT="+string(draft), "PAGES="+string(pages))
	var complaints strings.Builder
	cmd.Stderr = &complaints
	out, err := cmd.Output()
	if err != nil {
		t.Errorf("walk: %v\n%s", err, complaints.String())
	}
	steps := map[string]walked{}
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var w walked
		if err := json.Unmarshal(lines.Bytes(), &w); err != nil {
			t.Fatalf("%s: %v", lines.Text(), err)
		}
		if w.Error != "" {
			t.Errorf("%s: %s", w.What, w.Error)
		}
		steps[w.What] = w
	}
	if _, ok := steps["end"]; !ok {
		t.Fatal("the walk did not come to its end")
	}
	if pictures != "" {
		keepShots(t, pictures)
	}
	for _, how := range []string{"", ", without scripts"} {
		has(t, steps["ask"+how].Text, "772.8亿元", "安枰区统计局", "2026-03-20", "2025年安枰区国民经济和社会发展统计公报")
		has(t, steps["follow"+how].Text, "689.5亿元")
		if steps["decline"+how].Suggestion == "" || steps["decline"+how].Then == steps["decline"+how].Text {
			t.Errorf("no suggestion was clicked%s: %q", how, steps["decline"+how].Text)
		}
	}
	if !strings.Contains(strings.Join(steps["suggest"].Offered, " "), "南渡隧道") {
		t.Errorf("typing offers %q", steps["suggest"].Offered)
	}
	has(t, steps["suggest"].Text, "南渡隧道", "26.8亿元", "27.3亿元")
	has(t, steps["chart"].Text, "612.4亿元", "648.9亿元", "689.5亿元", "731.2亿元", "772.8亿元")
	if c := steps["chart"]; c.Points < 6 || !strings.Contains(c.Title, "地区生产总值") {
		t.Errorf("the chart %q has %d titles", c.Title, c.Points)
	}
	book, err := excelize.OpenFile(filepath.Join(downloads, "export.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer book.Close()
	rows, err := book.GetRows(book.GetSheetList()[0])
	if err != nil {
		t.Fatal(err)
	}
	has(t, fmt.Sprint(rows), "772.8", "亿元", "安枰区统计局", "2026-03-20")
	for _, kind := range []string{"csv", "json", "svg"} {
		data, err := os.ReadFile(filepath.Join(downloads, "export."+kind))
		if err != nil {
			t.Fatal(err)
		}
		has(t, string(data), "772.8", "612.4")
	}
	png, err := os.Open(filepath.Join(downloads, "export.png"))
	if err != nil {
		t.Fatal(err)
	}
	defer png.Close()
	if c, kind, err := image.DecodeConfig(png); err != nil || kind != "png" || c.Width < 400 {
		t.Errorf("the picture is %s, %+v, %v", kind, c, err)
	}
	if a := steps["anchor"]; a.Text == "" || a.Top < -5 || a.Top > 900 {
		t.Errorf("the anchor %s leads to %q at %.0f px", a.Address, a.Text, a.Top)
	}
	for _, how := range []string{"draft pasted", "draft uploaded"} {
		has(t, steps[how].Text, "782.8亿元", "772.8亿元", "3500人次", "3.6公里")
	}
	has(t, steps["changes"].Text, "26.8亿元", "24.5亿元", "27.3亿元", "52万册")
}

// has reports an error for each part that is not in text.
func has(t *testing.T, text string, parts ...string) {
	t.Helper()
	for _, p := range parts {
		if !strings.Contains(text, p) {
			t.Errorf("no %s in %q", p, text)
		}
	}
}
