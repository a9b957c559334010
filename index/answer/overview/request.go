package overview

import (
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// Kind is what a question asks of the releases as a whole.
type Kind string

// The kinds.
const (
	List     Kind = "list"     // the things of a kind
	Table    Kind = "table"    // with a figure of each
	Card     Kind = "card"     // what is known of one thing
	News     Kind = "news"     // the newest releases
	Releases Kind = "releases" // all releases
	Updated  Kind = "updated"  // up to when they reach
)

// Phase is how far the things of a list have come.
type Phase string

// The phases.
const (
	AnyPhase Phase = ""
	Underway Phase = "underway" // begun, and not done
	Begun    Phase = "begun"
	Done     Phase = "done"
)

// Request is what a question asks for.
type Request struct {
	Kind    Kind
	Of      string             // folded: the word for the kind of things of a List or Table, otherwise a thing; empty for the district, or for everything
	Metrics []*concept.Concept // of a Table: what is asked of each thing
	Phase   Phase              // of the things of a List or Table
	Sorted  bool               // by the figure, the largest first
	Least   bool               // the smallest first
	From    knowledge.Date     // News, and a Phase that has begun or is done: not before; zero for any day
	To      knowledge.Date     // not after
	Leans   bool               // of News of everything: it may be meant of the thing that the question before was about
	Known   bool               // of a List or Table: Of is a word for a kind of things, and not only what is left of the question
}

// maxQuestion is how many bytes a question has at most that asks for an overview.
const maxQuestion = 240

// Place reports whether a folded text is the district that the releases are about.
type Place func(text string) bool

// Read returns what a question asks of the releases as a whole on a day; false if it
// asks something else. A Card and News are Of any text that the question leaves, which
// the caller has to know for a thing.
func Read(question string, today knowledge.Date, district Place) (Request, bool) {
	text := squeezed(question)
	if text == "" || len(text) > maxQuestion {
		return Request{}, false
	}
	r := reading{text: trim(text), today: today, district: district}
	for _, read := range []func() (Request, bool){r.updated, r.releases, r.news, r.card, r.list} {
		if req, ok := read(); ok {
			return req, true
		}
	}
	return Request{}, false
}

// reading is a question that is being read.
type reading struct {
	text     string
	today    knowledge.Date
	district Place
}

// trim takes the courtesy off both ends of a question.
func trim(s string) string {
	for {
		t := s
		if w := listOf("polite").Started(t); w != "" {
			t = t[len(w):]
		}
		t = strings.TrimSuffix(t, listOf("courteous").Ended(t))
		t = strings.TrimSuffix(t, listOf("chat").Ended(t))
		if t == s {
			return s
		}
		s = t
	}
}

// rest is what is left of a question.
type rest string

// take takes the longest word of a class out of the question, and returns it.
func (s *rest) take(class string) string {
	for _, w := range listOf(class).Longest() {
		if i := strings.Index(string(*s), w); i >= 0 {
			*s = (*s)[:i] + (*s)[i+len(w):]
			return w
		}
	}
	return ""
}

// takeYear takes a year out of the question, 2024年, and returns it; 0 for none.
func (s *rest) takeYear() int {
	mark := listOf("year-mark").Words[0]
	i := strings.Index(string(*s), mark)
	if i < yearDigits {
		return 0
	}
	y, err := strconv.Atoi(string((*s)[i-yearDigits : i]))
	if err != nil || y < 1900 {
		return 0
	}
	*s = (*s)[:i-yearDigits] + (*s)[i+len(mark):]
	return y
}

// yearDigits is how many digits a year has.
const yearDigits = 4

// without returns what is left without the words of classes.
func (s rest) without(classes ...string) string {
	t := string(s)
	for _, c := range classes {
		t = listOf(c).Remove(t)
	}
	return t
}

// bare returns what is left without what is no part of a name at either end.
func bare(left string) string {
	for t := ""; t != left; {
		t = left
		left = trim(left)
		for _, class := range []string{"behind-thing", "about-this"} {
			left = strings.TrimSuffix(left, listOf(class).Ended(left))
			left = strings.TrimPrefix(left, listOf(class).Started(left))
		}
	}
	return left
}

// thing returns what is left when it may be the name of a thing, "" for the district or
// for nothing; ok is false if it can be neither.
func (r *reading) thing(left string) (of string, ok bool) {
	if left = bare(left); left == "" || r.district(left) {
		return "", true
	}
	return left, utf8.RuneCountInString(left) > 1
}

// updated reads a question for the day up to which the releases reach.
func (r *reading) updated() (Request, bool) {
	left := rest(r.text)
	update := left.take("updated") != ""
	when := left.take("when") != ""
	paper := left.take("papers") != ""
	held := left.take("holding") != ""
	newest := left.take("newest") != ""
	data := (held || paper) && !listOf("pointing").In(r.text) // 资料到几号的
	held = left.take("news") != "" || held
	if !when || !update && !data && !(newest && (paper || held)) {
		return Request{}, false
	}
	over := left.without("about-this", "joint")
	return Request{Kind: Updated}, over == "" || r.district(over)
}

// releases reads a question for the releases themselves.
func (r *reading) releases() (Request, bool) {
	left := rest(r.text)
	held := left.take("held") != ""
	paper := left.take("papers") != ""
	if !held && !paper {
		if left.take("holding") == "" {
			return Request{}, false
		}
	}
	asked := left.take("which") != "" || left.take("listing") != ""
	if left.take("newest") != "" || !asked && !held && !paper {
		return Request{}, false
	}
	if held {
		left.take("holding")
	}
	of, ok := r.thing(left.without("each", "all"))
	switch {
	case !ok, !held && !paper && of == "" && !asked:
		return Request{}, false
	case of != "" && !paper:
		return Request{}, false // 项目有哪些资料: of a thing, these are no releases
	case of != "":
		return Request{Kind: News, Of: of}, true
	}
	return Request{Kind: Releases}, true
}

// news reads a question for what is new.
func (r *reading) news() (Request, bool) {
	left := rest(r.text)
	req := Request{Kind: News}
	papers := left.take("papers") != ""
	timed := r.time(&left, &req)
	word := ""
	if !papers {
		if word = left.take("news"); word == "" {
			return Request{}, false
		}
	}
	which := left.take("which") != "" || left.take("listing") != ""
	if any := listOf("any").Ended(string(left)); any != "" && !papers {
		left, which = rest(strings.TrimSuffix(string(left), any)), true
	} else if any := listOf("any").Started(string(left)); any != "" && !papers {
		left, which = rest(strings.TrimPrefix(string(left), any)), true
	}
	if !timed && (!which || papers) {
		return Request{}, false
	}
	var ok bool
	req.Of, ok = r.thing(string(left))
	req.Leans = bare(string(left)) == "" && listOf("progress").Has(word)
	return req, ok
}

// time takes the words for a time out of what is left, and sets the days of req.
func (r *reading) time(left *rest, req *Request) bool {
	y, m := r.today.Year, r.today.Month
	first := knowledge.Date{Year: y, Month: m, Day: 1}
	switch {
	case left.take("today") != "":
		req.From = r.today
	case left.take("week") != "":
		req.From = daysBefore(r.today, 6)
	case left.take("last-month") != "":
		before := daysBefore(first, 1)
		req.From, req.To = knowledge.Date{Year: before.Year, Month: before.Month, Day: 1}, before
	case left.take("month") != "":
		req.From = first
	case left.take("last-year") != "":
		req.From, req.To = knowledge.Date{Year: y - 1, Month: 1, Day: 1}, knowledge.Date{Year: y - 1, Month: 12, Day: 31}
	case left.take("year") != "":
		req.From = knowledge.Date{Year: y, Month: 1, Day: 1}
	default:
		if y := left.takeYear(); y > 0 {
			req.From, req.To = knowledge.Date{Year: y, Month: 1, Day: 1}, knowledge.Date{Year: y, Month: 12, Day: 31}
			return true
		}
		return left.take("newest") != ""
	}
	left.take("newest")
	return true
}

// daysBefore returns the day that is n days before another.
func daysBefore(d knowledge.Date, n int) knowledge.Date {
	y, m, day := time.Date(d.Year, time.Month(d.Month), d.Day-n, 0, 0, 0, 0, time.UTC).Date()
	return knowledge.Date{Year: y, Month: int(m), Day: day}
}

// Introduces reports whether a question asks for all that is known of what the question
// before it was about: 介绍一下它, 基本情况呢.
func Introduces(question string) bool {
	text := trim(squeezed(question))
	return listOf("introduce").Begins(text) || listOf("state").Has(text) && listOf("stated").Ends(text)
}

// card reads a question for all that is known of a thing.
func (r *reading) card() (Request, bool) {
	s := r.text
	head := listOf("introduce").Started(s)
	s = s[len(head):]
	tail := ""
	for w := listOf("state").Ended(s); w != ""; w = listOf("state").Ended(s) {
		s, tail = strings.TrimSuffix(s, w), w
		if t, ok := strings.CutSuffix(s, listOf("behind-thing").Words[0]); ok {
			s = t
		}
	}
	if head == "" && tail == "" || bare(s) == "" || strings.Contains(s, ",") {
		return Request{}, false
	}
	of, ok := r.thing(s)
	return Request{Kind: Card, Of: of}, ok
}

// list reads a question for the things of a kind, or for a table of them.
func (r *reading) list() (Request, bool) {
	left := rest(r.text)
	req := Request{Kind: List}
	which := left.take("which") != ""
	listing := left.take("listing") != ""
	left.take("which")
	if listing {
		left.take("few")
	}
	each := left.take("each") != ""
	left.take("all")
	if left.take("descends") != "" {
		req.Sorted = true
	}
	if left.take("ascends") != "" {
		req.Sorted, req.Least = true, true
	}
	for left.take("sorting") != "" {
		req.Sorted = true
	}
	if w := listOf("sorted").Ended(string(left)); w != "" {
		left, req.Sorted = rest(strings.TrimSuffix(string(left), w)), true
	}
	if req.Sorted {
		left.take("by")
	}
	left.take("listing")
	if !which && !listing && !each && !req.Sorted {
		return Request{}, false
	}
	if !r.phrase(behind(trim(string(left))), &req) {
		return Request{}, false
	}
	if len(req.Metrics) > 0 {
		if req.Kind = Table; !req.Known {
			return Request{}, false // 一期、二期分别投多少
		}
	}
	if !req.From.IsZero() && req.Phase != Begun && req.Phase != Done {
		return Request{}, false // since when there has been a school is not known
	}
	if req.Kind == List && !which && !listing && req.Phase == AnyPhase {
		return Request{}, false // 所有学校: nothing is asked
	}
	return req, true
}
