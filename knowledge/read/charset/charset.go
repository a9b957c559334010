package charset

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// Decode returns the text of a file as UTF-8. A byte order mark decides the
// encoding. Without one, valid UTF-8 is UTF-8, and other bytes are in the
// encoding of Chinese in which they look like Chinese (detect.go). For a file in
// any other encoding it returns release.ErrEncoding.
func Decode(data []byte) (trace.String, error) {
	t, err := decodeAs(data, "")
	if err == nil {
		err = plausibleText(t.Text)
	}
	return t, err
}

// decodeAs decodes data. declared names its encoding, or is "". Valid UTF-8 is
// UTF-8 whatever is declared.
func decodeAs(data []byte, declared string) (trace.String, error) {
	var d decoder
	wrong := release.ErrEncoding
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		d.fileAt = 3
		if at := invalidUTF8(data); at >= 0 {
			return trace.String{}, fmt.Errorf("%w: marked as UTF-8, but byte %d is not", release.ErrEncoding, at)
		}
		d.utf8(data[3:])
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		d.fileAt = 2
		d.utf16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		d.fileAt = 2
		d.utf16(data[2:], binary.BigEndian)
	case utf8.Valid(data):
		if t, ok, err := decodeAgain(data); ok {
			return t, err
		}
		d.utf8(data)
		wrong = release.ErrMojibake
	case bytes.IndexByte(data, 0) >= 0:
		if t, ok := unmarkedUTF16(data); ok {
			return t, nil
		}
		return trace.String{}, fmt.Errorf("%w: it has %d zero bytes", release.ErrBinary, bytes.Count(data, []byte{0}))
	default:
		return decodeLegacy(data, declared)
	}
	if d.bad*1000 > d.runes {
		return trace.String{}, fmt.Errorf("%w: %d of %d characters cannot be decoded", wrong, d.bad, d.runes)
	}
	return d.finish()
}

// unmarkedUTF16 decodes Chinese in UTF-16 without a byte order mark. It returns
// false for other data.
func unmarkedUTF16(data []byte) (trace.String, bool) {
	for _, order := range []binary.ByteOrder{binary.LittleEndian, binary.BigEndian} {
		var d decoder
		d.utf16(data, order)
		if t, err := d.finish(); err == nil && d.bad == 0 && plausibleChinese(t.Text) == nil {
			return t, true
		}
	}
	return trace.String{}, false
}

// invalidUTF8 returns the index of the first byte that is not UTF-8, or -1.
func invalidUTF8(data []byte) int {
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		if r == utf8.RuneError && w == 1 {
			return i
		}
		i += w
	}
	return -1
}

func (d *decoder) utf8(data []byte) {
	d.text.Grow(len(data))
	for i := 0; i < len(data); {
		if n := d.copyPlain(data[i:]); n > 0 {
			i += n
			continue
		}
		r, w := utf8.DecodeRune(data[i:])
		d.put(r, w)
		i += w
	}
}

func (d *decoder) utf16(data []byte, order binary.ByteOrder) {
	for i := 0; i < len(data); {
		if len(data)-i < 2 {
			d.put(utf8.RuneError, 1)
			return
		}
		r, w := rune(order.Uint16(data[i:])), 2
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if len(data)-i >= 4 {
				low = rune(order.Uint16(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				w = 4
			}
		}
		d.put(r, w)
		i += w
	}
}

// gb18030 decodes data. It measures each character itself, because the library's
// decoder does not say how many bytes it took.
func (d *decoder) gb18030(data []byte) error {
	clean := bytes.Clone(data)
	for i := 0; i < len(data); {
		n := gbLen(data[i:])
		if n == 0 { // the decoder continues after it in its own way
			clean[i], n = 0x1A, 1
		}
		i += n
	}
	out, err := simplifiedchinese.GB18030.NewDecoder().Bytes(clean)
	if err != nil {
		return fmt.Errorf("%w: decode as GB18030: %w", release.ErrEncoding, err)
	}
	at := 0
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(out[at:])
		at += w
		n := gbLen(data[i:])
		if n == 0 {
			r, n = utf8.RuneError, 1
		}
		d.put(r, n)
		i += n
	}
	if at != len(out) {
		return fmt.Errorf("%w: decode as GB18030: %d bytes left over", release.ErrEncoding, len(out)-at)
	}
	return nil
}

// gbLen returns how many bytes the GB18030 character at the start of b has, 0 if
// there is none.
func gbLen(b []byte) int {
	switch {
	case b[0] < 0x80:
		return 1
	case b[0] == 0x80 || b[0] == 0xFF || len(b) < 2:
		return 0
	case b[1] >= 0x40 && b[1] != 0x7F && b[1] != 0xFF:
		return 2
	}
	if len(b) >= 4 && char.IsASCIIDigit(b[1]) && 0x81 <= b[2] && b[2] <= 0xFE && char.IsASCIIDigit(b[3]) {
		n := ((int(b[0]-0x81)*10+int(b[1]-'0'))*126+int(b[2]-0x81))*10 + int(b[3]-'0')
		if n < 39420 || 189000 <= n && n < 189000+0x100000 {
			return 4
		}
	}
	return 0
}

// plausibleGB18030 returns an error if data is not Chinese in GB18030, as which
// nearly all encodings decode without error. Chinese text mostly has the 3,755
// characters of the first level of GB 2312 and some very common ones, which
// UTF-8, Big5 or Latin letters read as GB18030 do not. Traditional text has less
// of the former but no less of the latter. One of oneIn characters may be
// invalid.
func plausibleGB18030(data []byte, oneIn int) error {
	var double, level1, common, bad, high int
	for i := 0; i < len(data); {
		n := gbLen(data[i:])
		switch c := data[i]; {
		case n == 0:
			bad++
			n = 1
		case n == 2 && c >= 0xA1 && c <= 0xA9 && data[i+1] >= 0xA1: // marks
		case n == 2:
			double++
			if 0xB0 <= c && c <= 0xD7 && data[i+1] >= 0xA1 {
				level1++
			}
			if commonGB[[2]byte{c, data[i+1]}] {
				common++
			}
		}
		if n > 1 || data[i] >= 0x80 {
			high++
		}
		i += n
	}
	switch {
	case tooBad(bad, high, oneIn):
		return fmt.Errorf("%w: neither UTF-8 nor GB18030: %d of %d characters are invalid", release.ErrEncoding, bad, high)
	case double == 0 && high > 0, level1*100 < double*40,
		level1*100 < double*80 && common*100 < double*4, double >= 60 && common == 0:
		return fmt.Errorf("%w: neither UTF-8 nor, by the look of it, GB18030", release.ErrEncoding)
	}
	return nil
}

// commonGB are the GB18030 codes of characters that are very common in simplified
// and traditional text: 的一是在不了有和人大中年上地市日月区.
var commonGB = map[[2]byte]bool{
	{0xB5, 0xC4}: true, {0xD2, 0xBB}: true, {0xCA, 0xC7}: true, {0xD4, 0xDA}: true, {0xB2, 0xBB}: true,
	{0xC1, 0xCB}: true, {0xD3, 0xD0}: true, {0xBA, 0xCD}: true, {0xC8, 0xCB}: true, {0xB4, 0xF3}: true,
	{0xD6, 0xD0}: true, {0xC4, 0xEA}: true, {0xC9, 0xCF}: true, {0xB5, 0xD8}: true, {0xCA, 0xD0}: true,
	{0xC8, 0xD5}: true, {0xD4, 0xC2}: true, {0xC7, 0xF8}: true,
}
