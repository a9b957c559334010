package english

import (
	"slices"
	"strings"
)

// compose puts the parts of a sentence in their order in Chinese: the time, whose it
// is, what is asked, what happens.
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
			return slices.Concat(out, subject, object, v, []Slot{fixed("有哪些")}, asked)
		}
		return slices.Concat(out, object, subject, []Slot{fixed("哪个")}, asked, v, s.extremes())
	case "share":
		if len(v) > 0 {
			return slices.Concat(out, object, subject, s.shareOf(v[0]), []Slot{fixed("多少")})
		}
	case "list":
		return slices.Concat(out, object, subject, v, []Slot{fixed("有哪些")}, asked)
	case "who":
		return s.who(out, subject, object, v)
	case "when", "year", "day", "why", "how", "where":
		return slices.Concat(out, subject, s.oblique(object), []Slot{fixed(asking[s.ask])}, v, s.direct(object))
	case "whether":
		if s.must {
			v = append([]Slot{fixed("要不要")}, v...)
			return slices.Concat(out, subject, object, v)
		}
		return slices.Concat(out, subject, v, object, s.extremes(), []Slot{fixed("吗")})
	case "long":
		return slices.Concat(out, object, subject, s.long(v))
	case "large":
		return slices.Concat(out, object, subject, v, []Slot{fixed(s.large())})
	case "latest":
		return slices.Concat(out, object, subject, []Slot{fixed("最近有什么新进展")})
	case "about":
		return slices.Concat([]Slot{fixed("介绍一下")}, out, object, subject, v)
	case "compare":
		return slices.Concat(out, subject, v, object, []Slot{fixed("对比")})
	case "what":
		return s.what(out, subject, object, v)
	case "":
		if out = slices.Concat(out, object, subject, v, s.extremes()); s.isFigure(s.subject) {
			out = append(out, fixed("多少"))
		}
		return out
	}
	return slices.Concat(out, object, subject, v, []Slot{fixed(asking[s.ask])})
}

// shareOf returns what the share of what is done is called: 出租率.
func (s *sentence) shareOf(v Slot) []Slot {
	var words []string
	for _, w := range v.Words {
		words = append(words, w+"率")
	}
	return []Slot{{Words: words}}
}

// asking are the words that ask in Chinese, by kind.
var asking = map[string]string{
	"when": "什么时候", "year": "哪一年", "day": "哪天", "where": "在哪里", "why": "为什么", "how": "怎么", "high": "多高", "wide": "多宽", "deep": "多深",
	"far": "多远", "old": "多少岁", "fast": "时速多少", "often": "多久一次", "share": "占比多少", "rank": "排第几",
}

func (s *sentence) verbSlots() []Slot {
	if s.verb == nil {
		return nil
	}
	listed := s.lex.phrases[s.verb.said]
	return []Slot{{Words: s.verb.verbs, Optional: listed == nil || len(listed.verbs) == 0 && !s.verb.figure}}
}

// timeSlots returns the times, a year before a part of one.
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

// oblique returns what stands behind an "of" in the object, direct what does not:
// apply for the subsidy, cut the ribbon.
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
		return slices.Concat(out, subject, object, v, []Slot{fixed("多少")}, asked)
	}
	if len(v) == 0 || v[0].Optional {
		return slices.Concat(out, subject, object, []Slot{fixed("有多少")}, asked)
	}
	return slices.Concat(out, subject, object, v, []Slot{fixed("多少")}, asked)
}

func (s *sentence) amount(out, subject, object, asked, v []Slot) []Slot {
	end := "多少"
	if len(asked) == 0 && len(v) == 0 && !s.isFigure(s.subject) {
		end = "多少钱"
	}
	return slices.Concat(out, subject, object, v, asked, []Slot{fixed(end)})
}

// isFigure reports whether a figure answers what items are: the last word before
// the first "of" counts.
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
		return slices.Concat(out, of, object, []Slot{s.titleOf(s.subject[i], of)}, v, []Slot{fixed("是谁")})
	}
	if len(v) > 0 && len(subject) == 0 {
		return slices.Concat(out, object, []Slot{fixed("由谁")}, v)
	}
	return slices.Concat(out, object, subject, v, s.extremes(), []Slot{fixed("是谁")})
}

// titleOf returns the title of who is at the head of an organisation, by what its
// name ends with.
func (s *sentence) titleOf(title item, of []Slot) Slot {
	words := title.nouns
	if len(of) == 0 || !slices.Contains(words, "负责人") && len(words) == 1 {
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

// long returns how it is asked how long something is, or takes.
func (s *sentence) long(v []Slot) []Slot {
	for _, it := range s.subject {
		for w := range strings.FieldsSeq(it.said) {
			if s.lex.long[w] && len(v) == 0 {
				return []Slot{fixed("全长多少")}
			}
		}
		if len(v) == 0 && it.name && len(it.nouns) > 0 && strings.HasSuffix(it.nouns[0], "线") {
			return []Slot{fixed("全长多少")}
		}
	}
	return slices.Concat(v, []Slot{fixed("多久")})
}

func (s *sentence) large() string {
	for _, it := range s.subject {
		for w := range strings.FieldsSeq(it.said) {
			if s.lex.sized[w] {
				return "规模多少"
			}
		}
	}
	return "面积多大"
}

func (s *sentence) what(out, subject, object, v []Slot) []Slot {
	if len(v) > 0 && len(subject) > 0 {
		return slices.Concat(out, subject, object, v, []Slot{fixed("什么")})
	}
	items := s.subject
	if len(subject) == 0 {
		items = s.object
	}
	if i := s.isTitle(items); i >= 0 {
		return s.who(out, subject, object, v)
	}
	if s.isFigure(items) || s.isFigure(s.object) {
		return slices.Concat(out, object, subject, v, s.extremes(), []Slot{fixed("多少")})
	}
	return slices.Concat(out, object, subject, v, s.extremes(), []Slot{fixed("是什么")})
}
