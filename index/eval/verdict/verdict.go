// Package verdict judges answers to questions about a district as their reader
// would. It measures answers and makes the examples that the choice of answers is
// learned from; the product does not use it.
//
// What it allows is in conventions.txt, and has been the same from the project's
// first questions on, so that numbers of different days can be compared.
package verdict

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"
)

// Verdict is how an answer compares with the question's known answer.
type Verdict string

// The verdicts. For a question without an answer Refused is right, and Quoted
// hedges.
const (
	Right   Verdict = "right"   // the claim answers
	Long    Verdict = "long"    // it has the answer among too much
	Ragged  Verdict = "ragged"  // it is cut inside the answer, lacks the qualifier or has half of a list
	Quoted  Verdict = "quoted"  // no claim, and the right passage is shown first
	Refused Verdict = "refused" // it says that it is not known
	Wrong   Verdict = "wrong"   // anything else
)

// Gold is a question with its answer, a line of questions.jsonl.
type Gold struct {
	ID         string   `json:"id"`
	Question   string   `json:"question"`
	Kind       string   `json:"kind"`
	Answerable bool     `json:"answerable"`
	Answers    []string `json:"answer"` // acceptable, verbatim
	Figure     *Figure  `json:"figure"`
	Items      Items    `json:"items"`
	Release    string   `json:"release"`
	Contains   []string `json:"passage_contains"` // strings that only the right passage has
	Style      string   `json:"style"`
	AskedOn    string   `json:"asked_on"`
	Turns      []Gold   `json:"turns"`
}

// Figure is the value of an answer in whole units: 元 and not 亿元.
type Figure struct {
	Value float64 `json:"value"`
	Unit  string  `json:"unit"`
}

// UnmarshalJSON reads a figure. A day, which some test sets write as "2026-12-31", is
// no value in a unit and makes f zero: the texts of the answer have it.
func (f *Figure) UnmarshalJSON(data []byte) error {
	var raw struct {
		Value any    `json:"value"`
		Unit  string `json:"unit"`
	}
	if err := json.Unmarshal(data, &raw); err != nil {
		return fmt.Errorf("read a figure: %w", err)
	}
	*f = Figure{}
	if v, ok := raw.Value.(float64); ok {
		*f = Figure{v, raw.Unit}
	}
	return nil
}

// isOpen reports whether nothing is known of a figure.
func (f *Figure) isOpen() bool { return f == nil || *f == Figure{} }

// Reply is what was answered.
type Reply struct {
	Claim    string   // empty where nothing is claimed
	Quoted   bool     // the first passage is shown as what the releases say
	Passages []string // their texts, best first
}

// figureKinds are answered by a figure; longKinds may take three sentences; itemKinds
// are judged by the items that the claim has.
var (
	figureKinds = []string{"money", "quantity", "percent", "datetime", "duration", "area", "length"}
	longKinds   = []string{"why", "how", "process", "purpose", "definition", "about", "latest", "list", "multi"}
	itemKinds   = []string{"list", "latest", "about", "compare", "most", "history", "multi"}
)

// Limits of a claim, in characters: of one sentence, of up to three, of a list.
const (
	maxClaim = 120
	maxLong  = 240
	maxItems = 600
)

// IsFigure reports whether g is answered by a figure.
func (g *Gold) IsFigure() bool { return g.Figure != nil || slices.Contains(figureKinds, g.Kind) }

// Judge compares a reply with the known answer.
func Judge(g *Gold, r Reply) Verdict {
	claim := strings.TrimSpace(r.Claim)
	switch {
	case !g.Answerable && claim != "":
		return Wrong
	case !g.Answerable && r.Quoted:
		return Quoted
	case !g.Answerable:
		return Refused
	case claim == "" && r.Quoted:
		if Rank(g, r.Passages) == 1 {
			return Quoted
		}
		return Wrong
	case claim == "":
		return Refused
	}
	return judgeClaim(g, claim, r.Passages)
}

func judgeClaim(g *Gold, claim string, passages []string) Verdict {
	if turned(g.Answers, claim) {
		return Wrong
	}
	if len(g.Items) > 0 && slices.Contains(itemKinds, g.Kind) {
		share := g.Items.share(claim)
		switch {
		case share == 1 && utf8.RuneCountInString(claim) <= maxItems:
			return Right
		case share == 1:
			return Long
		case !Holds(g.Answers, claim) && share >= 0.5:
			return Ragged
		case !Holds(g.Answers, claim):
			return Wrong
		}
	}
	if g.IsFigure() {
		if v := g.judgeFigure(claim); v != "" {
			return v
		}
	}
	if Holds(g.Answers, claim) {
		return g.judgeText(claim, passages)
	}
	a := fold(claim)
	for _, x := range g.Answers {
		x = fold(x)
		if n := float64(common([]rune(x), []rune(a))); n >= max(4, 0.5*float64(utf8.RuneCountInString(x))) {
			return Ragged
		}
	}
	return Wrong
}

// judgeFigure judges a claim by its figures; "" if the answers have none.
func (g *Gold) judgeFigure(claim string) Verdict {
	same, some := false, false
	said := figures(claim)
	for _, a := range g.Answers {
		if want := figures(a); len(want) > 0 {
			some = true
			same = same || sameFigures(want, said)
		}
	}
	if !g.Figure.isOpen() {
		some = true
		same = same || sameFigures([]number{{value: g.Figure.Value, unit: g.Figure.Unit}}, said)
	}
	switch {
	case equalText(g.Answers, claim), same, g.dated(claim):
		if lacksQualifier(g.Answers, claim) {
			return Ragged
		}
		return Right
	case some && Holds(g.Answers, claim):
		return Long
	case some:
		return Wrong
	}
	return ""
}

var digits = regexp.MustCompile(`\d+`)

// dated reports whether a claim is an answer that is a date, with at most its year or
// hour added.
func (g *Gold) dated(claim string) bool {
	isDate, most := false, 0
	for _, a := range g.Answers {
		if hasAnswer(claim, a) {
			isDate = isDate || by.pattern("dateSigns").MatchString(a)
			most = max(most, len(digits.FindAllString(a, -1)))
		}
	}
	if by.list("hour").In(claim) {
		most += 2
	}
	return isDate && len(digits.FindAllString(claim, -1)) <= 1+most && utf8.RuneCountInString(claim) <= 40
}

var sentenceEnds = regexp.MustCompile(`[。！？!?]`)

func (g *Gold) judgeText(claim string, passages []string) Verdict {
	if cutInside(g.Answers, claim, passages) {
		return Ragged
	}
	inner := len(sentenceEnds.FindAllString(strings.TrimRight(claim, "。！？!?”"), -1))
	length := utf8.RuneCountInString(claim)
	if length <= maxClaim && inner == 0 || slices.Contains(longKinds, g.Kind) && length <= maxLong && inner <= 2 {
		return Right
	}
	return Long
}

const edges = "，。；：、！？（）()“”‘’《》—…·,.;:!?\n\t \u3000"

// cutInside reports whether a claim begins or ends inside a clause of its passage
// and no acceptable answer does.
func cutInside(answers []string, claim string, passages []string) bool {
	want := unspaced(claim)
	for _, p := range passages {
		flat := unspaced(p)
		i := strings.Index(flat, want)
		if i < 0 {
			continue
		}
		j := i + len(want)
		before, _ := utf8.DecodeLastRuneInString(flat[:i])
		after, _ := utf8.DecodeRuneInString(flat[j:])
		first, _ := utf8.DecodeRuneInString(want)
		last, _ := utf8.DecodeLastRuneInString(want)
		f := fold(claim)
		begins := i == 0 || strings.ContainsRune(edges, before) || strings.ContainsRune(edges, first) ||
			slices.ContainsFunc(answers, func(a string) bool { return strings.HasPrefix(f, fold(a)) })
		ends := j == len(flat) || strings.ContainsRune(edges, after) || strings.ContainsRune(edges, last) ||
			slices.ContainsFunc(answers, func(a string) bool { return strings.HasSuffix(f, fold(a)) })
		return !begins || !ends
	}
	return false
}

// Rank returns the place of the right passage, from 1; 0 if it is not among them or
// not known.
func Rank(g *Gold, passages []string) int {
	if len(g.Contains) == 0 {
		return 0
	}
	for i, p := range passages {
		flat := fold(p)
		if !slices.ContainsFunc(g.Contains, func(s string) bool { return !strings.Contains(flat, fold(s)) }) {
			return i + 1
		}
	}
	return 0
}
