package docx

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"strings"

	"beilun/knowledge/read/release"
)

// Limits of a Word file. They apply to what is decompressed, not to what the
// archive says.
const (
	maxEntries  = 4000      // files in the archive
	maxPart     = 32 << 20  // bytes of a part when decompressed
	maxDepth    = 200       // elements inside each other
	maxElements = 2_000_000 // elements of a part
)

// archive is a Word file as an archive of parts. It is read in memory only, so
// names in it are never paths on disk.
type archive struct {
	parts map[string]*zip.File
}

// openArchive reads the list of parts.
func openArchive(data []byte) (*archive, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxEntries {
		return nil, fmt.Errorf("%w: an archive of %d files", release.ErrTooLarge, n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", release.ErrDamaged, err)
	}
	a := &archive{parts: map[string]*zip.File{}}
	for _, f := range z.File {
		name := strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(f.Name, `\`, "/"), "/"))
		if f.Flags&1 != 0 {
			return nil, release.ErrEncrypted
		}
		if a.parts[name] != nil {
			return nil, fmt.Errorf("%w: %q is in the archive twice", release.ErrDamaged, name)
		}
		a.parts[name] = f
	}
	return a, nil
}

// main returns the name of the part that has the text, or the reason why there is
// none.
func (a *archive) main() (string, error) {
	target := ""
	err := a.walk("_rels/.rels", func(t xml.Token, _ int) {
		e, ok := t.(xml.StartElement)
		if ok && e.Name.Local == "Relationship" && strings.HasSuffix(attr(e, "Type"), "/officeDocument") && target == "" {
			target = partName("", attr(e, "Target"))
		}
	})
	switch {
	case err != nil && !errors.Is(err, errNoPart):
		return "", err
	case target == "":
		target = "word/document.xml"
	}
	f := a.parts[target]
	switch {
	case f == nil && a.has("xl/workbook.xml", "ppt/presentation.xml", "mimetype", "content.xml"):
		return "", fmt.Errorf("%w: it is no Word file", release.ErrFormat)
	case f == nil && len(a.parts) > 0 && !a.has("[content_types].xml"):
		return "", fmt.Errorf("%w: an archive", release.ErrFormat)
	case f == nil:
		return "", fmt.Errorf("%w: it has no text part", release.ErrDamaged)
	case strings.HasPrefix(target, "xl/") || strings.HasPrefix(target, "ppt/"):
		return "", fmt.Errorf("%w: it is no Word file", release.ErrFormat)
	}
	return target, nil
}

func (a *archive) has(names ...string) bool {
	for _, n := range names {
		if a.parts[n] != nil {
			return true
		}
	}
	return false
}

// partName returns the name of the part that target refers to in a part of dir.
func partName(dir, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", dir, target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

var errNoPart = errors.New("no such part")

// walk calls visit for each token of a part, with the number of elements around
// it. An end element has the depth of its start.
func (a *archive) walk(name string, visit func(t xml.Token, depth int)) error {
	f := a.parts[name]
	if f == nil {
		return fmt.Errorf("%w: %s", errNoPart, name)
	}
	r, err := f.Open()
	if err != nil {
		return fmt.Errorf("%w: open %s: %w", release.ErrDamaged, name, err)
	}
	defer r.Close()
	limited := &io.LimitedReader{R: r, N: maxPart + 1}
	d := xml.NewDecoder(limited)
	depth, elements := 0, 0
	for {
		t, err := d.Token()
		switch {
		case limited.N <= 0:
			return fmt.Errorf("%w: %s has more than %d bytes when decompressed", release.ErrTooLarge, name, maxPart)
		case errors.Is(err, io.EOF):
			if elements == 0 {
				return fmt.Errorf("%w: %s is empty", release.ErrDamaged, name)
			}
			return nil
		case err != nil:
			return fmt.Errorf("%w: read %s: %w", release.ErrDamaged, name, err)
		}
		switch t.(type) {
		case xml.StartElement:
			elements++
			if depth++; depth > maxDepth || elements > maxElements {
				return fmt.Errorf("%w: %s has too many elements", release.ErrTooLarge, name)
			}
			visit(t, depth)
		case xml.EndElement:
			visit(t, depth)
			depth--
		case xml.CharData:
			visit(t, depth)
		case xml.Directive:
			return fmt.Errorf("%w: %s declares a document type", release.ErrDamaged, name)
		}
	}
}

// attr returns the attribute of e with that local name, or "".
func attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// isOn returns the value of a switch such as <w:vanish/> or <w:b w:val="0"/>.
func isOn(e xml.StartElement) bool {
	switch attr(e, "val") {
	case "0", "false", "off":
		return false
	}
	return true
}
