package parts

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"maps"
	"path"
	"slices"
	"strings"

	"beilun/knowledge/read/release"
)

// Limits of an archive. They apply to what is decompressed, not to what the
// archive says.
const (
	maxEntries  = 4000      // files in the archive
	MaxPart     = 32 << 20  // bytes of a part when decompressed
	MaxDepth    = 200       // elements inside each other
	maxElements = 2_000_000 // elements of a part
)

// Archive is a document as an archive of parts. It is read in memory only, so
// names in it are never paths on disk.
type Archive struct {
	parts map[string]*zip.File // by their names in lower case
}

// Open reads the list of parts of the archive in data. The error wraps
// release.ErrTooLarge, ErrDamaged or ErrEncrypted.
func Open(data []byte) (*Archive, error) {
	if n := bytes.Count(data, []byte("PK\x01\x02")); n > maxEntries {
		return nil, fmt.Errorf("%w: an archive of %d files", release.ErrTooLarge, n)
	}
	z, err := zip.NewReader(bytes.NewReader(data), int64(len(data)))
	if err != nil && !errors.Is(err, zip.ErrInsecurePath) {
		return nil, fmt.Errorf("%w: %w", release.ErrDamaged, err)
	}
	a := &Archive{parts: map[string]*zip.File{}}
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

// Has reports whether one of the parts is there. Names are in lower case.
func (a *Archive) Has(names ...string) bool {
	for _, n := range names {
		if a.parts[n] != nil {
			return true
		}
	}
	return false
}

// Name returns the name of the part that target refers to in a part of dir.
func Name(dir, target string) string {
	target = strings.ToLower(strings.ReplaceAll(target, `\`, "/"))
	if !strings.HasPrefix(target, "/") {
		target = path.Join("/", dir, target)
	}
	return strings.TrimPrefix(path.Clean(target), "/")
}

// ErrNoPart says that an archive has no part of that name.
var ErrNoPart = errors.New("no such part")

// Names returns the names of all parts, in lower case and in order.
func (a *Archive) Names() []string { return slices.Sorted(maps.Keys(a.parts)) }

func (a *Archive) open(name string) (io.ReadCloser, error) {
	f := a.parts[name]
	if f == nil {
		return nil, fmt.Errorf("%w: %s", ErrNoPart, name)
	}
	r, err := f.Open()
	if err != nil {
		return nil, fmt.Errorf("%w: open %s: %w", release.ErrDamaged, name, err)
	}
	return r, nil
}

// Bytes returns the decompressed part, which has at most MaxPart bytes.
func (a *Archive) Bytes(name string) ([]byte, error) { return a.BytesUpTo(name, MaxPart) }

// BytesUpTo returns the decompressed part, which has at most most bytes.
func (a *Archive) BytesUpTo(name string, most int64) (_ []byte, err error) {
	var size uint64 // no more than that is decompressed
	if f := a.parts[name]; f != nil {
		size = f.UncompressedSize64
	}
	if size > uint64(most) {
		return nil, fmt.Errorf("%w: %s has more than %d bytes when decompressed", release.ErrTooLarge, name, most)
	}
	r, err := a.open(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	b := bytes.NewBuffer(make([]byte, 0, int(size)+bytes.MinRead))
	_, err = b.ReadFrom(io.LimitReader(r, most+1))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: read %s: %w", release.ErrDamaged, name, err)
	case int64(b.Len()) > most:
		return nil, fmt.Errorf("%w: %s has more than %d bytes when decompressed", release.ErrTooLarge, name, most)
	}
	return b.Bytes(), nil
}

// Walk calls visit for each token of a part, with the number of elements around
// it. An end element has the depth of its start.
func (a *Archive) Walk(name string, visit func(t xml.Token, depth int)) error {
	r, err := a.open(name)
	if err != nil {
		return err
	}
	defer r.Close()
	return Tokens(r, name, visit)
}

// Tokens is [Archive.Walk] for the XML in r, which name names in errors.
func Tokens(r io.Reader, name string, visit func(t xml.Token, depth int)) error {
	limited := &io.LimitedReader{R: r, N: MaxPart + 1}
	d := xml.NewDecoder(limited)
	depth, elements := 0, 0
	for {
		t, err := d.Token()
		switch {
		case limited.N <= 0:
			return fmt.Errorf("%w: %s has more than %d bytes when decompressed", release.ErrTooLarge, name, MaxPart)
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
			if depth++; depth > MaxDepth || elements > maxElements {
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

// Attr returns the attribute of e with that local name, or "".
func Attr(e xml.StartElement, name string) string {
	for _, a := range e.Attr {
		if a.Name.Local == name {
			return a.Value
		}
	}
	return ""
}

// Text returns the text in the first element of a part with that local name,
// without space around it, or "". It is cut off after about most bytes. The errors
// are those of [Archive.Walk].
func (a *Archive) Text(name, element string, most int) (string, error) {
	var b strings.Builder
	at, done := 0, false
	err := a.Walk(name, func(t xml.Token, depth int) {
		switch t := t.(type) {
		case xml.StartElement:
			if at == 0 && !done && t.Name.Local == element {
				at = depth
			}
		case xml.EndElement:
			if at == depth {
				at, done = 0, true
			}
		case xml.CharData:
			if at > 0 && b.Len() < most {
				b.Write(t)
			}
		}
	})
	return strings.TrimSpace(b.String()), err
}
