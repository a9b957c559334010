package drawtest

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "draw the pictures of the README anew")

const (
	readmeScale = 2         // pixels for each CSS pixel
	maxReadme   = 300 << 10 // bytes of all pictures of the README
	drawnFrom   = "beilun-page"
)

// TestReadmePictures compares the pictures of the README with what the bot posts: each
// keeps the checksum of the page that it was drawn from. With -update they are drawn
// anew, which needs Chromium.
func TestReadmePictures(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/readme/*.json")
	if err != nil || len(files) != 2 {
		t.Fatalf("%d threads, %v", len(files), err)
	}
	readme, err := os.ReadFile("../../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	total := 0
	for _, file := range files {
		picture := strings.TrimSuffix(file, ".json") + ".png"
		if shown := "](bot/message/drawtest/" + filepath.ToSlash(picture) + ")"; !bytes.Contains(readme, []byte(shown)) {
			t.Errorf("the README has no %s", shown)
		}
		page := readThread(t, file)
		sum := fmt.Sprintf("%x", sha256.Sum256([]byte(page)))
		if *update {
			drawReadme(t, page, sum, picture)
		}
		data, err := os.ReadFile(picture)
		if err != nil {
			t.Fatal(err)
		}
		total += len(data)
		if got, err := Note(data, drawnFrom); err != nil || got != sum {
			t.Errorf("%s is of another page than now (%v); draw it anew: go test ./bot/message/drawtest -run TestReadmePictures -update", picture, err)
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		if size := img.Bounds(); size.Dx() != Width*readmeScale || size.Dy() < 200 || isPlain(img, size.Dy()/4) && isPlain(img, size.Dy()/2) {
			t.Errorf("%s is empty or of another size: %v", picture, size)
		}
	}
	if total > maxReadme {
		t.Errorf("the pictures have %d bytes, want at most %d", total, maxReadme)
	}
}

// drawReadme draws a picture of the README.
func drawReadme(t *testing.T, page, sum, picture string) {
	t.Helper()
	browser, err := Browser()
	if err != nil {
		t.Fatal(err)
	}
	drawn := filepath.Join(t.TempDir(), "drawn.png")
	if err := Picture(t.Context(), browser, page, drawn, readmeScale); err != nil {
		t.Fatal(err)
	}
	data, err := os.ReadFile(drawn)
	if err != nil {
		t.Fatal(err)
	}
	if data, err = Shrink(data, drawnFrom, sum); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(picture, data, 0o644); err != nil {
		t.Fatal(err)
	}
}

// readThread returns the page of a thread, with what the bot posts from its golden
// files.
func readThread(t *testing.T, file string) string {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var thread struct {
		Title, Place string
		Posts        []struct{ By, Face, Color, At, Text, Golden string }
	}
	if err := json.Unmarshal(data, &thread); err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	var posts []Post
	for _, p := range thread.Posts {
		post := Post{By: p.By, Face: p.Face, Color: p.Color, At: p.At, Text: p.Text}
		if p.Golden != "" {
			if post.Posted, err = os.ReadFile(filepath.Join("../../testdata/golden", p.Golden+".json")); err != nil {
				t.Fatal(err)
			}
		}
		posts = append(posts, post)
	}
	page, err := Thread(thread.Title, thread.Place, posts)
	if err != nil {
		t.Fatalf("%s: %v", file, err)
	}
	return page
}

// TestThreadRefuses has threads that cannot be drawn, and a text that is markup in HTML.
func TestThreadRefuses(t *testing.T) {
	t.Parallel()
	for want, posts := range map[string][]Post{
		"no posts":           nil,
		"no blocks":          {{By: "beilun", Posted: []byte(`[]`)}},
		"carousel":           {{By: "beilun", Posted: []byte(`[{"type":"carousel"}]`)}},
		"read what is":       {{By: "beilun"}},
		"form 1 of 1":        {{By: "beilun", Posted: []byte(`{"forms":[[{"type":"divider"}]]}`), Form: 1}},
		"post of somebody: ": {{By: "somebody", Posted: []byte(`{`)}},
	} {
		if _, err := Thread("t", "p", posts); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %s", err, want)
		}
	}
	page, err := Thread("<i>", "<u>", []Post{{By: "<b>", Face: "<p>", Color: `"><x>`, At: "<a>", Text: "@<s> <em>"}})
	for _, bad := range []string{"<i>", "<u>", "<b><b>", "<p>", "<x>", "<a>", "<s>", "<em>"} {
		if err != nil || strings.Contains(page, bad) {
			t.Errorf("%s is markup in the page (%v)", bad, err)
		}
	}
}

// TestNote has pictures without the note, and what is no picture.
func TestNote(t *testing.T) {
	t.Parallel()
	whole, err := os.ReadFile("testdata/readme/answer.png")
	if err != nil {
		t.Fatal(err)
	}
	if got, err := Note(whole, drawnFrom); err != nil || len(got) != 64 {
		t.Errorf("%q, %v", got, err)
	}
	if _, err := Note(whole, "other"); err == nil {
		t.Error("a note that is not there")
	}
	for _, n := range []int{0, 7, 8, 20, 40, 50} {
		if got, err := Note(whole[:n], drawnFrom); err == nil {
			t.Errorf("%q of %d bytes", got, n)
		}
	}
	if _, err := Shrink([]byte("no picture"), "a", "b"); err == nil {
		t.Error("shrunk what is no picture")
	}
}
