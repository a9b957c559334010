package news

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// wanted is the subject of a subscription: words that all have to fit a figure.
type wanted []string

// newWanted reads a subject. Nothing is everything.
func newWanted(subject string) wanted { return strings.Fields(zhtext.FoldString(subject)) }

// leastName is how many characters a name has at least.
const leastName = 2

// matter is what a figure is of, folded, for the comparison with subscriptions.
type matter struct {
	names  []string // the thing and the place
	thing  *knowledge.Thing
	metric string
}

// matterOf reads it off a figure. One whose sentence names no thing is of what
// the title and the heading above it name.
func matterOf(r index.Row) matter {
	b := r.Figure.Binding
	m := matter{metric: b.Metric, thing: b.Thing}
	for _, n := range []string{b.Subject, b.Scope} {
		if n != "" {
			m.names = append(m.names, n)
		}
	}
	if b.Subject == "" || b.Loose {
		m.names = append(m.names, squeezed(r.Passage.Release.Title), squeezed(r.Passage.Heading))
	}
	return m
}

// matches reports whether a figure is one of those that are wanted.
func (w wanted) matches(m matter) bool {
	for _, part := range w {
		if !m.isOf(part) && !m.measures(part) && !m.joins(part) {
			return false
		}
	}
	return true
}

// isOf reports whether a figure is of a thing or place: of that itself, or of
// one whose name has it in it, as 吉利 is in 吉利新能源汽车总部. It is not the other
// way around: who wants 临湖港 does not get all of 临湖.
func (m matter) isOf(name string) bool {
	if same, decided := m.thing.Is(name); decided {
		return same
	}
	for _, n := range m.names {
		if ledger.Holds(n, name) {
			return true
		}
	}
	return false
}

// measures reports whether a figure measures what a metric names.
func (m matter) measures(metric string) bool {
	for _, idle := range []string{"数量", "情况", "数"} {
		if short, ok := strings.CutSuffix(metric, idle); ok && utf8.RuneCountInString(short) >= leastName {
			metric = short
			break
		}
	}
	return strings.Contains(m.metric, metric)
}

// joins reports whether part is a thing and a metric written as one: 吉利总投资.
func (m matter) joins(part string) bool {
	for i := range part {
		if utf8.RuneCountInString(part[:i]) >= leastName && utf8.RuneCountInString(part[i:]) >= leastName &&
			m.measures(part[i:]) && m.isOf(part[:i]) {
			return true
		}
	}
	return false
}

func squeezed(s string) string { return strings.Join(strings.Fields(zhtext.FoldString(s)), "") }

// maxSubject bounds a subject, in characters.
const maxSubject = 40

// tidySubject cleans what a person wants to subscribe to: no control characters,
// no quotation marks around it. It reports false where it names nothing.
func tidySubject(text string) (string, bool) {
	s := strings.Trim(oneText(strings.ToValidUTF8(text, "")), "“”\"'‘’「」《》 ")
	if s == "" {
		return "", strings.TrimSpace(text) == ""
	}
	letters := 0
	for _, r := range s {
		if unicode.IsLetter(r) || unicode.IsNumber(r) {
			letters++
		}
	}
	return s, letters >= leastName && utf8.RuneCountInString(s) <= maxSubject
}
