package doc

import (
	"encoding/binary"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"
	"unicode/utf8"

	"beilun/knowledge/read/ole"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// wide returns s in UTF-16.
func wide(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = binary.LittleEndian.AppendUint16(out, u)
	}
	return out
}

// change returns a change with its operand.
func change(number uint16, operand ...byte) []byte {
	return append(binary.LittleEndian.AppendUint16(nil, number), operand...)
}

// passagesOf returns the texts of f by |.
func passagesOf(t *testing.T, f *file) string {
	t.Helper()
	f.budget, f.length = maxChanges, f.pieces[len(f.pieces)-1].to
	w := &walk{f: f}
	if err := w.text(); err != nil {
		t.Fatal(err)
	}
	a, err := w.flow.Article("")
	if errors.Is(err, release.ErrEmpty) {
		return ""
	}
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, p := range a.Paragraphs() {
		out = append(out, p.Text)
	}
	return strings.Join(out, "|")
}

// TestPieces reads a text that was saved in pieces, out of order.
func TestPieces(t *testing.T) {
	t.Parallel()
	f := &file{main: append([]byte("AB\x93c\x94\r"), wide("投资3亿元。\r")...)}
	f.pieces = []piece{{0, 7, 6, true, 0}, {7, 13, 0, false, 0}}
	if got := passagesOf(t, f); got != "投资3亿元。|AB“c”" {
		t.Error(got)
	}
	f.pieces = []piece{{0, 1, 0, false, 0}, {1, 2, 8, true, 0}, {2, 3, 1, false, 0}}
	if got := passagesOf(t, f); got != "A资B" {
		t.Error(got)
	}
}

// TestCharacters reads marks and characters with properties.
func TestCharacters(t *testing.T) {
	t.Parallel()
	raised, hidden, deleted := change(charRaise, 1), change(charHidden, 1), change(charDeleted, 1)
	for name, tt := range map[string]struct {
		text    string
		from    int // character from which on there are changes
		to      int
		changes []byte
		piece   uint16
		want    string
	}{
		"marks":               {"a\vb\x1ec\x1fd\x01\x08\u00a0e\tf\fg\r", 0, 0, nil, 0, "a|b-cd\u00a0e\u3000f|g"},
		"a field":             {"a\x13 REF x \x13 y \x14z\x15\x14b\x15c\r", 0, 0, nil, 0, "abc"},
		"raised":              {"1.2×108米\r", 6, 7, raised, 0, "1.2×10⁸米"},
		"raised by distance":  {"1.2×108米\r", 6, 7, change(charPosition, 8, 0), 0, "1.2×10⁸米"},
		"lowered":             {"CO2\r", 2, 3, change(charPosition, 0xF8, 0xFF), 0, "CO2"},
		"a note":              {"增长5%1。\r", 4, 5, raised, 0, "增长5%。"},
		"hidden":              {"增长不5%\r", 2, 3, hidden, 0, "增长5%"},
		"not hidden":          {"增长不5%\r", 2, 3, change(charHidden, 0), 0, "增长不5%"},
		"deleted":             {"12399\r", 3, 5, deleted, 0, "123"},
		"deleted in a style":  {"12399\r", 3, 5, change(charStyle, 1, 0), 0, "123"},
		"a symbol":            {"增长(5%(a)\r", 2, 3, change(charSymbol, 0, 0, 0xB3, 0xF0), 0, "增长≥5%(a)"},
		"a picture":           {"增长(5%(a)\r", 2, 3, append(change(charSymbol, 1, 0, 0xA3, 0xF0), change(charSpecial, 1)...), 0, "增长5%(a)"},
		"hidden by its piece": {"abc\r", 0, 0, nil, 1<<8 | 0x5C<<1, ""},
		"a list of its piece": {"1.2×108米\r", 0, 0, nil, 1, ""},
		"not readable":        {"约3\x005万人，其余的字都认得出来，不会因为一个字就不要整个文件。所以这里要写得长一点，超过一百个字，好让一个读不出来的字不到百分之一，这样就能看到它还在原来的地方，没有让三和五连成三十五，那样就错了，再补几个字就够了。\r", 0, 0, nil, 0, "约3\uFFFD5万人，其余的字都认得出来，不会因为一个字就不要整个文件。所以这里要写得长一点，超过一百个字，好让一个读不出来的字不到百分之一，这样就能看到它还在原来的地方，没有让三和五连成三十五，那样就错了，再补几个字就够了。"},
	} {
		main := wide(tt.text)
		f := &file{main: main, pieces: []piece{{0, len(main) / 2, 0, true, tt.piece}}, styles: []style{{}, {hidden: true}}, long: [][]byte{change(charDeleted, 1)}}
		if tt.changes != nil {
			f.chars = []run{{0, 2 * tt.from, 0, nil}, {2 * tt.from, 2 * tt.to, 0, tt.changes}, {2 * tt.to, len(main), 0, nil}}
		}
		if got := passagesOf(t, f); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// shape returns the change that says how the cells of a row lie, with their edges
// and the bits of each.
func shape(edges []int16, bits ...uint16) []byte {
	b := []byte{byte(len(edges) - 1)}
	for _, e := range edges {
		b = binary.LittleEndian.AppendUint16(b, uint16(e))
	}
	for _, x := range bits {
		b = append(binary.LittleEndian.AppendUint16(b, x), make([]byte, 18)...)
	}
	size := binary.LittleEndian.AppendUint16(nil, uint16(len(b)+1))
	return change(rowShape, append(size, b...)...)
}

// TestRows reads a table whose rows are long lists of changes in the stream Data.
func TestRows(t *testing.T) {
	t.Parallel()
	const text = "镇街\a2023年\a\a\a产值\a税收\a\a南岸\a5亿元\a1亿元\a\a\a6亿元\a2亿元\a\a完。\r"
	f := &file{main: wide(text), pieces: []piece{{0, len([]rune(text)), 0, true, 0}}}
	inTable := change(parInTable, 1)
	rows := [][]byte{
		append(change(rowHeading, 1), shape([]int16{0, 1000, 3000}, 0x60)...),
		append(change(rowHeading, 1), shape([]int16{0, 1000, 2000, 3000}, 0x20)...),
		shape([]int16{0, 1000, 2000, 3000}, 0x60),
		append(shape([]int16{0, 1000, 2000, 3000}), change(rowBelow, 2, 0, 1)...),
	}
	marks := []rune(text)
	for i, from := 0, 0; i < len(marks); i++ {
		if marks[i] != '\a' && marks[i] != '\r' {
			continue
		}
		r := run{from: 2 * from, to: 2 * (i + 1), changes: inTable}
		switch {
		case marks[i] == '\r':
			r.changes = nil
		case slices.Contains([]int{len([]rune("镇街\a2023年\a")), len([]rune("镇街\a2023年\a\a\a产值\a税收\a")), len([]rune("镇街\a2023年\a\a\a产值\a税收\a\a南岸\a5亿元\a1亿元\a")), len([]rune("镇街\a2023年\a\a\a产值\a税收\a\a南岸\a5亿元\a1亿元\a\a\a6亿元\a2亿元\a"))}, i):
			long := slices.Concat(inTable, change(parRowEnd, 1), rows[0])
			rows = rows[1:]
			at := uint32(len(f.data))
			f.data = append(binary.LittleEndian.AppendUint16(f.data, uint16(len(long))), long...)
			r.changes = change(parLong, binary.LittleEndian.AppendUint32(nil, at)...)
		}
		f.pars = append(f.pars, r)
		from = i + 1
	}
	want := "镇街：南岸；2023年产值：5亿元；2023年税收：1亿元|镇街：南岸；2023年产值：6亿元；2023年税收：2亿元|完。"
	if got := passagesOf(t, f); got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestShapes(t *testing.T) {
	t.Parallel()
	for name, bits := range map[string][]uint16{"[MS-DOC]": {2, 1, 0, 3, 1}, "Word 97": {1, 2, 0, 1, 2}, "two": {2, 1, 0, 2, 1}} {
		var got []bool
		for _, s := range shapesOf(shape([]int16{0, 1, 2, 3, 4, 5}, bits...)[4:]) {
			got = append(got, s.Joined)
		}
		if want := []bool{false, true, false, false, true}; !slices.Equal(got, want) {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	for _, b := range [][]byte{nil, {3, 0, 0}, {200}} {
		if s := shapesOf(b); s != nil {
			t.Errorf("%v: %v", b, s)
		}
	}
}

// TestLists reads lists of changes that are cut or without end.
func TestLists(t *testing.T) {
	t.Parallel()
	f := &file{budget: 1000}
	for _, list := range [][]byte{change(charHidden), change(rowShape, 0xFF), change(rowShape, 0, 0), change(rowShape, 0xFF, 0xFF, 1), change(parTabs, 255, 200, 1), change(0xC000, 9, 1), change(parTabs)} {
		if err := f.eachChange(list, func(uint16, []byte) {}); !errors.Is(err, release.ErrDamaged) {
			t.Errorf("% x: %v", list, err)
		}
	}
	tabs := change(parTabs, 255, 1, 0, 0, 0, 0, 1, 0, 0, 0)
	n := 0
	if err := f.eachChange(append(tabs, change(charHidden, 1)...), func(uint16, []byte) { n++ }); err != nil || n != 2 {
		t.Errorf("tabs: %d changes, %v", n, err)
	}
	if err := f.eachChange(make([]byte, 2000), func(uint16, []byte) {}); !errors.Is(err, release.ErrTooLarge) {
		t.Errorf("too much: %v", err)
	}
}

// realFile returns the streams of a file that LibreOffice wrote.
func realFile(t testing.TB) *ole.Container {
	t.Helper()
	data, err := os.ReadFile("../testdata/word/tables.doc")
	if err != nil {
		t.Fatal(err)
	}
	c, err := ole.Open(data)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestStyles(t *testing.T) {
	t.Parallel()
	c := realFile(t)
	f, err := open(c.Stream)
	if err != nil {
		t.Fatal(err)
	}
	levels := map[int]int{}
	for _, s := range f.styles {
		levels[s.level]++
	}
	if levels[word.LevelTitle] != 1 || levels[word.LevelHeading] == 0 || levels[word.LevelHeading+1] < 2 {
		t.Errorf("levels of styles: %v", levels)
	}
	if f.symbols < 0 {
		t.Error("no font Symbol")
	}
	if got := title(c); got != "工作总结模板" {
		t.Errorf("title %q", got)
	}
	for i := range f.styles {
		f.styles[i].base, f.styles[i].done = (i+1)%len(f.styles), false // a circle
	}
	if err := f.complete(f.styles, 0, 0); err != nil {
		t.Error(err)
	}
}

// FuzzText reads any streams as those of a file.
func FuzzText(f *testing.F) {
	c := realFile(f)
	main, err := c.Stream("WordDocument")
	if err != nil {
		f.Fatal(err)
	}
	table, err := c.Stream("1Table")
	if err != nil {
		f.Fatal(err)
	}
	f.Add(main, table, wide("a"))
	f.Fuzz(func(t *testing.T, main, table, data []byte) {
		doc, err := open(func(name string) ([]byte, error) {
			switch name {
			case "WordDocument":
				return main, nil
			case "Data":
				return data, nil
			}
			return table, nil
		})
		if err != nil {
			return
		}
		w := &walk{f: doc}
		if err := w.text(); err != nil {
			return
		}
		a, err := w.flow.Article("")
		if err != nil {
			return
		}
		for _, p := range a.Paragraphs() {
			if p.Text == "" || !utf8.ValidString(p.Text) {
				t.Fatalf("paragraph %q", p.Text)
			}
		}
	})
}
