package html

import (
	"bytes"
	"regexp"
)

// aTag matches a tag of a web page.
var aTag = regexp.MustCompile(`(?i)<(?:!doctype|html|head|body|meta|title|p|div|br|table|td|span|section|article|h[1-6]|script|frameset)\b`)

// isMHTML reports whether data is a page that a browser saved with its pictures
// and styles, as a message with several parts.
func isMHTML(data []byte) bool {
	start := data[:min(len(data), 4<<10)]
	if bytes.HasPrefix(bytes.TrimSpace(start), []byte("<")) {
		return false
	}
	start = bytes.ToLower(start)
	return bytes.Contains(start, []byte("mime-version:")) && bytes.Contains(start, []byte("content-type: multipart/"))
}

// partTag matches the start of a part of a page.
var partTag = regexp.MustCompile(`(?i)^<(?:p|div|section|article|table|h[1-6]|span|meta|title)(?:\s[^<>]*)?>`)

// IsPart reports whether data begins like a part of a page that has no <html>.
func IsPart(data []byte) bool { return partTag.Match(data) }
