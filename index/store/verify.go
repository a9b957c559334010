package store

import (
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"hash/crc32"
	"io"
	"io/fs"
	"os"
	"path/filepath"
)

// Bleve looks at none of its checksums. So the files of a generation are
// checked before it is opened: root.bolt and the meta file against the sums
// that the last Close left, and root.bolt by its pages; the segments against
// the checksum that each ends in, whole where they are small together and else
// in the background.

const (
	WholeAtOpen = 64 << 20  // bytes of segments that are read whole before the index is opened
	MaxRoot     = 256 << 20 // bytes of root.bolt; it holds lists of files and the news that wait, some ten times over
	maxMeta     = 64 << 10
	zapFooter   = 44 // bytes, at the least
)

// fileSum is what is known of a file: the CRC-32C of its bytes or, for a
// segment, the checksum that it ends in.
type fileSum struct {
	Size int64  `json:"size"`
	Sum  uint32 `json:"sum"`
}

// fileCheck is what checkFiles found.
type fileCheck struct {
	clean    bool     // the sums of a Close were there and right
	whole    bool     // segments were read whole
	segments []string // paths
}

// checkFiles checks the files of the generation at path, the segments whole
// when they have at most whole bytes together.
func checkFiles(ctx context.Context, path string, whole int64) (*fileCheck, error) {
	if err := moveForeign(path); err != nil {
		return nil, err
	}
	meta, err := readBounded(filepath.Join(path, MetaFile), maxMeta)
	if err != nil {
		return nil, err
	}
	root, err := readBounded(filepath.Join(path, StoreDir, RootFile), MaxRoot)
	if err != nil {
		return nil, err
	}
	names, err := SegmentNames(root)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", RootFile, err)
	}
	sums, err := readSums(path)
	if err != nil {
		return nil, err
	}
	for name, data := range map[string][]byte{MetaFile: meta, RootFile: root} {
		if want, ok := sums[name]; ok && want != (fileSum{int64(len(data)), crc32.Checksum(data, castagnoli)}) {
			return nil, fmt.Errorf("%s: %w", name, errSum)
		}
	}
	c := &fileCheck{clean: sums != nil}
	total := int64(0)
	for _, name := range names {
		file := filepath.Join(path, StoreDir, name)
		got, err := footerOf(file)
		if err != nil {
			return nil, err
		}
		if want, ok := sums[name]; sums != nil && (!ok || want != got) {
			return nil, fmt.Errorf("%s: %w", name, errSum)
		}
		total += got.Size
		c.segments = append(c.segments, file)
	}
	if c.whole = total <= whole; c.whole {
		err = checkSegments(ctx, c.segments)
	}
	return c, err
}

// SegmentNames returns the segments that the newest state in a root.bolt is
// made of.
func SegmentNames(root []byte) ([]string, error) {
	var names []string
	newest := ""
	err := walkBolt(root, func(bucket []string, key, value []byte) {
		if len(bucket) < 2 || bucket[0] != "s" {
			return
		}
		if bucket[1] != newest { // they are in order
			newest, names = bucket[1], nil
		}
		if len(bucket) == 3 && string(key) == "p" {
			names = append(names, string(value))
		}
	})
	if err == nil && newest == "" {
		err = errors.New("it holds no state of an index")
	}
	for _, name := range names {
		if !zapFile.MatchString(name) {
			return nil, errors.New("a segment has no name")
		}
	}
	return names, err
}

// readBounded reads a regular file of at most limit bytes.
func readBounded(path string, limit int64) ([]byte, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() || info.Size() > limit {
		return nil, fmt.Errorf("%s: no file of at most %d bytes", filepath.Base(path), limit)
	}
	return os.ReadFile(path)
}

// footerOf returns the size of a segment and the checksum that it ends in.
func footerOf(path string) (s fileSum, err error) {
	f, err := openRegular(path)
	if err != nil {
		return s, err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return s, err
	}
	if s.Size = info.Size(); s.Size < zapFooter {
		return s, fmt.Errorf("%s: it is cut", filepath.Base(path))
	}
	var last [4]byte
	if _, err := f.ReadAt(last[:], s.Size-4); err != nil {
		return s, err
	}
	s.Sum = binary.BigEndian.Uint32(last[:])
	return s, nil
}

func openRegular(path string) (*os.File, error) {
	info, err := os.Lstat(path)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s: it is no file", filepath.Base(path))
	}
	return os.Open(path)
}

// checkSegments reads segments whole. One that has been removed since, after a
// merge, is passed over: bleve keeps those it needs open.
func checkSegments(ctx context.Context, paths []string) error {
	for _, path := range paths {
		err := checkSegment(ctx, path)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	return nil
}

func checkSegment(ctx context.Context, path string) error {
	want, err := footerOf(path)
	if err != nil {
		return err
	}
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer f.Close()
	h := crc32.NewIEEE()
	r := io.LimitReader(f, want.Size-4)
	buf := make([]byte, 1<<20)
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		n, err := r.Read(buf)
		h.Write(buf[:n])
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return err
		}
	}
	if h.Sum32() != want.Sum {
		return fmt.Errorf("%s: %w", filepath.Base(path), errSum)
	}
	return nil
}

// readSums reads what writeSums wrote; nil when there is nothing, as after a
// crash.
func readSums(path string) (map[string]fileSum, error) {
	raw, err := readBounded(filepath.Join(path, SumsFile), MaxRoot)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err == nil {
		raw, err = unseal(raw)
	}
	sums := map[string]fileSum{}
	if err == nil {
		err = json.Unmarshal(raw, &sums)
	}
	if err != nil {
		return nil, fmt.Errorf("%s: %w", SumsFile, err)
	}
	return sums, nil
}

// WriteSums notes the sums of the files of a generation that was closed.
func WriteSums(path string) error {
	sums := map[string]fileSum{}
	for name, limit := range map[string]int64{MetaFile: maxMeta, filepath.Join(StoreDir, RootFile): MaxRoot} {
		data, err := readBounded(filepath.Join(path, name), limit)
		if err != nil {
			return err
		}
		sums[filepath.Base(name)] = fileSum{int64(len(data)), crc32.Checksum(data, castagnoli)}
		if filepath.Base(name) != RootFile {
			continue
		}
		segments, err := SegmentNames(data)
		if err != nil {
			return err
		}
		for _, s := range segments {
			if sums[s], err = footerOf(filepath.Join(path, StoreDir, s)); err != nil {
				return err
			}
		}
	}
	raw, err := json.Marshal(sums)
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(path, SumsFile), Seal(raw))
}
