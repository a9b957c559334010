package intake

import (
	"bytes"
	"net/http"
	"path"
	"regexp"
	"strings"
	"unicode"

	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/knowledge/read"
)

// Limits of a file's name: a file system takes 255 bytes, and the folder may
// have to make it differ from another.
const (
	maxFileName = 180 // bytes
	maxFileExt  = 12  // bytes
)

// safeName makes of a file's name one that is fit for a folder on any system:
// no path, no control characters, nothing that makes it hidden or temporary. id
// is the name where nothing is left.
func safeName(name, id string) string {
	name = strings.ToValidUTF8(name, "")
	name = name[strings.LastIndexAny(name, `/\`)+1:]
	name = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r):
			return ' '
		case message.IsControl(r), unicode.In(r, unicode.Cf, unicode.Co, unicode.Cs):
			return -1
		case strings.ContainsRune(`<>:"|?*`, r):
			return '_'
		}
		return r
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	ext := path.Ext(name)
	if len(ext) > maxFileExt {
		ext = ""
	}
	base := strings.TrimSuffix(name, ext)
	if len(base) > maxFileName {
		base = base[:message.Boundary(base, maxFileName)]
	}
	if base = strings.TrimRight(strings.TrimLeft(base, ".~$ "), ".~ "); base == "" {
		base = id
	}
	return base + strings.TrimRight(ext, ".~ ")
}

// named returns the name with the extension of the content, if the name has none that
// is read. A file whose content is unknown, too, is no release; the error is that of
// read.Unread.
func named(name, mode string, data []byte) (string, error) {
	if read.Handles(name) {
		return name, nil
	}
	start := data[:min(len(data), 4096)]
	ext := ""
	switch kind, _, _ := strings.Cut(http.DetectContentType(start), ";"); {
	case kind == "application/pdf":
		ext = ".pdf"
	case kind == "text/html":
		ext = ".html"
	case kind == "application/zip" && bytes.Contains(data, []byte("word/document.xml")):
		ext = ".docx"
	case kind == "text/plain" && (path.Ext(name) == "" || mode == "snippet"):
		ext = ".txt"
	}
	if ext == "" || !read.Handles(name+ext) {
		return name, read.Unread(name)
	}
	return name + ext, nil
}

// fileID is the form of a file's ID.
var fileID = regexp.MustCompile(`^F[A-Z0-9]{2,30}$`)

// fileLinks are the addresses that Slack gives files: the permanent link, the
// private address and the public one. The first group is the host, the second
// the ID.
var fileLinks = []*regexp.Regexp{
	regexp.MustCompile(`^https://([a-z0-9.-]+)/files/[A-Z0-9]+/(F[A-Z0-9]{2,30})(?:[/?#]|$)`),
	regexp.MustCompile(`^https://([a-z0-9.-]+)/files-pri/[A-Z0-9]+-(F[A-Z0-9]{2,30})(?:[/?#]|$)`),
	regexp.MustCompile(`^https://(slack-files\.com)/[A-Z0-9]+-(F[A-Z0-9]{2,30})-`),
}

// fileOf reads the ID of a file out of what a person typed behind a command: a
// link, as Slack marks it up or not, or the ID itself.
func fileOf(text string) (id string, ok bool) {
	text = said.Target(strings.TrimSpace(text))
	if fileID.MatchString(text) {
		return text, true
	}
	for _, link := range fileLinks {
		m := link.FindStringSubmatch(text)
		if m != nil && (m[1] == "slack-files.com" || m[1] == "slack.com" || strings.HasSuffix(m[1], ".slack.com") || strings.HasSuffix(m[1], ".slack-gov.com")) {
			return m[2], true
		}
	}
	return "", false
}
