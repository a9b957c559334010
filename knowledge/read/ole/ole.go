package ole

import (
	"errors"
	"fmt"
	"io"

	"beilun/knowledge/read/release"

	"github.com/richardlehane/mscfb"
)

// Limits of a container, for the list of its streams.
const (
	maxDirectory = 256 << 10 // bytes of the list: 128 a stream
	maxSteps     = 1 << 20   // steps from sector to sector
)

// chunk is how many bytes of a stream are read at a time. The library's time for a
// read grows with the square of its sectors.
const chunk = 32 << 10

// Container is an open container. It is not safe for concurrent use.
type Container struct {
	streams map[string]*mscfb.File // at the top, not in a folder
	source  *budget
	size    int // of the file
}

// Open reads the list of the streams in data. The error wraps release.ErrDamaged or
// ErrTooLarge.
func Open(data []byte) (*Container, error) {
	b := &budget{data: data, bytes: maxDirectory, steps: maxSteps}
	r, err := mscfb.New(b)
	if err != nil {
		return nil, refused(fmt.Errorf("open the container: %w", err), b)
	}
	c := &Container{streams: map[string]*mscfb.File{}, source: b, size: len(data)}
	for _, f := range r.File {
		if !f.FileInfo().IsDir() && len(f.Path) == 0 && c.streams[f.Name] == nil {
			c.streams[f.Name] = f
		}
	}
	return c, nil
}

// refused returns err as the reason to refuse the file.
func refused(err error, b *budget) error {
	if b.spent {
		return fmt.Errorf("%w: %w", release.ErrTooLarge, err)
	}
	return fmt.Errorf("%w: %w", release.ErrDamaged, err)
}

// Has reports whether the container has a stream of that name. A control character
// before it does not count: SummaryInformation.
func (c *Container) Has(name string) bool { return c.streams[name] != nil }

// Stream returns the bytes of a stream, none if there is no such stream. The error
// wraps release.ErrDamaged.
func (c *Container) Stream(name string) ([]byte, error) {
	f := c.streams[name]
	if f == nil {
		return nil, nil
	}
	if f.Size > int64(c.size) {
		return nil, fmt.Errorf("%w: stream %s of %d bytes in a file of %d", release.ErrDamaged, name, f.Size, c.size)
	}
	c.source.bytes, c.source.steps = c.size+maxDirectory, maxSteps
	out := make([]byte, 0, f.Size)
	for len(out) < cap(out) {
		n, err := f.Read(out[len(out):min(len(out)+chunk, cap(out))])
		out = out[:len(out)+n]
		if err != nil && !errors.Is(err, io.EOF) || n == 0 {
			return nil, refused(fmt.Errorf("read stream %s: %w", name, err), c.source)
		}
	}
	return out, nil
}

// budget is a file of which only so much can be read.
type budget struct {
	data  []byte
	bytes int // that may still be read, apart from steps
	steps int // short reads that may still be made: the next sector of a chain
	spent bool
}

var errSpent = errors.New("it has too many sectors or streams")

// ReadAt implements io.ReaderAt.
func (b *budget) ReadAt(p []byte, off int64) (int, error) {
	const step = 4 // bytes
	if len(p) <= step {
		b.steps--
	} else {
		b.bytes -= len(p)
	}
	if b.bytes < 0 || b.steps < 0 {
		b.spent = true
		return 0, errSpent
	}
	if off < 0 || off >= int64(len(b.data)) {
		return 0, io.EOF
	}
	n := copy(p, b.data[off:])
	if n < len(p) {
		return n, io.EOF
	}
	return n, nil
}
