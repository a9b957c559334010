package seen

import (
	"os"
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/bench"
	"beilun/index/library"
	"beilun/internal/pdftext"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"
)

func TestMain(m *testing.M) {
	pdftext.Child() // does not return in the process that reads PDFs
	os.Exit(m.Run())
}

// TestViews draws each view of the built-in releases twice.
func TestViews(t *testing.T) {
	t.Parallel()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}()
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(releases.FS()).Each)); err != nil {
		t.Fatal(err)
	}
	views := Views(x, answer.New(x, answer.Options{}))
	of := map[string]string{
		bench.Reply: "吉利新能源汽车总部总投资多少？", bench.Table: "", bench.FiguresOf: "吉利新能源汽车总部", bench.Home: "", bench.Typing: "吉利", bench.FrontPage: "",
	}
	for name := range views {
		if _, ok := of[name]; !ok {
			t.Errorf("%s is not looked at", name)
		}
	}
	for name, of := range of {
		for range 2 {
			draw, err := views[name](t.Context(), of)
			if err == nil {
				err = draw()
			}
			if err != nil {
				t.Errorf("%s of %q: %v", name, of, err)
			}
		}
	}
	draw, err := views[bench.FiguresOf](t.Context(), "没有这个东西")
	if err == nil {
		err = draw()
	}
	if err == nil {
		t.Error("figures of what is not there are no error")
	}
}
