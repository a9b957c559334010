package word

import (
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/trace"
)

// LeastRaise is the distance from the line, in half points, from which text is
// raised.
const LeastRaise = 6

// Text is the text of a paragraph while it is read. The zero Text is empty.
type Text struct {
	text   strings.Builder
	raised []knowledge.Span // of text that may be a power or the number of a note
}

// Write adds s, which may be raised from the line.
func (t *Text) Write(s string, raised bool) {
	if raised && s != "" {
		at := t.text.Len()
		if n := len(t.raised); n > 0 && t.raised[n-1].End == at { // one number in two runs
			t.raised[n-1].End += len(s)
		} else {
			t.raised = append(t.raised, knowledge.Span{Start: at, End: at + len(s)})
		}
	}
	t.text.WriteString(s)
}

// Len returns the length of the text in bytes.
func (t *Text) Len() int { return t.text.Len() }

// Take returns the text without space around it, and makes t empty. Raised digits
// are written as such, unless all of the text is raised, and the numbers of notes
// are left out.
func (t *Text) Take() string {
	text, raised := t.text.String(), t.raised
	t.text.Reset()
	t.raised = nil
	var b strings.Builder
	from, lifted := 0, 0
	for _, s := range raised {
		lifted += len(strings.TrimSpace(s.Of(text)))
		up, _ := char.Raise(s.Of(text))
		b.WriteString(text[from:s.Start])
		b.WriteString(up)
		from = s.End
	}
	if lifted == 0 || lifted == len(strings.TrimSpace(text)) {
		return strings.TrimSpace(text)
	}
	b.WriteString(text[from:])
	return strings.TrimSpace(trace.WithoutNotes(trace.String{Text: b.String()}).Text)
}

// Fields are the fields around the text, which have a code and then a result: true
// for each of which the text is still the code. Those inside too many are ignored.
type Fields struct {
	codes []bool
	extra int // fields beyond maxFields
}

const maxFields = 64

// Begin begins a field with its code.
func (f *Fields) Begin() {
	if len(f.codes) == maxFields {
		f.extra++
		return
	}
	f.codes = append(f.codes, true)
}

// Separate ends the code of the innermost field and begins its result.
func (f *Fields) Separate() {
	if n := len(f.codes); n > 0 && f.extra == 0 {
		f.codes[n-1] = false
	}
}

// End ends the innermost field.
func (f *Fields) End() {
	switch n := len(f.codes); {
	case f.extra > 0:
		f.extra--
	case n > 0:
		f.codes = f.codes[:n-1]
	}
}

// InCode reports whether the text is the code of a field and not its result.
func (f *Fields) InCode() bool {
	for _, code := range f.codes {
		if code {
			return true
		}
	}
	return false
}
