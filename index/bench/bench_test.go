package bench

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/bench/wire"
	"beilun/index/eval"
	"beilun/internal/pdftext"

	"github.com/google/go-cmp/cmp"
)

func TestMain(m *testing.M) {
	pdftext.Child() // does not return in the process that reads PDFs
	os.Exit(m.Run())
}

func TestNewScale(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		n    int
		want [][]int
	}{
		{1000, [][]int{{1000}}},
		{1600, [][]int{{1000, 1500}, {1600}}},
		{20_000, [][]int{{1000, 1500, 10_000}, {20_000}}},
		{50_000, [][]int{{1000, 1500, 10_000, 20_000}, {50_000}}},
		{200_000, [][]int{{1000, 1500, 10_000, 20_000}, {200_000}}},
	} {
		if diff := cmp.Diff(c.want, newScale(c.n, false).groups); diff != "" {
			t.Errorf("%d:\n%s", c.n, diff)
		}
	}
}

// TestWorker speaks with beilun over a folder that grows.
func TestWorker(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := newFeed(filepath.Join(dir, "releases"), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.grow(250); err != nil {
		t.Fatal(err)
	}
	w, err := OpenWorker(f.folder, filepath.Join(dir, "index"), nil)
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := w.Close(); err != nil {
			t.Error(err)
		}
	}()
	if n, err := w.Index(t.Context()); err != nil || n != 250 || n != f.paragraphs {
		t.Fatalf("%d paragraphs of %d, error %v", n, f.paragraphs, err)
	}
	for _, r := range w.index.Releases() {
		if len(r.Also) > 0 && strings.Contains(r.ID, "-r0") {
			t.Errorf("%s, which is invented, is taken for a copy of %v", r.ID, r.Also)
		}
	}
	stages, releases, err := w.Ask(t.Context(), coldQuestion)
	if err != nil || len(releases) == 0 || !strings.Contains(releases[0], "geely") {
		t.Errorf("%s is answered from %v, error %v", coldQuestion, releases, err)
	}
	if stages.Understand <= 0 || stages.Candidates <= 0 || stages.Judge <= 0 || stages.Choose <= 0 || stages.Compose <= 0 {
		t.Errorf("stages %+v", stages)
	}
	if stages, releases, err := w.Ask(t.Context(), "？"); err != nil || len(releases) > 0 || stages.Understand <= 0 || stages.Candidates != 0 {
		t.Errorf("no question: %+v, %v, %v", stages, releases, err)
	}
	name, question, err := f.putNew()
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Add(t.Context(), name); err != nil {
		t.Fatal(err)
	}
	if _, releases, err := w.Ask(t.Context(), question); err != nil || !slices.Contains(releases, name) {
		t.Errorf("%s is not among %v, error %v", name, releases, err)
	}
	if _, err := OpenWorker(filepath.Join(dir, "nowhere"), filepath.Join(dir, "index-2"), nil); err == nil {
		t.Error("no error for a folder that is not there")
	}
}

// TestWorkerRefuses checks that a release that cannot be read is reported: the
// library that is measured would be smaller than it is said to be.
func TestWorkerRefuses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "a.txt"), []byte("\x00\x01"), 0o600); err != nil {
		t.Fatal(err)
	}
	w, err := OpenWorker(dir, filepath.Join(t.TempDir(), "index"), nil)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Index(t.Context()); err == nil {
		t.Error("no error")
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func input(text string) eval.Input { return eval.Input{Name: "file", Reader: strings.NewReader(text)} }

func TestReadFiles(t *testing.T) {
	t.Parallel()
	texts, number, err := readContexts([]eval.Input{
		input(`{"context_id":"a","text":"甲。"}` + "\n\n" + `{"context_id":"b","text":"乙。"}`), input(`{"context_id":"c","text":"丙。"}`),
	})
	if err != nil || !slices.Equal(texts, []string{"甲。", "乙。", "丙。"}) || number["c"] != 2 {
		t.Errorf("%q, %v, %v", texts, number, err)
	}
	qs, err := readQuestions(input(`{"question":"何时？","context_id":"a"}` + "\n" + `{"question":""}`))
	if err != nil || len(qs) != 1 || qs[0] != (given{"何时？", "a"}) {
		t.Errorf("%v, %v", qs, err)
	}
	for _, bad := range []string{"", "{}", `{"question":`, "[]", strings.Repeat("x", eval.MaxLine+1)} {
		if _, err := readQuestions(input(bad)); err == nil || !strings.Contains(err.Error(), "file") {
			t.Errorf("%.20q: error %v", bad, err)
		}
	}
	if _, _, err := readContexts([]eval.Input{input("{")}); err == nil || !strings.Contains(err.Error(), "file line 1") {
		t.Errorf("error %v", err)
	}
}

// TestBuildWithoutGo looks for the reason where there is no Go tool, in one
// sentence.
func TestBuildWithoutGo(t *testing.T) {
	t.Setenv("PATH", "")
	ps, err := build(t.Context(), t.TempDir(), "built-in")
	if !errors.Is(err, errNoSource) || !strings.Contains(err.Error(), `"go"`) || strings.Contains(err.Error(), "\n") {
		t.Errorf("error %v", err)
	}
	if len(ps) != 1 || ps[0].name != "beilun" || ps[0].size == 0 {
		t.Errorf("programs %+v", ps)
	}
}

func TestPercentiles(t *testing.T) {
	t.Parallel()
	var hundred []time.Duration
	for i := range 100 {
		hundred = append(hundred, time.Duration(100-i))
	}
	for _, c := range []struct {
		of   []time.Duration
		want Percentiles
	}{
		{nil, Percentiles{}},
		{[]time.Duration{7}, Percentiles{7, 7, 7}},
		{hundred, Percentiles{50, 95, 99}},
	} {
		if got := percentiles(c.of); got != c.want {
			t.Errorf("%v: %v, want %v", c.of, got, c.want)
		}
	}
}

// reported is a run as it is when all has been measured up to a size, with a naive
// program or without.
func reported(naive bool, last int) *run {
	measured := func(ms time.Duration) *Measured {
		return &Measured{
			Added: 1000, Fresh: true, Indexing: ms * time.Second, Bytes: int64(ms) * 1e6, Whole: Percentiles{ms * 1e6, 2 * ms * 1e6, 3 * ms * 1e6},
			NewOne: ms * 1e6, AfterNew: ms * 1e6, PerSecond: 1000 / float64(ms), Memory: wire.Resident{Now: int64(ms) * 1e6, Peak: int64(ms) * 2e6, Own: int64(ms) * 5e5}, AtStart: wire.Resident{Now: int64(ms) * 1e6},
		}
	}
	r := &run{ctx: context.Background(), log: slog.New(slog.DiscardHandler), scale: newScale(last, false), report: &Report{Date: "2024-09-29", Machine: thisMachine()}}
	r.programs, r.starts = []program{{name: "beilun", size: 10e6}}, []coldStart{{Took: 50e6, Peak: 30e6}}
	for i, n := range []int{1500, 10_000, 20_000, 200_000} {
		if n > last {
			break
		}
		s := Size{Paragraphs: n, Beilun: measured(time.Duration(i + 1))}
		if naive {
			s.Naive = measured(time.Duration(10 * (i + 1)))
		}
		if n != 10_000 && naive {
			s.Alone = &Alone{Percentiles{P50: 1e6}, Percentiles{P50: 2e6}}
		}
		s.Beilun.Allocs, s.Beilun.Allocated = 1000, 400e3
		r.report.Sizes = append(r.report.Sizes, s)
	}
	for _, name := range []string{Table, FiguresOf, firstHome, Home, firstTyping, Typing, FrontPage} {
		r.report.Seen = append(r.report.Seen, Stage{name, Percentiles{1e6, 2e6, 3e6}})
	}
	r.report.Limited = []Limited{{MiB: 128, Building: 0.1, Serving: 0.2, Asked: 900}, {MiB: 96, Building: 0.3}}
	r.report.PDF = &PDF{10 * time.Second, time.Second}
	r.report.Fell = &Fall{20_000, 9 * time.Second}
	if naive {
		r.programs, r.starts = append(r.programs, program{name: "naive", size: 40e6}), append(r.starts, coldStart{Took: 500e6})
	} else {
		r.report.Missing = "there is no Go tool"
	}
	r.report.Rows = r.rows()
	return r
}

func TestRows(t *testing.T) {
	t.Parallel()
	ratio := map[string]float64{}
	for _, row := range reported(true, 20_000).report.Rows {
		if row.Ratio != nil {
			ratio[row.Name] = *row.Ratio
		}
	}
	for name, want := range map[string]float64{
		"cold start of ask, built-in releases": 10, "answer at 1,500 paragraphs, p99": 10, "answer at 20,000 paragraphs, p50": 10,
		"growth of p50 from 10,000 to 20,000 paragraphs": 1, "indexing 20,000 paragraphs anew": 10, "disk for a paragraph of 20,000": 10,
		"a new release into 20,000 paragraphs": 10, "questions by 8 askers at 20,000": 10, "binary, stripped": 4,
	} {
		if got := ratio[name]; got < want*0.999 || got > want*1.001 {
			t.Errorf("%s: %v, want %v", name, got, want)
		}
	}
	reached := map[string]Reached{}
	for _, row := range reported(true, 200_000).report.Rows {
		reached[row.Name] = row.Reached
	}
	for name, want := range map[string]Reached{
		"cold start of ask, built-in releases": Wanted, "answer at 1,500 paragraphs, p50": Wanted, "answer at 200,000 paragraphs, p50": TooFar,
		"resident memory of that": "", "questions by 8 askers at 20,000": TooFar, "binary, stripped": Aim, "the first answer after that": Aim, "20,000 files dropped at once, to searchable": Wanted, "GOMEMLIMIT that is enough at 20,000": Wanted,
		"allocations of an answer at 20,000": Aim, "memory allocated for an answer at 20,000": Wanted,
	} {
		if reached[name] != want {
			t.Errorf("%s: reached %q, want %q", name, reached[name], want)
		}
	}
	for _, row := range reported(false, 20_000).report.Rows {
		if row.Reached != "" && row.Wanted.Ratio > 0 {
			t.Errorf("without a naive program: %s is %s", row.Name, row.Reached)
		}
		if row.Ratio != nil || row.Naive != nil || row.Beilun == nil {
			t.Errorf("without a naive program: %+v", row)
		}
	}
}

func TestPrint(t *testing.T) {
	t.Parallel()
	var out bytes.Buffer
	r := reported(true, 20_000).report
	naive := 0.9
	r.Recall = &Recall{Questions: 12, Beilun: 0.95, Naive: &naive}
	if err := r.Print(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"2024-09-29", "GOMAXPROCS", "answer at 20,000 paragraphs, p50", "10.0x", "8x, 150 ms", "3,000/s", "beilun, whole", "(R@1) of 12 questions: naive 0.900, beilun 0.950", "705 KB", "128 MiB", "10%", "scores of answers: not counted; give -scores"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is missing in\n%s", want, out.String())
		}
	}
	out.Reset()
	r = reported(false, 20_000).report
	if err := r.Print(&out); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(out.String(), "No ratios: there is no Go tool") || strings.Contains(out.String(), "naive, whole") {
		t.Errorf("without a naive program:\n%s", out.String())
	}
	if data, err := json.Marshal(r); err != nil || !strings.Contains(string(data), `"ratio":null`) {
		t.Errorf("%s, error %v", data, err)
	}
}

// TestGrown gives stages that grow.
func TestGrown(t *testing.T) {
	t.Parallel()
	sizes := func(took ...time.Duration) (out []Size) {
		for i, n := range []int{1500, 2000, 150_000} {
			if took[i] > 0 {
				out = append(out, Size{Paragraphs: n, Beilun: &Measured{Stages: []Stage{{"judge", Percentiles{P50: took[i]}}}}})
			}
		}
		return out
	}
	for _, tt := range []struct {
		name  string
		sizes []Size
		grows bool
	}{
		{"as the square root", sizes(time.Millisecond, 0, 10*time.Millisecond), false},
		{"with noise", sizes(time.Millisecond, 0, 14*time.Millisecond), false},
		{"faster", sizes(time.Millisecond, 0, 16*time.Millisecond), true},
		{"faster than what is too little to count", sizes(time.Microsecond, 0, time.Millisecond), true},
		{"too little to count", sizes(time.Microsecond, 0, 45*time.Microsecond), false},
		{"sizes that are near", sizes(time.Millisecond, 5*time.Millisecond, 0), false},
		{"one size", sizes(0, 0, time.Second), false},
		{"unknown", []Size{{Paragraphs: 1, Beilun: &Measured{}}, {Paragraphs: 100, Beilun: &Measured{Stages: []Stage{{"judge", Percentiles{P50: 1e9}}}}}}, false},
	} {
		r := Report{Grown: grown(tt.sizes)}
		if err := r.Err(); (err != nil) != tt.grows {
			t.Errorf("%s: %v", tt.name, err)
		} else if err != nil && (!strings.Contains(err.Error(), "judge") || !strings.Contains(err.Error(), "150,000") || strings.Contains(err.Error(), "\n")) {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

// TestWorkerShows looks at views, and at files that are dropped.
func TestWorkerShows(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	f, err := newFeed(filepath.Join(dir, "releases"), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	broken := errors.New("broken")
	w, err := OpenWorker(f.folder, filepath.Join(dir, "index"), func(*index.Index, *answer.Answerer) map[string]View {
		return map[string]View{
			Home:  func(context.Context, string) (func() error, error) { return func() error { return nil }, nil },
			Table: func(context.Context, string) (func() error, error) { return func() error { return broken }, nil },
			Reply: func(context.Context, string) (func() error, error) { return nil, broken },
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Index(t.Context()); err != nil {
		t.Fatal(err)
	}
	if things, err := w.Things(t.Context()); err != nil || len(things) < 10 || len(things) > 2*manyThings || slices.Contains(things, "") {
		t.Errorf("%d things, error %v", len(things), err)
	}
	if took, err := w.Show(t.Context(), Home, ""); err != nil || took <= 0 {
		t.Errorf("home: %v, %v", took, err)
	}
	for _, name := range []string{Table, Reply, "garden"} {
		if _, err := w.Show(t.Context(), name, ""); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: error %v", name, err)
		}
	}
	if _, err := w.Drop(t.Context(), filepath.Join(dir, "nowhere"), 1); err == nil {
		t.Error("no error for a folder that is not there")
	}
	if _, err := w.Drop(t.Context(), f.folder, 1); err == nil {
		t.Error("dropped twice")
	}
	if err := w.Close(); err != nil {
		t.Error(err)
	}
}

func TestTyped(t *testing.T) {
	t.Parallel()
	if got, want := typed([]string{"港区", "GDP总量"}), []string{"港", "港区", "G", "GD", "GDP"}; !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestInReadme puts the rows into a README, and again into that.
func TestInReadme(t *testing.T) {
	t.Parallel()
	r := reported(true, 20_000).report
	before := "# Title\n\n```text bench\nold rows\n```\n\nMore.\n"
	once, err := r.InReadme(before)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(once, "# Title\n\n```text bench\n2024-09-29; ") || !strings.HasSuffix(once, "\n```\n\nMore.\n") || strings.Contains(once, "old rows") || strings.Contains(once, "beilun, whole") {
		t.Errorf("README:\n%s", once)
	}
	if twice, err := r.InReadme(once); err != nil || twice != once {
		t.Errorf("error %v, the second time it is\n%s", err, twice)
	}
	for _, bad := range []string{"", "```text bench\n", "\n```text bench\nrows"} {
		if _, err := r.InReadme(bad); err == nil {
			t.Errorf("%q: no error", bad)
		}
	}
}

func TestNumber(t *testing.T) {
	t.Parallel()
	for x, want := range map[float64]string{1234: "1234", 99.94: "99.9", 3.14159: "3.14", 0.1: "0.10", 0.00512: "0.0051"} {
		if got := number(&x); got != want {
			t.Errorf("%v: %s, want %s", x, got, want)
		}
	}
	for n, want := range map[int]string{0: "0", 999: "999", 1000: "1,000", 158489: "158,489", 1000000: "1,000,000"} {
		if got := thousands(n); got != want {
			t.Errorf("%d: %s, want %s", n, got, want)
		}
	}
}
