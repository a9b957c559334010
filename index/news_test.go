package index

import (
	"fmt"
	"strings"
	"testing"

	"beilun/index/facts"
	"beilun/index/words"

	"github.com/google/go-cmp/cmp"
	"github.com/rogpeppe/go-internal/txtar"
)

// newsLine writes a News in the form of testdata/news.txtar.
func newsLine(n facts.News) string {
	s := fmt.Sprintf("= %s %s %s", n.Kind, n.Row.Figure.Text, n.Row.Passage.Release.ID)
	if n.Before != nil {
		s += fmt.Sprintf(" <- %s %s", n.Before.Figure.Text, n.Before.Passage.Release.ID)
	}
	return s
}

func newsLines(news []facts.News) []string {
	out := []string{}
	for _, n := range news {
		out = append(out, newsLine(n))
	}
	return out
}

// history plays a file of testdata/news.txtar: sync is called with what the
// folder holds and what is to be new.
func playNews(t *testing.T, data string, sync func(files []File, want []string)) {
	t.Helper()
	files := map[string]File{}
	var want []string
	pending := false
	flush := func() {
		if pending {
			sync(sortedFiles(files), append([]string{}, want...))
		}
		pending, want = false, nil
	}
	for line := range strings.Lines(data) {
		line = strings.TrimSpace(line)
		first, rest, _ := strings.Cut(line, " ")
		switch first {
		case "":
		case "=":
			want = append(want, line)
		case "sync":
			flush()
			pending = true
		default:
			flush()
			id, text, _ := strings.Cut(rest, " ")
			switch first {
			case "gone":
				delete(files, id)
			case "-":
				files[id] = textFile(id, "", "", text)
			default:
				files[id] = textFile(id, first, "", text)
			}
		}
	}
	flush()
}

// TestNews plays histories in memory and on disk, where the index is opened anew
// for each sync: what it brought waits until it is told.
func TestNews(t *testing.T) {
	t.Parallel()
	a, err := txtar.ParseFile("testdata/news.txtar")
	if err != nil {
		t.Fatal(err)
	}
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range a.Files {
		t.Run(f.Name, func(t *testing.T) {
			t.Parallel()
			x, err := InMemory(Options{Lexicon: lex})
			if err != nil {
				t.Fatal(err)
			}
			defer x.Close()
			dir := t.TempDir()
			step := 0
			playNews(t, string(f.Data), func(files []File, want []string) {
				step++
				c, err := x.Sync(t.Context(), corpusOf(files...))
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, newsLines(c.News)); diff != "" {
					t.Errorf("sync %d (-want +got):\n%s", step, diff)
				}
				onDisk := func() *Index {
					y, err := Open(dir, Options{Lexicon: lex})
					if err != nil {
						t.Fatal(err)
					}
					return y
				}
				y := onDisk()
				if _, err := y.Sync(t.Context(), corpusOf(files...)); err != nil {
					t.Fatal(err)
				}
				y.Close()
				y = onDisk()
				defer y.Close()
				news, upTo, err := y.News(t.Context())
				if err != nil {
					t.Fatal(err)
				}
				if diff := cmp.Diff(want, newsLines(news)); diff != "" {
					t.Errorf("sync %d, opened again (-want +got):\n%s", step, diff)
				}
				for _, n := range news {
					if n.Row.Figure.Quote.Of(n.Row.Passage.Text) != n.Row.Figure.Text {
						t.Errorf("%s: %q is not at its place in %q", newsLine(n), n.Row.Figure.Text, n.Row.Passage.Text)
					}
				}
				if err := y.Told(t.Context(), upTo); err != nil {
					t.Fatal(err)
				}
			})
		})
	}
}
