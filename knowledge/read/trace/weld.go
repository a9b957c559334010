package trace

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
)

// Weld joins the lines of one paragraph, see [Seam].
func Weld(parts []String) String {
	return WeldBy(parts, func(i int, latin bool) (string, int) { return Seam(parts[i].Text, parts[i+1].Text, latin) })
}

// WeldBy is Weld with seam in place of [Seam], for line i and the next.
func WeldBy(parts []String, seam func(i int, latin bool) (glue string, cut int)) String {
	if len(parts) == 1 {
		return parts[0]
	}
	latin := isLatin(parts)
	var b Builder
	for i, t := range parts {
		s := knowledge.Span{End: len(t.Text)}
		glue := ""
		if i+1 < len(parts) {
			var cut int
			glue, cut = seam(i, latin)
			s.End -= cut
		}
		b.Copy(t, s)
		b.Insert(glue)
	}
	return b.Finish()
}

// Seam returns what to put between lines a and b of a paragraph, and how many
// bytes to remove from the end of a. Chinese lines join without a space, and so
// do the halves of a number. Latin words get their space back, and a divided word
// loses its hyphen. latin says that the paragraph is in a language with an
// alphabet, where numbers are words.
func Seam(a, b string, latin bool) (glue string, cut int) {
	if a == "" || b == "" {
		return "", 0
	}
	x, w := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	before, _ := utf8.DecodeLastRuneInString(a[:len(a)-w])
	switch {
	case x == '-' && unicode.IsLower(before) && unicode.IsLower(y) && before < 0x2E80 && y < 0x2E80:
		return "", 1
	case x == '-' || x == '/' || y == '-' && !latin:
		return "", 0
	case char.IsHan(x) || char.IsHan(y) || char.IsMark(x) || char.IsMark(y):
		return "", 0
	case latin:
		return " ", 0
	case char.IsLetter(x) && char.IsLetter(y):
		return " ", 0
	case strings.ContainsRune(",;:!?)", x) && char.IsLetter(y):
		return " ", 0
	}
	return "", 0
}

// isLatin reports whether a paragraph has far more letters than Han characters.
func isLatin(parts []String) bool {
	letters, han := 0, 0
	for _, t := range parts {
		for _, r := range t.Text {
			switch {
			case char.IsHan(r):
				han++
			case char.IsLetter(r):
				letters++
			}
		}
	}
	return letters > 4*han
}
