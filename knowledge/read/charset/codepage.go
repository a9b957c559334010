package charset

import (
	"encoding/binary"
	"fmt"

	"beilun/knowledge/read/release"

	"golang.org/x/text/encoding/charmap"
)

// CodePageOf returns the code page of Windows for the character set of a font, 0 if
// the set says nothing about it.
func CodePageOf(font int) int {
	switch font {
	case 134:
		return 936
	case 136:
		return 950
	case 128:
		return 932
	case 129:
		return 949
	}
	return 0
}

// singleBytes are the code pages of Windows with a byte for each character.
var singleBytes = map[int]*charmap.Charmap{
	437: charmap.CodePage437, 850: charmap.CodePage850, 1250: charmap.Windows1250, 1251: charmap.Windows1251, 1252: charmap.Windows1252,
	1253: charmap.Windows1253, 1254: charmap.Windows1254, 1257: charmap.Windows1257, 1258: charmap.Windows1258, 10000: charmap.Macintosh,
}

// DecodeCodePage returns the text of b, which is in a code page of Windows, with
// U+FFFD for what cannot be decoded. The error wraps release.ErrEncoding if the code
// page is not known. Control characters and what nobody sees are left out.
func DecodeCodePage(b []byte, page int) (string, error) {
	var d decoder
	switch page {
	case 936, 54936:
		if err := d.gb18030(b); err != nil {
			return "", err
		}
	case 950:
		d.big5(b)
	case 1200:
		d.utf16(b, binary.LittleEndian)
	case 65001:
		d.utf8(b)
	default:
		table := singleBytes[page]
		if table == nil {
			return "", fmt.Errorf("%w: code page %d", release.ErrEncoding, page)
		}
		for _, c := range b {
			d.put(table.DecodeByte(c), 1)
		}
	}
	return d.text.String(), nil
}
