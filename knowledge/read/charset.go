package read

import (
	"bytes"
	"encoding/binary"
	"strings"
	"unicode"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// decode finds the encoding of data by rule: a byte order mark, then valid
// UTF-8, then GB18030, of which GB2312 and GBK are parts, where what comes out
// looks like a text. The origin maps the text to data.
func decode(data []byte) (string, knowledge.Origin, error) {
	switch {
	case bytes.HasPrefix(data, []byte("\xef\xbb\xbf")):
		return decodeUTF8(data, 3)
	case bytes.HasPrefix(data, []byte("\xff\xfe")):
		return decodeUTF16(data, binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xfe\xff")):
		return decodeUTF16(data, binary.BigEndian)
	case isBinary(data):
		return "", nil, ErrBinary
	case utf8.Valid(data):
		return decodeUTF8(data, 0)
	}
	text, origin := decodeGB18030(data)
	if !plausible(text) {
		return "", nil, ErrEncoding
	}
	return text, origin, nil
}

func decodeUTF8(data []byte, from int) (string, knowledge.Origin, error) {
	if isBinary(data) {
		return "", nil, ErrBinary
	}
	if !utf8.Valid(data) {
		return "", nil, ErrEncoding
	}
	run := knowledge.Run{File: from, N: len(data) - from, TextWidth: 1, FileWidth: 1}
	return string(data[from:]), knowledge.Origin{}.Append(run), nil
}

// isBinary reports whether data has a NUL or many other control bytes.
func isBinary(data []byte) bool {
	control := 0
	for _, c := range data {
		if c == 0 {
			return true
		}
		if c < ' ' && c != '\n' && c != '\r' && c != '\t' && c != '\f' {
			control++
		}
	}
	return control > len(data)/50
}

func decodeUTF16(data []byte, order binary.ByteOrder) (string, knowledge.Origin, error) {
	var b strings.Builder
	var origin knowledge.Origin
	for i := 2; i+1 < len(data); {
		r, width := rune(order.Uint16(data[i:])), 2
		if utf16.IsSurrogate(r) {
			low := rune(0)
			if i+3 < len(data) {
				low = rune(order.Uint16(data[i+2:]))
			}
			if r = utf16.DecodeRune(r, low); r != utf8.RuneError {
				width = 4
			}
		}
		if r == 0 {
			return "", nil, ErrBinary
		}
		origin = origin.Append(knowledge.Run{Text: b.Len(), File: i, N: 1, TextWidth: utf8.RuneLen(r), FileWidth: width})
		b.WriteRune(r)
		i += width
	}
	if !plausible(b.String()) {
		return "", nil, ErrEncoding
	}
	return b.String(), origin, nil
}

// decodeGB18030 decodes character by character, to know where each stands.
func decodeGB18030(data []byte) (string, knowledge.Origin) {
	var b strings.Builder
	var origin knowledge.Origin
	d := simplifiedchinese.GB18030.NewDecoder()
	var buf [8]byte
	for i := 0; i < len(data); {
		width := gb18030Width(data[i:])
		n := 0
		if width > 0 {
			n, _, _ = d.Transform(buf[:], data[i:i+width], true)
		}
		if n == 0 {
			width, n = 1, copy(buf[:], "\uFFFD")
		}
		origin = origin.Append(knowledge.Run{Text: b.Len(), File: i, N: 1, TextWidth: n, FileWidth: width})
		b.Write(buf[:n])
		i += width
	}
	return b.String(), origin
}

// gb18030Width returns the length of the character at the start of data, 0
// when there is none.
func gb18030Width(data []byte) int {
	switch {
	case data[0] < 0x80:
		return 1
	case data[0] == 0x80 || data[0] == 0xff || len(data) < 2:
		return 0
	case '0' <= data[1] && data[1] <= '9':
		if len(data) < 4 {
			return 0
		}
		return 4
	}
	return 2
}

// plausible reports whether text looks like what a press office writes: hardly
// a character that could not be decoded, and most of the others Han, letters,
// digits, marks or space.
func plausible(text string) bool {
	total, bad, odd := 0, 0, 0
	for _, r := range text {
		total++
		switch {
		case r == utf8.RuneError:
			bad++
		case unicode.Is(unicode.Han, r), r < utf8.RuneSelf, unicode.IsPunct(r), unicode.IsSpace(r), unicode.IsSymbol(r):
		case unicode.Is(unicode.Latin, r), unicode.Is(unicode.Greek, r), unicode.IsNumber(r):
		default:
			odd++
		}
	}
	return bad*500 <= total && odd*20 <= total
}
