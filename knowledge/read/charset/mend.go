package charset

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// Some texts are valid in one encoding and have a meaning only in another. Taken
// as they are, they would be accepted and be nonsense.

// decodeAgain decodes data, valid UTF-8, if it is Chinese in another form: HZ, or
// bytes of UTF-8 or GB18030 that a program took for Latin letters. It returns
// false for other texts.
func decodeAgain(data []byte) (trace.String, bool, error) {
	if hz, ok := decodeHZ(data); ok {
		return hz, true, nil
	}
	raw, widths := latinBytes(data)
	if raw == nil {
		return trace.String{}, false, nil
	}
	d := decoder{widths: widths}
	switch {
	case utf8.Valid(raw):
		d.utf8(raw)
	case plausibleGB18030(raw, strict) == nil:
		if err := d.gb18030(raw); err != nil {
			return trace.String{}, true, err
		}
	default:
		return trace.String{}, true, fmt.Errorf("%w: Chinese that was saved as Latin letters, and cannot be restored", release.ErrEncoding)
	}
	t, err := d.finish()
	return t, true, err
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
	high, letters := 0, 0
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		b, ok := byte(r), r < 0x100
		if !ok {
			b, ok = charmap.Windows1252.EncodeRune(r)
		}
		if !ok {
			return nil, nil
		}
		if r >= utf8.RuneSelf {
			high++
		} else if unicode.IsLetter(r) {
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

// lostTwice are the characters that come from reading the UTF-8 of replacement
// characters as GB18030.
const lostTwice = "锟斤拷"

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
	if len(seen) >= enough && often*100 < han*4 || strings.Count(s, lostTwice)*20 > han {
		return fmt.Errorf("%w: of %d Chinese characters %d are common ones", release.ErrEncoding, han, often)
	}
	return nil
}

// fewEntities is how many entities any text may have.
const fewEntities = 3

// WithoutEntities decodes the numeric entities (&#26757;) of a text that was
// taken from the source of a web page. A text with less than three is about them
// and stays.
func WithoutEntities(t trace.String) trace.String {
	if strings.Count(t.Text, "&#") < fewEntities {
		return t
	}
	var b trace.Builder
	from, han := 0, 0
	for i := 0; i < len(t.Text); i++ {
		if t.Text[i] != '&' {
			continue
		}
		n, stands := char.Entity(t.Text[i:])
		if n == 0 {
			continue
		}
		if r, _ := utf8.DecodeRuneInString(stands); char.IsHan(r) {
			han++
		}
		b.Copy(t, knowledge.Span{Start: from, End: i})
		b.Replace(stands, t, knowledge.Span{Start: i, End: i + n})
		from = i + n
		i = from - 1
	}
	if han < fewEntities {
		return t
	}
	b.Copy(t, knowledge.Span{Start: from, End: len(t.Text)})
	return b.Finish()
}
