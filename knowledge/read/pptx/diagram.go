package pptx

import (
	"errors"
	"maps"
	"slices"
	"strings"

	"beilun/knowledge/read/parts"
)

// readDiagrams adds the shapes of the diagrams in s (SmartArt), which is on the
// slide name. They are in parts of their own, as PowerPoint drew them last
// (MS-ODRAWXML).
func (d *deck) readDiagrams(name string, s *shape) error {
	var found []*shape
	s.diagrams(&found)
	if len(found) == 0 {
		return nil
	}
	rels, err := relations(d.archive, name)
	if err != nil {
		return err
	}
	var drawings []string
	for _, r := range slices.Sorted(maps.Keys(rels)) {
		if strings.HasSuffix(rels[r].kind, "/diagramDrawing") {
			drawings = append(drawings, rels[r].target)
		}
	}
	for i, s := range found[:min(len(found), len(drawings), maxCharts)] {
		w := newWalk()
		if err := d.archive.Walk(drawings[i], w.visit); err != nil && !errors.Is(err, parts.ErrNoPart) {
			return err
		}
		s.kids = append(s.kids, w.root.kids...)
	}
	return nil
}

// diagrams adds the diagrams in s to out.
func (s *shape) diagrams(out *[]*shape) {
	if s.diagram {
		*out = append(*out, s)
	}
	for _, k := range s.kids {
		k.diagrams(out)
	}
}
