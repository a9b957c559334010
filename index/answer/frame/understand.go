package frame

import (
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
	"beilun/knowledge/concept"
	"beilun/knowledge/figure"
)

// Understand reads a query.
func Understand(q index.Query, lex *concept.Lexicon) *Frame {
	f := &Frame{Text: q.Folded(), Query: q, Unit: q.Unit, State: q.State, Given: q.Given, Time: When{Years: q.Years, Part: q.Part}}
	f.Asks = asksOf(q)
	f.Classes = classesOf(q)
	switch q.Relation {
	case index.Most:
		f.Compare = Most
	case index.Least:
		f.Compare = Least
	case index.Compare:
		f.Compare = Versus
	}
	if q.Change {
		f.Change = Changed
	}
	taken := make([]bool, len(f.Text))
	for _, n := range q.Named {
		if i := strings.Index(f.Text, n); i >= 0 {
			f.Names = append(f.Names, Name{Word: Word{n, i, i + len(n), -1}, Thing: n})
			for k := i; k < i+len(n); k++ {
				taken[k] = true
			}
		}
	}
	for _, t := range figure.Scan(f.Text, knowledge.Date{}) {
		for k := t.Span.Start; k < t.Span.End; k++ {
			taken[k] = true
		}
	}
	for i := 0; i < len(f.Text); i++ {
		for j := min(len(f.Text), i+36); j > i+3; j-- {
			if taken[i] || taken[j-1] || !utf8.RuneStart(f.Text[i]) || j < len(f.Text) && !utf8.RuneStart(f.Text[j]) {
				continue
			}
			if cs := lex.Asked(f.Text[i:j]); len(cs) > 0 && len(lex.Said(f.Text[i:j])) == 0 {
				f.Concepts = append(f.Concepts, Mention{Word{f.Text[i:j], i, j, -1}, cs, true})
				for k := i; k < j; k++ {
					taken[k] = true
				}
				break
			}
		}
	}
	for _, m := range lex.Find(f.Text) {
		if !taken[m.Start] && !taken[m.End-1] {
			f.Concepts = append(f.Concepts, Mention{Word{f.Text[m.Start:m.End], m.Start, m.End, -1}, m.Concepts, false})
			for k := m.Start; k < m.End; k++ {
				taken[k] = true
			}
		}
	}
	for _, c := range q.Concepts {
		i := strings.Index(f.Text, c.Text)
		if i < 0 || taken[i] || taken[i+len(c.Text)-1] || utf8.RuneCountInString(c.Text) < 1 {
			continue
		}
		f.Rest = append(f.Rest, Word{c.Text, i, i + len(c.Text), -1})
	}
	narrow(f)
	return f
}

// narrow takes the classes of the concepts asked for where they are open.
func narrow(f *Frame) {
	if f.Asks != Figure || len(f.Classes) == 1 || len(f.Classes) == 2 {
		return
	}
	var out []concept.Class
	for _, m := range f.Concepts {
		for _, c := range m.Concepts {
			if c.Kind == concept.Metric {
				out = append(out, c.Classes...)
			}
		}
	}
	if len(out) == 0 {
		return
	}
	if f.Change == Changed {
		out = append(out, concept.Percent)
	}
	f.Classes = out
}

func asksOf(q index.Query) Asks {
	switch q.Want {
	case index.WantTime:
		return Time
	case index.WantDuration, index.WantAge:
		return Duration
	case index.WantPerson:
		return Person
	case index.WantPlace:
		return Place
	case index.WantList:
		return List
	case index.WantDefinition:
		return Definition
	case index.WantReason:
		return Reason
	case index.WantManner:
		return Manner
	case index.WantYesNo:
		return Whether
	case index.WantText:
		return Text
	}
	return Figure
}

func classesOf(q index.Query) []concept.Class {
	switch q.Want {
	case index.WantCount:
		return []concept.Class{concept.Count, concept.People}
	case index.WantMoney:
		return []concept.Class{concept.Money}
	case index.WantPercent:
		return []concept.Class{concept.Percent}
	case index.WantDimension:
		return []concept.Class{concept.Area, concept.Length, concept.Weight, concept.Volume, concept.Power, concept.Energy}
	case index.WantDuration:
		return []concept.Class{concept.Duration}
	case index.WantAge:
		return []concept.Class{concept.Age, concept.Duration}
	case index.WantOrdinal:
		return []concept.Class{concept.Rank}
	case index.WantTime:
		return []concept.Class{concept.Date}
	}
	return nil
}
