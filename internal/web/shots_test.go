package web_test

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

var updateShots = flag.Bool("update-shots", false, "draw the pictures of the README anew, in TestBrowser")

// shots are the pictures of the README: a page, a width in pixels and a colour scheme.
var shots = []struct {
	page  string
	width int
	light string
}{
	{"answer", 320, "light"}, {"check", 320, "dark"}, {"figure", 768, "light"}, {"release", 768, "dark"}, {"changes", 1280, "light"}, {"figures", 1280, "dark"},
}

const (
	shotsFolder = "testdata/readme"
	shotsBytes  = 400_000 // of all pictures, at most
	shotsHeight = 1100    // pixels of a picture, at most
)

// TestShots reads the pictures of the README.
func TestShots(t *testing.T) {
	t.Parallel()
	total := 0
	for _, s := range shots {
		data, err := os.ReadFile(filepath.Join(shotsFolder, fmt.Sprintf("%s-%d-%s.png", s.page, s.width, s.light)))
		if err != nil {
			t.Fatal(err)
		}
		total += len(data)
		c, err := png.DecodeConfig(bytes.NewReader(data))
		if err != nil || c.Width != s.width || c.Height > shotsHeight {
			t.Errorf("%s: %d×%d, %v", s.page, c.Width, c.Height, err)
		}
	}
	if total > shotsBytes {
		t.Errorf("the pictures have %d bytes, at most %d", total, shotsBytes)
	}
}

// keepShots puts the pictures of the README from a folder into their place, with few
// colours.
func keepShots(t *testing.T, from string) {
	t.Helper()
	for _, s := range shots {
		name := fmt.Sprintf("%s-%d-%s.png", s.page, s.width, s.light)
		data, err := os.ReadFile(filepath.Join(from, name))
		if err != nil {
			t.Fatal(err)
		}
		whole, err := png.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		enc := png.Encoder{CompressionLevel: png.BestCompression}
		if err := enc.Encode(&out, withFewColours(whole)); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(shotsFolder, name), out.Bytes(), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// withFewColours returns the top of a picture in its 48 most frequent colours.
func withFewColours(whole image.Image) image.Image {
	b := whole.Bounds()
	b.Max.Y = min(b.Max.Y, b.Min.Y+shotsHeight)
	count := map[color.RGBA]int{}
	for y := b.Min.Y; y < b.Max.Y; y++ {
		for x := b.Min.X; x < b.Max.X; x++ {
			count[color.RGBAModel.Convert(whole.At(x, y)).(color.RGBA)]++
		}
	}
	often := slices.SortedFunc(maps.Keys(count), func(a, b color.RGBA) int { return cmp.Compare(count[b], count[a]) })
	var palette color.Palette
	for _, c := range often[:min(48, len(often))] {
		palette = append(palette, c)
	}
	nearest := map[color.RGBA]uint8{}
	out := image.NewPaletted(image.Rect(0, 0, b.Dx(), b.Dy()), palette)
	for y := range b.Dy() {
		for x := range b.Dx() {
			c := color.RGBAModel.Convert(whole.At(b.Min.X+x, b.Min.Y+y)).(color.RGBA)
			i, ok := nearest[c]
			if !ok {
				i = uint8(palette.Index(c))
				nearest[c] = i
			}
			out.SetColorIndex(x, y, i)
		}
	}
	return out
}
