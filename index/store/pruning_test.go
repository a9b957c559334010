package store

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"beilun/index/passage"
	"beilun/index/query"
	"beilun/index/rank"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// counting scores a passage by its text alone, as rank.BM25 means to.
type counting struct {
	terms  []rank.Term
	tokens map[string][]string // by field, of the passage
	mean   map[string]float64
}

func (c counting) score() float64 {
	sum := 0.0
	for _, t := range c.terms {
		tf := 0.0
		for _, k := range c.tokens[t.Field] {
			if k == t.Text {
				tf++
			}
		}
		tf = min(tf, rank.MaxGrade)
		length := rank.LengthOf(rank.CodeLength(len(c.tokens[t.Field])))
		sum += t.Weight * t.IDF * tf * (rank.K1 + 1) / (tf + rank.K1*(1-rank.B+rank.B*length/c.mean[t.Field]))
	}
	return sum
}

// TestPruning finds the same passages with the same scores as counting all
// tokens of all passages does, in an index of several segments with deleted
// passages in them.
func TestPruning(t *testing.T) {
	t.Parallel()
	lex, g := builtInWords(), memoryGeneration(t)
	const releases, paragraphs, questions = 60, 12, 120
	editions := map[int]int{}
	for round := range 4 {
		b := g.NewBatch()
		for i := range releases {
			before, there := editions[i]
			switch {
			case i >= releases*(round+1)/4: // not yet there
				continue
			case i%7 == round:
				editions[i] = round
			case !there:
				editions[i] = 0
			}
			if there && editions[i] == before {
				continue
			}
			a := inventedRelease(i, editions[i], paragraphs)
			if err := b.Put(passage.ReleaseFrom(a), fmt.Sprint(editions[i]), passage.Of(a), lex, lex.Binder()); err != nil {
				t.Fatal(err)
			}
		}
		if err := b.Commit(new(sync.Mutex)); err != nil {
			t.Fatal(err)
		}
	}
	tokens := map[string]map[string][]string{} // by passage and field
	for i := range releases {
		for _, p := range passage.Of(inventedRelease(i, editions[i], paragraphs)) {
			tokens[p.ID] = map[string][]string{
				fieldWords: lex.WordTerms(zhtext.FoldString(p.Text)),
				fieldGrams: words.GramTerms(zhtext.FoldString(p.Text)),
				fieldHeads: words.GramTerms(zhtext.FoldString(p.Release.Title + "\n" + p.Heading)),
			}
		}
	}
	if n := len(g.snapshot.Segments()); n < 2 {
		t.Fatalf("%d segments", n)
	}
	mean := map[string]float64{}
	for _, f := range rank.Fields {
		mean[f] = g.Stats.MeanLength(f)
	}
	narrowed := 0
	rng := rand.New(rand.NewPCG(1, 2))
	for range questions {
		question := inventedQuestion(rng)
		q := query.Parse(lex, question, knowledge.Date{Year: 2024})
		bq := rank.NewBM25(q, g.Stats)
		bq.Worth = 1 + rng.IntN(100)
		shards, err := g.lengths.shards(g.snapshot)
		if err != nil {
			t.Fatal(err)
		}
		limit := 1 + rng.IntN(40)
		docs, err := bq.Search(t.Context(), forRanking(shards), limit)
		if err != nil {
			t.Fatal(err)
		}
		if bq.Narrowed {
			narrowed++
		}
		var want []float64
		for id := range tokens {
			if s := (counting{bq.Terms, tokens[id], mean}).score(); s > 0 {
				want = append(want, s)
			}
		}
		slices.Sort(want)
		slices.Reverse(want)
		want = want[:min(limit, len(want))]
		var got []float64
		for _, d := range docs {
			got = append(got, d.Score())
			id, err := shards[d.Shard].DocID(uint64(d.Doc))
			if err != nil {
				t.Fatal(err)
			}
			if s := (counting{bq.Terms, tokens[string(id)], mean}).score(); math.Abs(s-d.Score()) > 1e-9 {
				t.Fatalf("%s: passage %s has %v, counted %v", question, id, d.Score(), s)
			}
		}
		if diff := cmp.Diff(want, got, cmp.Comparer(func(a, b float64) bool { return math.Abs(a-b) < 1e-9 })); diff != "" {
			t.Fatalf("%s: the best %d (-counted +found):\n%s", question, limit, diff)
		}
	}
	if narrowed < questions/6 {
		t.Errorf("only %d of %d questions left out postings", narrowed, questions)
	}
}

// inventedQuestion asks for something that invented tells, or nearly.
func inventedQuestion(rng *rand.Rand) string {
	pick := func(words ...string) string { return words[rng.IntN(len(words))] }
	return pick("青溪", "白石", "望江", "松林", "云河", "石桥", "外滩") + fmt.Sprint(rng.IntN(97)) + "号" +
		pick("产业园", "科创城", "物流港", "生态谷", "智造基地", "") + pick("今年新签约项目有多少个", "总投资多少亿元", "已有企业多少家，其中规模以上多少家", "比上年增长", "编号"+fmt.Sprint(rng.IntN(60)))
}
