package read

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
)

// pageKeys are words before a colon in the line under a title of a page, beside
// those of a line of text.
var pageKeys = []struct {
	word string
	key  key
}{
	{"时间", keyDate}, {"发布于", keyDate}, {"刊发时间", keyDate}, {"成文日期", keyOther}, {"生成日期", keyOther},
	{"信息提供", keySource}, {"供稿单位", keySource}, {"来稿单位", keySource}, {"发布者", keyOther}, {"发布人", keyOther},
	{"更新时间", keyOther}, {"更新日期", keyOther}, {"修改时间", keyOther}, {"浏览", keyOther}, {"阅读", keyOther}, {"点击", keyOther},
	{"点击率", keyOther}, {"阅读次数", keyOther}, {"点击次数", keyOther}, {"访问次数", keyOther}, {"访问量", keyOther}, {"人气", keyOther},
	{"分享", keyOther}, {"分享到", keyOther}, {"供稿", keyOther}, {"录入", keyOther}, {"初审", keyOther}, {"复审", keyOther}, {"终审", keyOther},
	{"校对", keyOther}, {"视力保护色", keyOther}, {"保护视力色", keyOther}, {"索引号", keyOther}, {"文号", keyOther}, {"打印", keyOther},
}

func pageKeyAt(s string) (key, int) {
	if k, n := keyAt(s); k != keyNone {
		return k, n
	}
	for _, k := range pageKeys {
		rest, ok := strings.CutPrefix(s, k.word)
		if !ok {
			continue
		}
		for _, colon := range []string{"：", ":"} {
			if strings.HasPrefix(rest, colon) {
				return k.key, len(k.word) + len(colon)
			}
		}
	}
	return keyNone, 0
}

// furniture are words that stand on pages and belong to no article.
var furniture = []string{"字号", "字体", "大", "中", "小", "打印", "关闭", "收藏", "分享", "浏览", "点击", "阅读", "访问", "扫一扫", "手机", "作者", "编辑", "责任", "记者",
	"时间", "日期", "发布", "更新", "保护", "视力", "返回", "【", "[", "［", "(", "（", "·", "•", "A-", "A+", "A", "T", "|", "｜", "原创", "转载", "语音", "朗读", "评论", "复制"}

// info is what a line under a title says.
type info struct {
	head
	bare bool // its date is not said to be that of publication
}

// infoLine reads the line under a title that says when and by whom the article
// was published, whatever else stands in it: 2024-05-01 10:20 来源：X [大 中 小].
// It returns ok false for a line that says neither. A line that only says
// 时间：2024-05-01 may be about something else.
func infoLine(s string) (h info, ok bool) {
	s = strings.TrimLeft(strings.TrimSpace(s), "【[（(")
	if len(s) > maxMetaLine {
		return info{}, false
	}
	at, k, n := nextKey(s, 0)
	if at < 0 {
		return info{}, false
	}
	lead := strings.TrimSpace(s[:at])
	if d := publicationDate(lead); !d.IsZero() {
		h.date, ok = d, true
	} else if utf8.RuneCountInString(lead) > 12 {
		return info{}, false
	}
	named := false // as what the dates of publication and the sources of pages are
	for at >= 0 {
		named = named || k == keySource || k == keyDate && strings.ContainsAny(s[at:at+n], "发刊")
		next, nk, nn := nextKey(s, at+n)
		end := len(s)
		if next >= 0 {
			end = next
		}
		value := strings.TrimSpace(s[at+n : end])
		switch k {
		case keyDate:
			if d := publicationDate(value); !d.IsZero() && h.date.IsZero() {
				h.date, ok = d, true
			}
		case keySource:
			var g head
			value, d := parted(value)
			if h.date.IsZero() && !d.IsZero() {
				h.date = d
			}
			if v := cutFurniture(value); v != "" && g.set(keySource, v) && g.source != "" && h.source == "" {
				h.source, ok = g.source, true
			}
		}
		at, k, n = next, nk, nn
	}
	h.bare = !named
	return h, ok
}

// fullDate matches a day.
var fullDate = regexp.MustCompile(`\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}`)

// parted parts a source from the day that stands behind it.
func parted(value string) (string, knowledge.Date) {
	if at := fullDate.FindStringIndex(value); at != nil && at[0] > 0 {
		if d := publicationDate(value[at[0]:]); !d.IsZero() {
			return strings.TrimSpace(value[:at[0]]), d
		}
	}
	return value, knowledge.Date{}
}

// nextKey returns the next key of s from place from on, which begins the line
// or follows a space or a mark.
func nextKey(s string, from int) (at int, k key, n int) {
	before := ' '
	if from > 0 {
		before = lastRune(s[:from])
	}
	colon := max(strings.LastIndexByte(s, ':'), strings.LastIndex(s, "："))
	for i, r := range s[from:] {
		if from+i > colon {
			break
		}
		if !isHan(before) || digit(s[max(0, from+i-1)]) {
			if k, n := pageKeyAt(s[from+i:]); k != keyNone {
				return from + i, k, n
			}
		}
		before = r
	}
	return -1, keyNone, 0
}

// cutFurniture returns the start of a value, up to what belongs to the page.
func cutFurniture(value string) string {
	value = strings.TrimRight(value, "】]）) |｜丨;；")
	for i, r := range value {
		if strings.ContainsRune("[【［]】］|｜丨", r) {
			return strings.TrimSpace(value[:i])
		}
		if !isSpace(r) {
			continue
		}
		rest := strings.TrimLeftFunc(value[i:], isSpace)
		for _, w := range furniture {
			if strings.HasPrefix(rest, w) {
				return strings.TrimSpace(value[:i])
			}
		}
	}
	return value
}

// linesBefore returns the lines of the page before the article begins, those
// next to it last: the words of the elements that hold no others on lines of
// their own.
func (w *web) linesBefore(start int) []string {
	const (
		most  = 40  // lines
		wider = 400 // characters: more are no title and no line of facts
	)
	var out []string
	var look func(*node) bool
	look = func(n *node) (blocks bool) {
		if n.index >= start || n.has(" script style head ") {
			return n.index >= start // what holds the article is no line before it
		}
		cells := len(out)
		for _, k := range n.kids {
			blocks = look(k) || blocks
		}
		switch {
		case n.tag == "tr" && len(out) > cells+1 && n.chars <= wider: // a label and what belongs to it
			out = append(out, w.wordsOf(n))
		case !n.has(blockTags):
			return blocks
		}
		if !blocks && n.chars <= wider {
			if s := w.wordsOf(n); s != "" {
				out = append(out, s)
			}
		}
		return true
	}
	look(w.root)
	return out[max(0, len(out)-most):]
}

// onlyDate matches a line that is a day, with or without a time, and dateTime a
// day with one.
var onlyDate = regexp.MustCompile(`^\d{4}\s?[-/.年]\s?\d{1,2}\s?[-/.月]\s?\d{1,2}\s?日?(?:\s?\d{1,2}:\d\d(?::\d\d)?)?$`)

var dateTime = regexp.MustCompile(fullDate.String() + `\s?日?\s?\d{1,2}:\d\d`)

// info hears the lines between the title and the article, and the <time> there.
func (w *web) info(lines []string, title string, start int) (h head) {
	lone := map[knowledge.Date]bool{}
	titled := false
	var over []string
	for i, l := range lines {
		if !titled && title != "" && closed(l) == closed(title) {
			titled = true
			over, lines = lines[:i], lines[i:] // what stands before may be of other articles
		}
		if !titled || utf8.RuneCountInString(l) > maxValue {
			continue
		}
		if onlyDate.MatchString(l) {
			lone[publicationDate(l)] = true
		} else if at := dateTime.FindAllString(l, 2); len(at) == 1 {
			lone[publicationDate(at[0])] = true
		}
	}
	for i := len(lines) - 1; i >= 0; i-- {
		if g, ok := infoLine(lines[i]); ok {
			h = h.or(g.head)
		}
	}
	for i := len(over) - 1; i >= 0 && h.date.IsZero() && h.source == ""; i-- {
		if g, ok := infoLine(over[i]); ok && g.source != "" && !g.date.IsZero() { // a table over the title
			h = g.head
		}
	}
	find(w.root, func(n *node) bool {
		if n.tag == "time" && n.index < start && n.attr("datetime") != "" {
			lone[publicationDate(n.attr("datetime"))] = true
		}
		return false
	})
	if h.date.IsZero() && len(lone) == 1 {
		for d := range lone {
			h.date = d
		}
	}
	return h
}
