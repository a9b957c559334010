package read

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/needs"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/trace"

	"golang.org/x/tools/txtar"
)

// original is a release as its author wrote it.
type original struct {
	name, title, source, date string
	units                     []string // paragraphs and headings
}

// originals reads the releases of testdata/unwrap.
func originals(t testing.TB) []original {
	t.Helper()
	archive, err := txtar.ParseFile("testdata/unwrap/texts.txtar")
	if err != nil {
		t.Fatal(err)
	}
	var out []original
	for _, f := range archive.Files {
		o := original{name: f.Name}
		for l := range strings.Lines(string(f.Data)) {
			l = strings.TrimSpace(l)
			switch k, n := imprint.KeyAt(l); {
			case k == imprint.KeyTitle:
				o.title = l[n:]
			case k == imprint.KeySource:
				o.source = l[n:]
			case k == imprint.KeyDate:
				o.date = l[n:]
			default:
				o.units = append(o.units, strings.TrimPrefix(l, "# "))
			}
		}
		out = append(out, o)
	}
	return out
}

// wrapping is a way to cut a release into lines.
type wrapping struct {
	width   int
	columns bool   // the width is that of a terminal, where digits and letters take half a place
	whole   bool   // numbers and Latin words are not broken
	kinsoku int    // marks that may not begin a line: 0 do, 1 hang over, 2 pull the character before them down
	indent  string // before a paragraph
	outside bool   // the indent is not counted in the width
	blank   int    // blank lines: 0 none, 1 between paragraphs, 2 after each line, 3 after each line and two between paragraphs
	byline  int    // see bylines
	crlf    bool
	trail   bool // a space at the end of each line
}

// bylines are the lines under a title; %s is the source, %[2]s the date.
var bylines = []string{
	"发布日期：%[2]s　来源：%[1]s",
	"%[1]s  %[2]s",
	"%[2]s　来源：%[1]s　作者：林某　浏览次数：12",
	"来源：%[1]s    %[2]s 16:42    阅读 5127",
	"发布时间：%[2]s 09:40　　来源：%[1]s　　字体：[大 中 小]",
	"%[1]s\n%[2]s",
	"%[2]s %[1]s 【打印】 【关闭】",
}

// cut returns the lines of text.
func (w wrapping) cut(text, indent string) []string {
	width := func(s string) float64 {
		n := 0.0
		for _, r := range s {
			if w.columns && r < 0x2000 {
				n += 0.5
			} else {
				n++
			}
		}
		return n
	}
	var lines []string
	line := indent
	if w.outside {
		line = ""
	}
	pieces := strings.Split(text, "")
	switch {
	case w.kinsoku == 2:
		pieces = typesetter{anywhere: !w.whole}.units(text)
	case w.whole:
		pieces = wholeWords(text)
	}
	for _, u := range pieces {
		hangs := w.kinsoku == 1 && strings.ContainsAny(u, "，。、；：？！”）》")
		if width(line+u) > float64(w.width) && strings.TrimSpace(line) != "" && !hangs {
			lines = append(lines, line)
			line = ""
		}
		line += u
	}
	lines = append(lines, line)
	if w.outside {
		lines[0] = indent + lines[0]
	}
	return lines
}

// wholeWords splits a text between characters, but not inside a number or Latin
// word.
func wholeWords(text string) []string {
	var out []string
	last := rune(0)
	for _, r := range text {
		if len(out) > 0 && r < 128 && last < 128 && r != ' ' && last != ' ' {
			out[len(out)-1] += string(r)
		} else {
			out = append(out, string(r))
		}
		last = r
	}
	return out
}

// wrap returns a release as it is pasted from a page.
func (w wrapping) wrap(o original) string {
	var b strings.Builder
	add := func(lines []string) {
		for i, l := range lines {
			if w.trail {
				l += " "
			}
			b.WriteString(l + "\n")
			if n := w.blank; n > 1 || n == 1 && i == len(lines)-1 {
				b.WriteString("\n")
			}
		}
		if w.blank == 3 {
			b.WriteString("\n")
		}
	}
	add(w.cut(o.title, ""))
	if o.source != "" {
		for l := range strings.SplitSeq(fmt.Sprintf(bylines[w.byline], o.source, o.date), "\n") {
			add(w.cut(l, ""))
		}
	}
	for _, u := range o.units {
		add(w.cut(u, w.indent))
	}
	if w.crlf {
		return strings.ReplaceAll(b.String(), "\n", "\r\n")
	}
	return b.String()
}

// equal returns how many units of o are among units unchanged.
func (o original) equal(units []string) int {
	got := map[string]int{}
	for _, u := range units {
		got[u]++
	}
	n := 0
	for _, u := range o.units {
		if got[u] > 0 {
			got[u]--
			n++
		}
	}
	return n
}

// unwrapScore counts what comes back out of wrapped releases.
type unwrapScore struct{ equal, units, title, source, date, texts int }

func (s *unwrapScore) add(r unwrapScore) {
	s.equal += r.equal
	s.units += r.units
	s.title += r.title
	s.source += r.source
	s.date += r.date
	s.texts += r.texts
}

// scoreUnwrapped wraps o, reads it and counts. It prints the failures of the text
// that the environment names: UNWRAP=note.
func scoreUnwrapped(t *testing.T, w wrapping, o original) (s unwrapScore) {
	t.Helper()
	data := []byte(w.wrap(o))
	a, err := File("a.txt", data)
	if err != nil {
		t.Fatalf("%s at %+v: %v", o.name, w, err)
	}
	var got []string
	for _, sec := range a.Sections {
		if sec.Heading != "" {
			got = append(got, sec.Heading)
		}
		for _, p := range sec.Paragraphs {
			got = append(got, p.Text)
		}
	}
	n := o.equal(got)
	s.equal += n
	s.units += len(o.units)
	s.texts++
	bad := n < len(o.units)
	for _, f := range []struct {
		count     *int
		got, want string
	}{{&s.title, a.Title, o.title}, {&s.source, a.Source, o.source}, {&s.date, a.Date.String(), o.date}} {
		if f.got == f.want {
			*f.count++
		} else {
			bad = true
		}
	}
	if bad && os.Getenv("UNWRAP") == o.name {
		t.Logf("%s at %+v: %d of %d; title %q, source %q, date %v\n%s\n--\n%s", o.name, w, n, len(o.units), a.Title, a.Source, a.Date, data, strings.Join(got, "\n"))
	}
	return s
}

func (s unwrapScore) share() float64 { return float64(s.equal) / float64(s.units) }

func (s unwrapScore) String() string {
	of := func(n int) float64 { return float64(n) / float64(s.texts) }
	return fmt.Sprintf("%.4f of %d paragraphs equal; title %.3f, source %.3f, date %.3f of %d texts", s.share(), s.units, of(s.title), of(s.source), of(s.date), s.texts)
}

// wrappings calls f with the ways of wrapping at each width, and the same name
// for those that are alike.
func wrappings(f func(name string, w wrapping)) {
	rng := rand.New(rand.NewPCG(4, 33))
	for width := 12; width <= 60; width++ {
		for _, indent := range []string{"", "　　", "    "} {
			for _, blank := range []int{0, 1, 2, 3} {
				for _, kinsoku := range []int{0, 1, 2} {
					one := func(in int) bool { return rng.IntN(in) == 0 }
					w := wrapping{
						width: width, indent: indent, blank: blank, kinsoku: kinsoku, byline: rng.IntN(len(bylines)),
						columns: one(2), whole: one(3), outside: one(3), crlf: one(8), trail: one(12),
					}
					name := fmt.Sprintf("indent %v, blank %d, kinsoku %d", indent != "", blank, kinsoku)
					f(name, w)
				}
			}
		}
	}
}

// TestUnwrap wraps releases at widths of 12 to 60 and counts what comes back.
func TestUnwrap(t *testing.T) {
	t.Parallel()
	all := unwrapScore{}
	kinds, names := map[string]*unwrapScore{}, []string{}
	texts := originals(t)
	n, every := 0, 1
	if slow || needs.Part(t) {
		every = 12
	}
	wrappings(func(name string, w wrapping) {
		n++
		for i, o := range texts {
			if (n+i)%every != 0 {
				continue
			}
			got := scoreUnwrapped(t, w, o)
			all.add(got)
			for _, k := range []string{name, "text " + o.name, fmt.Sprintf("width %d–", w.width/10*10)} {
				if kinds[k] == nil {
					kinds[k] = &unwrapScore{}
					names = append(names, k)
				}
				kinds[k].add(got)
			}
		}
	})
	for _, k := range names {
		t.Logf("%s: %v", k, kinds[k])
	}
	t.Logf("all: %v", all)
	if all.share() < 0.97 {
		t.Errorf("%.4f of the paragraphs come back, want .97", all.share())
	}
}

// TestUnwrapPress wraps the bodies of releases for which there is no rule.
func TestUnwrapPress(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("../../index/eval/testdata/press/*/releases/*.md")
	if err != nil || len(files) == 0 {
		t.Fatalf("no press releases: %v", err)
	}
	var texts []original
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if o, ok := originalOf(filepath.Base(f), data); ok {
			texts = append(texts, o)
		}
	}
	all, each := unwrapScore{}, make([]unwrapScore, len(texts))
	n, every := 0, 12
	if slow || needs.Part(t) {
		every = 120
	}
	wrappings(func(_ string, w wrapping) {
		n++
		for i, o := range texts {
			if (n+i)%every == 0 {
				got := scoreUnwrapped(t, w, o)
				all.add(got)
				each[i].add(got)
			}
		}
	})
	for i, o := range texts {
		t.Logf("%s: %v", o.name, each[i])
	}
	t.Logf("%d texts: %v", len(texts), all)
	if all.share() < 0.95 {
		t.Errorf("%.4f of the paragraphs come back, want .95", all.share())
	}
}

// originalOf returns a Markdown release without tables, with the spacing that a
// page has when it is unwrapped.
func originalOf(name string, data []byte) (original, bool) {
	a, err := File(name, data)
	if err != nil {
		return original{}, false
	}
	neat := func(s string) string { return trace.Tidy(trace.String{Text: s}).Text }
	o := original{name: name, title: neat(a.Title), source: a.Source, date: a.Date.String()}
	for _, s := range a.Sections {
		if s.Heading != "" {
			o.units = append(o.units, neat(s.Heading))
		}
		for _, p := range s.Paragraphs {
			if strings.Contains(p.Text, "|") || utf8.RuneCountInString(p.Text) < 4 {
				return original{}, false
			}
			o.units = append(o.units, neat(p.Text))
		}
	}
	return o, true
}
