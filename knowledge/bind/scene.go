package bind

import (
	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/deal"
	"beilun/knowledge/bind/measure"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/period"
	"beilun/knowledge/bind/state"
	"beilun/knowledge/bind/subject"
	"beilun/knowledge/bind/times"
	"beilun/knowledge/bind/unit"
)

// scene is what binds the figures of a paragraph. Each part needs only those before it.
type scene struct {
	text    clause.Text
	units   unit.List
	clock   period.Clock
	chooser subject.Chooser
	reader  measure.Reader
	dealer  deal.Dealer
}

// paragraph sets the Binding of every figure of p and returns the number of steps that
// it took.
func (b Binder) paragraph(t *names.Tables, p *knowledge.Paragraph, head string, cal *times.Calendar, cast *cast.Cast) (steps int) {
	if len(p.Figures) == 0 && len(p.Text) > maxTold {
		return 0
	}
	sc := b.newScene()
	sc.read(t, b.reading(t, p.Text), p, head, cast)
	sc.reader.Start(&sc.text, &sc.units, cast, b.Canon)
	sc.clock.Start(&sc.text, cal)
	cast.NextParagraph()
	sc.chooser.Weights, sc.chooser.Watch = b.Weights, b.Watch
	sc.chooser.Start(p, &sc.text, &sc.units, cast)
	sc.dealer.Start(&sc.text, &sc.reader, sc.clock.ISO, b.Canon, head)
	for i := range sc.text.Figures {
		sc.bind(i, cal.Aim)
		sc.dealer.Give(i)
	}
	sc.reader.Corrections()
	b.done(sc)
	return sc.text.Steps
}

// read reads a paragraph and adds what it mentions to the cast.
func (sc *scene) read(t *names.Tables, r *names.Reading, p *knowledge.Paragraph, head string, cast *cast.Cast) {
	sc.text.Read(t, r, p, head)
	sc.units.Read(&sc.text, cast)
}

// bind sets the Binding of figure i, below a heading whose figures are in the state aim.
func (sc *scene) bind(i int, aim knowledge.State) {
	t, f := &sc.text, &sc.text.Figures[i]
	bd := knowledge.Binding{}
	bd.State, bd.Period = sc.clock.When(i, state.Of(t, i, aim))
	left := t.Left(i)
	bd.Scope = state.Scope(t, f)
	bd.Change = !f.IsTime && state.Changed(t, f, left)
	if f.Frame || sc.reader.IsAttribute(i) { // it is of what the figures behind it are of, and measures nothing
		bd.Loose = true
		f.Binding = bd
		return
	}
	of := sc.chooser.Choose(i, &bd)
	sc.reader.Read(i, left, &bd, of)
}

// newScene returns a scene, in the memory of one that is no longer in use if there is
// one.
func (b Binder) newScene() *scene {
	sc := &scene{}
	if b.read != nil && b.read.free != nil {
		sc, b.read.free = b.read.free, nil
	}
	*sc = scene{text: sc.text.Reset(), units: sc.units.Reset(), clock: sc.clock.Reset(), chooser: sc.chooser.Reset()}
	return sc
}

// done takes back a scene that is no longer in use.
func (b Binder) done(sc *scene) {
	if b.read != nil {
		b.read.free = sc
	}
}
