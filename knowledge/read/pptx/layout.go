package pptx

import (
	"errors"
	"strings"

	"beilun/knowledge/read/parts"
)

// places are where a layout or master puts the placeholders of its slides. A
// layout refers to a placeholder by its index, a master by its kind, and either to
// the title by its kind (ECMA-376, part 1, 19.3.1.36).
type places struct {
	byIndex, byKind map[string]box
}

// place sets the places of the placeholders on a slide that have none, from its
// layout or else the master of that.
func (d *deck) place(name string, root *shape) error {
	for _, kind := range []string{"/slideLayout", "/slideMaster"} {
		rels, err := relations(d.archive, name)
		if err != nil {
			return err
		}
		name = ""
		for _, r := range rels {
			if strings.HasSuffix(r.kind, kind) {
				name = r.target
			}
		}
		if name == "" {
			return nil
		}
		all, err := d.layout(name)
		if err != nil {
			return err
		}
		all.put(root, kind == "/slideMaster")
	}
	return nil
}

// layout returns the places of a layout or master.
func (d *deck) layout(name string) (places, error) {
	if all, ok := d.layouts[name]; ok {
		return all, nil
	}
	w := newWalk()
	if err := d.archive.Walk(name, w.visit); err != nil && !errors.Is(err, parts.ErrNoPart) {
		return places{}, err
	}
	all := places{map[string]box{}, map[string]box{}}
	all.note(w.root)
	d.layouts[name] = all
	return all, nil
}

// note adds the places of the placeholders in s.
func (all places) note(s *shape) {
	if h := s.holder; h.kind != "" && s.placed {
		all.byIndex[h.index] = s.place
		if kind := sameKind(h.kind); all.byKind[kind] == (box{}) {
			all.byKind[kind] = s.place
		}
	}
	for _, k := range s.kids {
		all.note(k)
	}
}

// put sets the places of the placeholders in s that have none. master says that
// they are those of a master.
func (all places) put(s *shape, master bool) {
	for _, k := range s.kids {
		if k.holder.kind != "" && !k.placed {
			kind := sameKind(k.holder.kind)
			b, ok := all.byKind[kind]
			if kind != "title" && !master {
				b, ok = all.byIndex[k.holder.index]
			}
			k.place, k.placed = b, ok
		}
		all.put(k, master)
	}
}

// sameKind returns the kind of placeholder in a master that those of a kind are
// like.
func sameKind(kind string) string {
	switch kind {
	case "ctrTitle":
		return "title"
	case "obj", "subTitle":
		return "body"
	}
	return kind
}
