package pagelayout

import (
	"fmt"
	"strings"
	"unicode"

	"beilun/internal/pdftext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
)

// plausible returns an error if the text of a document cannot be what its pages
// show: there is none, or its fonts do not say what their characters are. Then
// PDF gives text of the right length without meaning.
func plausible(doc *pdftext.Document) error {
	const wordless = 20 // digits and marks; a page of so many has a word
	glyphs, letters := 0, 0
	for i, p := range doc.Pages {
		n := census{unmapped: p.Unmapped}
		for _, c := range p.Chars {
			n.count(c.Rune)
		}
		glyphs += n.all
		letters += n.letters()
		why := n.garbled()
		if k := stacked(p.Chars); why == "" && k >= fewGlyphs && k*50 > n.all {
			why = fmt.Sprintf("%d of %d characters are at the place of another", k, n.all)
		}
		if why == "" && n.letters() == 0 && n.all >= wordless {
			why = fmt.Sprintf("it gives %d digits and marks and no letter", n.all)
		}
		if why != "" {
			return fmt.Errorf("%w: page %d: %s", release.ErrGarbled, i+1, why)
		}
	}
	switch {
	case glyphs == 0:
		return release.ErrScanned
	case letters == 0 && glyphs >= fewGlyphs:
		return fmt.Errorf("%w: it gives %d digits and marks and no letter", release.ErrGarbled, glyphs)
	}
	return nil
}

// isWord reports whether r is part of words or numbers, and no circle or box that
// another character is put into.
func isWord(r rune) bool { return char.IsHan(r) || char.IsLetter(r) || char.IsDigit(r) }

// stacked returns how many characters are at the place of the one before, which is
// another. Their font has no widths, and PDFium leaves out what it takes for a
// character that is drawn twice: of 2025-08-12 at one place 20 5-8 1 are left.
func stacked(chars []pdftext.Char) int {
	n := 0
	for i := 1; i < len(chars); i++ {
		a, b := &chars[i-1], &chars[i]
		if a.Rune != b.Rune && isWord(a.Rune) && isWord(b.Rune) && max(abs(a.X-b.X), abs(a.Y-b.Y)) < 0.02*a.Size {
			n++
		}
	}
	return n
}

func abs(x float32) float32 { return max(x, -x) }

// census counts characters by kind.
type census struct {
	all, unmapped, bad     int // bad are those that no text has
	han, common            int
	latin, vowels, accents int
	other                  int // letters of other alphabets
	signs                  int // ASCII signs that are rare in prose
}

func (n *census) count(r rune) {
	if !(0x4E00 <= r && r < 0xA000) && char.IsSpace(r) {
		return
	}
	n.all++
	switch {
	case 0x4E00 <= r && r < 0xA000 || r >= 0x2E80 && unicode.Is(unicode.Han, r):
		n.han++
		if r < 0x10000 && char.Common()[r] {
			n.common++
		}
	case r == unicode.ReplacementChar, r < ' ', 0x7F <= r && r < 0xA0, unicode.Is(unicode.Co, r), !unicode.IsGraphic(r) && !char.IsInvisible(r):
		n.bad++
	case 0x3001 <= r && r < 0x3004 || 0x3008 <= r && r < 0x3012 || 0xFF00 < r && r < 0xFF10 || 0xFF1A <= r && r < 0xFF21: // marks, as most others are
	case r < 0x80 && unicode.IsLetter(r):
		n.latin++
		if strings.ContainsRune("aeiouAEIOU", r) {
			n.vowels++
		}
	case strings.ContainsRune(`[\]^_{|}<>=@~`, r):
		n.signs++
	case 0xA1 <= r && r < 0x100:
		n.accents++
	case unicode.IsLetter(r):
		n.other++
	}
}

// letters returns the number of letters of any script.
func (n *census) letters() int { return n.han + n.latin + n.accents + n.other }

const fewGlyphs = 5 // may be the number of a page

const enoughLetters = 30 // fewer show nothing

// garbled returns what is wrong with the characters, or "".
func (n *census) garbled() string {
	letters := n.letters()
	switch {
	case n.all >= 5 && (n.bad*10 > n.all || n.unmapped*4 > n.all):
		return fmt.Sprintf("%d of %d characters are unknown", max(n.bad, n.unmapped), n.all)
	case n.han >= enoughLetters && n.common*100 < n.han*15:
		return fmt.Sprintf("of %d Chinese characters %d are common ones", n.han, n.common)
	case letters >= enoughLetters && n.accents*4 > letters:
		return fmt.Sprintf("%d of %d letters have accents", n.accents, letters)
	case n.latin >= enoughLetters && n.latin > 4*n.han && n.signs*5 > n.latin:
		return fmt.Sprintf("%d signs among %d Latin letters", n.signs, n.latin)
	case n.latin >= enoughLetters && n.latin > n.han && (n.vowels*100 < n.latin*15 || n.vowels*100 > n.latin*70):
		return fmt.Sprintf("of %d Latin letters %d are vowels", n.latin, n.vowels)
	}
	return ""
}
