package archive

import (
	"archive/tar"
	"bufio"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// maxManifest bounds the manifest of an archive, in bytes.
const maxManifest = 256 << 20

// Archive is an archive that was checked. It is not safe for concurrent use.
type Archive struct {
	Manifest
	path string
	last map[string]int // of each name, the last of its entries counts
}

// Open reads all of an archive and checks it. The error is ErrNewer, ErrDamaged or one of
// the file system.
func Open(ctx context.Context, path string) (*Archive, error) {
	a := &Archive{path: path, last: map[string]int{}}
	found := map[string]File{}
	isLast := false
	err := a.each(ctx, func(n int, h *tar.Header, in io.Reader) error {
		isLast = h.Name == manifestName
		if isLast {
			a.Manifest = Manifest{}
			if h.Size > maxManifest {
				return fmt.Errorf("%w: its manifest has %d bytes", ErrDamaged, h.Size)
			}
			if err := json.NewDecoder(in).Decode(&a.Manifest); err != nil {
				return fmt.Errorf("%w: its manifest: %w", ErrDamaged, err)
			}
			return nil
		}
		sum := sha256.New()
		if _, err := io.Copy(sum, in); err != nil {
			return err
		}
		found[h.Name] = File{Size: h.Size, SHA256: hex.EncodeToString(sum.Sum(nil))}
		a.last[h.Name] = n
		return nil
	})
	if err != nil {
		return nil, err
	}
	if !isLast {
		return nil, fmt.Errorf("%w: its manifest is missing", ErrDamaged)
	}
	if err := a.check(); err != nil {
		return nil, err
	}
	for _, f := range a.Files {
		if got, ok := found[f.Name]; !ok || got.Size != f.Size || got.SHA256 != f.SHA256 {
			return nil, fmt.Errorf("%w: file %q is not as it was", ErrDamaged, f.Name)
		}
	}
	return a, nil
}

// each calls f for each entry of the archive, numbered from 0.
func (a *Archive) each(ctx context.Context, f func(n int, h *tar.Header, in io.Reader) error) (err error) {
	info, err := os.Stat(a.path)
	if err != nil {
		return err
	}
	if !info.Mode().IsRegular() { // opening a pipe would wait for its writer
		return fmt.Errorf("%w: it is no file", ErrDamaged)
	}
	file, err := os.Open(a.path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	z, err := gzip.NewReader(bufio.NewReader(file))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrDamaged, err)
	}
	stream := &stream{in: z, ctx: ctx}
	in := tar.NewReader(stream)
	for n := 0; ; n++ {
		h, err := in.Next()
		if errors.Is(err, io.EOF) {
			break
		}
		switch {
		case err != nil:
			return damaged(ctx, err)
		case h.Typeflag != tar.TypeReg || isSparse(h) || !isSafe(h.Name) || n > 2*maxFiles:
			return fmt.Errorf("%w: entry %q", ErrDamaged, h.Name)
		}
		if err := f(n, h, in); err != nil {
			return damaged(ctx, err)
		}
	}
	if _, err := io.Copy(io.Discard, stream); err != nil { // the checksum of gzip is at its end
		return damaged(ctx, err)
	}
	return nil
}

// isSparse reports whether an entry has holes, which unpack from nothing, without a bound.
func isSparse(h *tar.Header) bool {
	for key := range h.PAXRecords {
		if strings.HasPrefix(key, "GNU.sparse.") {
			return true
		}
	}
	return false
}

// damaged returns err as that of a damaged archive, unless it has another cause.
func damaged(ctx context.Context, err error) error {
	var other *os.PathError
	if ctx.Err() != nil || errors.Is(err, ErrDamaged) || errors.As(err, &other) {
		return err
	}
	return fmt.Errorf("%w: %w", ErrDamaged, err)
}

// stream reads until ctx ends.
type stream struct {
	in  io.Reader
	ctx context.Context
}

func (s *stream) Read(p []byte) (int, error) {
	if err := s.ctx.Err(); err != nil {
		return 0, err
	}
	return s.in.Read(p)
}

// Extract writes the files of places into folders, which exist: those of a folder as they
// were in it, a single file with its own name. No file may be there already. All are on
// the disk when it returns.
func (a *Archive) Extract(ctx context.Context, into map[Place]string) (err error) {
	type opened struct {
		place Place
		root  *os.Root
	}
	roots, all := map[string]opened{}, a.places()
	defer func() {
		for _, r := range roots {
			err = errors.Join(err, r.root.Close())
		}
	}()
	for p, dir := range into {
		r, err := os.OpenRoot(dir)
		if err != nil {
			return err
		}
		roots[p.Name] = opened{p, r}
	}
	wanted := map[int]File{}
	for _, f := range a.Files {
		wanted[a.last[f.Name]] = f
	}
	err = a.each(ctx, func(n int, _ *tar.Header, in io.Reader) error {
		f, ok := wanted[n]
		if !ok {
			return nil
		}
		p, _ := all.of(f.Name)
		r, ok := roots[p.Name]
		if !ok {
			return nil
		}
		return extract(r.root, filepath.FromSlash(r.place.within(f.Name)), f, r.place.mode(f), in)
	})
	for p, r := range roots {
		err = errors.Join(err, a.limit(r.root, p))
	}
	return err
}

// limit takes permissions from the folders in that of a place, which were made for all to
// read.
func (a *Archive) limit(root *os.Root, place string) error {
	for name, mode := range a.Folders {
		rest, ok := strings.CutPrefix(name, place+"/")
		if !ok || mode&0o755 == 0o755 {
			continue
		}
		if err := root.Chmod(filepath.FromSlash(rest), os.FileMode(mode)&0o755|0o700); ignoreMissing(err) != nil { // without files, it is not made
			return err
		}
	}
	return nil
}

// mode returns the permissions of a file of a place: those that it had, of reading and
// writing.
func (p Place) mode(f File) os.FileMode {
	switch {
	case p.Private:
		return 0o600
	case f.Mode == 0:
		return 0o644
	}
	return os.FileMode(f.Mode)&0o664 | 0o600
}

// folderMode returns the permissions of a folder that is made for a place.
func (a *Archive) folderMode(p Place) os.FileMode {
	mode, ok := a.Folders[p.Name]
	switch {
	case p.Private:
		return 0o700
	case !ok:
		return 0o755
	}
	return os.FileMode(mode)&0o755 | 0o700
}

// extract writes one file.
func extract(root *os.Root, name string, f File, mode os.FileMode, in io.Reader) error {
	if dir := filepath.Dir(name); dir != "." {
		if err := root.MkdirAll(dir, 0o755); err != nil {
			return err
		}
	}
	out, err := root.OpenFile(name, os.O_CREATE|os.O_EXCL|os.O_WRONLY, mode)
	if err != nil {
		return err
	}
	sum := sha256.New()
	n, err := io.Copy(io.MultiWriter(out, sum), io.LimitReader(in, f.Size+1))
	if err := errors.Join(err, out.Sync(), out.Close()); err != nil {
		return err
	}
	if n != f.Size || hex.EncodeToString(sum.Sum(nil)) != f.SHA256 {
		return fmt.Errorf("%w: file %q has changed", ErrDamaged, f.Name)
	}
	return root.Chtimes(name, f.Time, f.Time)
}
