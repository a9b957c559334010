package charset

import (
	"fmt"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"github.com/saintfish/chardet"
	"golang.org/x/text/encoding/traditionalchinese"
)

const (
	maxProlog = 64 << 10 // bytes of a page in which its charset may be declared
	maxSample = 64 << 10 // bytes from which a charset is detected
	strict    = 1000     // one of so many characters may be invalid
	lenient   = 150      // the same for a declared encoding, as pages cut texts in the middle of a character
	fewBad    = 3        // invalid characters that are then allowed in a short text
)

// declaration matches the places where a page declares its charset. Compiling it
// takes long enough to wait until a page needs it.
var declaration = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?i)<meta[^>]{0,300}charset\s*=\s*["']?\s*([a-z0-9_-]{2,20})|<\?xml[^>]{0,100}encoding\s*=\s*["']([a-z0-9_-]{2,20})`)
})

// DecodePage decodes a web page. charset is what a server or mail header
// declares, or "", and then the page may declare it itself. The errors are those
// of [Decode].
func DecodePage(data []byte, charset string) (trace.String, error) {
	if m := declaration().FindSubmatch(data[:min(len(data), maxProlog)]); charset == "" && m != nil {
		charset = string(append(m[1], m[2]...))
	}
	t, err := decodeAs(data, charset)
	if err == nil {
		err = lostText(t.Text)
	}
	return t, err
}

// encoding is an encoding of Chinese text.
type encoding int

const (
	unknownEncoding encoding = iota
	brokenUTF8
	gb18030 // and its older forms GB2312 and GBK
	big5
)

func encodingOf(name string) encoding {
	switch strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(name)) {
	case "utf8":
		return brokenUTF8
	case "gb2312", "gbk", "gb18030", "gb", "xgbk", "cp936", "euccn", "hzgb2312", "chinese":
		return gb18030
	case "big5", "big5hkscs", "xbig5", "cnbig5", "cp950":
		return big5
	}
	return unknownEncoding
}

// decodeLegacy decodes text that is not valid UTF-8 and has no byte order mark:
// as declared, else as GB18030, else as a detector says, the first that gives
// Chinese.
func decodeLegacy(data []byte, declared string) (trace.String, error) {
	named := encodingOf(declared)
	if t, err := decodeBy(data, named, lenient); err == nil {
		return t, nil
	}
	t, err := decodeBy(data, gb18030, strict)
	if err == nil {
		return t, nil
	}
	if found := detected(data); found != gb18030 {
		if t, err := decodeBy(data, found, strict); err == nil {
			return t, nil
		}
	}
	return trace.String{}, err
}

// decodeBy decodes data by an encoding. It returns an error if the result is not
// Chinese.
func decodeBy(data []byte, by encoding, oneIn int) (trace.String, error) {
	var d decoder
	switch by {
	case brokenUTF8:
		d.utf8(data)
	case gb18030:
		if err := plausibleGB18030(data, oneIn); err != nil {
			return trace.String{}, err
		}
		if err := d.gb18030(data); err != nil {
			return trace.String{}, err
		}
	case big5:
		d.big5(data)
		if err := plausibleChinese(d.text.String()); err != nil {
			return trace.String{}, err
		}
	default:
		return trace.String{}, fmt.Errorf("%w: no encoding of Chinese", release.ErrEncoding)
	}
	if wide := wideRunes(d.text.String()); tooBad(d.bad, wide, oneIn) {
		return trace.String{}, fmt.Errorf("%w: %d of %d characters cannot be decoded", release.ErrEncoding, d.bad, wide)
	}
	return d.finish()
}

// tooBad reports whether bad invalid characters of all are too many.
func tooBad(bad, all, oneIn int) bool {
	few := oneIn == lenient && bad <= fewBad && bad*10 <= all
	return bad*oneIn > all && !few
}

// wideRunes returns the number of characters of s that are not ASCII.
func wideRunes(s string) int {
	n := 0
	for _, r := range s {
		if r >= utf8.RuneSelf {
			n++
		}
	}
	return n
}

// detected returns the encoding that a detector finds for the bytes at the start
// of data that are not ASCII.
func detected(data []byte) encoding {
	sample := make([]byte, 0, maxSample)
	for i := 0; i < len(data) && len(sample) < maxSample; i++ {
		// with the bytes after lead bytes, which may look like ASCII
		if data[i] >= utf8.RuneSelf || i > 0 && data[i-1] >= utf8.RuneSelf {
			sample = append(sample, data[i])
		}
	}
	best, err := chardet.NewTextDetector().DetectBest(sample)
	if err != nil {
		return unknownEncoding
	}
	return encodingOf(best.Charset)
}

// big5Runes returns the characters of Big5 and its extension for Hong Kong by
// lead and trail byte; 0 if there is none or more than one.
var big5Runes = sync.OnceValue(func() *[128][256]rune {
	var table [128][256]rune
	decoder := traditionalchinese.Big5.NewDecoder()
	for lead := 0x81; lead <= 0xFE; lead++ {
		for trail := 0x40; trail <= 0xFE; trail++ {
			out, err := decoder.Bytes([]byte{byte(lead), byte(trail)})
			if r, w := utf8.DecodeRune(out); err == nil && w == len(out) && r != utf8.RuneError {
				table[lead-0x80][trail] = r
			}
		}
	}
	return &table
})

func (d *decoder) big5(data []byte) {
	table := big5Runes()
	for i := 0; i < len(data); {
		r, w := rune(data[i]), 1
		if r >= utf8.RuneSelf {
			r = utf8.RuneError
			if i+1 < len(data) && table[data[i]-0x80][data[i+1]] != 0 {
				r, w = table[data[i]-0x80][data[i+1]], 2
			}
		}
		d.put(r, w)
		i += w
	}
}

// plausibleChinese returns an error if s lacks the most common characters, as
// text of another kind that was decoded as Chinese does.
func plausibleChinese(s string) error {
	han, wide, common := 0, 0, 0
	for _, r := range s {
		if r >= utf8.RuneSelf {
			wide++
		}
		if char.IsHan(r) {
			han++
			if strings.ContainsRune("的一是在不了有和人大中年上地市日月區区", r) {
				common++
			}
		}
	}
	if han*2 < wide || han < 10 || common*100 < han*4 {
		return fmt.Errorf("%w: %d of %d characters are Chinese, and %d of them common", release.ErrEncoding, han, wide, common)
	}
	return nil
}
