package read

import (
	"encoding/base64"
	"errors"
	"mime/quotedprintable"
	"strings"
	"testing"

	"beilun/knowledge/read/html"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// message returns a saved page of parts, each with its header.
func message(header string, parts ...string) string {
	return "From: <Saved by Blink>\r\n" + header + "MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype=\"text/html\";\r\n\tboundary=\"--bound\"\r\n\r\n\r\n" +
		"----bound\r\n" + strings.Join(parts, "\r\n----bound\r\n") + "\r\n----bound--\r\n"
}

func TestSavedPage(t *testing.T) {
	t.Parallel()
	page := "<html><head><title>封顶</title></head><body><div id=zoom><p>" + one + "</p><p>" + two + "</p></div></body></html>"
	part := "Content-Type: text/html; charset=utf-8\r\nContent-Location: https://hd.example/part\r\n"
	var quoted strings.Builder
	q := quotedprintable.NewWriter(&quoted)
	if _, err := q.Write([]byte(page)); err != nil {
		t.Fatal(err)
	}
	if err := q.Close(); err != nil {
		t.Fatal(err)
	}
	encoded := base64.StdEncoding.EncodeToString([]byte(page))
	gb := mustEncode(t, simplifiedchinese.GB18030.NewEncoder().String, page)
	style := "Content-Type: text/css\r\n\r\np { color: red }"
	for _, tt := range []struct {
		name, data, url string
		err             error
	}{
		{name: "quoted-printable", data: message("Snapshot-Content-Location: https://hd.example/a\r\n", part+"Content-Transfer-Encoding: quoted-printable\r\n\r\n"+quoted.String(), style), url: "https://hd.example/a"},
		{name: "base64", data: message("", part+"Content-Transfer-Encoding: base64\r\n\r\n"+encoded[:76]+"\r\n"+encoded[76:]), url: "https://hd.example/part"},
		{name: "8bit, after other parts", data: message("", style, part+"\r\n"+page), url: "https://hd.example/part"},
		{name: "GB18030", data: message("", "Content-Type: text/html; charset=gb2312\r\n\r\n"+gb)},
		{name: "wrong charset", data: message("", "Content-Type: text/html; charset=gb2312\r\n\r\n"+page)},
		{name: "address of no page", data: message("", "Content-Type: text/html\r\nContent-Location: cid:frame-1@mhtml.blink\r\n\r\n"+page)},
		{name: "the part that is named", data: strings.Replace(message("", "Content-Type: text/html\r\nContent-ID: <ad>\r\n\r\n<p>广告，广告。", part+"Content-ID: <main>\r\n\r\n"+page), "type=\"text/html\";", "type=\"text/html\"; start=\"<main>\";", 1), url: "https://hd.example/part"},
		{name: "parts in parts", data: message("", "Content-Type: multipart/alternative; boundary=in\r\n\r\n--in\r\nContent-Type: text/plain\r\n\r\nx\r\n--in\r\n"+part+"\r\n"+page+"\r\n--in--"), url: "https://hd.example/part"},
		{name: "cut off", data: strings.TrimSuffix(message("", part+"\r\n"+page), "</body></html>\r\n----bound--\r\n"), err: release.ErrNoArticle},
		{name: "no page", data: message("", style, style), err: release.ErrNoArticle},
		{name: "no boundary", data: "MIME-Version: 1.0\r\nContent-Type: multipart/related\r\n\r\nx", err: release.ErrNoArticle},
		{name: "no base64", data: message("", part+"Content-Transfer-Encoding: base64\r\n\r\n*****"), err: release.ErrNoArticle},
		{name: "parts without end", data: message("", strings.Repeat("Content-Type: image/png\r\n\r\nx\r\n----bound\r\n", html.MaxParts+1)+style), err: release.ErrTooLarge},
		{name: "parts in parts without end", data: message("", strings.Repeat("Content-Type: multipart/related; boundary=a\r\n\r\n--a\r\n", 50)), err: release.ErrNoArticle},
	} {
		a, err := File("a.mhtml", []byte(tt.data))
		if !errors.Is(err, tt.err) || err != nil != (tt.err != nil) {
			t.Errorf("%s: %v, want %v", tt.name, err, tt.err)
			continue
		}
		if err != nil {
			continue
		}
		if diff := cmp.Diff([]string{one, two}, outline(a)); diff != "" || a.URL != tt.url || a.Title != "封顶" {
			t.Errorf("%s: title %q URL %q, outline (-want +got):\n%s", tt.name, a.Title, a.URL, diff)
		}
		if o := a.Paragraphs()[0].Origin; o != nil {
			t.Errorf("%s: the text leads back to %v, which is no place in the file", tt.name, o)
		}
	}
}
