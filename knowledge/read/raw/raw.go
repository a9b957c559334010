// Package raw recognizes files that are named as texts or pages and are the source
// of something else: feeds, mails, data. [Kind] returns the reason to refuse them.
package raw

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge/read/release"
)

// maxHead is how many bytes of a file are looked at for what it is.
const maxHead = 64 << 10

// Kind returns why a file that is named as a text or a page is none but the
// source of something else: a feed, a mail or data. It returns nil for texts and
// pages.
func Kind(data []byte) error {
	data = bytes.TrimSpace(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")))
	if len(data) == 0 {
		return nil
	}
	head := data[:min(len(data), maxHead)]
	switch {
	case data[0] == '<':
		return xmlKind(head)
	case data[0] == '{' || data[0] == '[' || assigned().Match(head[:min(len(head), 200)]):
		return dataKind(data)
	case isMailSource(head), isMailBody(head):
		return release.ErrMail
	case sqlStart().Match(head[:min(len(head), 1000)]):
		return release.ErrData
	}
	return nil
}

// rootOf returns the name of the first element of an XML file, in lower case, or
// "".
func rootOf(head []byte) string {
	for {
		head = bytes.TrimSpace(head)
		end := ""
		switch {
		case bytes.HasPrefix(head, []byte("<?")):
			end = "?>"
		case bytes.HasPrefix(head, []byte("<!--")):
			end = "-->"
		case bytes.HasPrefix(head, []byte("<!")):
			end = ">"
		}
		if end == "" {
			break
		}
		_, after, ok := bytes.Cut(head, []byte(end))
		if !ok {
			return ""
		}
		head = after
	}
	if len(head) < 2 || head[0] != '<' {
		return ""
	}
	name := head[1:]
	if n := bytes.IndexAny(name, " \t\r\n/>"); n >= 0 {
		name = name[:n]
	}
	return strings.ToLower(string(name[:min(len(name), 60)]))
}

// xmlKind returns why an XML file is no page, nil if it may be one. Without a
// declaration of XML only the elements of feeds decide.
func xmlKind(head []byte) error {
	switch rootOf(head) {
	case "rss", "feed", "rdf:rdf", "urlset", "sitemapindex", "opml":
		return release.ErrFeed
	case "w:worddocument", "pkg:package", "office:document":
		return release.ErrFormat
	case "html", "body", "head", "svg", "":
		return nil
	}
	if bytes.HasPrefix(head, []byte("<?xml")) && !bytes.Contains(head, []byte("<body")) && !bytes.Contains(head, []byte("<BODY")) {
		return release.ErrData
	}
	return nil
}

// assigned matches the start of data that a script takes: var a = {, callback({.
var assigned = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`^(?:(?:var|let|const)\s+)?[A-Za-z_$][\w.$]{0,60}\s*[=(]\s*[\[{]\s*["'{\[]`)
})

// sqlStart matches the start of a dump of a database.
var sqlStart = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`(?mi)^(?:-- MySQL dump|SET NAMES|(?:CREATE TABLE|INSERT INTO|DROP TABLE IF EXISTS)\s+["'\x60\w.]+)`)
})

// member matches the first member of an object.
var member = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[\[{\s]*\{?\s*"[^"\n]{1,80}"\s*:`) })

// dataKind returns release.ErrData or, for a feed, ErrFeed if data is JSON, lines
// of JSON or the beginning of either, and otherwise nil.
func dataKind(data []byte) error {
	start := data[:min(len(data), 2000)]
	if data[0] != '{' && data[0] != '[' {
		return release.ErrData // see assigned
	}
	switch {
	case bytes.Contains(start, []byte("jsonfeed.org/version")):
		return release.ErrFeed
	case member().Match(start):
		return release.ErrData
	case bytes.IndexByte(data, '"') >= 0 && json.Valid(data):
		return release.ErrData
	}
	return nil
}

// mailField matches a line of the head of a mail. mailOnly matches those that
// nothing else has.
var (
	mailField = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?i)^(?:received|return-path|delivered-to|from|to|cc|bcc|subject|date|reply-to|sender|message-id|mime-version|content-[a-z-]+|references|in-reply-to|dkim-signature|arc-[a-z-]+|authentication-results|x-[a-z0-9-]+|list-[a-z-]+|user-agent|importance|thread-[a-z]+):\s`)
	})
	mailOnly = sync.OnceValue(func() *regexp.Regexp {
		return regexp.MustCompile(`(?im)^(?:received:\sfrom|return-path:\s|message-id:\s*<|mime-version:\s|content-transfer-encoding:\s|dkim-signature:\s)`)
	})
)

// isMailSource reports whether a text begins with the head of a mail.
func isMailSource(head []byte) bool {
	const fewest = 3 // fields
	fields := 0
	for i, l := range bytes.SplitN(head, []byte("\n"), 200) {
		l = bytes.TrimRight(l, "\r")
		switch {
		case i == 0 && bytes.HasPrefix(l, []byte("From ")) && bytes.Contains(l, []byte("@")): // of a mailbox
		case mailField().Match(l):
			fields++
		case len(l) > 0 && (l[0] == ' ' || l[0] == '\t') && fields > 0: // of the field before
		default:
			start := len(l) == 0 || i > 0
			return start && fields >= fewest && mailOnly().Match(head)
		}
	}
	return fields >= fewest && mailOnly().Match(head)
}

// quotedByte matches a byte as mail encodes it.
var quotedByte = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`=[0-9A-F]{2}`) })

// isMailBody reports whether most of a text is encoded for mail, in
// quoted-printable or base64.
func isMailBody(head []byte) bool {
	const (
		fewestBytes = 30
		fewestLines = 3
		leastLine   = 56 // characters
	)
	text := head
	if bytes.IndexFunc(text, func(r rune) bool { return r >= utf8.RuneSelf }) >= 0 {
		return false
	}
	if n := len(quotedByte().FindAll(text, -1)); n >= fewestBytes && n*3*2 > len(text) {
		return true
	}
	lines := bytes.Fields(text)
	if len(lines) < fewestLines || len(lines[0]) < leastLine {
		return false
	}
	for i, l := range lines {
		if len(l) != len(lines[0]) && i < len(lines)-1 && len(head) < maxHead {
			return false
		}
	}
	first := lines[0][:len(lines[0])/4*4]
	_, err := base64.StdEncoding.DecodeString(string(first))
	return err == nil
}
