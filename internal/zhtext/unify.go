package zhtext

import (
	_ "embed"
	"sync"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

//go:embed unicode/radicals.txt
var radicalFile string

// oldSpace is the private character that GBK tables map a full-width space of web
// pages (A3 A0) to.
const oldSpace = 0xE5E5

// Blocks of characters that look like unified ideographs.
const (
	firstRadical, lastRadical = 0x2E80, 0x2FD5
	firstStroke, lastStroke   = 0x31C0, 0x31E3
	firstCompat, lastCompat   = 0xF900, 0xFAFF
	firstSupply, lastSupply   = 0x2F800, 0x2FA1F
)

var radicals = sync.OnceValue(func() map[rune]rune {
	m := make(map[rune]rune, 340)
	eachPair(radicalFile, func(from, to string) {
		f, _ := utf8.DecodeRuneInString(from)
		m[f], _ = utf8.DecodeRuneInString(to)
	})
	return m
})

// Unify returns the unified ideograph for a radical, a stroke or a compatibility
// ideograph (⼈ is 人, ⻋ is 车), which looks the same, and any other character as it
// is.
func Unify(r rune) rune {
	switch {
	case r < firstRadical:
	case r == oldSpace:
		return '\u3000'
	case r <= lastRadical, firstStroke <= r && r <= lastStroke:
		if to, ok := radicals()[r]; ok {
			return to
		}
	case firstCompat <= r && r <= lastCompat, firstSupply <= r && r <= lastSupply:
		if to, w := utf8.DecodeRune(norm.NFC.Bytes(utf8.AppendRune(nil, r))); w > 0 {
			return to
		}
	}
	return r
}
