package chart

import (
	"cmp"
	_ "embed"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/image/font"
	"golang.org/x/image/font/gofont/goregular"
	"golang.org/x/image/font/opentype"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

//go:embed data/fonts.txt
var fontList string

// typeface is a font that texts are drawn in.
type typeface struct {
	font    *opentype.Font
	chinese bool
}

// machineFace is the font of this machine, looked for once: a program that runs for months
// need not see a font that is installed meanwhile.
var machineFace = sync.OnceValue(func() typeface {
	if f := findFont(fontFolders()); f != nil {
		return typeface{f, true}
	}
	return latinFace()
})

// latinFace is the font in the program, which has no Chinese.
func latinFace() typeface {
	f, err := opentype.Parse(goregular.TTF)
	if err != nil {
		panic(err) // it is part of the program
	}
	return typeface{font: f}
}

// fontFolders are the places of fonts on Linux, macOS and Windows.
func fontFolders() []string {
	out := []string{"/usr/share/fonts", "/usr/local/share/fonts", "/run/host/fonts", "/System/Library/Fonts", "/System/Library/AssetsV2", "/Library/Fonts"}
	if home, err := os.UserHomeDir(); err == nil {
		for _, sub := range []string{".local/share/fonts", ".fonts", "Library/Fonts", "AppData/Local/Microsoft/Windows/Fonts"} {
			out = append(out, filepath.Join(home, filepath.FromSlash(sub)))
		}
	}
	if windows := cmp.Or(os.Getenv("WINDIR"), os.Getenv("SystemRoot")); windows != "" {
		out = append(out, filepath.Join(windows, "Fonts"))
	}
	return out
}

// Limits of the search for a font.
const (
	maxFontFiles = 20_000 // looked at by name
	maxFontTries = 40     // opened
)

var errEnough = errors.New("enough")

// findFont returns the best font with Chinese below folders, or nil.
func findFont(folders []string) *opentype.Font {
	type candidate struct {
		rank int
		path string
	}
	var found []candidate
	prefixes := fontNames()
	seen := 0
	for _, folder := range folders {
		_ = filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return nil // a folder that may not be read has no font for us
			}
			if seen++; seen > maxFontFiles {
				return errEnough
			}
			name := strings.ToLower(d.Name())
			if i := slices.IndexFunc(prefixes, func(p string) bool { return strings.HasPrefix(name, p) }); i >= 0 && isFont(name) {
				found = append(found, candidate{i, path})
			}
			return nil
		})
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.rank, b.rank) })
	for _, c := range found[:min(maxFontTries, len(found))] {
		if f, err := openFont(c.path); err == nil {
			return f
		}
	}
	return nil
}

// fontNames returns the beginnings of the names of fonts, the best first.
func fontNames() (out []string) {
	for l := range strings.Lines(fontList) {
		if l = strings.TrimSpace(l); l != "" && !strings.HasPrefix(l, "#") {
			out = append(out, l)
		}
	}
	return out
}

func isFont(name string) bool {
	switch filepath.Ext(name) {
	case ".ttf", ".otf", ".ttc", ".otc":
		return true
	}
	return false
}

// probe are characters that a font must have: 0 A and those of district, hundred million,
// yuan and year.
var probe = []rune{'0', 'A', 0x533a, 0x4ebf, 0x5143, 0x5e74}

// openFont opens the font in a file that has simplified Chinese. The file stays open: a font
// is 20 MB, of which a chart needs some pages.
func openFont(path string) (*opentype.Font, error) {
	file, err := os.Open(path)
	if err != nil {
		return nil, fmt.Errorf("open font: %w", err)
	}
	fonts, err := opentype.ParseCollectionReaderAt(file)
	if err != nil {
		_ = file.Close() // it was only read
		return nil, fmt.Errorf("read font %s: %w", path, err)
	}
	var best *opentype.Font
	for i := range fonts.NumFonts() {
		f, err := fonts.Font(i)
		if err != nil || !draws(f) {
			continue
		}
		name, _ := f.Name(nil, sfnt.NameIDFull)
		if best == nil || isSimplified(name) {
			best = f
		}
		if isSimplified(name) {
			break
		}
	}
	if best == nil {
		_ = file.Close()
		return nil, fmt.Errorf("font %s has no Chinese", path)
	}
	return best, nil
}

// isSimplified reports whether a font of a collection is that for mainland China.
func isSimplified(name string) bool {
	return slices.ContainsFunc(strings.Fields(name), func(w string) bool { return w == "SC" || w == "CN" || w == "GB" })
}

// draws reports whether f has what a chart needs.
func draws(f *opentype.Font) bool {
	var b sfnt.Buffer
	for _, r := range probe {
		i, err := f.GlyphIndex(&b, r)
		if err != nil || i == 0 {
			return false
		}
		if _, err := f.LoadGlyph(&b, i, fixed.I(12), nil); err != nil {
			return false
		}
	}
	return true
}

// has returns text without the characters that the font has not: a box says nothing.
func (t typeface) has(b *sfnt.Buffer, text string) string {
	return strings.Map(func(r rune) rune {
		if i, err := t.font.GlyphIndex(b, r); err != nil || i == 0 {
			return -1
		}
		return r
	}, text)
}

func (t typeface) face(size float64) (font.Face, error) {
	f, err := opentype.NewFace(t.font, &opentype.FaceOptions{Size: size, DPI: 72})
	if err != nil {
		return nil, fmt.Errorf("draw text: %w", err)
	}
	return f, nil
}
