package thing

import (
	"beilun/internal/bigram"
	"beilun/internal/packed"
)

// Pack writes s.
func (s *Set) Pack(w *packed.Writer) {
	number := map[string]int{}
	var ids []string
	for i := range s.things {
		for _, id := range s.things[i].In {
			if _, ok := number[id]; !ok {
				number[id] = len(ids)
				ids = append(ids, id)
			}
		}
	}
	w.Int(len(ids))
	for _, id := range ids {
		w.String(id)
	}
	w.Int(len(s.things))
	for i := range s.things {
		t := &s.things[i]
		w.String(t.Name)
		w.String(t.Full)
		w.Int(t.Figures)
		w.Int(t.Releases)
		w.Int(len(t.In))
		for _, id := range t.In {
			w.Int(number[id])
		}
	}
	s.pairs.Pack(w)
}

// Unpack reads a set. What is not one is an error of r.
func Unpack(r *packed.Reader) *Set {
	ids := make([]string, r.Len())
	for i := range ids {
		ids[i] = r.String()
	}
	n := r.Len()
	s := &Set{things: make([]Thing, n), byName: make(map[string]int32, n), read: new(readNames)}
	in := make([]string, 0, 2*n) // of all things
	for i := range s.things {
		t := Thing{Name: r.String(), Full: r.String(), Figures: r.Int(), Releases: r.Int()}
		from := len(in)
		for range r.Len() {
			k := r.Int()
			if k < 0 || k >= len(ids) {
				r.Fail()
				return s
			}
			in = append(in, ids[k])
		}
		t.In = in[from:len(in):len(in)]
		s.things[i] = t
		s.byName[t.Name] = int32(i)
	}
	s.pairs = bigram.Unpack(r, n)
	return s
}
