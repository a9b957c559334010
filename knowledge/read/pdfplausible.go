package read

import (
	"fmt"
	"strings"
	"sync"
	"unicode"

	"beilun/internal/pdftext"
)

// commonHan are among the most frequent Han characters of any Chinese text, in
// simplified and, where it differs, traditional form. They make up a third of
// a release at least, and a hundredth of characters taken at random.
const commonHan = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反明看原又么利比或但质气第向道建月公无系军很情者最立代想已通并提直题程展五果料象员位入常文总次品式活设及管特件长求老头基资流路级少图山统接知较将组见计手角期根论运指几九区强放决西被做必战先回则任取据处南给色门即保治北造百规热领七海口东导器志世金增争济阶术极交受联什认六共权收证改清美再采转更单风切打白教速花带安场身车真务具万每目至达走积示议声报完类八离名确科张信节话米整空元况今集温传土许步群广记需段研界究观越织装影低持音众书布复容际商非验连断深难近千周委素技备半办青省列习响约支史便团往市何除消构府称准精值号率族维划选标写存候毛快效院查江型按格养易置派层片始专状育京识适属圆包火住调满县局照参红细引听该铁价城企投亿镇街项园港项區國會發這個為來時們對說經過動開關與應從還無業東車長門問間實現電進運達選連遠農計設認證訪話該調請論講變讓資費質贏產業歲總結給統經營環據報導場塊壓壞壽處號術衛裝規視覺觀"

// plausible reports why the text of a document cannot be what its pages show:
// there is none, or its fonts do not tell their characters. Readers of PDF
// then give text of the right length that means nothing.
func plausible(doc *pdftext.Document) error {
	glyphs, letters := 0, 0
	for i, p := range doc.Pages {
		n := census{unmapped: p.Unmapped}
		for _, c := range p.Chars {
			n.count(c.Rune)
		}
		glyphs += n.all
		letters += n.letters()
		if why := n.garbled(); why != "" {
			return fmt.Errorf("%w: page %d: %s", ErrGarbled, i+1, why)
		}
	}
	switch {
	case glyphs == 0:
		return ErrScanned
	case letters == 0 && glyphs >= fewGlyphs:
		return fmt.Errorf("%w: it gives %d digits and marks and no letter", ErrGarbled, glyphs)
	}
	return nil
}

// common tells the characters of commonHan.
var common = sync.OnceValue(func() *[0x10000]bool {
	var is [0x10000]bool
	for _, r := range commonHan {
		is[r] = true
	}
	return &is
})

// census counts characters by kind.
type census struct {
	all, unmapped, bad     int // bad are those that no text has
	han, common            int
	latin, vowels, accents int
	other                  int // letters of other alphabets
}

func (n *census) count(r rune) {
	if !(0x4E00 <= r && r < 0xA000) && isSpace(r) {
		return
	}
	n.all++
	switch {
	case 0x4E00 <= r && r < 0xA000 || r >= 0x2E80 && unicode.Is(unicode.Han, r):
		n.han++
		if r < 0x10000 && common()[r] {
			n.common++
		}
	case r == unicode.ReplacementChar, r < ' ', 0x7F <= r && r < 0xA0, unicode.Is(unicode.Co, r), !unicode.IsGraphic(r) && !isInvisible(r):
		n.bad++
	case 0x3001 <= r && r < 0x3004 || 0x3008 <= r && r < 0x3012 || 0xFF00 < r && r < 0xFF10 || 0xFF1A <= r && r < 0xFF21: // marks, as most others are
	case r < 0x80 && unicode.IsLetter(r):
		n.latin++
		if strings.ContainsRune("aeiouAEIOU", r) {
			n.vowels++
		}
	case 0xA1 <= r && r < 0x100:
		n.accents++
	case unicode.IsLetter(r):
		n.other++
	}
}

// letters returns the number of letters of any script.
func (n *census) letters() int { return n.han + n.latin + n.accents + n.other }

const fewGlyphs = 5 // may be the number of a page

const enoughLetters = 30 // fewer prove nothing

// garbled says what is wrong with the characters; "" when nothing is.
func (n *census) garbled() string {
	letters := n.letters()
	switch {
	case n.all >= 5 && (n.bad*10 > n.all || n.unmapped*4 > n.all):
		return fmt.Sprintf("%d of %d characters are unknown", max(n.bad, n.unmapped), n.all)
	case n.han >= enoughLetters && n.common*100 < n.han*15:
		return fmt.Sprintf("of %d Chinese characters %d are common ones", n.han, n.common)
	case letters >= enoughLetters && n.accents*4 > letters:
		return fmt.Sprintf("%d of %d letters have accents", n.accents, letters)
	case n.latin >= enoughLetters && n.latin > n.han && (n.vowels*100 < n.latin*15 || n.vowels*100 > n.latin*70):
		return fmt.Sprintf("of %d Latin letters %d are vowels", n.latin, n.vowels)
	}
	return ""
}
