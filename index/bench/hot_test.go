package bench

import (
	"math/rand/v2"
	"path/filepath"
	"testing"

	"beilun/index/bench/wire"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// The benchmarks run on an invented library of benchParagraphs paragraphs and
// on questions about it. Those of single parts are beside the parts; here is
// what a question goes through, and what a paragraph does.
const benchParagraphs = 20000

// openLibrary opens a library of benchParagraphs and asks questions about it.
func openLibrary(b *testing.B) (*Worker, *feed, []string) {
	b.Helper()
	dir := b.TempDir()
	f, err := newFeed(filepath.Join(dir, "releases"), 1, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := f.grow(benchParagraphs); err != nil {
		b.Fatal(err)
	}
	w, err := OpenWorker(f.folder, filepath.Join(dir, "index"), nil)
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := w.Close(); err != nil {
			b.Error(err)
		}
	})
	if _, err := w.Index(b.Context()); err != nil {
		b.Fatal(err)
	}
	return w, f, f.questions(500)
}

// BenchmarkAnswer answers questions and reports the time of each stage.
func BenchmarkAnswer(b *testing.B) {
	w, _, questions := openLibrary(b)
	b.ReportAllocs()
	var sum wire.Stages
	for i := 0; b.Loop(); i++ {
		s, _, err := w.Ask(b.Context(), questions[i%len(questions)])
		if err != nil {
			b.Fatal(err)
		}
		for _, st := range stages {
			*st.of(&sum) += *st.of(&s)
		}
	}
	for _, st := range stages {
		b.ReportMetric(float64(*st.of(&sum))/float64(b.N), st.name+"-ns/op")
	}
}

// BenchmarkQuestion has the parts of a question one by one.
func BenchmarkQuestion(b *testing.B) {
	w, _, questions := openLibrary(b)
	lex := w.index.Lexicon()
	today := knowledge.Date{Year: 2025, Month: 6, Day: 1}
	var queries []query.Query
	for _, q := range questions {
		queries = append(queries, query.Parse(lex, q, today))
	}
	n := len(questions)
	b.Run("correct", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			w.index.Correct(questions[i%n])
		}
	})
	b.Run("parse", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			query.Parse(lex, questions[i%n], today)
		}
	})
	b.Run("candidates", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := w.index.Candidates(b.Context(), queries[i%n]); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("search", func(b *testing.B) {
		b.ReportAllocs()
		for i := 0; b.Loop(); i++ {
			if _, err := w.index.Search(b.Context(), queries[i%n], 20); err != nil {
				b.Fatal(err)
			}
		}
	})
}

// BenchmarkScanPress scans invented paragraphs for figures, one after the
// other.
func BenchmarkScanPress(b *testing.B) {
	f, err := newFeed(filepath.Join(b.TempDir(), "releases"), 1, nil)
	if err != nil {
		b.Fatal(err)
	}
	if err := f.grow(1000); err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		figure.Scan(f.sample[i%len(f.sample)], knowledge.Date{Year: 2025})
	}
}

func BenchmarkLoad(b *testing.B) {
	w, _, questions := openLibrary(b)
	b.SetParallelism(4)
	b.ResetTimer()
	b.RunParallel(func(pb *testing.PB) {
		for i := rand.IntN(500); pb.Next(); i++ {
			if _, err := w.answerer.Answer(b.Context(), questions[i%len(questions)]); err != nil {
				b.Error(err)
			}
		}
	})
}

// BenchmarkOverview answers questions about the library as a whole.
func BenchmarkOverview(b *testing.B) {
	w, _, _ := openLibrary(b)
	for _, q := range []string{"有哪些产业园", "列一下所有项目和总投资", "各园区的面积", "哪些项目在建", "最近有什么新闻", "收录了哪些", "总部项目按投资额排序", "介绍一下" + w.index.District().Name} {
		b.Run(q, func(b *testing.B) {
			for b.Loop() {
				if _, err := w.answerer.Follow(b.Context(), q, nil); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
