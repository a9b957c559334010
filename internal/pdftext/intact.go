package pdftext

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"regexp"
	"strconv"
	"sync"
)

// maxInflated bounds what is decompressed of a file to check it, in bytes.
const maxInflated = 512 << 20

// intact checks the sums of the compressed streams of a PDF. PDFium does not:
// it makes of a damaged stream what it can, and that may be another figure
// than the one that was published.
func intact(data []byte) error {
	if err := complete(data); err != nil {
		return err
	}
	if err := structured(data); err != nil {
		return err
	}
	if bytes.Contains(data, []byte("/Encrypt")) { // then the sums are, too
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

// linearLength is the length of the file that a PDF made for the web tells at
// its start.
// It is compiled when it is first needed, for that takes a while.
var linearLength = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`/Linearized[^>]{0,200}/L\s+(\d{1,12})\b`)
})

// complete reports whether the end of a file is missing. PDFium makes of the
// rest what it can, and that may be half a release.
func complete(data []byte) error {
	const tail, start = 2048, 1024
	if !bytes.Contains(data[max(0, len(data)-tail):], []byte("%%EOF")) {
		return fmt.Errorf("%w: its end is missing", ErrDamaged)
	}
	if m := linearLength().FindSubmatch(data[:min(start, len(data))]); m != nil {
		if n, err := strconv.ParseInt(string(m[1]), 10, 64); err == nil && n > int64(len(data)) {
			return fmt.Errorf("%w: it should have %d bytes and has %d", ErrDamaged, n, len(data))
		}
	}
	return nil
}

// inflate decompresses one stream and returns its size.
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

// inflatable reports whether the bytes before a stream say that it is
// compressed with zlib, and with nothing else.
func inflatable(before []byte) bool {
	i := bytes.LastIndex(before, []byte("obj"))
	if i < 0 {
		return false
	}
	dict := before[i:]
	if bytes.Count(dict, []byte("Decode"))-bytes.Count(dict, []byte("DecodeParms")) != 1 {
		return false
	}
	if m := direct.FindSubmatch(dict); m != nil && string(m[1]) == "0" { // nothing
		return false
	}
	return bytes.Contains(dict, []byte("/FlateDecode"))
}
