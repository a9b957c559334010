package zhtext

// Unreadable reports whether r replaces a character that cannot be read: a private
// character, which only its font shows, the mark for bytes that could not be decoded,
// or the black sign of typesetters for a type they do not have (〓).
func Unreadable(r rune) bool {
	switch {
	case r < 0x3013:
		return false
	case r == 0x3013, r == 0xFFFC, r == 0xFFFD:
		return true
	}
	return 0xE000 <= r && r <= 0xF8FF || 0xF0000 <= r && r <= 0x10FFFD
}
