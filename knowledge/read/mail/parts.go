package mail

import (
	"bytes"
	"fmt"
	"strings"

	"beilun/knowledge/read/release"

	"github.com/jhillyerd/enmime/v2"
	"github.com/jhillyerd/enmime/v2/mediatype"
)

// Limits of a mail.
const (
	maxParts    = 2000      // parts of it
	maxDashed   = 4000      // lines that may be between parts
	maxNested   = 50        // parts that have parts themselves
	maxRead     = 128 << 20 // bytes of the mail, read once for each of these
	maxProblems = 20        // that are noted for a part
)

// rawText is what the kinds of text are called while the mail is taken apart, so
// that their characters are decoded here.
const rawText = "x-text/"

// message is a mail that was taken apart.
type message struct {
	root   *enmime.Part
	bodies []*enmime.Part // that are shown as the text, in order
	files  []*enmime.Part // that are attached
	parts  int
}

// parse takes a mail apart. The error wraps release.ErrDamaged, ErrTooLarge,
// ErrEncrypted or ErrReceipt.
func parse(data []byte) (*message, error) {
	if err := bound(data); err != nil {
		return nil, err
	}
	p := enmime.NewParser(enmime.MaxStoredPartErrors(maxProblems), enmime.SkipMalformedParts(true),
		enmime.MultipartWOBoundaryAsSinglePart(true), enmime.SetCustomParseMediaType(parseKind))
	root, err := p.ReadParts(bytes.NewReader(bytes.TrimLeft(bytes.TrimPrefix(data, []byte("\xEF\xBB\xBF")), " \t\r\n")))
	if err != nil {
		return nil, fmt.Errorf("%w: take the mail apart: %w", release.ErrDamaged, err)
	}
	m := &message{root: root}
	if err := m.add(root); err != nil {
		return nil, err
	}
	return m, nil
}

// bound returns an error for a mail that would take package enmime long: its time
// grows with the square of the number of parts, and with the size of the mail times
// the depth of parts inside each other.
func bound(data []byte) error {
	if n := bytes.Count(data, []byte("\n--")) - bytes.Count(data, []byte("\n-->")); n > maxDashed { // --> ends a comment in a page
		return fmt.Errorf("%w: a mail of up to %d parts", release.ErrTooLarge, n)
	}
	if n := bytes.Count(bytes.ToLower(data), []byte("multipart/")); n > maxNested || n*len(data) > maxRead {
		return fmt.Errorf("%w: %d parts of a mail of %d bytes have parts", release.ErrTooLarge, n, len(data))
	}
	return nil
}

// parseKind parses the kind of a part for package enmime.
func parseKind(s string) (kind string, params map[string]string, invalid []string, err error) {
	kind, params, invalid, err = mediatype.Parse(inUTF8(s))
	if err != nil { // as if there was none
		return "", nil, nil, nil
	}
	if rest, ok := strings.CutPrefix(kind, "text/"); ok {
		kind = rawText + rest
	}
	return kind, params, invalid, nil
}

// add sorts a part and those in it into texts and files.
func (m *message) add(p *enmime.Part) error {
	if m.parts++; m.parts > maxParts {
		return fmt.Errorf("%w: a mail of more than %d parts", release.ErrTooLarge, maxParts)
	}
	switch kind := p.ContentType; {
	case kind == "multipart/encrypted", isCipher(p):
		return release.ErrEncrypted
	case kind == "multipart/report" && p.Parent == nil:
		return release.ErrReceipt
	case kind == "multipart/alternative":
		return m.addAlternative(p)
	case strings.HasPrefix(kind, "multipart/"):
		for k := p.FirstChild; k != nil; k = k.NextSibling {
			if err := m.add(k); err != nil {
				return err
			}
			if kind == "multipart/signed" { // the next is the signature
				break
			}
		}
	case isBody(p):
		m.bodies = append(m.bodies, p)
	case isFile(p):
		m.files = append(m.files, p)
	}
	return nil
}

// addAlternative adds the richest form of a text, which is the last (RFC 2046,
// 5.1.4), if it has any text, and all files.
func (m *message) addAlternative(p *enmime.Part) error {
	var kids []*enmime.Part
	for k := p.FirstChild; k != nil; k = k.NextSibling {
		kids = append([]*enmime.Part{k}, kids...)
	}
	before, found := m.bodies, false
	for _, k := range kids {
		m.bodies = nil
		if err := m.add(k); err != nil {
			return err
		}
		if !found && hasText(m.bodies) {
			before, found = append(before, m.bodies...), true
		}
	}
	m.bodies = before
	return nil
}

// hasText reports whether a part has more than white space and tags.
func hasText(parts []*enmime.Part) bool {
	for _, p := range parts {
		lines, err := linesOf(p)
		if err != nil || len(lines) > 0 {
			return true // or the error is to be reported
		}
	}
	return false
}

// isCipher reports whether the content of a part is encrypted.
func isCipher(p *enmime.Part) bool {
	switch p.ContentType {
	case "application/pkcs7-mime", "application/x-pkcs7-mime", "application/pgp-encrypted":
		return true
	}
	return p.ContentType == rawText+"plain" && bytes.Contains(p.Content[:min(len(p.Content), 1<<10)], []byte("-----BEGIN PGP MESSAGE-----"))
}

// isBody reports whether a part is shown as text of the mail.
func isBody(p *enmime.Part) bool {
	switch p.ContentType {
	case rawText + "plain", rawText + "html", "":
		return p.Disposition != "attachment" && nameOf(p) == ""
	}
	return false
}

// isFile reports whether a part is a file that somebody attached, and not a
// signature or a picture in the text.
func isFile(p *enmime.Part) bool {
	switch kind := p.ContentType; {
	case kind == "message/rfc822":
		return true
	case kind == "application/pkcs7-signature", kind == "application/x-pkcs7-signature", kind == "application/pgp-signature",
		kind == rawText+"vcard", kind == rawText+"x-vcard", kind == rawText+"calendar", kind == rawText+"rfc822-headers":
		return false
	case strings.HasPrefix(kind, "image/") && (p.Disposition == "inline" || p.ContentID != "" || p.Disposition == ""):
		return false
	}
	return nameOf(p) != ""
}
