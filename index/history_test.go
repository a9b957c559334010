package index

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"beilun/index/facts"
	"beilun/index/passage"
	"beilun/internal/needs"
	"beilun/knowledge/ledger"

	"github.com/google/go-cmp/cmp"
)

// TestRecent holds what is read of the newest figures of a thing against its
// whole history.
func TestRecent(t *testing.T) {
	t.Parallel()
	var files []File
	for i := range 40 {
		year, month := 2014+i/4, 1+i%4*3
		text := fmt.Sprintf("南湖科技园总投资%d亿元，占地60亩。", 3+i/2)
		switch {
		case i%10 == 3:
			text = fmt.Sprintf("南湖科技园计划总投资%d亿元。", 90+i)
		case i%10 == 6:
			text = fmt.Sprintf("市区南湖科技园%d年总投资%d亿元。", year-2, 40+i)
		case i == 28:
			text = "更正：南湖科技园总投资应为17亿元，此前所称16亿元有误。"
		}
		files = append(files, textFile(fmt.Sprintf("r%02d.md", i), fmt.Sprintf("%d-%02d-11", year, month), "", text))
	}
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	for _, fs := range [][]File{files[:20], files} { // several segments
		if _, err := x.Sync(t.Context(), corpusOf(fs...)); err != nil {
			t.Fatal(err)
		}
	}
	all, err := x.Ledger(t.Context(), facts.Filter{Subject: "南湖科技园"})
	if err != nil {
		t.Fatal(err)
	}
	if newest, err := x.Newest(t.Context(), "南湖科技园", facts.MaxPassages); err != nil || !cmp.Equal(lines(newest), lines(all)) {
		t.Errorf("the newest of all are %v %v, all are %v", lines(newest), err, lines(all))
	}
	for _, n := range []int{1, 5} {
		newest, err := x.Newest(t.Context(), "南湖科技园", n)
		if err != nil || len(newest) < n || len(newest) > n+3 || !cmp.Equal(lines(newest), lines(all[:len(newest)])) {
			t.Errorf("the newest %d are %v %v, want the first of %v", n, lines(newest), err, lines(all))
		}
	}
	long := 0
	for _, r := range all {
		history, err := x.History(t.Context(), r)
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range []int{1, 3, 8} {
			recent, err := x.Recent(t.Context(), r, n, 0)
			if err != nil {
				t.Fatal(err)
			}
			for _, same := range []bool{true, false} {
				whole, part := ofState(history, r, same), ofState(recent, r, same)
				if len(whole) > n {
					long++
				}
				if len(part) < min(n, len(whole)) || len(part) > n+8 {
					t.Errorf("of %d rows %d are read for %d", len(whole), len(part), n)
				}
				k := min(n, len(whole)) - 2 // a figure that was taken back goes behind all others
				if k > 0 && !cmp.Equal(lines(part[:k]), lines(whole[:k])) {
					t.Errorf("%s: the newest %d are\n%v, want the first of\n%v", r.Figure.Text, n, lines(part), lines(whole))
				}
			}
		}
		year := r.AsOf().Year
		recent, err := x.Recent(t.Context(), r, 1, year)
		if err != nil {
			t.Fatal(err)
		}
		in := func(rows []passage.Row) (out []passage.Row) {
			for _, o := range ofState(rows, r, true) {
				if o.AsOf().Year == year {
					out = append(out, o)
				}
			}
			return out
		}
		if diff := cmp.Diff(lines(in(history)), lines(in(recent))); diff != "" {
			t.Errorf("%s: those of %d (-history +recent):\n%s", r.Figure.Text, year, diff)
		}
	}
	if long < 50 {
		t.Errorf("only %d histories were longer than what was read of them", long)
	}
}

// TestKindNames looks which names are taken for that of one thing, in an index
// that was changed and in one that was made from scratch.
func TestKindNames(t *testing.T) {
	t.Parallel()
	file := func(id, text string) File { return textFile(id, "2024-03-11", "", text) }
	var many, few []File
	for i, n := range []rune("青白石望江松林云河东") {
		f := file(fmt.Sprintf("k%02d.md", i), string(n)+"山滨江科创园占地60亩。")
		if many = append(many, f); i < 2 {
			few = append(few, f)
		}
	}
	site := file("s.md", "滨江科创园总投资3亿元。梅湾临湖科创园总投资4亿元。")
	dock := file("d.md", "临湖科创园占地30亩。")
	for _, c := range []struct {
		name  string
		files []File
		of    string
		want  []string
	}{
		{"the end of few names", append(few, site), "青山滨江科创园", []string{"滨江科创园", "青山滨江科创园"}},
		{"the end of many names", append(many, site), "青山滨江科创园", []string{"青山滨江科创园"}},
		{"many names that end so", append(many, site), "滨江科创园", []string{"滨江科创园"}},
		{"the longer name", append(many, site, dock), "临湖科创园", []string{"临湖科创园", "梅湾临湖科创园"}},
	} {
		fresh, changed := memoryOf(t, corpusOf(c.files...)), memoryOf(t, corpusOf(append(many, site, dock)...))
		if _, err := changed.Sync(t.Context(), corpusOf(c.files...)); err != nil {
			t.Fatal(err)
		}
		for how, x := range map[string]*Index{"from scratch": fresh, "changed": changed} {
			var names map[string]bool
			err := x.live.current.Ledger(func(r *facts.Reader) (err error) {
				names, _, err = r.Names(c.of)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(c.want, slices.Sorted(maps.Keys(names))); diff != "" {
				t.Errorf("%s, %s (-want +got):\n%s", c.name, how, diff)
			}
			newest, err := x.Newest(t.Context(), c.of, facts.MaxPassages)
			if err != nil {
				t.Fatal(err)
			}
			subjects := map[string]bool{}
			for _, r := range newest {
				subjects[r.Figure.Binding.Subject] = true
			}
			if diff := cmp.Diff(c.want, slices.Sorted(maps.Keys(subjects))); diff != "" {
				t.Errorf("%s, %s: figures of (-want +got):\n%s", c.name, how, diff)
			}
		}
	}
}

// TestNewestCompared finds the same news if releases are compared with the newest few
// figures of a thing, and those of about the same day, as if they are compared with all.
func TestNewestCompared(t *testing.T) {
	t.Parallel()
	rng := rand.New(rand.NewPCG(1, 5))
	text := func(i int) string {
		thing := []string{"南湖科技园", "市区南湖科技园", "北山码头"}[rng.IntN(3)]
		switch rng.IntN(12) {
		case 0:
			return fmt.Sprintf("更正：%s总投资应为%d亿元，此前所称%d亿元有误。", thing, 3+rng.IntN(9), 3+rng.IntN(9))
		case 1:
			return fmt.Sprintf("%s计划总投资%d亿元。", thing, 9+rng.IntN(9))
		case 2:
			return fmt.Sprintf("%d年%s总投资%d亿元，占地%d亩。", 2014+i/12, thing, 3+rng.IntN(9), 60+rng.IntN(3))
		}
		return fmt.Sprintf("%s总投资%d亿元，占地%d亩。", thing, 3+i/30+rng.IntN(4), 60+rng.IntN(3))
	}
	date := func(i int) string { return fmt.Sprintf("%d-%02d-%02d", 2014+i/12, 1+i%12, 1+rng.IntN(28)) }
	const stood = 120
	var files []File
	for i := range stood {
		files = append(files, textFile(fmt.Sprintf("r%03d.md", i), date(i), "", text(i)))
	}
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if _, err := x.Sync(t.Context(), corpusOf(files...)); err != nil {
		t.Fatal(err)
	}
	kinds, rounds := map[facts.NewsKind]int{}, needs.Some(t, 160, 60)
	for range rounds {
		i := rng.IntN(stood + 12)
		var changed []File
		for j := range 1 + rng.IntN(3) {
			id := fmt.Sprintf("new%d.md", j)
			if rng.IntN(3) == 0 {
				id = fmt.Sprintf("r%03d.md", rng.IntN(stood))
			}
			changed = append(changed, textFile(id, date(i), "", text(i), text(i)))
		}
		news := func(newest int) (out []string) {
			as := facts.NewArrivals(x.live.current.State())
			as.Newest = newest
			b, l := x.live.current.NewBatch(), newLine(t.Context(), x.live)
			defer l.leave()
			for _, f := range changed {
				a := l.begin(t.Context(), &opening{file: f, budget: time.Minute}, nil)
				if _, err := x.live.add(t.Context(), b, as, a, &Changes{}); err != nil {
					t.Fatal(err)
				}
			}
			all, err := as.News(t.Context(), nil)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range all {
				line := fmt.Sprint(n.Kind, " ", n.Row.Passage.ID, " ", n.Row.Figure.Text)
				if n.Before != nil {
					line += fmt.Sprint(" for ", n.Before.Figure.Text)
				}
				kinds[n.Kind]++
				out = append(out, line)
			}
			return out
		}
		if diff := cmp.Diff(news(facts.MaxPassages), news(4)); diff != "" {
			t.Errorf("held against all (-) and against the newest (+):\n%s", diff)
		}
	}
	if kinds[facts.Replaces] < rounds/4 || kinds[facts.Contradicts] < rounds/16 {
		t.Errorf("not much of a test: %v", kinds)
	}
}

func ofState(rows []passage.Row, r passage.Row, same bool) (out []passage.Row) {
	for _, o := range rows {
		if ledger.SameState(o.Ledger(), r.Ledger()) == same {
			out = append(out, o)
		}
	}
	return out
}

func lines(rows []passage.Row) (out []string) {
	for _, r := range rows {
		out = append(out, r.AsOf().String()+" "+r.Passage.ID+" "+r.Figure.Text)
	}
	return out
}
