package query

import (
	"strings"
	"unicode/utf8"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/figure"
)

// readAsking finds the words that ask, sets Want, Unit and Counted, and returns the
// question without those words.
func (q *Query) readAsking(l *words.Lexicon, text string) string {
	a, at := askedBy(text)
	if at < 0 {
		q.Keywords = true
		return q.readImplied(l, text)
	}
	if a.want == WantYesNo {
		if rest, ok := q.readGiven(text[:at] + " " + text[at+len(a.words):]); ok {
			return rest
		}
	}
	if a.words == "为什么" && asksName(text[:at], text[at+len(a.words):]) {
		a, at = asking{words: "什么", want: WantText}, at+len("为")
	}
	q.Want, q.Unit = a.want, a.unit
	end := at + len(a.words)
	if a.words == "几" || a.want == WantNumber {
		if u, n := measureAt(l, text[end:]); n > 0 {
			q.Want, q.Unit = u.want, u.unit
			if noun := strings.TrimPrefix(text[end:end+n], "个"); noun != u.unit && u.want == WantNumber && utf8.RuneCountInString(noun) > 1 {
				q.Unit, q.measured = "", Concept{Text: noun, Alts: []string{u.unit}} // 1200座, 座位1200个
				end -= len(noun)
			}
			end += n
		} else if a.words == "几" {
			q.Want = WantText
		}
	}
	granted := of("grant").In(text[:at])
	if (q.Want == WantNumber || q.Want == WantText || q.Want == WantDimension && q.Unit == "") && !granted {
		metrics := text
		if rest := []rune(strings.Trim(text[end:], " ?!。.")); len(rest) > 0 && q.Want == WantText {
			metrics = string(rest[:min(len(rest), nounRunes)]) // 人口 does not ask for a number in 哪个城市人口最多
		}
		if w, u := impliedWant(wholeWords(l, metrics)); w != WantText {
			q.Want, q.Unit = w, u
		}
	}
	if q.Want == WantNumber || q.Want == WantCount || q.Want == WantList {
		q.Counted = counted(l, text[end:])
	}
	return text[:at] + " " + text[end:]
}

// nounRunes is how far behind 什么 or 哪个 the noun that they ask for reaches.
const nounRunes = 4

// asksName reports whether 为什么 asks what something is called, made or taken
// for, by the text before and after it: 被称为什么, 译名为什么？
func asksName(before, after string) bool {
	if of("naming").Ends(before) {
		return true
	}
	return before != "" && strings.Trim(after, " ?!。.") == "" && !strings.HasSuffix(before, "是") && !strings.HasSuffix(before, "，")
}

// wholeWords blanks words of text that contain a metric of one character: 花 does
// not ask for money in 花园.
func wholeWords(l *words.Lexicon, text string) string {
	for _, w := range l.Cut(text) {
		word := text[w.Start:w.End]
		if words.IsMetric(word) {
			continue
		}
		for _, r := range word {
			if words.IsMetric(string(r)) && len(word) > utf8.RuneLen(r) && onlySingles(word) {
				text = strings.ReplaceAll(text, word, strings.Repeat(" ", len(word)))
				break
			}
		}
	}
	return text
}

// onlySingles reports whether word contains no metric of more than one character.
func onlySingles(word string) bool {
	for w := range words.Metrics() {
		if utf8.RuneCountInString(w) > 1 && strings.Contains(word, w) {
			return false
		}
	}
	return true
}

// counted returns the noun that a question counts, given the text behind the words
// that ask: the last of the nouns in a row.
func counted(l *words.Lexicon, rest string) Concept {
	noun, end := "", 0
	cut := l.Cut(rest)
	if len(cut) > 1 && cut[0].Start == 0 && cut[1].Start == cut[0].End && strings.HasPrefix(cut[0].Tag, "v") &&
		utf8.RuneCountInString(rest[cut[1].Start:cut[1].End]) == 1 && !l.IsStop(rest[cut[1].Start:cut[1].End]) {
		return Concept{Text: rest[:cut[1].End]} // 停车位: a verb and what it is for
	}
	for _, w := range cut {
		s := rest[w.Start:w.End]
		if w.Start != end || l.IsStop(s) || strings.HasPrefix(w.Tag, "v") && w.Tag != "vn" {
			break
		}
		end = w.End
		if utf8.RuneCountInString(s) > 1 && w.Tag != names.MetricTag || words.Synonyms(s) != nil && utf8.RuneCountInString(s) > 1 {
			noun = s
		}
	}
	if noun == "" {
		return Concept{}
	}
	return Concept{noun, words.Synonyms(noun)}
}

// readImplied sets what a question without words that ask asks for: the kind of
// its metric, a number (企业数), a time (投产时间), or whether a figure that it gives
// is right (入驻94家了吗). It returns the question without the words for that.
func (q *Query) readImplied(l *words.Lexicon, text string) string {
	q.Want, q.Unit = impliedWant(wholeWords(l, text))
	bare := strings.TrimRight(text, " ?!。.吗呢吧么了啊呀")
	for _, w := range of("numberNoun").Words {
		if rest, ok := strings.CutSuffix(bare, w); ok && rest != "" {
			q.Want = WantNumber
			return rest
		}
	}
	for _, e := range lists().ends {
		if q.Want == WantText && e.words.Ends(bare) { // 去年货物吞吐量
			q.Want = e.want
		}
	}
	for _, w := range of("timeNoun").Words {
		if rest, ok := strings.CutSuffix(bare, w); ok && rest != "" {
			q.Want = WantTime
			return rest
		}
	}
	if bare == strings.TrimRight(text, " ?!。.") {
		return text
	}
	if rest, ok := q.readGiven(text); ok {
		return rest
	}
	return text
}

// readGiven sets what a question asks for that gives a figure and asks whether it
// is right. It returns the question without the figure, and whether it gives one.
func (q *Query) readGiven(text string) (string, bool) {
	for _, f := range figure.Scan(text, knowledge.Date{}) {
		if w := wantOf(f.Kind); w != WantText {
			q.Want, q.Unit, q.Given = w, f.Unit, &f
			return strings.Replace(text, f.Text, " ", 1), true
		}
	}
	return text, false
}

// wantOf returns the kind of answer that a figure of a kind is, WantText for
// kinds that are not asked for.
func wantOf(k knowledge.Kind) Want {
	switch k {
	case knowledge.Count:
		return WantNumber
	case knowledge.Money:
		return WantMoney
	case knowledge.Percent:
		return WantPercent
	case knowledge.Dimension:
		return WantDimension
	case knowledge.Duration:
		return WantDuration
	}
	return WantText
}
