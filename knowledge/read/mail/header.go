package mail

import (
	"encoding/base64"
	"io"
	"mime"
	"mime/quotedprintable"
	"net/mail"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"

	"github.com/jhillyerd/enmime/v2"
	"github.com/jhillyerd/enmime/v2/mediatype"
	"golang.org/x/text/encoding/htmlindex"
	"golang.org/x/text/encoding/simplifiedchinese"
)

// maxHeader limits what is decoded of a header, in bytes.
const maxHeader = 8 << 10

// encodedWord matches text in another encoding in a header (RFC 2047).
var encodedWord = regexp.MustCompile(`=\?([^?\s]+)\?([bBqQ])\?([^?]*)\?=`)

// decodeWords returns the value of a header with its encoded words decoded. Those
// of one encoding that follow each other are decoded together, because many
// programs cut them in the middle of a character.
func decodeWords(s string) string {
	s = inUTF8(s[:min(len(s), maxHeader)])
	var b strings.Builder
	var raw []byte // of the words before at, in the encoding name
	name, at := "", 0
	flush := func() {
		b.WriteString(decodeBytes(name, raw))
		raw = nil
	}
	for _, m := range encodedWord.FindAllStringSubmatchIndex(s, -1) {
		between, next := s[at:m[0]], strings.ToLower(s[m[2]:m[3]])
		if raw == nil || strings.TrimSpace(between) != "" || next != name {
			flush()
			if strings.TrimSpace(between) != "" || at == 0 {
				b.WriteString(between)
			}
		}
		name, at = next, m[1]
		raw = append(raw, wordBytes(s[m[4]:m[5]], s[m[6]:m[7]])...)
	}
	flush()
	b.WriteString(s[at:])
	return b.String()
}

// wordBytes returns the bytes of an encoded word.
func wordBytes(kind, text string) []byte {
	if strings.EqualFold(kind, "b") {
		text = strings.TrimRight(strings.Join(strings.Fields(text), ""), "=")
		out, _ := base64.RawStdEncoding.DecodeString(text) // what can be decoded
		return out
	}
	text = strings.ReplaceAll(text, "_", " ")
	out, _ := io.ReadAll(quotedprintable.NewReader(strings.NewReader(strings.ReplaceAll(text, " ", "=20"))))
	return out
}

// decodeBytes returns bytes in the encoding of that name as UTF-8.
func decodeBytes(name string, raw []byte) string {
	name, _, _ = strings.Cut(name, "*") // a language may follow (RFC 2231, 5)
	if utf8.Valid(raw) && !strings.HasPrefix(name, "hz") && !strings.HasPrefix(name, "iso-2022") {
		return string(raw)
	}
	e, err := htmlindex.Get(name)
	if err != nil || e == simplifiedchinese.GBK || e == simplifiedchinese.HZGB2312 && !strings.HasPrefix(name, "hz") || strings.HasPrefix(name, "utf") {
		e = simplifiedchinese.GB18030
	}
	out, err := e.NewDecoder().Bytes(raw)
	if err != nil {
		return ""
	}
	return string(out)
}

// inUTF8 returns a header whose bytes are in no declared encoding as UTF-8.
func inUTF8(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	return decodeBytes("gb18030", []byte(s))
}

// subject returns the subject of a mail without the words that say that it was
// answered or forwarded, and whether it was.
func subject(s string) (text string, forwarded, answered bool) {
	s = strings.Join(strings.Fields(s), " ")
	for range 20 {
		s = withoutLabel(s)
		at := strings.IndexAny(s, ":：")
		if at < 0 {
			break
		}
		word := strings.ToLower(strings.Trim(s[:at], " []【】"))
		word = strings.TrimRight(word, "0123456789[]()") // Re[2]:
		isForward, isAnswer := words.List("forwarded").Has(word), words.List("answered").Has(word)
		if !isForward && !isAnswer {
			break
		}
		if !forwarded && !answered { // the first says what was done last
			forwarded, answered = isForward, isAnswer
		}
		_, w := utf8.DecodeRuneInString(s[at:])
		s = strings.TrimSpace(s[at+w:])
	}
	return s, forwarded, answered
}

// labelled matches a label before a title: 【新闻稿】.
var labelled = regexp.MustCompile(`^[【\[(（]([^】\])）]{2,24})[】\])）]\s*`)

// withoutLabel returns a title without the labels before it.
func withoutLabel(s string) string {
	for range 3 {
		m := labelled.FindStringSubmatch(s)
		if m == nil || !words.List("label").Has(strings.ToLower(m[1])) || len(m[0]) == len(s) {
			break
		}
		s = s[len(m[0]):]
	}
	return s
}

// senderName returns the name of who sent a mail, without the address, or "".
func senderName(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if at := strings.LastIndexAny(s, "<[＜("); at > 0 {
		s = s[:at]
	}
	s = strings.Trim(s, ` "'“”`)
	if strings.Contains(s, "@") {
		return ""
	}
	return s
}

// dayOf returns the day of a date as in the header of a mail, in the zone that it
// names, or the zero Date (RFC 5322, 3.3).
func dayOf(s string) knowledge.Date {
	t, err := mail.ParseDate(strings.Join(strings.Fields(s), " "))
	if err != nil || t.Year() < 1980 || t.Year() > 2199 {
		return knowledge.Date{}
	}
	return knowledge.Date{Year: t.Year(), Month: int(t.Month()), Day: t.Day()}
}

// extended matches a parameter in an encoding that it names (RFC 2231), or a piece
// of one.
var extended = regexp.MustCompile(`(?i);\s*(?:file)?name\*(?:[0-9]{1,3}\*?)?\s*=\s*("[^"]*"|[^;\s]*)`)

// nameOf returns the name of the file in a part, without a path, or "".
func nameOf(p *enmime.Part) string {
	for _, h := range []string{p.Header.Get("Content-Disposition"), p.Header.Get("Content-Type")} {
		h = inUTF8(h[:min(len(h), maxHeader)])
		if name := cleanName(extendedName(h)); name != "" {
			return name
		}
		_, params, _, err := mediatype.Parse(h)
		if err != nil {
			continue
		}
		for _, key := range []string{"filename", "name"} {
			if name := cleanName(decodeWords(params[key])); name != "" {
				return name
			}
		}
	}
	return ""
}

// extendedName returns the name in parameters of the form of RFC 2231, or "".
func extendedName(h string) string {
	var b strings.Builder
	for _, m := range extended.FindAllStringSubmatch(h, -1) {
		b.WriteString(strings.Trim(m[1], `"`))
	}
	charset, rest, ok := strings.Cut(b.String(), "'")
	if !ok {
		return ""
	}
	_, text, _ := strings.Cut(rest, "'")
	raw, err := url.PathUnescape(text)
	if err != nil {
		return ""
	}
	return decodeBytes(strings.ToLower(charset), []byte(raw))
}

// cleanName returns the name of a file that somebody else chose as one without a
// path and characters that cannot be seen.
func cleanName(s string) string {
	s = strings.Map(func(r rune) rune {
		if r == utf8.RuneError || char.IsControl(r) || char.IsInvisible(r) || char.IsLineEnd(r) {
			return -1
		}
		return r
	}, s)
	s = strings.TrimSpace(path.Base(strings.ReplaceAll(s, `\`, "/")))
	if s == "." || s == ".." || s == "/" {
		return ""
	}
	const most = 200 // bytes, as file systems allow little more
	for len(s) > most {
		_, w := utf8.DecodeRuneInString(s)
		s = s[w:]
	}
	return s
}

// A mail has at least one header that a saved page has not.
var ofMail = []string{"Received", "Message-Id", "To", "Cc", "Return-Path", "Delivered-To", "X-Unsent", "Reply-To", "Sender"}

// Is reports whether data is a mail and not a page that a browser saved in the
// same form: whether its headers name a sender with an address, or who received it.
func Is(data []byte) bool {
	const head = 64 << 10 // bytes
	data = data[:min(len(data), head)]
	msg, err := mail.ReadMessage(strings.NewReader(strings.TrimLeft(string(data), "\uFEFF \t\r\n") + "\r\n\r\n"))
	if err != nil {
		return false
	}
	from := new(mime.WordDecoder)
	name, err := from.DecodeHeader(msg.Header.Get("From"))
	if err != nil {
		name = msg.Header.Get("From")
	}
	if strings.Contains(name, "@") {
		return true
	}
	for _, h := range ofMail {
		if len(msg.Header[h]) > 0 {
			return true
		}
	}
	return false
}
