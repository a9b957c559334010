package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
)

// agentVerbs are what is asked of who did something, and other words for it.
var agentVerbs = [][]string{
	{"建", "建设", "承建", "修建", "兴建", "打造", "施工", "盖", "造"},
	{"投资", "出资", "投建", "投"},
	{"运营", "经营", "管理", "托管"},
	{"设计", "操刀"},
	{"领办", "主办", "举办", "承办", "协办"},
	{"研发", "开发", "研制"},
}

// agentPhrase is who did it, behind 由.
var agentPhrase = regexp.MustCompile(`由([^，。；,;]+)`)

// toldPerson finds who holds an office, or who did something.
func (a *Answerer) toldPerson(q index.Query, r *reading, i int) (knowledge.Span, int) {
	if isQuestion(r.sentence(i)) {
		return knowledge.Span{}, i
	}
	if role := roleOf(q); role != "" {
		return r.holder(q, role, i), i
	}
	if name, ok := strings.CutSuffix(strings.TrimRight(q.Folded(), "?。 "), "是谁"); ok {
		return r.office(strings.TrimPrefix(name, "请问"), i), i
	}
	for _, verbs := range agentVerbs {
		if slices.ContainsFunc(q.Concepts, func(c index.Concept) bool { return slices.Contains(verbs, c.Text) || c.Text == "负责"+verbs[0] }) {
			return a.agent(q, r, verbs, i), i
		}
	}
	return knowledge.Span{}, i
}

// roleOf returns the office that q asks for the holder of, or "".
func roleOf(q index.Query) string {
	best, text := "", q.Folded()
	for _, w := range roles {
		if len(w) > len(best) && strings.Contains(text, w) {
			best = w
		}
	}
	if strings.Contains(text, "副"+best) && best != "" {
		return "副" + best
	}
	return best
}

// office returns the office in front of the name of a person in sentence i:
// “…”某某中心主任某某说.
func (r *reading) office(name string, i int) knowledge.Span {
	text := r.sentence(i)
	at := strings.Index(text, name)
	if n := utf8.RuneCountInString(name); at < 0 || n < 2 || n > 4 {
		return knowledge.Span{}
	}
	start := 0
	for _, mark := range []string{"，", "。", "”", "；", "：", "、", "“", "\n", ","} {
		if j := strings.LastIndex(text[:at], mark); j >= 0 {
			start = max(start, j+len(mark))
		}
	}
	before := text[start:at]
	if !slices.ContainsFunc(roles, func(w string) bool { return strings.HasSuffix(before, w) }) {
		return knowledge.Span{}
	}
	from := r.hit.Passage.Sentences[i].Start
	return knowledge.Span{Start: from + start, End: from + at}
}

// holderName is a person's name behind an office.
const holderName = `([\p{Han}·]{2,4}?)(?:说|介绍|表示|告诉|解释|提醒|坦言|透露|认为|称|强调|指出|带队|出席|宣布|致辞|主持|[，、。）)\s]|$)`

// holder returns the name behind role in sentence i, where all that the
// question says of the office stands in front of it.
func (r *reading) holder(q index.Query, role string, i int) knowledge.Span {
	text := r.sentence(i)
	at := strings.Index(text, role)
	if at < 0 || strings.HasSuffix(text[:at], "副") || !r.holds(q, role, text[:at]) {
		return knowledge.Span{}
	}
	from := r.hit.Passage.Sentences[i].Start
	m := holderRE.FindStringSubmatchIndex(text[at+len(role):])
	if m == nil || m[0] != 0 {
		return knowledge.Span{}
	}
	return knowledge.Span{Start: from + at + len(role) + m[2], End: from + at + len(role) + m[3]}
}

var holderRE = regexp.MustCompile("^" + holderName)

// holds reports whether what a question says of an office stands in the clause
// in front of it, or in part in the headings: 管委会主任 of a release about one park.
func (r *reading) holds(q index.Query, role, before string) bool {
	before = fold(before)
	if i := strings.LastIndexAny(before, ",，;；”"); i >= 0 {
		before = before[i:]
	}
	words, near := 0, 0
	for _, c := range q.Concepts {
		if utf8.RuneCountInString(c.Text) < 2 || strings.Contains(role, c.Text) || strings.Contains(c.Text, role) {
			continue
		}
		words++
		switch {
		case stands(c, before) >= 0.5:
			near++
		case stands(c, r.heads) < 1:
			return false
		}
	}
	bare := strings.Trim(before, ",，;；”“ ") == "" // 县长某某, where the headings tell of which
	return (words == 0 || near > 0 || bare) && standsIn(q.Named, before+role+r.heads)
}

// agent returns who is told behind 由 to have done one of verbs to the thing.
func (a *Answerer) agent(q index.Query, r *reading, verbs []string, i int) knowledge.Span {
	s, lead := r.phrase(agentPhrase, i)
	if s.End <= s.Start {
		return knowledge.Span{}
	}
	phrase := s.Of(r.hit.Passage.Text)
	at := -1
	for _, v := range verbs {
		if j := strings.LastIndex(phrase, v); j > 0 && (at < 0 || j < at) {
			at = j
		}
	}
	things := q
	things.Concepts = slices.DeleteFunc(slices.Clone(q.Concepts), func(c index.Concept) bool { return slices.Contains(verbs, c.Text) })
	if at < 0 || !a.isAbout(things, r, i, lead) {
		return knowledge.Span{}
	}
	who := phrase[:at]
	if names := a.index.Lexicon().Binder().Names(who); len(names) > 0 && strings.HasPrefix(fold(who), names[0]) && len(fold(who)) == len(who) {
		who = who[:len(names[0])]
	}
	who = strings.TrimSuffix(who, "负责")
	for _, w := range []string{"投资", "出资", "总", "负责", "主持", "联合", "承"} {
		who = strings.TrimSuffix(who, w)
	}
	return trimMarks(r.hit.Passage.Text, knowledge.Span{Start: s.Start, End: s.Start + len(who)})
}

// holdsOffice reports whether a sentence names the office that q asks for, and no
// deputy's, and behind all the things that q names, or with all of its words.
func holdsOffice(q index.Query, role, sentence string) bool {
	at := strings.Index(sentence, role)
	for _, c := range q.Concepts {
		if at >= 0 && len(q.Named) == 0 && utf8.RuneCountInString(c.Text) > 1 && !strings.Contains(role, c.Text) && !strings.Contains(c.Text, role) && stands(c, sentence) < 0.5 {
			return false
		}
	}
	return at >= 0 && !strings.HasSuffix(sentence[:at], "副") && standsIn(thingsOf(q), led.ReplaceAllString(sentence[:at], "")+role)
}

// led is a name that something is done by or with: it is not what the office
// behind it is of (由市第一中学领办，校长为…).
var led = regexp.MustCompile(`(?:由|与|和|同|向|联合|携手)[^，,；;。]{2,20}[，,]`)
