package english

import (
	"slices"
	"strings"
)

// compose returns the parts of a sentence in the order of Chinese: the time, the thing
// and its parts, what is asked, the verb.
func (s *sentence) compose() []Slot {
	subject, object, asked := s.slots(s.subject), s.slots(s.object), s.slots(s.asked)
	v := s.verbSlots()
	out := s.timeSlots()
	switch s.ask {
	case "count":
		return s.count(out, subject, object, asked, v)
	case "amount", "grow":
		return s.amount(out, subject, object, asked, v)
	case "which":
		if n := len(s.asked); n > 0 && s.asked[n-1].form == plural && s.extreme == "" {
			return slices.Concat(out, subject, object, v, []Slot{saying("list")}, asked)
		}
		return slices.Concat(out, object, subject, []Slot{saying("which")}, asked, v, s.extremes())
	case "share":
		if len(v) > 0 {
			return slices.Concat(out, object, subject, s.shareOf(v[0]), []Slot{saying("many")})
		}
	case "list":
		return slices.Concat(out, object, subject, v, []Slot{saying("list")}, asked)
	case "who":
		return s.who(out, subject, object, v)
	case "when", "year", "day", "why", "how", "where":
		return slices.Concat(out, subject, s.oblique(object), []Slot{saying(s.ask)}, v, s.direct(object))
	case "whether":
		if s.must {
			v = append([]Slot{saying("must")}, v...)
			return slices.Concat(out, subject, object, v)
		}
		return slices.Concat(out, subject, v, object, s.extremes(), []Slot{saying("whether")})
	case "long":
		return slices.Concat(out, object, subject, s.long(v))
	case "large":
		return slices.Concat(out, object, subject, v, []Slot{saying(s.large())})
	case "latest":
		return slices.Concat(out, object, subject, []Slot{saying("latest")})
	case "about":
		return slices.Concat([]Slot{saying("about")}, out, object, subject, v)
	case "compare":
		return slices.Concat(out, subject, v, object, []Slot{saying("compare")})
	case "what":
		return s.what(out, subject, object, v)
	case "":
		if out = slices.Concat(out, object, subject, v, s.extremes()); s.isFigure(s.subject) {
			out = append(out, saying("many"))
		}
		return out
	}
	return slices.Concat(out, object, subject, v, []Slot{saying(s.ask)})
}

// shareOf returns the names of the share of what a verb does: 出租率 of 出租.
func (s *sentence) shareOf(v Slot) []Slot {
	var words []string
	for _, w := range v.Words {
		words = append(words, w+chinese("rate"))
	}
	return []Slot{{Words: words}}
}

func (s *sentence) verbSlots() []Slot {
	if s.verb == nil {
		return nil
	}
	listed := s.lex.phrases[s.verb.said]
	return []Slot{{Words: s.verb.verbs, Optional: listed == nil || len(listed.verbs) == 0 && !s.verb.figure}}
}

// timeSlots returns the times, a year in front of a part of it.
func (s *sentence) timeSlots() (out []Slot) {
	for _, years := range []bool{true, false} {
		for _, t := range s.times {
			if (t.said == "year") == years {
				out = append(out, fixed(t.nouns[0]))
			}
		}
	}
	return out
}

func (s *sentence) extremes() []Slot {
	if s.extreme == "" {
		return nil
	}
	return []Slot{fixed(s.extreme)}
}

// oblique returns the object if it goes in front of the verb in Chinese, as in "apply
// for the subsidy", and direct returns it if it goes behind, as in "cut the ribbon".
func (s *sentence) oblique(object []Slot) []Slot {
	if s.isOblique() {
		return object
	}
	return nil
}

func (s *sentence) direct(object []Slot) []Slot {
	if s.isOblique() {
		return nil
	}
	return object
}

func (s *sentence) isOblique() bool {
	return slices.ContainsFunc(s.object, func(it item) bool { return it.kind == of }) || s.ask == "how" || len(s.subject) == 0 || !slices.ContainsFunc(s.subject, func(it item) bool { return it.isNoun() })
}

func (s *sentence) count(out, subject, object, asked, v []Slot) []Slot {
	if len(s.asked) > 0 && s.asked[0].kind == unit { // how many mu is the land
		return slices.Concat(out, subject, object, v, []Slot{saying("many")}, asked)
	}
	if len(v) == 0 || v[0].Optional {
		return slices.Concat(out, subject, object, []Slot{saying("have-many")}, asked)
	}
	return slices.Concat(out, subject, object, v, []Slot{saying("many")}, asked)
}

func (s *sentence) amount(out, subject, object, asked, v []Slot) []Slot {
	end := "many"
	if len(asked) == 0 && len(v) == 0 && !s.isFigure(s.subject) {
		end = "money"
	}
	return slices.Concat(out, subject, object, v, asked, []Slot{saying(end)})
}

// isFigure reports whether a figure answers what items are. The last noun in front of
// the first "of" decides.
func (s *sentence) isFigure(items []item) bool {
	figure := false
	for _, it := range items {
		switch {
		case it.kind == of:
			return figure
		case it.isNoun():
			figure = it.figure
		}
	}
	return figure
}

func (s *sentence) isTitle(items []item) int {
	for i, it := range items {
		if it.kind == of {
			return -1
		}
		if it.title {
			return i
		}
	}
	return -1
}

func (s *sentence) who(out, subject, object, v []Slot) []Slot {
	if i := s.isTitle(s.subject); i >= 0 {
		of := s.slots(slices.Delete(slices.Clone(s.subject), i, i+1))
		return slices.Concat(out, of, object, []Slot{s.titleOf(s.subject[i], of)}, v, []Slot{saying("who")})
	}
	if len(v) > 0 && len(subject) == 0 {
		return slices.Concat(out, object, []Slot{saying("by-whom")}, v)
	}
	return slices.Concat(out, object, subject, v, s.extremes(), []Slot{saying("who")})
}

// titleOf returns the title of the person at the head of an organisation, which
// depends on the end of its name.
func (s *sentence) titleOf(title item, of []Slot) Slot {
	words := title.nouns
	if len(of) == 0 || !slices.Contains(words, chinese("head")) && len(words) == 1 {
		return Slot{Words: words}
	}
	best, by := "", ""
	for _, w := range of[len(of)-1].Words[:1] {
		for end, head := range s.lex.heads {
			if strings.HasSuffix(w, end) && len(end) > len(by) {
				best, by = head, end
			}
		}
	}
	if best == "" {
		return Slot{Words: words}
	}
	return Slot{Words: append([]string{best}, slices.DeleteFunc(slices.Clone(words), func(w string) bool { return w == best })...)}
}

// long returns the words that ask how long something is, or how long it takes.
func (s *sentence) long(v []Slot) []Slot {
	for _, it := range s.subject {
		for w := range strings.FieldsSeq(it.said) {
			if s.lex.long[w] && len(v) == 0 {
				return []Slot{saying("length")}
			}
		}
		if len(v) == 0 && it.name && len(it.nouns) > 0 && strings.HasSuffix(it.nouns[0], chinese("line-end")) {
			return []Slot{saying("length")}
		}
	}
	return slices.Concat(v, []Slot{saying("lasting")})
}

func (s *sentence) large() string {
	for _, it := range s.subject {
		for w := range strings.FieldsSeq(it.said) {
			if s.lex.sized[w] {
				return "size"
			}
		}
	}
	return "area"
}

func (s *sentence) what(out, subject, object, v []Slot) []Slot {
	if len(v) > 0 && len(subject) > 0 {
		return slices.Concat(out, subject, object, v, []Slot{saying("what")})
	}
	items := s.subject
	if len(subject) == 0 {
		items = s.object
	}
	if i := s.isTitle(items); i >= 0 {
		return s.who(out, subject, object, v)
	}
	if s.isFigure(items) || s.isFigure(s.object) {
		return slices.Concat(out, object, subject, v, s.extremes(), []Slot{saying("many")})
	}
	return slices.Concat(out, object, subject, v, s.extremes(), []Slot{saying("what-is")})
}
