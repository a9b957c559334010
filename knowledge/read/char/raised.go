package char

import (
	"strings"
	"unicode/utf8"
)

// Superiors replaces digits and signs by their raised forms: 10⁸ is not 108.
var Superiors = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")

// maxRaised is the largest number of characters of a power or the number of a
// note.
const maxRaised = 5

// Raise returns s, text that is set raised, in raised characters. It returns
// false if s can be neither a power nor the number of a note, because longer
// figures are raised by mistake or to be centred in a line.
func Raise(s string) (string, bool) {
	inner := strings.TrimSpace(s)
	bare := strings.Trim(inner, "[]［］()（）注")
	if bare == "" || utf8.RuneCountInString(inner) > maxRaised || strings.Trim(bare, "0123456789,-−+") != "" || !strings.ContainsAny(bare, "0123456789") {
		return s, false
	}
	return Superiors.Replace(s), true
}
