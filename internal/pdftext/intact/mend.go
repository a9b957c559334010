package intact

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
)

// Mend returns a file that [Check] accepts: data itself, or data without what is in
// front of the PDF and behind it, or its objects with a new table where only the
// tables and lengths of data are wrong, as careless programs write them. It returns
// the error of Check for data in which something may be lost.
//
// The objects are taken where each stream has the length in its dictionary or a
// right checksum, or where each object is at its place in the table. If both are
// wrong, bytes may be lost. It is safe for concurrent use.
func Mend(data []byte) ([]byte, error) {
	err := Check(data)
	if err == nil || !errors.Is(err, ErrDamaged) {
		return data, err
	}
	inner, ok := trimmed(data)
	if !ok || bytes.Contains(inner, []byte("/Encrypt")) {
		return nil, err
	}
	if Check(inner) == nil {
		return inner, nil
	}
	rebuilt, ok := rebuild(inner)
	if !ok || Check(rebuilt) != nil {
		return nil, err
	}
	return rebuilt, nil
}

// trimmed returns the PDF in data: from its head to its end, with %%EOF put where
// only that is missing. It returns false if the PDF goes on behind its end, as an
// update that was cut.
func trimmed(data []byte) ([]byte, bool) {
	from := bytes.Index(data[:min(len(data), 1024)], []byte("%PDF-"))
	if from < 0 {
		return nil, false
	}
	data = data[from:]
	const mark = "%%EOF"
	if i := bytes.LastIndex(data, []byte(mark)); i >= 0 {
		return data[:i+len(mark)], !goesOn.Match(data[i:])
	}
	m := lastStart.FindIndex(data)
	if m == nil {
		return nil, false
	}
	return append(slices.Clip(data[:m[1]]), "\n"+mark+"\n"...), true
}

// lastStart matches the end of a PDF without its mark.
var lastStart = regexp.MustCompile(`startxref\s+\d{1,12}\s*$`)

// object is an object of a PDF.
type object struct {
	number, generation int
	start, end         int    // of "1 0 obj … ", without endobj
	stream             [2]int // its content; zero without one
	direct             [2]int // the length in its dictionary; zero if it is elsewhere
	sure               bool   // the stream is as long as it says, or has a checksum
}

// objectHead matches the number of an object at the end of what is before "obj".
var objectHead = regexp.MustCompile(`(?:^|[^\d.])(\d{1,7})\s+(\d{1,5})\s*$`)

// objectsOf returns the objects of a PDF in their order, and false if their
// boundaries are in doubt.
func objectsOf(data []byte) ([]object, bool) {
	s := scanner{data: data}
	var out []object
	open := false
	end := func() {
		if open {
			out[len(out)-1].end, open = s.at, false
		}
	}
	for s.at < len(data) {
		rest := data[s.at:]
		switch {
		case bytes.HasPrefix(rest, []byte("endobj")), bytes.HasPrefix(rest, []byte("xref")), bytes.HasPrefix(rest, []byte("trailer")):
			end()
			s.at += len("xref")
		case bytes.HasPrefix(rest, []byte("obj")):
			from := max(0, s.at-32)
			m := objectHead.FindSubmatchIndex(data[from:s.at])
			if m == nil {
				return nil, false
			}
			number, _ := strconv.Atoi(string(data[from+m[2] : from+m[3]]))
			generation, _ := strconv.Atoi(string(data[from+m[4] : from+m[5]]))
			if open { // without an endobj
				out[len(out)-1].end = from + m[2]
			}
			out = append(out, object{number: number, generation: generation, start: from + m[2]})
			open = true
			s.dict = s.at
			s.at += len("obj")
		case bytes.HasPrefix(rest, []byte("stream")):
			if !open || !s.content(&out[len(out)-1]) {
				return nil, false
			}
		default:
			if why := s.next(); why != "" {
				return nil, false
			}
		}
	}
	return out, !open
}

// content takes the stream of o. It returns false if its end is in doubt.
func (s *scanner) content(o *object) bool {
	dict := s.data[s.dict:s.at]
	if len(dict) > maxDict || o.stream[1] > 0 {
		return false
	}
	body := s.at + len("stream")
	if bytes.HasPrefix(s.data[body:], []byte("\r\n")) {
		body++
	}
	if body < len(s.data) && (s.data[body] == '\n' || s.data[body] == '\r') {
		body++
	}
	n := bytes.Index(s.data[body:], []byte("endstream"))
	if n < 0 {
		return false
	}
	end := body + n
	if m := direct.FindSubmatchIndex(dict); m != nil {
		o.direct = [2]int{s.dict + m[2], s.dict + m[3]}
		length, err := strconv.Atoi(string(dict[m[2]:m[3]]))
		if err == nil && length <= len(s.data)-body {
			tail := bytes.TrimLeft(s.data[body+length:min(len(s.data), body+length+16)], "\r\n ")
			if bytes.HasPrefix(tail, []byte("endstream")) {
				end, o.sure = body+length, true
			}
		}
	}
	o.stream = [2]int{body, end}
	if !o.sure && inflatable(s.data[max(0, s.at-1024):s.at]) {
		stream := bytes.NewReader(s.data[body:])
		if _, err := inflate(stream, maxInflated); err != nil {
			return false
		}
		if end = len(s.data) - stream.Len(); len(bytes.TrimLeft(s.data[end:min(len(s.data), end+16)], "\r\n ")) == 0 {
			return false
		}
		if !bytes.HasPrefix(bytes.TrimLeft(s.data[end:min(len(s.data), end+16)], "\r\n "), []byte("endstream")) {
			return false // more than the checksum covers
		}
		o.stream[1], o.sure = end, true
	}
	s.at = o.stream[1]
	s.at += bytes.Index(s.data[s.at:], []byte("endstream")) + len("endstream")
	return true
}

// rebuild returns the objects of a PDF with a new table. It returns false if it is
// in doubt that nothing is lost.
func rebuild(data []byte) ([]byte, bool) {
	if bytes.Contains(data, []byte("/ObjStm")) || bytes.Contains(data, []byte("/XRef")) || bytes.Count(data, []byte("%%EOF")) != 1 {
		return nil, false
	}
	i := bytes.LastIndex(data, []byte("trailer"))
	if i < 0 {
		return nil, false
	}
	trailer := data[i:]
	root := rootRef.FindSubmatch(trailer)
	all, ok := objectsOf(data)
	if !ok || root == nil || len(all) == 0 {
		return nil, false
	}
	at := map[int]int{}
	sure := true
	for i, o := range all {
		if _, twice := at[o.number]; twice {
			return nil, false
		}
		at[o.number] = i
		sure = sure && (o.stream[1] == 0 || o.sure)
	}
	t := tableOf(data)
	if !t.complete(all, at, trailer) || !sure && !t.exact(all, at) || sure && t.oneJump(all, at) {
		return nil, false
	}
	return written(data, all, string(root[0]), string(infoRef.Find(trailer))), true
}

var (
	rootRef = regexp.MustCompile(`/Root\s+\d{1,7}\s+\d{1,5}\s+R`)
	infoRef = regexp.MustCompile(`/Info\s+\d{1,7}\s+\d{1,5}\s+R`)
	sizeOf  = regexp.MustCompile(`/Size\s+(\d{1,7})`)
)

// written returns a PDF of objects of data.
func written(data []byte, all []object, root, info string) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	last := 0
	at := map[int]int{}
	for _, o := range all {
		at[o.number] = b.Len()
		last = max(last, o.number)
		switch {
		case o.stream[1] == 0:
			b.Write(bytes.TrimRight(data[o.start:o.end], "\r\n "))
		case o.direct[1] == 0: // its length is another object, which is right, or nothing is there
			b.Write(bytes.TrimRight(data[o.start:o.stream[1]], "\r\n"))
			b.WriteString("\nendstream")
		default:
			body := data[o.stream[0]:o.stream[1]]
			b.Write(data[o.start:o.direct[0]])
			b.WriteString(strconv.Itoa(len(body)))
			b.Write(data[o.direct[1]:o.stream[0]])
			b.Write(body)
			b.WriteString("\nendstream")
		}
		b.WriteString("\nendobj\n")
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 1\n0000000000 65535 f \n")
	for _, o := range all {
		fmt.Fprintf(&b, "%d 1\n%010d %05d n \n", o.number, at[o.number], o.generation)
	}
	fmt.Fprintf(&b, "trailer\n<< /Size %d %s %s >>\nstartxref\n%d\n%%%%EOF\n", last+1, root, info, start)
	return b.Bytes()
}
