package subject

import (
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/unit"
	"beilun/knowledge/concept"
)

// pairs returns what the origins of a candidate are paired with.
func (ch *Chooser) pairs(st *situation, c *candidate) model.Pairs {
	return model.Pairs{Genre: ch.cast.Genre, Ahead: st.ahead, Kind: st.kind, Sorted: c.sort > 0, Proper: c.unit == nil || c.unit.Proper, Fit: st.fitOf(c)}
}

// fitOf returns how c fits the metric.
func (st *situation) fitOf(c *candidate) model.Fit {
	switch {
	case st.metric == nil || c.sort == 0 || len(st.metric.Of) == 0:
		return model.FitUnknown
	case slices.Contains(st.metric.Of, names.Sorts()[c.sort]):
		return model.Fits
	}
	return model.FitsNot
}

// situation is what the candidates of a figure have in common.
type situation struct {
	ahead   model.Ahead
	kind    int // of the figure
	metric  *concept.Concept
	own     bool   // the clause mentions the district: 全区
	ownHead bool   // or earlier in the sentence
	bare    string // the kind of thing in front of the figure: 医院
	change  bool
	phase   string // in front of the figure in its sentence: 二期
	proper  int    // names in front of the figure in its clause
}

// situation returns the situation of figure i.
func (ch *Chooser) situation(i int) situation {
	f := &ch.t.Figures[i]
	st := situation{kind: model.KindIndex(f.Kind), metric: ch.t.MetricOf(i)}
	c := &ch.t.Clauses[f.Clause]
	for k := c.Units; k < c.UnitsEnd && ch.units[k].End <= f.From && k < c.Units+2*clause.MaxNear; k++ {
		switch u := &ch.units[k]; {
		case u.Condition:
			st.ahead = max(st.ahead, model.Conditioned)
		case u.Bare && u.Text != "":
			st.bare = u.Text
			if st.ahead == model.Nothing {
				st.ahead = model.KindOnly
			}
		case u.Proper:
			st.proper++
			if st.ahead != model.Conditioned {
				st.ahead = model.ProperName
			}
		case (st.ahead == model.Nothing || st.ahead == model.KindOnly || st.ahead == model.Phrase) && u.Sort > 0 && !u.Measure:
			st.ahead = model.Sorted
		case st.ahead == model.Nothing || st.ahead == model.KindOnly:
			st.ahead = model.Phrase
		}
	}
	if s := &ch.t.Sentences[c.Sentence]; s.Units < s.UnitsEnd && ch.units[s.Units].Start < f.From && ch.units[s.Units].Bare {
		st.ahead += model.Pointed
	}
	st.own = ch.own
	st.phase = ch.phaseAhead(f)
	for k := f.Clause - 1; k >= max(0, f.Clause-maxClauses) && ch.t.Clauses[k].Sentence == c.Sentence && !st.ownHead; k-- {
		st.ownHead = ch.ownIn(ch.t.Clauses[k].Start, ch.t.Clauses[k].End)
	}
	return st
}

// phaseAhead returns the last phase in front of f in its sentence if no name has it:
// 此次动工的二期工程; else "".
func (ch *Chooser) phaseAhead(f *clause.Figure) string {
	c := &ch.t.Clauses[f.Clause]
	k := c.Units
	for k < c.UnitsEnd && ch.units[k].End <= f.From {
		k++
	}
	for i := k - 1; i >= max(ch.t.Sentences[c.Sentence].Units, k-2*clause.MaxNear); i-- {
		if u := &ch.units[i]; u.Phase != "" {
			if u.Text != "" && !u.Bare {
				return ""
			}
			return u.Phase
		}
	}
	return ""
}

// ofItself adds the features of a candidate that have nothing to do with its origins.
func (ch *Chooser) ofItself(st *situation, c *candidate) {
	ch.feats = model.AppendSort(ch.feats, c.sort, st.metric, st.kind)
	switch n := utf8.RuneCountInString(c.text); {
	case n <= 2:
		ch.add(model.FLen2)
	case n <= 4:
		ch.add(model.FLen4)
	case n <= 8:
		ch.add(model.FLen8)
	case n <= 14:
		ch.add(model.FLen14)
	default:
		ch.add(model.FLong)
	}
	ch.addWhen(c.phase != "", model.FPhase)
	ch.addWhen(st.phase != "" && c.phase == st.phase, model.FPhaseSame)
	ch.addWhen(st.phase != "" && c.phase != st.phase && c.phase != "", model.FPhaseOther)
	ch.addWhen(c.broken, model.FBroken)
	ch.addWhen(c.distance < 0, model.FAhead)
	switch c.distance {
	case 9:
		ch.add(model.FAway)
	case 0:
		ch.add(model.FDist0)
	case 1:
		ch.add(model.FDist1)
	case 2:
		ch.add(model.FDist2)
	default:
		ch.add(model.FDist3)
	}
	ch.place(c)
	ch.known(st, c)
}

// add adds a feature.
func (ch *Chooser) add(feature int) { ch.feats = append(ch.feats, int32(feature)) }

// addWhen adds a feature if ok.
func (ch *Chooser) addWhen(ok bool, feature int) {
	if ok {
		ch.feats = append(ch.feats, int32(feature))
	}
}

// place adds the features of the text around a candidate.
func (ch *Chooser) place(c *candidate) {
	u := c.unit
	ch.addWhen(strings.HasPrefix(c.text, "“") || strings.HasSuffix(c.text, "”"), model.FQuote)
	ch.addWhen(strings.ContainsAny(c.text, "0123456789"), model.FDigits)
	ch.addWhen(c.text != "" && names.ThingWords().List("office").In(wordlist.LastRunes(c.text, 5)), model.FOffice)
	if u == nil {
		return
	}
	ch.addWhen(u.Proper, model.FProper)
	ch.addWhen(u.Named, model.FNamed)
	ch.addWhen(u.Alias, model.FAlias)
	ch.addWhen(u.Listed, model.FListed)
	ch.addWhen(u.First, model.FFirst)
	ch.addWhen(!u.First, model.FNotFirst)
	ch.addWhen(u.Points, model.FPoints)
	ch.addWhen(u.Made, model.FMade)
	ch.addWhen(u.Of, model.FOf)
	ch.addWhen(u.Prep > 0, model.FPrep+int(u.Prep)-1)
	ch.addWhen(u.Predicate || words().Is.Ends(ch.t.S[:u.Start]), model.FIs)
	rest := ch.t.S[u.End:]
	k := sort.Search(len(ch.t.Matches), func(k int) bool { return ch.t.Matches[k].Start >= u.End })
	switch {
	case strings.HasPrefix(rest, "的"):
		ch.add(model.FThenOf)
	case strings.HasPrefix(rest, "，"), strings.HasPrefix(rest, ","):
		ch.add(model.FThenComma)
	case ch.t.FigureAt(u.End) != nil:
		ch.add(model.FThenFigure)
	case words().Is.Begins(rest):
		ch.add(model.FThenIs)
	case k < len(ch.t.Matches) && ch.t.Matches[k].Start == u.End && ch.t.Matches[k].Metric != nil:
		ch.add(model.FThenMetric)
	default:
		ch.add(model.FThenVerb)
	}
}

// known adds the features of what the article says of a candidate.
func (ch *Chooser) known(st *situation, c *candidate) {
	k := ch.cast
	if th := k.Things[c.text]; th != nil {
		ch.addWhen(th.Mentions == 1, model.FMentions1)
		ch.addWhen(th.Mentions > 1 && th.Mentions < 4, model.FMentions2)
		ch.addWhen(th.Mentions >= 4, model.FMentions4)
		ch.addWhen(th.Title, model.FInTitle)
	}
	ch.addWhen(c.text != "" && k.Most != nil && k.Most.Text == c.text, model.FMostMentions)
	ch.addWhen(c.text != "" && k.Major == c.text, model.FMostFigures)
	if st.metric != nil && !st.change && c.text != "" {
		n, told := k.MeasuredIn(c.text, c.phase, st.metric.Name)
		ch.addWhen(told && n == k.Paragraph, model.FMeasuredNear)
		ch.addWhen(told && n != k.Paragraph, model.FMeasured)
	}
	ch.addWhen(c.unit != nil && c.unit.Measure, model.FCounted)
	ch.addWhen(unit.IsGroup(c.unit), model.FGroup)
	ch.addWhen(st.proper > 1, model.FRivals)
	ch.addWhen(st.proper == 1 && c.unit != nil && c.unit.Proper && c.distance == 0, model.FAlone)
	home := c.from&model.OfHome != 0
	own := st.own || st.ownHead
	ch.addWhen(home && c.text == "", model.FHomeUnknown)
	ch.addWhen(home && st.own, model.FHomeOwnWord)
	ch.addWhen(home && !own, model.FHomeOtherOwnWord)
	ch.addWhen(!home && st.own, model.FOtherOwnWord)
	ch.addWhen(!home && names.Sorts()[c.sort] == "district", model.FOtherDistrict)
	ch.addWhen(!home && k.Home != "" && strings.HasPrefix(c.text, k.Home), model.FHomeStart)
	if m := st.metric; m != nil && c.sort > 0 {
		fits := slices.Contains(m.Of, names.Sorts()[c.sort])
		ch.addWhen(fits, model.FMetricOfSort)
		ch.addWhen(!fits, model.FMetricOfOther)
	}
	ch.addWhen(home && st.metric != nil && slices.Contains(st.metric.Of, "district"), model.FDistrictMetric)
	if st.bare != "" && !home {
		ch.addWhen(strings.Contains(c.text, st.bare), model.FKindMatches)
		ch.addWhen(!strings.Contains(c.text, st.bare), model.FKindMatchesNot)
	}
	ch.addWhen(st.change && c.from&model.SameSentence != 0, model.FChangeSame)
}
