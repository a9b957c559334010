package packed

import (
	"errors"
	"math"
	"testing"
)

func TestPacked(t *testing.T) {
	t.Parallel()
	var w Writer
	numbers := []int64{0, 1, -1, 300, math.MaxInt64, math.MinInt64}
	for _, n := range numbers {
		w.Int64(n)
	}
	w.String("亿元")
	w.String("")
	w.Bool(true)
	w.Bool(false)
	w.Fixed32(math.MinInt32)
	r := Reader{In: string(w.Out)}
	for _, n := range numbers {
		if got := r.Int64(); got != n {
			t.Errorf("%d: read %d", n, got)
		}
	}
	if a, b, c, d := r.String(), r.String(), r.Bool(), r.Bool(); a != "亿元" || b != "" || !c || d || r.Fixed32() != math.MinInt32 || r.End() != nil {
		t.Errorf("%q, %q, %t, %t, %v", a, b, c, d, r.End())
	}
	for n := range w.Out {
		r := Reader{In: string(w.Out[:n])}
		for range numbers {
			r.Int64()
		}
		_, _, _, _, _ = r.String(), r.String(), r.Bool(), r.Bool(), r.Fixed32()
		if !errors.Is(r.End(), ErrShort) {
			t.Errorf("%d of %d bytes are read", n, len(w.Out))
		}
	}
	if r := (Reader{In: "x"}); !errors.Is(r.End(), ErrShort) {
		t.Error("what is left is no error")
	}
}

func FuzzReader(f *testing.F) {
	f.Add("\x02ab\x01")
	f.Fuzz(func(t *testing.T, in string) {
		r := Reader{In: in}
		for r.In != "" {
			before := len(r.In)
			if _ = r.String(); len(r.In) >= before {
				t.Fatal("nothing was read")
			}
		}
	})
}

func TestStrings(t *testing.T) {
	t.Parallel()
	var said Strings
	w := Writer{Said: &said}
	long := "安枰区总投资"
	texts := []string{long[9:], "亿元", "", "总投资", "亿元"}
	for _, s := range texts {
		w.String(s)
	}
	all := said.Close()
	if len(all) != 3 || len(w.Out) != len(texts) {
		t.Errorf("%q in %d bytes", all, len(w.Out))
	}
	r := Reader{In: string(w.Out), Said: all}
	for _, s := range texts {
		if got := r.String(); got != s {
			t.Errorf("%q: read %q", s, got)
		}
	}
	if err := r.End(); err != nil {
		t.Error(err)
	}
	for _, n := range []int{-1, 3} {
		var w Writer
		w.Int(n)
		r := Reader{In: string(w.Out), Said: all}
		if s := r.String(); s != "" || !errors.Is(r.End(), ErrShort) {
			t.Errorf("string %d is %q, %v", n, s, r.End())
		}
	}
}
