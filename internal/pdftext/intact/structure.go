package intact

import (
	"bytes"
	"fmt"
	"regexp"
	"strconv"
)

// structured checks the parts of a PDF between its streams: there are no control
// characters outside of strings, streams have the length in their dictionary, and
// objects are where the table of objects says.
func structured(data []byte) error {
	origin := max(0, bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-")))
	end := bytes.LastIndex(data, []byte("%%EOF"))
	s := scanner{data: data[:end], at: origin}
	for s.at < len(s.data) {
		if why := s.next(); why != "" {
			return fmt.Errorf("%w: %s at byte %d", ErrDamaged, why, s.at)
		}
	}
	return tabled(data[origin:])
}

// scanner goes through the tokens of a PDF that matter here.
type scanner struct {
	data []byte
	at   int
	dict int // start of the last object
}

const (
	maxString = 1 << 20 // bytes of a string
	maxName   = 512     // bytes of a name
	maxDict   = 4096    // bytes of a stream's dictionary that are searched
)

// next skips one token and returns what is wrong with it, or "".
func (s *scanner) next() string {
	rest := s.data[s.at:]
	switch c := rest[0]; {
	case c == '%':
		n := bytes.IndexAny(rest, "\r\n")
		if n < 0 {
			n = len(rest)
		}
		s.at += n
	case c == '(':
		return s.text(rest)
	case c == '/': // names of fonts can be in any charset
		n := 1
		for n < len(rest) && n < maxName && !bytes.ContainsRune([]byte("()<>[]{}/%"), rune(rest[n])) && rest[n] > ' ' {
			n++
		}
		s.at += n
	case c == 0x7F || c < ' ' && c != '\t' && c != '\n' && c != '\r' && c != '\f':
		return "a control character"
	case c >= 0x80:
		return "a character that has no place there"
	case bytes.HasPrefix(rest, []byte("endobj")):
		s.at += len("endobj")
	case bytes.HasPrefix(rest, []byte("obj")):
		s.dict = s.at
		s.at += len("obj")
	case bytes.HasPrefix(rest, []byte("stream")):
		return s.stream()
	default:
		s.at++
	}
	return ""
}

// text skips a string in brackets.
func (s *scanner) text(rest []byte) string {
	depth := 0
	for i := 0; i < len(rest) && i < maxString; i++ {
		switch rest[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				s.at += i + 1
				return ""
			}
		}
	}
	return "a string without end"
}

// direct matches the length of a stream in its dictionary.
var direct = regexp.MustCompile(`/Length\s+(\d{1,10})(?:\s*[/>]|\s*$)`)

// stream skips a stream, which must end where its dictionary says.
func (s *scanner) stream() string {
	dict := s.data[max(s.dict, s.at-maxDict):s.at]
	body := s.at + len("stream")
	for n := 0; n < 2 && body < len(s.data) && (s.data[body] == '\r' || s.data[body] == '\n'); n++ {
		body++
		if s.data[body-1] == '\n' {
			break
		}
	}
	end := bytes.Index(s.data[body:], []byte("endstream"))
	if end < 0 {
		return "a stream without end"
	}
	if m := direct.FindSubmatch(dict); m != nil {
		n, err := strconv.Atoi(string(m[1]))
		if err != nil || n > len(s.data)-body {
			return "a stream that is too short"
		}
		tail := bytes.TrimLeft(s.data[body+n:min(len(s.data), body+n+16)], "\r\n ")
		if !bytes.HasPrefix(tail, []byte("endstream")) {
			return "a stream of another length than it says"
		}
		end = n
	}
	s.at = body + end
	s.at += bytes.Index(s.data[s.at:], []byte("endstream")) + len("endstream")
	return ""
}

// startxref matches the position of the table of objects.
var startxref = regexp.MustCompile(`startxref\s+(\d{1,12})\s+%%EOF`)

// tabled checks the last table of objects, unless it is a stream, which has a checksum
// of its own.
func tabled(data []byte) error {
	all := startxref.FindAllSubmatch(data, -1)
	if len(all) == 0 {
		return fmt.Errorf("%w: it does not tell where its objects are", ErrDamaged)
	}
	at, err := strconv.Atoi(string(all[len(all)-1][1]))
	if err != nil || at >= len(data) {
		return fmt.Errorf("%w: its table of objects is not where it should be", ErrDamaged)
	}
	table, ok := bytes.CutPrefix(bytes.TrimLeft(data[at:], "\r\n "), []byte("xref"))
	if !ok {
		if !isObject(data, at) {
			return fmt.Errorf("%w: its table of objects is not where it should be", ErrDamaged)
		}
		return nil
	}
	end := bytes.Index(table, []byte("trailer"))
	if end < 0 {
		return fmt.Errorf("%w: its table of objects has no end", ErrDamaged)
	}
	for _, m := range entry.FindAllSubmatch(table[:end], -1) {
		n, err := strconv.Atoi(string(m[1]))
		if err != nil || n >= len(data) || !isObject(data, n) {
			return fmt.Errorf("%w: an object is not at byte %d, where it should be", ErrDamaged, n)
		}
	}
	return numbered(data)
}

// numbered checks that the last table has the numbers of the objects.
func numbered(data []byte) error {
	for number, n := range tableOf(data).listed {
		if m := objectAt.FindSubmatch(data[min(n, len(data)):min(len(data), n+64)]); m != nil && string(m[1]) != strconv.Itoa(number) {
			return fmt.Errorf("%w: object %s is in the place of object %d", ErrDamaged, m[1], number)
		}
	}
	return nil
}

// isObject reports whether an object begins at byte n of data.
func isObject(data []byte, n int) bool { return objectAt.Match(data[n:min(len(data), n+64)]) }

var (
	objectAt = regexp.MustCompile(`^\s*0*(\d+)\s+\d+\s+obj\b`)
	entry    = regexp.MustCompile(`(\d{10}) \d{5} n`)
)
