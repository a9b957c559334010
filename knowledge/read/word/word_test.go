package word

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"beilun/knowledge/read/release"
)

// shapes returns the shapes of cells with the edges that s has: "0 10 v20 j30" for
// cells from 0 to 10, to 20, which continues the one above, and to 30, which
// continues the one before.
func shapes(t *testing.T, s string) []Shape {
	t.Helper()
	var out []Shape
	last := 0
	for i, f := range strings.Fields(s) {
		below, joined := strings.HasPrefix(f, "v"), strings.HasPrefix(f, "j")
		edge := 0
		if _, err := fmt.Sscan(strings.TrimLeft(f, "vj"), &edge); err != nil {
			t.Fatal(err)
		}
		if i > 0 {
			out = append(out, Shape{Left: last, Right: edge, Below: below, Joined: joined})
		}
		last = edge
	}
	return out
}

func TestColumns(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		rows []string // edges of each row
		want []string // columns of each cell; a dot for one without text
	}{
		"no shapes":              {[]string{"", ""}, []string{"", ""}},
		"a wide head":            {[]string{"0 1000 3000", "0 1000 2000 3000"}, []string{"1 2", "1 1 1"}},
		"dragged edges":          {[]string{"0 1300 2000", "0 1000 2000"}, []string{"1 1", "1 1"}},
		"a wide head of dragged": {[]string{"0 1040 3000", "0 1000 1950 3000", "10 960 2000 3010"}, []string{"1 2", "1 1 1", "1 1 1"}},
		"joined":                 {[]string{"0 1000 2000 j3000", "0 1000 2000 3000"}, []string{"1 2", "1 1 1"}},
		"joined in equal rows":   {[]string{"0 1000 j2000 3000", "0 1000 2000 j3000"}, []string{"2 1", "1 2"}},
		"no row has all columns": {[]string{"0 500 1000 3000", "0 1000 2000 3000", "0 3000"}, []string{"1 1 2", "2 1 1", "4"}},
		"an indented row":        {[]string{"0 1000 2000 3000", "1000 3000"}, []string{"1 1 1", ".1 2"}},
		"a row without shapes":   {[]string{"0 1000 3000", "", "0 1000 2000 3000"}, []string{"1 2", "1 1 1", "1 1 1"}},
		"edges that go back":     {[]string{"0 1000 500", "0 1000 2000 3000"}, []string{"1 1", "1 1 1"}},
	} {
		var rows []shapedRow
		for i, r := range tt.rows {
			s := shapes(t, r)
			cells := make([]Cell, max(len(s), len(strings.Fields(tt.want[i]))-strings.Count(tt.want[i], ".")))
			for j := range cells {
				cells[j] = Cell{Span: 1, Out: []Passage{{Text: "x"}}}
			}
			rows = append(rows, shapedRow{Row{Shapes: s}, cells})
		}
		var got []string
		for _, row := range columns(rows) {
			var spans []string
			for _, c := range row {
				dot := ""
				if c.Out == nil {
					dot = "."
				}
				spans = append(spans, fmt.Sprint(dot, c.Span))
			}
			got = append(got, strings.Join(spans, " "))
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestText(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		runs []string // a run that begins with ^ is raised
		want string
	}{
		{[]string{"面积1.2×10", "^8", "平方米"}, "面积1.2×10⁸平方米"},
		{[]string{"增长5%", "^[", "^1", "^2", "^]", "。"}, "增长5%。"},
		{[]string{"^共2人"}, "共2人"},
		{[]string{" 甲 ", ""}, "甲"},
	} {
		var x Text
		for _, r := range tt.runs {
			s, raised := strings.CutPrefix(r, "^")
			x.Write(s, raised)
		}
		if got := x.Take(); got != tt.want || x.Len() != 0 {
			t.Errorf("%q: %q, want %q", tt.runs, got, tt.want)
		}
	}
}

func TestSymbol(t *testing.T) {
	t.Parallel()
	for code, want := range map[int]string{0xF0B3: "≥", 0xA3: "≤", 0x6D: "μ", '5': "5", 0x25: "%", 0xB7: "", 0: ""} {
		if got := Symbol(code); got != want {
			t.Errorf("Symbol(%#x) = %q, want %q", code, got, want)
		}
	}
	if !IsSymbolFont("Symbol") || IsSymbolFont("Wingdings 2") || IsSymbolFont("Segoe UI Symbol") {
		t.Error("IsSymbolFont")
	}
}

func TestFields(t *testing.T) {
	t.Parallel()
	var f Fields
	f.Separate()
	f.End()
	for range 2 * maxFields {
		f.Begin()
	}
	for i := range 2 * maxFields {
		if !f.InCode() {
			t.Fatalf("after %d ends, not in a code", i)
		}
		f.End()
	}
	if f.InCode() {
		t.Error("in the code of no field")
	}
	f.Begin()
	if f.Separate(); f.InCode() {
		t.Error("the result of a field is its code")
	}
}

func TestFlow(t *testing.T) {
	t.Parallel()
	var f Flow
	add := func(s string) *Flow {
		f.Write(s, false)
		return &f
	}
	add("单位：亿元").EndParagraph(0, LevelBody)
	add("项目").EndCell(1, LevelBody)
	add("投资").EndCell(1, LevelBody)
	f.EndRow(1, Row{Heading: true})
	add("医院").EndCell(1, LevelBody)
	add("5").EndRow(1, Row{}) // without the end of the cell
	add("正文。").EndParagraph(0, LevelHeading)
	add("总投资").EndCell(maxDepth+3, LevelBody) // a table in very many
	add("3亿元").EndCell(maxDepth+3, LevelBody)
	add("尾").EndParagraph(0, LevelBody)
	var got []string
	for _, p := range f.passages() {
		got = append(got, p.Text)
	}
	if want := "单位：亿元|项目：医院；投资：5亿元|正文。|总投资：3亿元|尾"; strings.Join(got, "|") != want {
		t.Errorf("%q, want %q", got, want)
	}
}

func TestFlowTooLarge(t *testing.T) {
	t.Parallel()
	var f Flow
	for range maxEnded {
		f.EndCell(1, LevelBody)
		f.EndRow(1, Row{})
		f.EndParagraph(0, LevelBody)
	}
	f.Write("x", false)
	if _, err := f.Article(""); !errors.Is(err, release.ErrTooLarge) {
		t.Errorf("too many tables: %v", err)
	}
}

func TestArticle(t *testing.T) {
	t.Parallel()
	if _, err := Article(nil, "题目"); !errors.Is(err, release.ErrEmpty) {
		t.Errorf("no passages: %v", err)
	}
	if _, err := Article(make([]Passage, release.MaxLines+1), ""); !errors.Is(err, release.ErrTooLarge) {
		t.Errorf("too many passages: %v", err)
	}
	a, err := Article([]Passage{{Text: "园区开工", Level: LevelTitle}, {Text: "一、进展", Level: LevelHeading}, {Text: "昨日开工。"}, {Text: "进展 2", Level: LevelContents}}, "")
	if err != nil || a.Title != "园区开工" || len(a.Sections) != 1 || a.Sections[0].Heading != "一、进展" || len(a.Paragraphs()) != 1 {
		t.Errorf("%+v, %v", a, err)
	}
}
