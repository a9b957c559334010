package talk

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/courtesy"
	"beilun/internal/zhnum"
)

// Items are the questions of a message that asks several, as people forward and number
// them.
type Items struct {
	Asked   []string // in order, as written, without their numbers
	About   string   // the thing that is named before the first of them, "" for none
	Dropped bool     // there is more in the message, which asks nothing: a head, thanks
}

// Items cuts a message at its lines, its numbers (1、 ② (3) 四、) and the ends of its
// sentences, and leaves out what asks nothing. It does not look into a sentence: that
// is what Split is for.
func (g *Grammar) Items(message string) Items {
	var out Items
	head, numbered := cutNumbers(strings.Map(halfWidth, message))
	if numbered == nil {
		numbered, head = []string{message}, ""
	}
	if head != "" {
		g.take(&out, head, false)
		out.Asked = nil // what is before the numbers introduces them
		out.Dropped = true
	}
	listed := len(numbered) > 1
	for _, n := range numbered {
		before := len(out.Asked)
		g.take(&out, n, listed)
		if all := sentences(n); listed && len(out.Asked) == before && len(all) > 0 {
			out.add(all[0].text) // what has a number is asked, whatever it is
		}
	}
	if len(out.Asked) == 0 {
		return Items{Asked: []string{message}}
	}
	return out
}

// take adds the questions of a piece of a message. What is listed needs no words that
// ask.
func (g *Grammar) take(out *Items, piece string, listed bool) {
	all := sentences(piece)
	between, form := gaps{g: g}, isForm(all)
	for i, s := range all {
		if len(out.Asked) > maxItems {
			return // more than anybody answers
		}
		text, introduces := withoutColon(s.text)
		if introduces && !listed && !form && len(all) > 1 {
			out.head(g, text)
			continue
		}
		blanks := g.atBlanks(text)
		last := blanks[len(blanks)-1]
		asked, head := g.question(last, listed)
		if asked == "" && len(all) > 1 && between.add(last, i == 0, s.line) {
			asked, head = last, ""
		}
		if asked != "" || len(blanks) > 1 {
			out.add(between.take(len(out.Asked) > 0)...)
		}
		out.add(blanks[:len(blanks)-1]...)
		if head != "" {
			out.head(g, head)
		}
		if asked != "" {
			out.add(asked)
		}
	}
}

// add adds questions.
func (out *Items) add(questions ...string) {
	for _, q := range questions {
		out.Asked = append(out.Asked, withoutOpener(q))
	}
}

// head notes what asks nothing. Before the first question it may name what all are
// about.
func (out *Items) head(g *Grammar, head string) {
	out.Dropped = true
	if len(out.Asked) > 0 {
		return
	}
	if thing := g.ThingIn(head); thing != "" {
		out.About = thing
	}
}

// question returns what a sentence asks, "" for nothing, and what is before it or asks
// nothing.
func (g *Grammar) question(s string, listed bool) (asked, head string) {
	s, head = withoutBrackets(s)
	if i := strings.LastIndexAny(s, colons); i >= 0 {
		_, n := utf8.DecodeRuneInString(s[i:])
		if behind := strings.TrimSpace(s[i+n:]); g.isQuestion(behind, listed) {
			return behind, head + s[:i]
		}
	}
	if g.isQuestion(s, listed) {
		return s, head
	}
	if i := strings.LastIndexAny(s, ",，"); i > 0 && strings.Contains(s[:i], "、") && g.isQuestion(s[:i], listed) {
		return s[:i], head + s[i:] // 总投资、建筑面积，下午要用
	}
	return "", head + s
}

func withoutOpener(s string) string { return cutPrefixes(s, " ,，", of("opener").Words...) }

// atBlanks cuts a sentence at blanks between questions, unless it has many.
func (g *Grammar) atBlanks(s string) []string {
	if len(strings.Fields(s)) > maxItems {
		return []string{s}
	}
	for i, r := range s {
		if unicode.IsSpace(r) && g.asks(fold(s[:i])) && g.asks(fold(strings.TrimSpace(s[i:]))) {
			return append([]string{s[:i]}, g.atBlanks(strings.TrimSpace(s[i:]))...)
		}
	}
	return []string{s}
}

// isQuestion reports whether a sentence asks something: by words for that, by a metric
// at its end or, if it is in a list, by one anywhere.
func (g *Grammar) isQuestion(s string, listed bool) bool {
	text := strings.TrimSpace(fold(s))
	if text == "" || courtesy.Of(text) != courtesy.None {
		return false
	}
	if g.asks(withoutMarks(text)) {
		return true
	}
	if courtesy.IsEnglish(text) {
		return listed || strings.HasSuffix(text, "?")
	}
	f := g.Frame(text)
	return f.Given == nil && (endsMeasuring(f) || listed && len(Measures(f)) > 0)
}

// ThingIn returns the first thing that a text names, "" for none.
func (g *Grammar) ThingIn(text string) string {
	text = fold(text)
	for _, n := range g.Lexicon.Binder().Names(text) {
		if strings.Contains(text, n) {
			return n
		}
	}
	return g.nameIn(text)
}

// sentence is one of a message.
type sentence struct {
	text string
	line bool // it has a line for itself
}

// sentences cuts a piece of a message at its lines and at what ends a question, and
// takes off the marks before a line: those of a quotation (>) and of a list.
func sentences(piece string) (out []sentence) {
	for line := range strings.SplitSeq(piece, "\n") {
		line = strings.TrimLeft(line, " \t\r>•·●○◆■□▪*-—–　")
		from := len(out)
		for line != "" {
			i := strings.IndexAny(line, "；;。？?！!")
			end := len(line)
			if i >= 0 {
				_, n := utf8.DecodeRuneInString(line[i:])
				end = i + n
			}
			if s := strings.Trim(line[:end], " \t\r；;。，,、　"); s != "" {
				out = append(out, sentence{text: s})
			}
			line = line[end:]
		}
		if len(out) == from+1 {
			out[from].line = true
		}
	}
	return out
}

// withoutBrackets takes what is in 【】 out of a sentence, and returns that as well.
func withoutBrackets(s string) (rest, inside string) {
	for {
		i := strings.Index(s, "【")
		j := strings.Index(s, "】")
		if i < 0 || j < i {
			return strings.TrimSpace(s), inside
		}
		inside += s[i+len("【") : j]
		s = s[:i] + s[j+len("】"):]
	}
}

// cutNumbers cuts a text at numbers that count from one: 1、… 2、…, ①…②…, (1)…(2)…, or
// 一、…二、…. It returns what is before the first, and nil if there are not two of them.
func cutNumbers(text string) (head string, items []string) {
	next, from := 1, 0
	begins := true // a number may be here
	for i, r := range text {
		if i < from {
			continue
		}
		if begins || r >= circled && r < circled+maxItems {
			if n, size := numberAt(text[i:]); n == next {
				if n == 1 {
					head = text[:i]
				} else {
					items = append(items, text[from:i])
				}
				from = i + size
				next++
				continue
			}
		}
		begins = unicode.IsSpace(r) || unicode.IsPunct(r)
	}
	if next <= 2 {
		return "", nil
	}
	return head, append(items, text[from:])
}

// numberAt returns the number of an item that a text begins with and how many bytes it
// has, 0 if there is none: ②, (2) or 2 with a mark behind it. 1.5 makes no item.
func numberAt(text string) (n, size int) {
	r, size := utf8.DecodeRuneInString(text)
	if r >= circled && r < circled+maxItems {
		return int(r-circled) + 1, size
	}
	marks := "、.．)）:："
	rest := text
	if r == '(' || r == '（' {
		marks, rest = ")）", text[size:]
	}
	num, ok := zhnum.Parse(rest)
	if !ok || num.Value == nil || !num.Value.IsInt() || !num.Value.Num().IsInt64() || num.Value.Num().Int64() > maxItems {
		return 0, 0
	}
	rest = rest[num.Len:]
	mark, width := utf8.DecodeRuneInString(rest)
	if width == 0 || !strings.ContainsRune(marks, mark) {
		return 0, 0
	}
	return int(num.Value.Num().Int64()), len(text) - len(rest) + width
}

const (
	maxItems = 20  // of a list
	circled  = '①' // and as many behind it
	colons   = "：:"
)

// halfWidth returns r, and a digit that is as wide as a Han character as usual: １.
func halfWidth(r rune) rune {
	if r >= '０' && r <= '９' {
		return r - '０' + '0'
	}
	return r
}
