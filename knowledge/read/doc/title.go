package doc

import (
	"strings"

	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/ole"
)

// title returns the title in the file's properties ([MS-OLEPS] 2.21), or "" if
// there is none or it cannot be read.
func title(c *ole.Container) string {
	const codePage, name = 1, 2 // numbers of properties
	b, err := c.Stream("SummaryInformation")
	if err != nil || len(b) < 48 {
		return ""
	}
	if _, err := (place{int(u32(b, 44)), 8}).in(b); err != nil {
		return ""
	}
	set := b[int(u32(b, 44)):]
	page, text := 0, []byte(nil)
	for i := range min(int(u32(set, 4)), 64) {
		entry, err := (place{8 + 8*i, 8}).in(set)
		if err != nil {
			return ""
		}
		value, err := (place{int(u32(entry, 4)), 8}).in(set)
		if err != nil {
			return ""
		}
		switch u32(entry, 0) {
		case codePage:
			page = int(u16(value, 4))
		case name:
			p := place{int(u32(entry, 4)) + 8, int(u32(value, 4))}
			if text, err = p.in(set); err != nil || p.size > imprint.MaxMetaLine {
				return ""
			}
		}
	}
	s, err := charset.DecodeCodePage(text, page)
	if err != nil {
		return ""
	}
	s, _, _ = strings.Cut(s, "\x00")
	return strings.TrimSpace(s)
}
