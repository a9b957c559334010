package store

import (
	"errors"
	"math"
	"math/big"
	"reflect"
	"strings"
	"testing"

	"beilun/index/passage"
	"beilun/index/words"
	"beilun/internal/packed"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/figure"
	"beilun/knowledge/releases"
)

func TestEncode(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	err = corpus.FromFS(releases.FS()).Each(t.Context(), func(f corpus.File) error {
		a, err := f.Article()
		if err != nil {
			return err
		}
		lex.Binder().Article(a)
		for _, p := range passage.Of(a) {
			checkEncode(t, p)
			n += len(p.Figures)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	if n == 0 {
		t.Error("no figures in the releases")
	}
	checkEncode(t, passage.Passage{ID: "a#1", Text: "约三分之一至-2.5亿元", Figures: []knowledge.Figure{{
		Span: knowledge.Span{Start: 3, End: 9}, Text: "三分", Lo: big.NewRat(1, 3), Hi: big.NewRat(-5, 2), Value: new(big.Rat).SetFrac(new(big.Int).Lsh(big.NewInt(1), 90), big.NewInt(7)),
	}}})
}

// TestNumbers reads back numbers that share memory, and changes one of them.
func TestNumbers(t *testing.T) {
	t.Parallel()
	p := passage.Passage{ID: "a#1", Text: "亿元"}
	for _, n := range []int64{0, 1, -1, 48, math.MaxInt64, math.MinInt64, math.MinInt64 + 1, 7} {
		p.Figures = append(p.Figures, knowledge.Figure{Value: big.NewRat(n, 1), Hi: big.NewRat(n, 3), Binding: knowledge.Binding{Words: []string{"投资", "总", "额"}}})
	}
	checkEncode(t, p)
	got, err := passageOf(p.ID, p.Release, p.Text, string(EncodeAbout(p)))
	if err != nil {
		t.Fatal(err)
	}
	got.Figures[1].Value.Mul(got.Figures[1].Value, big.NewRat(math.MaxInt64, 1)).Mul(got.Figures[1].Value, big.NewRat(5, 1))
	got.Figures[1].Binding.Words = append(got.Figures[1].Binding.Words, "x")
	got.Figures[1], p.Figures[1] = got.Figures[0], p.Figures[0]
	for i := range p.Figures {
		checkRats(t, &got.Figures[i], &p.Figures[i])
	}
}

func checkEncode(t *testing.T, p passage.Passage) {
	t.Helper()
	got, err := passageOf(p.ID, p.Release, p.Text, string(EncodeAbout(p)))
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Figures) != len(p.Figures) {
		t.Fatalf("%s: %d figures, want %d", p.ID, len(got.Figures), len(p.Figures))
	}
	var said packed.Strings
	about, at := Pack(&p, &said)
	unpacked, err := Unpack(p.ID, p.Release, p.Text, string(about), said.All)
	if err != nil {
		t.Fatal(err)
	}
	for i := range p.Figures {
		checkRats(t, &got.Figures[i], &p.Figures[i])
		checkRats(t, &unpacked.Figures[i], &p.Figures[i])
		row, err := UnpackRow(p.ID, p.Release, p.Text, string(about), at[i], said.All)
		if err != nil {
			t.Fatal(err)
		}
		checkRats(t, row.Figure, &p.Figures[i])
		if row.Passage.Text != p.Text || row.Passage.Heading != p.Heading || !reflect.DeepEqual(row.Passage.Sentences, p.Sentences) {
			t.Errorf("%s: a row is of %+v", p.ID, row.Passage)
		}
	}
	for _, at := range []int{-1, len(about) + 1, len(about)} {
		if _, err := UnpackRow(p.ID, p.Release, p.Text, string(about), at, said.All); !errors.Is(err, packed.ErrShort) {
			t.Errorf("%s: a figure at %d: %v", p.ID, at, err)
		}
	}
	unpacked.Figures = nil
	got.Figures, p.Figures = nil, nil
	if !reflect.DeepEqual(got, p) {
		t.Errorf("%s: got %+v, want %+v", p.ID, got, p)
	}
	if !reflect.DeepEqual(unpacked, p) {
		t.Errorf("%s: unpacked %+v, want %+v", p.ID, unpacked, p)
	}
}

// checkRats compares figures; equal numbers may differ in how they are held.
func checkRats(t *testing.T, got, want *knowledge.Figure) {
	t.Helper()
	g, w := *got, *want
	for _, r := range [][2]**big.Rat{{&g.Value, &w.Value}, {&g.Lo, &w.Lo}, {&g.Hi, &w.Hi}} {
		if (*r[0] == nil) != (*r[1] == nil) || *r[0] != nil && (*r[0]).Cmp(*r[1]) != 0 {
			t.Errorf("%s: %v, want %v", want.Text, *r[0], *r[1])
		}
		*r[0], *r[1] = nil, nil
	}
	if !reflect.DeepEqual(g, w) {
		t.Errorf("got %+v, want %+v", g, w)
	}
}

func FuzzDecode(f *testing.F) {
	const text = "到2025年，园区共有企业94家，总投资25.1亿元。"
	p := passage.Passage{Text: text, Heading: "园区", Sentences: []knowledge.Span{{Start: 0, End: len(text)}}, Figures: figure.Scan(text, knowledge.Date{})}
	f.Add(string(EncodeAbout(p)))
	f.Fuzz(func(t *testing.T, about string) {
		p, err := passageOf("a#1", passage.Release{}, text, about)
		if err != nil && !strings.Contains(err.Error(), packed.ErrShort.Error()) {
			t.Error(err)
		}
		for _, s := range p.Sentences {
			_ = s.Of(text)
		}
	})
}

func BenchmarkDecode(b *testing.B) {
	const text = "到2025年，园区共有企业94家，总投资25.1亿元，同比增长8.5%。"
	p := passage.Passage{Text: text, Heading: "园区", Sentences: []knowledge.Span{{Start: 0, End: len(text)}}, Figures: figure.Scan(text, knowledge.Date{})}
	about := string(EncodeAbout(p))
	for b.Loop() {
		if _, err := passageOf("a#1", passage.Release{}, text, about); err != nil {
			b.Fatal(err)
		}
	}
}
