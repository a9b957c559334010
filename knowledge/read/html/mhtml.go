package html

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/mail"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
)

// Limits of a saved page.
const (
	MaxParts = 2000 // parts of a message, nested ones included
	maxInner = 4    // messages inside each other
)

// ReadSaved returns the article on a page that a browser saved as one file: a
// message with the page as one part. The article's Origin does not lead to bytes
// of the file, because they are encoded for mail. The errors are those of [Read].
func ReadSaved(src release.File) (*knowledge.Article, error) {
	if !isMHTML(src.Data) {
		return Read(src)
	}
	msg, err := mail.ReadMessage(bytes.NewReader(src.Data))
	if err != nil {
		return nil, fmt.Errorf("%w: read the saved page: %w", release.ErrNoArticle, err)
	}
	m := &savedPage{from: imprint.WebAddress(msg.Header.Get("Snapshot-Content-Location"))}
	if m.from == "" {
		m.from = imprint.WebAddress(msg.Header.Get("Content-Location"))
	}
	kind, params, err := mime.ParseMediaType(msg.Header.Get("Content-Type"))
	if err != nil || !strings.HasPrefix(kind, "multipart/") {
		return nil, fmt.Errorf("%w: read the saved page: no parts in it", release.ErrNoArticle)
	}
	if err := m.parts(msg.Body, params, 1); err != nil {
		return nil, err
	}
	if m.page == nil {
		return nil, fmt.Errorf("%w: read the saved page: no page in %d parts", release.ErrNoArticle, m.seen)
	}
	t, err := charset.DecodePage(m.page, m.charset)
	if err != nil {
		return nil, err
	}
	return readPage(trace.String{Text: t.Text}, m.from)
}

// savedPage is the page in a message.
type savedPage struct {
	page    []byte // nil until it is found
	charset string // of the part, as its header says; "" if it does not
	from    string // its address
	start   string // Content-ID of the part that is the page; "" for the first part
	seen    int    // parts so far
}

// parts looks for the page among the parts of a message body.
func (m *savedPage) parts(body io.Reader, params map[string]string, depth int) error {
	if depth > maxInner || params["boundary"] == "" {
		return nil
	}
	if m.start == "" {
		m.start = params["start"]
	}
	for r := multipart.NewReader(body, params["boundary"]); m.page == nil; {
		part, err := r.NextRawPart()
		if err != nil { // the end, or a file that was cut off
			return nil
		}
		if m.seen++; m.seen > MaxParts {
			return fmt.Errorf("%w: a saved page of more than %d parts", release.ErrTooLarge, MaxParts)
		}
		kind, params, err := mime.ParseMediaType(part.Header.Get("Content-Type"))
		if err != nil {
			continue
		}
		if strings.HasPrefix(kind, "multipart/") {
			if err := m.parts(part, params, depth+1); err != nil {
				return err
			}
			continue
		}
		if kind != "text/html" && kind != "application/xhtml+xml" {
			continue
		}
		if id := part.Header.Get("Content-ID"); m.start != "" && id != "" && id != m.start {
			continue
		}
		if err := m.take(part, params["charset"]); err != nil {
			return err
		}
	}
	return nil
}

// take decodes a part as the page.
func (m *savedPage) take(part *multipart.Part, charset string) error {
	var in io.Reader = part
	switch strings.ToLower(strings.TrimSpace(part.Header.Get("Content-Transfer-Encoding"))) {
	case "quoted-printable":
		in = quotedprintable.NewReader(part)
	case "base64":
		in = base64.NewDecoder(base64.StdEncoding, part)
	}
	data, err := io.ReadAll(io.LimitReader(in, release.MaxFile+1))
	if len(data) > release.MaxFile {
		return fmt.Errorf("%w: the page is of more than %d bytes", release.ErrTooLarge, release.MaxFile)
	}
	if err != nil {
		return fmt.Errorf("%w: decode the saved page: %w", release.ErrNoArticle, err)
	}
	m.page, m.charset = data, charset
	if u := imprint.WebAddress(part.Header.Get("Content-Location")); m.from == "" {
		m.from = u
	}
	return nil
}
