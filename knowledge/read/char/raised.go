package char

import (
	"strings"
	"unicode/utf8"
)

// Superiors are the superior forms of digits: 10 to the power of 8 is not 108.
var Superiors = strings.NewReplacer("0", "⁰", "1", "¹", "2", "²", "3", "³", "4", "⁴", "5", "⁵", "6", "⁶", "7", "⁷", "8", "⁸", "9", "⁹", "-", "⁻", "−", "⁻", "+", "⁺")

// maxRaised is how many characters a power or the number of a note may have.
const maxRaised = 5

// Raise gives text that is set raised the characters that are so in themselves.
// It returns false for what is no power and no number of a note: figures are
// raised by mistake, or to stand in the middle of a line.
func Raise(s string) (string, bool) {
	inner := strings.TrimSpace(s)
	bare := strings.Trim(inner, "[]［］()（）注")
	if bare == "" || utf8.RuneCountInString(inner) > maxRaised || strings.Trim(bare, "0123456789,-−+") != "" || !strings.ContainsAny(bare, "0123456789") {
		return s, false
	}
	return Superiors.Replace(s), true
}
