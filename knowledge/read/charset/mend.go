package charset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Some texts are valid in one encoding and have a meaning only in another. Taken
// as they are, they would be accepted and be nonsense.

// decodeAgain decodes data, valid UTF-8, if it is Chinese in another form: HZ, or
// bytes of UTF-8 or GB18030 that a program took for Latin letters or for GB18030.
// It returns false for other texts. If only some lines are of such a form, these
// are decoded.
func decodeAgain(data []byte) (trace.String, bool, error) {
	if hz, ok := decodeHZ(data); ok {
		return hz, true, nil
	}
	raw, widths := latinBytes(data)
	if raw == nil {
		raw, widths = gbBytes(data)
	}
	if raw == nil {
		return mendLines(data)
	}
	d := decoder{widths: widths}
	if err := d.restored(raw); err != nil {
		return trace.String{}, true, err
	}
	t, err := d.finish()
	return t, true, err
}

// restored decodes raw, bytes that were taken for another encoding.
func (d *decoder) restored(raw []byte) error {
	const most = 3 // times that a text is saved in a wrong encoding
	for range most {
		if !utf8.Valid(raw) {
			break
		}
		again, widths := latinBytes(raw)
		if again == nil {
			d.utf8(raw)
			return nil
		}
		raw, d.widths = again, joinWidths(widths, d.widths)
	}
	if plausibleGB18030(raw, strict) != nil {
		return fmt.Errorf("%w: Chinese that was saved as Latin letters, and cannot be restored", release.ErrMojibake)
	}
	return d.gb18030(raw)
}

// joinWidths returns the widths of characters in the file: outer has how many
// bytes of another text each has, and inner the widths of these.
func joinWidths(outer, inner []byte) []byte {
	out := make([]byte, len(outer))
	at := 0
	for i, n := range outer {
		sum := 0
		for _, w := range inner[at : at+int(n)] {
			sum += int(w)
		}
		out[i], at = byte(min(sum, 255)), at+int(n)
	}
	return out
}

// decodeHZ decodes Chinese in seven bits, with ~{ and ~} around it. It returns
// false for other texts.
func decodeHZ(data []byte) (trace.String, bool) {
	if !bytes.Contains(data, []byte("~{")) || bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		return trace.String{}, false
	}
	var d decoder
	gb := false
	for i := 0; i < len(data); {
		pair := string(data[i:min(len(data), i+2)])
		switch {
		case pair == "~{" && !gb, pair == "~}" && gb:
			gb = !gb
			d.fileAt += 2
			i += 2
			continue
		case pair == "~~" && !gb:
			d.put('~', 2)
			i += 2
			continue
		case data[i] == '\n':
			gb = false
		}
		if !gb {
			d.put(rune(data[i]), 1)
			i++
			continue
		}
		if len(pair) < 2 {
			return trace.String{}, false
		}
		out, err := simplifiedchinese.GBK.NewDecoder().Bytes([]byte{data[i] | 0x80, data[i+1] | 0x80})
		r, w := utf8.DecodeRune(out)
		if err != nil || w != len(out) || r == utf8.RuneError {
			return trace.String{}, false
		}
		d.put(r, 2)
		i += 2
	}
	t, err := d.finish()
	return t, err == nil && strings.IndexFunc(t.Text, char.IsHan) >= 0
}

// fewLatin is how many accented Latin letters any text may have.
const fewLatin = 8

// latinBytes returns the bytes that were taken for Latin letters, and how many
// bytes of the file each has. It returns nil unless most letters of the text are
// such. Words of a language have accents on few of their letters.
func latinBytes(data []byte) (raw, widths []byte) {
	if i := bytes.IndexFunc(data[:min(len(data), maxSample)], char.IsHan); i >= 0 { // what follows would find that, later
		return nil, nil
	}
	high, letters, inTag := 0, 0, false
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		b, ok := byte(r), r < 0x100
		if !ok {
			b, ok = charmap.Windows1252.EncodeRune(r)
		}
		if !ok {
			return nil, nil
		}
		switch {
		case r >= utf8.RuneSelf:
			high++
		case r == '<' || r == '>' && inTag:
			inTag = r == '<'
		case unicode.IsLetter(r) && !inTag:
			letters++
		}
		raw, widths = append(raw, b), append(widths, byte(w))
		i += w
	}
	if high < fewLatin || high < letters {
		return nil, nil
	}
	return raw, widths
}

// plausibleText returns an error if s has Han characters and next to none of the
// common ones, as when UTF-8 was read as GB18030 (鍖椾粦).
func plausibleText(s string) error {
	const enough = 40 // different Han characters
	han, often := 0, 0
	isCommon := char.Common()
	seen := make([]rune, 0, enough)
	s = s[:min(len(s), maxSample)]
	for _, r := range s {
		if r < 0x2E80 {
			continue
		}
		if 0x4E00 <= r && r < 0xA000 || unicode.Is(unicode.Han, r) {
			han++
			if r <= 0xFFFF && isCommon[r] {
				often++
			}
		}
		if len(seen) < enough && char.IsHan(r) && !slices.Contains(seen, r) {
			seen = append(seen, r)
		}
	}
	if len(seen) >= enough && often*100 < han*4 {
		return fmt.Errorf("%w: of %d Chinese characters %d are common ones", release.ErrMojibake, han, often)
	}
	return lostText(s)
}
