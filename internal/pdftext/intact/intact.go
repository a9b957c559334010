// Package intact checks that a PDF is complete and undamaged. PDFium repairs damaged
// files by guessing and reads half a file, and then a figure can come out that nobody
// published. [Check] says whether a file is intact, [Mend] repairs what does no harm.
//
// 2026-11-30: Files with wrong tables or lengths are mended here instead of refused,
// because many programs write them, and instead of left to PDFium, which takes
// whatever it finds. Two witnesses distinguish a careless program from damage: the table
// has the places of the objects, and the dictionaries have the lengths of the
// streams. One of them must be right. Files whose table is a stream are only freed
// from what is in front of them and behind.
package intact

import (
	"bytes"
	"compress/zlib"
	"errors"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"sync"
)

// Reasons for which Check refuses a file.
var (
	ErrDamaged  = errors.New("the PDF is damaged")
	ErrTooLarge = errors.New("the PDF is too large")
)

// maxInflated bounds the size of all streams when decompressed, in bytes.
const maxInflated = 512 << 20

// Check returns an error, ErrDamaged or ErrTooLarge, if the PDF in data lacks its end,
// if its structure is broken, or if the checksum of a compressed stream is wrong. It
// does not check the streams of encrypted files. It is safe for concurrent use.
func Check(data []byte) error {
	if err := complete(data); err != nil {
		return err
	}
	if err := structured(data); err != nil {
		return err
	}
	if bytes.Contains(data, []byte("/Encrypt")) { // the checksums are, too
		return nil
	}
	left := int64(maxInflated)
	for at := 0; ; {
		i := bytes.Index(data[at:], []byte("stream"))
		if i < 0 {
			return nil
		}
		at += i
		body := data[at+len("stream"):]
		start := at
		at += len("stream")
		if start > 0 && data[start-1] == 'd' || !inflatable(data[max(0, start-1024):start]) { // endstream
			continue
		}
		body = bytes.TrimLeft(body[:min(2, len(body))], "\r\n")
		skip := min(2, len(data)-at) - len(body)
		stream := bytes.NewReader(data[at+skip:])
		n, err := inflate(stream, left)
		if err != nil {
			return err
		}
		if left -= n; left <= 0 {
			return fmt.Errorf("%w: more than %d bytes when decompressed", ErrTooLarge, maxInflated)
		}
		at = len(data) - stream.Len()
	}
}

// linearLength matches the file's length at the start of a PDF made for the web. It is
// compiled on first use, because that takes a while.
var linearLength = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/Linearized[^>]{0,200}/L\s+(\d{1,12})\b`)
})

// goesOn matches an object behind the end of a PDF.
var goesOn = regexp.MustCompile(`\d\s+\d+\s+obj\b`)

// complete returns an error if the end of the file is missing.
func complete(data []byte) error {
	const tail, start = 2048, 1024
	if !bytes.Contains(data[max(0, len(data)-tail):], []byte("%%EOF")) {
		return fmt.Errorf("%w: its end is missing", ErrDamaged)
	}
	if goesOn.Match(data[bytes.LastIndex(data, []byte("%%EOF")):]) {
		return fmt.Errorf("%w: an update of it is cut", ErrDamaged)
	}
	if m := linearLength().FindSubmatch(data[:min(start, len(data))]); m != nil {
		if n, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil && n > int64(len(data)) {
			return fmt.Errorf("%w: it should have %d bytes and has %d", ErrDamaged, n, len(data))
		}
	}
	return nil
}

// inflate decompresses up to limit bytes of one stream and returns their number.
func inflate(stream *bytes.Reader, limit int64) (int64, error) {
	z, err := zlib.NewReader(stream)
	if err != nil {
		return 0, fmt.Errorf("%w: a stream in it: %w", ErrDamaged, err)
	}
	n, err := io.Copy(io.Discard, io.LimitReader(z, limit))
	if err != nil {
		return n, fmt.Errorf("%w: a stream in it: %w", ErrDamaged, err)
	}
	return n, nil
}

// inflatable reports whether the dictionary of a stream, in the bytes in front of it,
// says that the stream is compressed with zlib and with nothing else.
func inflatable(before []byte) bool {
	i := bytes.LastIndex(before, []byte("obj"))
	if i < 0 {
		return false
	}
	dict := before[i:]
	if bytes.Count(dict, []byte("Decode"))-bytes.Count(dict, []byte("DecodeParms")) != 1 {
		return false
	}
	if m := direct.FindSubmatch(dict); m != nil && string(m[1]) == "0" { // it is empty
		return false
	}
	return bytes.Contains(dict, []byte("/FlateDecode"))
}
