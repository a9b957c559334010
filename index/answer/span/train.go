package span

import (
	"math"
	"math/rand/v2"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Example is a question of known answer, to learn from.
type Example struct {
	Query index.Query
	Hits  []index.Hit
	Gold  []Gold // any of them is right
}

// Gold is a right answer.
type Gold struct {
	Text string
	Hit  int            // which of the hits it stands in; negative when in none
	Span knowledge.Span // bytes of that passage
}

// Options of training.
type Options struct {
	Epochs int
	Rate   float64 // of the first round; it falls to a tenth
	Decay  float64 // what pulls weights towards zero
	Seed   uint64  // of the order of examples
	Keep   int     // hashed weights that are kept, the others being zero; 0: all
	Tuning int     // rounds more with those that are kept
	Rare   int     // hashed features of fewer questions are left out
}

// DefaultOptions are the options that the built-in weights were trained with.
// Chosen by hand by what half of the articles made of the other half ("beilun
// eval train -held" on qa-cmrc and qa-drcd, either half).
var DefaultOptions = Options{Epochs: 4, Rate: 0.06, Decay: 0.001, Seed: 1, Keep: 112 << 10, Tuning: 4, Rare: 3}

// lesson is an example prepared for training.
type lesson struct {
	*lattice
	worth []float32 // of each candidate: how right it is
}

// Train learns weights from examples. after is called with them at the end of
// each round; it may be nil.
func Train(lex *index.Lexicon, examples []Example, o Options, after func(round int, w []float32)) []float32 {
	w, sums := make([]float32, weights), make([]float32, weights)
	cut := lex.Binder().Cut
	lessons := make([]lesson, 0, len(examples))
	for _, e := range examples {
		l := newLattice(&model{w: w}, e.Query, e.Hits, cut, false)
		n := lesson{l, l.worths(e)}
		total := float32(0)
		for _, v := range n.worth {
			total += v
		}
		l.cs = nil
		if total > 0 {
			lessons = append(lessons, n)
		}
	}
	t := trainer{w: w, sums: sums, o: o}
	rnd := rand.New(rand.NewPCG(o.Seed, 1))
	var kept []feature
	t.leaveRare(lessons, o.Rare)
	for round := range o.Epochs + o.Tuning {
		if round == o.Epochs {
			t.prune(o.Keep)
		}
		rnd.Shuffle(len(lessons), func(i, j int) { lessons[i], lessons[j] = lessons[j], lessons[i] })
		t.rate = float32(o.Rate * (1 - 0.9*float64(round)/float64(o.Epochs+o.Tuning)))
		for _, n := range lessons {
			n.kept = kept
			n.rescore(&model{w: w, drop: rnd.Uint32() | 1}, true)
			kept = n.kept
			t.learn(n)
			n.kept, n.cs, n.wholes = nil, nil, nil
		}
		if after != nil {
			after(round, w)
		}
	}
	return w
}

type trainer struct {
	w, sums []float32
	grads   []float32
	touched []uint32
	frozen  []bool // weights that stay zero; nil: none
	rate    float32
	o       Options
}

// learn moves the weights so that more of the probability falls on candidates
// that are right: down the gradient of the logarithm of their expected worth.
func (t *trainer) learn(n lesson) {
	if t.grads == nil {
		t.grads = make([]float32, len(t.w))
	}
	ps := n.chances()
	good := 0.0
	for i, p := range ps {
		good += float64(p * n.worth[i])
	}
	if good < 1e-12 {
		good = 1e-12
	}
	heads := make([]float32, len(n.heads))
	starts, ends := make([][]float32, len(n.ss)), make([][]float32, len(n.ss))
	for i, s := range n.ss {
		starts[i], ends[i] = make([]float32, len(s.toks)), make([]float32, len(s.toks))
	}
	for i, c := range n.cs {
		g := ps[i] * (1 - n.worth[i]/float32(good))
		if math.Abs(float64(g)) < 1e-6 {
			continue
		}
		heads[c.sentence] += g
		starts[c.sentence][c.i] += g
		ends[c.sentence][c.j] += g
		t.grad(n, n.wholes[i], g)
	}
	for i := range n.ss {
		t.grad(n, n.heads[i], heads[i])
		for j := range starts[i] {
			t.grad(n, n.starts[i][j], starts[i][j])
			t.grad(n, n.ends[i][j], ends[i][j])
		}
	}
	t.step()
}

func (t *trainer) grad(n lesson, g group, v float32) {
	if v == 0 {
		return
	}
	for _, f := range n.kept[g.from:g.to] {
		if t.grads[f.n] == 0 {
			t.touched = append(t.touched, f.n)
		}
		t.grads[f.n] += v * f.v
	}
}

// step is one step of AdaGrad.
func (t *trainer) step() {
	for _, n := range t.touched {
		g := t.grads[n]
		t.grads[n] = 0
		if g == 0 || t.frozen != nil && t.frozen[n] {
			continue
		}
		g += float32(t.o.Decay) * t.w[n]
		t.sums[n] += g * g
		t.w[n] -= t.rate * g / (float32(math.Sqrt(float64(t.sums[n]))) + 1e-4)
	}
	t.touched = t.touched[:0]
}

// elsewhere is what the right words are worth in another place than the one
// that is given as right.
const elsewhere = 0.2

// worths tells how right each candidate is: the square of its F1 with the
// answer where that stands.
func (l *lattice) worths(e Example) []float32 {
	out := make([]float32, len(l.cs))
	for _, g := range e.Gold {
		text := []rune(zhtext.FoldString(g.Text))
		for i, c := range l.cs {
			s := l.ss[c.sentence]
			from, to := s.toks[c.i].from, s.toks[c.j].to
			v := float32(0)
			if s.hit == g.Hit {
				a, b := s.runeAt(g.Span.Start), s.runeAt(g.Span.End)
				if a < b && s.offset[a] >= g.Span.Start {
					common := plain(s.runes[max(a, from):max(a, from, min(b, to))])
					all := plain(s.runes[from:to])
					f := 2 * common / (all + plain(text))
					v = f * f
				}
			}
			if v == 0 && len(text) == to-from && commonAll(text, s.runes[from:to]) {
				v = elsewhere
			}
			out[i] = max(out[i], v)
		}
	}
	return out
}

// plain counts the characters that are no marks.
func plain(rs []rune) float32 {
	n := 0
	for _, r := range rs {
		if isWordRune(r) {
			n++
		}
	}
	return float32(n)
}
