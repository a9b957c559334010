package main

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	"net/textproto"

	"beilun/knowledge/read/testdata/formats/release"
)

// savedPage returns sitePage as a browser saves it.
func savedPage(r release.Release) ([]byte, error) {
	page, err := sitePage(r)
	if err != nil {
		return nil, err
	}
	var parts bytes.Buffer
	w := multipart.NewWriter(&parts)
	if err := w.SetBoundary("----MultipartBoundary--u0chEngHu0000000000000000000000000000000000----"); err != nil {
		return nil, err
	}
	for _, p := range []struct{ kind, id, encoding, location, body string }{
		{"text/html", "<frame-1@mhtml.blink>", "quoted-printable", r.URL, string(page)},
		{"text/css", "<css-1@mhtml.blink>", "quoted-printable", "https://news.chenghu.example/static/site.css", "@charset \"utf-8\";\n.title { font-size: 28px; }\n"},
		{"image/png", "", "base64", "https://news.chenghu.example/static/logo.png", "\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"},
	} {
		h := textproto.MIMEHeader{}
		h.Set("Content-Type", p.kind)
		h.Set("Content-Transfer-Encoding", p.encoding)
		h.Set("Content-Location", p.location)
		if p.id != "" {
			h.Set("Content-ID", p.id)
		}
		part, err := w.CreatePart(h)
		if err != nil {
			return nil, err
		}
		if p.encoding == "base64" {
			fmt.Fprintf(part, "%s\r\n", base64.StdEncoding.EncodeToString([]byte(p.body)))
			continue
		}
		q := quotedprintable.NewWriter(part)
		if _, err := q.Write([]byte(p.body)); err != nil {
			return nil, err
		}
		if err := q.Close(); err != nil {
			return nil, err
		}
	}
	if err := w.Close(); err != nil {
		return nil, err
	}
	var b bytes.Buffer
	fmt.Fprintf(&b, "From: <Saved by Blink>\r\nSnapshot-Content-Location: %s\r\nSubject: %s\r\nDate: Wed, 1 Jan 2020 00:00:00 -0000\r\nMIME-Version: 1.0\r\n"+
		"Content-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"%s\"\r\n\r\n\r\n", r.URL, mime.QEncoding.Encode("utf-8", r.Title), w.Boundary())
	b.Write(parts.Bytes())
	return b.Bytes(), nil
}
