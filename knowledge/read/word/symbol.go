package word

import "strings"

// symbols are the characters that codes of the font Symbol show, as far as they are
// part of a figure or its unit. The signs and digits among them are as in ASCII.
var symbols = map[int]string{
	0x2D: "-", 0x44: "Δ", 0x57: "Ω", 0x61: "α", 0x62: "β", 0x67: "γ", 0x6D: "μ", 0x7E: "～",
	0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈",
}

// IsSymbolFont reports whether font is the font that [Symbol] is about. Others show
// pictures by the same codes: Wingdings has a box where Symbol has ≤.
func IsSymbolFont(font string) bool { return strings.EqualFold(strings.TrimSpace(font), "symbol") }

// Symbol returns the character that a code of the font Symbol shows, if it is part of
// a figure or its unit, or else "".
func Symbol(code int) string {
	code &= 0xFF
	if '0' <= code && code <= '9' || strings.IndexByte(" %()+,./:;<=>", byte(code)) >= 0 {
		return string(rune(code))
	}
	return symbols[code]
}
