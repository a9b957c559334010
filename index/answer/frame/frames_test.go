package frame_test

import (
	"context"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/frame"
	"beilun/index/library"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/corpus"

	"golang.org/x/tools/txtar"
)

// invented indexes the releases of testdata/frames.txtar and returns its frames, too.
func invented(t testing.TB) (*index.Index, string) {
	t.Helper()
	data, err := os.ReadFile("testdata/frames.txtar")
	if err != nil {
		t.Fatal(err)
	}
	files, frames := fstest.MapFS{}, ""
	for _, f := range txtar.Parse(data).Files {
		if f.Name == "frames" {
			frames = string(f.Data)
			continue
		}
		files[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	if _, err := x.Sync(context.Background(), library.Source(corpus.FromFS(files).Each)); err != nil {
		t.Fatal(err)
	}
	return x, frames
}

var (
	comparisons = []string{"none", "most", "least", "versus", "each", "history", "sum", "bearer"}
	changes     = []string{"level", "changed", "share", "completion"}
)

func TestFrames(t *testing.T) {
	t.Parallel()
	x, frames := invented(t)
	rd := frame.NewReader(x)
	today := knowledge.Date{Year: 2025, Month: 12, Day: 1}
	for line := range strings.Lines(frames) {
		question, wants, _ := strings.Cut(strings.TrimSpace(line), " | ")
		f := rd.Understand(query.Parse(x.Lexicon(), question, today))
		for _, want := range strings.Fields(wants) {
			if got, ok := holds(f, want); !ok {
				t.Errorf("%s: want %s, got %s; asks %s, %v%s", question, want, got, f.Asks, f.Classes, describe(f))
			}
		}
	}
}

// holds reports whether a frame has what a word of testdata/frames.txtar says.
func holds(f *frame.Frame, want string) (got string, ok bool) {
	key, value, _ := strings.Cut(want, "=")
	called := func(name string) bool {
		return slices.ContainsFunc(f.Concepts, func(m frame.Mention) bool { return m.Has(name) })
	}
	switch key {
	case "asks":
		got = f.Asks.String()
	case "class":
		return fmt.Sprint(f.Classes), slices.Contains(f.Classes, concept.Class(value))
	case "unit":
		got = f.Unit
	case "name":
		words, thing, _ := strings.Cut(value, ">")
		return fmt.Sprint(f.Names), slices.ContainsFunc(f.Names, func(n frame.Name) bool { return n.Text == words && n.Thing == thing })
	case "part":
		return fmt.Sprint(f.Names), slices.ContainsFunc(f.Names, func(n frame.Name) bool { return n.Part == value })
	case "unknown":
		return fmt.Sprint(f.Unknown), slices.ContainsFunc(f.Unknown, func(w frame.Word) bool { return w.Text == value })
	case "concept":
		return "none", called(value)
	case "no":
		return value, !called(value)
	case "counted":
		if f.Counted != nil {
			got = f.Counted.Text
		}
	case "compare":
		got = comparisons[f.Compare]
	case "change":
		got = changes[f.Change]
	case "up":
		got = fmt.Sprint(f.Up)
	case "state":
		got = string(f.State)
	case "newest":
		return "", f.Time.Newest
	case "first":
		return "", f.Time.First
	case "bare":
		return "", f.Bare
	case "several":
		return "", f.Several
	case "single":
		return "", !f.Several
	case "given":
		return "", f.Given != nil
	case "year":
		got = strings.Trim(fmt.Sprint(f.Time.Years), "[]")
	}
	return got, got == value
}

func FuzzUnderstand(f *testing.F) {
	x, frames := invented(f)
	rd := frame.NewReader(x)
	for line := range strings.Lines(frames) {
		question, _, _ := strings.Cut(line, " | ")
		f.Add(question)
	}
	for _, s := range []string{"", "⻋ 々 ⼀", "几", "多少多少多少", "\x00\xff一期", "第第第3", "24年", "(以下简称", strings.Repeat("二期", 400)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, question string) {
		fr := rd.Understand(query.Parse(x.Lexicon(), question, knowledge.Date{Year: 2025, Month: 12, Day: 1}))
		for _, w := range wordsOf(fr) {
			if w.Start < 0 || w.End > len(fr.Text) || w.Start >= w.End || fr.Text[w.Start:w.End] != w.Text || utf8.ValidString(fr.Text) && !utf8.ValidString(w.Text) {
				t.Fatalf("%q: %+v", question, w)
			}
		}
	})
}

func wordsOf(f *frame.Frame) []frame.Word {
	out := slices.Concat(f.Unknown, f.Rest, f.Asking, f.Time.Spans)
	for _, n := range f.Names {
		out = append(out, n.Word)
	}
	for _, m := range f.Concepts {
		out = append(out, m.Word)
	}
	if f.Counted != nil {
		out = append(out, f.Counted.Word)
	}
	return out
}
