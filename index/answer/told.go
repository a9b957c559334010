package answer

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/index"
	"beilun/knowledge"
)

// Press releases tell many things in set phrases: 位于…, 由…建设, 所谓…是指….
// Where one of them stands behind the thing that was asked about, its words
// answer better than the part of a sentence that looks most like an answer.

// maxToldHits is the number of passages that are looked through for a phrase.
const maxToldHits = 6

// readTold takes what a set phrase tells, nil when none does. sure is true
// where nothing else can answer: then nil is a decline.
func (a *Answerer) readTold(q index.Query, rs []*reading) (claim *Claim, sure bool) {
	rs = rs[:min(len(rs), maxToldHits)]
	if claim := a.readAsked(q, rs); claim != nil {
		return claim, true
	}
	var tell func(index.Query, *reading, int) (knowledge.Span, int)
	switch q.Want {
	case index.WantPlace:
		if !placeAsks.MatchString(q.Folded()) {
			return nil, false // 毗邻哪里, 来自哪里
		}
		tell = a.toldPlace
	case index.WantPerson:
		tell = a.toldPerson
	case index.WantDefinition, index.WantText:
		tell = a.toldMeaning
	case index.WantReason:
		tell = a.toldReason
	case index.WantManner:
		if asksWay(q) {
			tell, sure = a.toldWay, true
		} else {
			tell = a.toldManner
		}
	default:
		return nil, false
	}
	for _, r := range rs {
		for i := range r.hit.Passage.Sentences {
			if s, at := tell(q, r, i); s.End > s.Start {
				return r.textClaim(r.hit.Passage.Sentences[at], s), true
			}
		}
	}
	return nil, sure
}

// sentence returns sentence i of r, verbatim.
func (r *reading) sentence(i int) string { return r.hit.Passage.Sentences[i].Of(r.hit.Passage.Text) }

// isQuestion reports whether a sentence asks: it is no answer but tells what
// the next one answers.
func isQuestion(s string) bool {
	s = strings.TrimRight(s, " \u3000”’」\n")
	return strings.HasSuffix(s, "？") || strings.HasSuffix(s, "?")
}

// thingsOf returns the names of the things that q asks about, or what may be
// one.
func thingsOf(q index.Query) []string {
	if len(q.Named) > 0 {
		return q.Named
	}
	return q.Names
}

// nameStands is the share of a name's pairs of characters that have to stand
// in a text that is about the thing.
const nameStands = 0.6

// standsIn reports whether a text names each of things.
func standsIn(things []string, text string) bool {
	for _, n := range things {
		if !strings.Contains(text, headOf(n)) || pairsIn(n, text) < nameStands {
			return false
		}
	}
	return true
}

// before returns what stands in the passage in front of sentence i, with the
// headings, folded.
func (r *reading) before(i int) string {
	return r.heads + "\n" + r.folded(knowledge.Span{End: r.hit.Passage.Sentences[i].Start})
}

// isAbout reports whether what stands in lead, the start of sentence i, is about
// the things that q asks about: lead names them, or it names nothing and what
// stands before does.
func (a *Answerer) isAbout(q index.Query, r *reading, i int, lead string) bool {
	things := thingsOf(q)
	lead = fold(lead)
	if j := strings.LastIndexAny(lead, "；;"); j >= 0 {
		lead = lead[j:]
	}
	if len(things) == 0 {
		for _, c := range q.Concepts {
			if utf8.RuneCountInString(c.Text) > 1 && stands(c, lead+r.before(i)) < 0.5 {
				return false
			}
		}
		return len(q.Concepts) > 0
	}
	if standsIn(things, lead) {
		return true
	}
	for _, n := range a.index.Lexicon().Binder().Names(lead) {
		if !slices.ContainsFunc(things, func(t string) bool { return means(t, n) || strings.Contains(t, n) }) {
			return false
		}
	}
	return standsIn(things, lead+r.before(i)) && r.latest(a, things, i)
}

// latest reports whether the last name of the sentences before i is one of
// things, or there is none.
func (r *reading) latest(a *Answerer, things []string, i int) bool {
	for i--; i >= 0; i-- {
		names := a.index.Lexicon().Binder().Names(r.sentence(i))
		if len(names) == 0 {
			continue
		}
		return slices.ContainsFunc(names, func(n string) bool {
			return slices.ContainsFunc(things, func(t string) bool { return means(t, n) || means(n, t) || strings.Contains(n, t) })
		})
	}
	return true
}

// phrase returns the span of the first group of re in sentence i.
func (r *reading) phrase(re *regexp.Regexp, i int) (s knowledge.Span, lead string) {
	text := r.sentence(i)
	m := re.FindStringSubmatchIndex(text)
	if m == nil {
		return knowledge.Span{}, ""
	}
	from := r.hit.Passage.Sentences[i].Start
	return trimMarks(r.hit.Passage.Text, knowledge.Span{Start: from + m[2], End: from + m[3]}), text[:m[0]]
}

// A place behind the word that says so.
var placePhrase = regexp.MustCompile(`(?:位于|坐落[于在]?|座落[于在]?|地处|[馆校院厂地新]址(?:在|为|是|于|:|：)|选址(?:在|于)?|设在|建在|扎根)([^，。；、,;]*(?:、[^，。；、,;]*[省市区县镇乡路街村])*)`)

// placeAsks asks where something is.
var placeAsks = regexp.MustCompile(`在哪|位于|坐落|座落|地处|地址|[馆校院厂新]址|选址|在什么地方|位置|建在|设在`)

// toldPlace finds 位于… behind the thing.
func (a *Answerer) toldPlace(q index.Query, r *reading, i int) (knowledge.Span, int) {
	text := r.sentence(i)
	if here := strings.HasPrefix(text, "这里是") || strings.HasPrefix(text, "这里就是") || strings.HasPrefix(text, "这便是"); here && i > 0 && standsIn(thingsOf(q), fold(text)) && len(thingsOf(q)) > 0 {
		return r.region(a, i-1), i - 1
	}
	s, lead := r.phrase(placePhrase, i)
	if s.End <= s.Start || isQuestion(text) {
		return knowledge.Span{}, i
	}
	if place, thing, ok := strings.Cut(s.Of(r.hit.Passage.Text), "的"); ok { // 位于某镇的某某园
		if things := thingsOf(q); lead == "" && len(things) > 0 && !standsIn(things, fold(thing)) {
			return knowledge.Span{}, i
		}
		s.End = s.Start + len(place)
		if named := thingsOf(q); lead == "" || len(named) > 0 && standsIn(named, fold(thing)) {
			return s, i // 此外，位于某镇的某某园…
		}
	}
	if !a.isAbout(q, r, i, lead) {
		return knowledge.Span{}, i
	}
	return s, i
}

// region returns the last name of a place in sentence i.
func (r *reading) region(a *Answerer, i int) knowledge.Span {
	text, from := r.sentence(i), r.hit.Passage.Sentences[i].Start
	names := a.index.Lexicon().Binder().Names(text)
	for k := len(names) - 1; k >= 0; k-- {
		if j := strings.Index(text, names[k]); j >= 0 && endsWithAny(names[k], regions) {
			return knowledge.Span{Start: from + j, End: from + j + len(names[k])}
		}
	}
	return knowledge.Span{}
}

// reasonPhrase begins the cause that a sentence gives.
var reasonPhrase = regexp.MustCompile(`((?:因为|由于|原因是|原因在于).*?)(?:[，,](?:所以|因此|因而|故|于是|从而|就|也)|$)`)

// toldReason finds 因为… in a sentence that speaks of all that was asked.
func (a *Answerer) toldReason(q index.Query, r *reading, i int) (knowledge.Span, int) {
	s, _ := r.phrase(reasonPhrase, i)
	if s.End <= s.Start || isQuestion(r.sentence(i)) || !standsIn(q.Named, r.folded(r.hit.Passage.Sentences[i])+r.before(i)) {
		return knowledge.Span{}, i
	}
	for _, c := range q.Concepts {
		if stands(c, r.folded(r.hit.Passage.Sentences[i])) < 0.5 {
			return knowledge.Span{}, i
		}
	}
	return s, i
}

// wayWords ask how to get somewhere; rideWords tell it.
var (
	wayWords  = regexp.MustCompile(`(?:怎么|怎样|如何)(?:去|到|走|前往|过去|抵达|乘车|坐车|坐地铁|坐公交|才能到)|去.*怎么走|交通路线|乘车路线`)
	rideWords = regexp.MustCompile(`可乘|乘坐|换乘|搭乘|[乘坐](?:高铁|地铁|公交|轨道|火车|轮渡|动车)|自驾|驱车|步行|下车|下高速|上高速|出站|直达`)
)

func asksWay(q index.Query) bool { return wayWords.MatchString(q.Folded()) }

// toldWay finds the sentence that tells how to get to the thing.
func (a *Answerer) toldWay(q index.Query, r *reading, i int) (knowledge.Span, int) {
	s := r.hit.Passage.Sentences[i]
	text := r.folded(r.hit.Passage.Sentences[i])
	if !rideWords.MatchString(text) || isQuestion(text) || len(q.Concepts) == 0 {
		return knowledge.Span{}, i
	}
	near := text
	if i > 0 {
		near += r.folded(r.hit.Passage.Sentences[i-1])
	}
	if i+1 < len(r.hit.Passage.Sentences) {
		near += r.folded(r.hit.Passage.Sentences[i+1])
	}
	for _, n := range thingsOf(q) {
		rs := []rune(n)
		titled := strings.Contains(r.heads, n) && strings.Contains(text, string(rs[max(0, len(rs)-2):]))
		if pairsIn(n, near) < nameStands && !titled {
			return knowledge.Span{}, i
		}
	}
	for _, c := range q.Concepts {
		if len(thingsOf(q)) == 0 && stands(c, near) < 0.5 {
			return knowledge.Span{}, i
		}
	}
	return trimMarks(r.hit.Passage.Text, s), i
}

// mannerWords tell how something is done.
var mannerWords = regexp.MustCompile(`可[先在通凭向拨登到由]|登录|拨打|凭.+[预办领购]|提交|扫码|预约|关注.*公众号`)

// toldManner finds the sentence that tells how to do what is asked.
func (a *Answerer) toldManner(q index.Query, r *reading, i int) (knowledge.Span, int) {
	text := r.folded(r.hit.Passage.Sentences[i])
	if !mannerWords.MatchString(text) || isQuestion(text) || len(q.Concepts) == 0 || !standsIn(q.Named, text+r.before(i)) {
		return knowledge.Span{}, i
	}
	for _, c := range q.Concepts {
		if stands(c, text) < 0.5 {
			return knowledge.Span{}, i
		}
	}
	return trimMarks(r.hit.Passage.Text, r.hit.Passage.Sentences[i]), i
}
