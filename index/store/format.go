package store

import (
	"fmt"
	"hash/crc32"
	"path/filepath"
	"strconv"
	"strings"
)

// NewerError says that a later version of the program made an index. It is left as it
// is: news may wait in it that only that version can read.
type NewerError struct {
	Format int // that the index has
	Known  int // the latest one that this program knows
}

func (e *NewerError) Error() string {
	return fmt.Sprintf("made by a newer beilun (format %d; this one knows %d)", e.Format, e.Known)
}

// formatLine returns the content of a FormatFile: the format and a checksum of it, for
// one digit that has changed on disk would make an index look newer.
func formatLine(format int) string {
	text := strconv.Itoa(format)
	return fmt.Sprintf("%s %08x\n", text, crc32.Checksum([]byte(text), castagnoli))
}

// maxFormat bounds the size of a FormatFile, in bytes.
const maxFormat = 64

// writeFormat notes the format of a new generation at path.
func writeFormat(path string, format int) error {
	return writeFile(filepath.Join(path, FormatFile), []byte(formatLine(format)))
}

// checkFormat returns a NewerError if the generation at path says that a later version
// made it. A generation that does not say it, as those from before 2026-11-30, or that
// says it in a way that cannot be read, is judged by its header.
func checkFormat(path string, known int) error {
	raw, err := readBounded(filepath.Join(path, FormatFile), maxFormat)
	if err != nil {
		return nil
	}
	first, _, _ := strings.Cut(string(raw), " ")
	format, err := strconv.Atoi(first)
	if err != nil || format <= known || formatLine(format) != string(raw) {
		return nil
	}
	return &NewerError{format, known}
}
