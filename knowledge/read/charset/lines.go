package charset

import (
	"bytes"
	"unicode/utf8"

	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// mendLines decodes data, valid UTF-8, some lines of which are Chinese in another
// form. It returns false if none is.
func mendLines(data []byte) (trace.String, bool, error) {
	var d decoder
	mended := false
	for rest := data; len(rest) > 0; {
		line, after := rest, []byte(nil)
		if end := bytes.IndexByte(rest, '\n'); end >= 0 {
			line, after = rest[:end+1], rest[end+1:]
		}
		rest = after
		if !isPlain(line) && d.mendLine(line) {
			mended = true
			continue
		}
		d.widths = nil
		d.utf8(line)
	}
	if !mended {
		return trace.String{}, false, nil
	}
	t, err := d.finish()
	return t, true, err
}

// isPlain reports whether a line has nothing that could be Chinese in another
// form.
func isPlain(line []byte) bool {
	for i, c := range line {
		if c >= utf8.RuneSelf || c == '~' && i+1 < len(line) && line[i+1] == '{' {
			return false
		}
	}
	return true
}

// mendLine appends a line that is Chinese in another form. It returns false, and
// appends nothing, if it is not.
func (d *decoder) mendLine(line []byte) bool {
	if hz, ok := decodeHZ(line); ok {
		d.copyOf(hz, len(line))
		return true
	}
	raw, widths := latinBytes(line)
	if raw == nil {
		raw, widths = gbBytes(line)
	}
	if raw == nil {
		return false
	}
	probe := decoder{widths: bytes.Clone(widths)}
	if probe.restored(raw) != nil || probe.bad > 0 || hanShare(probe.text.String()) < leastHan {
		return false
	}
	d.widths = widths
	err := d.restored(raw)
	d.widths = nil
	return err == nil
}

// leastHan is how many per cent of the characters beyond ASCII are Han in a line
// of Chinese.
const leastHan = 60

// hanShare returns how many per cent of the characters of s beyond ASCII are Han.
func hanShare(s string) int {
	return char.CountHan(s) * 100 / max(wideRunes(s), 1)
}

// copyOf appends t, the text of the next size bytes of the file.
func (d *decoder) copyOf(t trace.String, size int) {
	n := d.text.Len()
	d.text.WriteString(t.Text)
	for _, r := range t.Origin {
		r.Text += n
		r.File += d.fileAt
		d.origin = d.origin.Append(r)
	}
	d.runes += utf8.RuneCountInString(t.Text)
	d.last, d.wasCR = char.Last(t.Text), false
	d.fileAt += size
}

// fewestGB is how many characters beyond ASCII a text has at least that may be
// UTF-8 that was read as GB18030; less may be by chance.
const fewestGB = 6

// gbBytes returns the bytes of UTF-8 that was read as GB18030 (涓浗), and how many
// bytes of the file each has. It returns nil for other texts. A Chinese text whose
// bytes in GB18030 are valid UTF-8 as well is next to impossible.
func gbBytes(data []byte) (raw, widths []byte) {
	first := bytes.IndexFunc(data, func(r rune) bool { return r >= utf8.RuneSelf })
	if first < 0 {
		return nil, nil
	}
	gbk, gb := simplifiedchinese.GBK.NewEncoder(), simplifiedchinese.GB18030.NewEncoder()
	wide := 0
	var buf [4]byte
	for i := 0; i < len(data); {
		r, w := utf8.DecodeRune(data[i:])
		if r < utf8.RuneSelf {
			raw, widths = append(raw, data[i]), append(widths, 1)
			i++
			continue
		}
		gbk.Reset()
		n, _, err := gbk.Transform(buf[:], data[i:i+w], true)
		if err != nil { // a character that only GB18030 has
			gb.Reset()
			if n, _, err = gb.Transform(buf[:], data[i:i+w], true); err != nil {
				return nil, nil
			}
		}
		raw, widths = append(raw, buf[:n]...), append(widths, byte(w))
		for range n - 1 {
			widths = append(widths, 0)
		}
		i += w
		if wide++; wide&(wide-1) == 0 && !validStart(raw) { // at powers of two, to end early
			return nil, nil
		}
	}
	if wide < fewestGB || !utf8.Valid(raw) || hanShare(string(raw)) < leastHan {
		return nil, nil
	}
	return raw, widths
}

// validStart reports whether b is the start of valid UTF-8.
func validStart(b []byte) bool {
	for cut := range utf8.UTFMax {
		if cut <= len(b) && utf8.Valid(b[:len(b)-cut]) {
			return true
		}
	}
	return false
}
