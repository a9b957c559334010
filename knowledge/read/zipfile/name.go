package zipfile

import (
	"archive/zip"
	"encoding/binary"
	"hash/crc32"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"
)

// maxName bounds a name in bytes. Most file systems take 255 of a part of a path.
const maxName = 1024

// nameOf returns the name of a file as a slash-separated path that leads nowhere else,
// and false for a folder.
func nameOf(f *zip.File) (string, bool) {
	raw := strings.ReplaceAll(decoded(f), `\`, "/")
	if strings.HasSuffix(raw, "/") || f.FileInfo().IsDir() {
		return "", false
	}
	var parts []string
	for part := range strings.SplitSeq(raw, "/") {
		part = strings.TrimSpace(strings.Map(harmless, part))
		if part == "" || part == "." || part == ".." || len(parts) == 0 && len(part) == 2 && part[1] == ':' {
			continue
		}
		parts = append(parts, part)
	}
	name := strings.Join(parts, "/")
	for len(name) > maxName { // keeps the extension
		_, size := utf8.DecodeRuneInString(name)
		name = name[size:]
	}
	name = strings.Trim(name, "/")
	return name, name != ""
}

// harmless replaces what cannot be shown.
func harmless(r rune) rune {
	if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
		return utf8.RuneError
	}
	return r
}

// decoded returns the name of a file as UTF-8.
func decoded(f *zip.File) string {
	if name, ok := unicodePath(f); ok {
		return name
	}
	if utf8.ValidString(f.Name) {
		return f.Name
	}
	name, err := simplifiedchinese.GB18030.NewDecoder().String(f.Name)
	if err != nil {
		name = f.Name
	}
	return strings.ToValidUTF8(name, string(utf8.RuneError))
}

// unicodePath returns the name in the extra field 0x7075 (PKWARE's APPNOTE.TXT, 4.6.9):
// its version, the CRC-32 of the name in the header, and the name as UTF-8. The field
// does not count if the CRC is another one, since the file was renamed then.
func unicodePath(f *zip.File) (string, bool) {
	for rest := f.Extra; len(rest) >= 4; {
		id, size := binary.LittleEndian.Uint16(rest), int(binary.LittleEndian.Uint16(rest[2:]))
		rest = rest[4:]
		if size > len(rest) {
			break
		}
		field := rest[:size]
		rest = rest[size:]
		if id != 0x7075 || len(field) < 6 || field[0] != 1 {
			continue
		}
		name := string(field[5:])
		if binary.LittleEndian.Uint32(field[1:]) == crc32.ChecksumIEEE([]byte(f.Name)) && utf8.ValidString(name) {
			return name, true
		}
	}
	return "", false
}
