package drawtest

import (
	"bytes"
	"errors"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/internal/needs"
)

// posted are the folders of golden files.
var posted = []string{"../../testdata/golden", "../../news/testdata/golden", "../../intake/testdata/golden"}

// TestPages makes a page of each form of each golden file: there is a drawing of all
// that the bot posts.
func TestPages(t *testing.T) {
	t.Parallel()
	eachPosted(t, func(name string, data []byte) {
		for form := 0; ; form++ {
			page, err := Page("beilun", data, form)
			if err != nil && form > 0 && strings.HasPrefix(err.Error(), "form ") {
				break
			}
			if err != nil {
				t.Errorf("%s, form %d: %v", name, form, err)
				break
			}
			if !strings.Contains(page, `class="block`) {
				t.Errorf("%s, form %d: nothing is drawn", name, form)
			}
			if !bytes.Contains(data, []byte(`"forms"`)) {
				break
			}
		}
	})
}

// TestPageRefuses has blocks that nobody draws, and texts that are markup in HTML.
func TestPageRefuses(t *testing.T) {
	t.Parallel()
	for data, want := range map[string]string{
		`[{"type":"carousel"}]`:                                   "carousel",
		`[{"type":"actions","elements":[{"type":"datepicker"}]}]`: "datepicker",
		`[{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"date"}]}]}]`: "date",
		`[{"type":"table","rows":[[{"type":"cell"}]]}]`:                                                 "cell",
		`[{"type":"data_visualization","title":"x","chart":{"type":"pie"}}]`:                            "chart",
		`[]`: "no blocks",
		`{`:  "read",
	} {
		if _, err := Page("beilun", []byte(data), 0); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", data, err, want)
		}
	}
	page, err := Page("<b>", []byte(`[{"type":"header","text":{"type":"plain_text","text":"<script>"}}]`), 0)
	if err != nil || strings.Contains(page, "<script>") || strings.Contains(page, "<b><b>") {
		t.Errorf("markup: %v %s", err, page)
	}
}

// TestPictures draws the golden files to the folder that BEILUN_PICTURES names, for a
// person to look at; without one it draws one of them, to see that it can be done.
func TestPictures(t *testing.T) {
	t.Parallel()
	needs.Chromium(t)
	browser, err := Browser()
	if errors.Is(err, ErrNoBrowser) {
		t.Fatal(err)
	}
	dir, all := os.Getenv("BEILUN_PICTURES"), true
	if dir == "" {
		dir, all = t.TempDir(), false
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	eachPosted(t, func(name string, data []byte) {
		if !all && name != "figure" {
			return
		}
		t.Run(name, func(t *testing.T) {
			page, err := Page("beilun", data, 0)
			if err != nil {
				t.Fatal(err)
			}
			file := filepath.Join(dir, name+".png")
			if err := Picture(t.Context(), browser, page, file, 1); err != nil {
				t.Fatal(err)
			}
			f, err := os.Open(file)
			if err != nil {
				t.Fatal(err)
			}
			defer f.Close()
			if c, err := png.DecodeConfig(f); err != nil || c.Width != Width || c.Height < 60 || c.Height > maxHeight {
				t.Errorf("%d×%d, %v", c.Width, c.Height, err)
			}
		})
	})
}

// eachPosted calls do with each golden file.
func eachPosted(t *testing.T, do func(name string, data []byte)) {
	t.Helper()
	found := 0
	for _, dir := range posted {
		files, err := filepath.Glob(filepath.Join(dir, "*.json"))
		if err != nil {
			t.Fatal(err)
		}
		for _, file := range files {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			found++
			do(strings.TrimSuffix(filepath.Base(file), ".json"), data)
		}
	}
	if found < 40 {
		t.Fatalf("%d golden files", found)
	}
}
