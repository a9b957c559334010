package html

import (
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/imprint"
)

// pageKeys are words before a colon in the line under a title of a page, beside
// those of a line of text.
var pageKeys = []struct {
	word string
	key  imprint.Key
}{
	{"时间", imprint.KeyDate}, {"发布于", imprint.KeyDate}, {"刊发时间", imprint.KeyDate}, {"成文日期", imprint.KeyOther}, {"生成日期", imprint.KeyOther},
	{"信息提供", imprint.KeySource}, {"供稿单位", imprint.KeySource}, {"来稿单位", imprint.KeySource}, {"发布者", imprint.KeyOther}, {"发布人", imprint.KeyOther},
	{"更新时间", imprint.KeyOther}, {"更新日期", imprint.KeyOther}, {"修改时间", imprint.KeyOther}, {"浏览", imprint.KeyOther}, {"阅读", imprint.KeyOther}, {"点击", imprint.KeyOther},
	{"点击率", imprint.KeyOther}, {"阅读次数", imprint.KeyOther}, {"点击次数", imprint.KeyOther}, {"访问次数", imprint.KeyOther}, {"访问量", imprint.KeyOther}, {"人气", imprint.KeyOther},
	{"分享", imprint.KeyOther}, {"分享到", imprint.KeyOther}, {"供稿", imprint.KeyOther}, {"录入", imprint.KeyOther}, {"初审", imprint.KeyOther}, {"复审", imprint.KeyOther}, {"终审", imprint.KeyOther},
	{"校对", imprint.KeyOther}, {"视力保护色", imprint.KeyOther}, {"保护视力色", imprint.KeyOther}, {"索引号", imprint.KeyOther}, {"文号", imprint.KeyOther}, {"打印", imprint.KeyOther},
}

func pageKeyAt(s string) (imprint.Key, int) {
	if k, n := imprint.KeyAt(s); k != imprint.KeyNone {
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
	return imprint.KeyNone, 0
}

// furniture are words that stand on pages and belong to no article.
var furniture = []string{"字号", "字体", "大", "中", "小", "打印", "关闭", "收藏", "分享", "浏览", "点击", "阅读", "访问", "扫一扫", "手机", "作者", "编辑", "责任", "记者",
	"时间", "日期", "发布", "更新", "保护", "视力", "返回", "【", "[", "［", "(", "（", "·", "•", "A-", "A+", "A", "T", "|", "｜", "原创", "转载", "语音", "朗读", "评论", "复制"}

// info is what a line under a title says.
type info struct {
	imprint.Head
	bare bool // its date is not said to be that of publication
}

// infoLine reads the line under a title that says when and by whom the article
// was published, whatever else stands in it: 2024-05-01 10:20 来源：X [大 中 小].
// It returns ok false for a line that says neither. A line that only says
// 时间：2024-05-01 may be about something else.
func infoLine(s string) (h info, ok bool) {
	s = strings.TrimLeft(strings.TrimSpace(s), "【[（(")
	if len(s) > imprint.MaxMetaLine {
		return info{}, false
	}
	at, k, n := nextKey(s, 0)
	if at < 0 {
		return info{}, false
	}
	lead := strings.TrimSpace(s[:at])
	if d := publicationDate(lead); !d.IsZero() {
		h.Date, ok = d, true
	} else if utf8.RuneCountInString(lead) > 12 {
		return info{}, false
	}
	named := false // as what the dates of publication and the sources of pages are
	for at >= 0 {
		named = named || k == imprint.KeySource || k == imprint.KeyDate && strings.ContainsAny(s[at:at+n], "发刊")
		next, nk, nn := nextKey(s, at+n)
		end := len(s)
		if next >= 0 {
			end = next
		}
		value := strings.TrimSpace(s[at+n : end])
		switch k {
		case imprint.KeyDate:
			if d := publicationDate(value); !d.IsZero() && h.Date.IsZero() {
				h.Date, ok = d, true
			}
		case imprint.KeySource:
			var g imprint.Head
			value, d := parted(value)
			if h.Date.IsZero() && !d.IsZero() {
				h.Date = d
			}
			if v := cutFurniture(value); v != "" && g.Set(imprint.KeySource, v) && g.Source != "" && h.Source == "" {
				h.Source, ok = g.Source, true
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
func nextKey(s string, from int) (at int, k imprint.Key, n int) {
	before := ' '
	if from > 0 {
		before = char.Last(s[:from])
	}
	colon := max(strings.LastIndexByte(s, ':'), strings.LastIndex(s, "："))
	for i, r := range s[from:] {
		if from+i > colon {
			break
		}
		if !char.IsHan(before) || char.IsASCIIDigit(s[max(0, from+i-1)]) {
			if k, n := pageKeyAt(s[from+i:]); k != imprint.KeyNone {
				return from + i, k, n
			}
		}
		before = r
	}
	return -1, imprint.KeyNone, 0
}

// cutFurniture returns the start of a value, up to what belongs to the page.
func cutFurniture(value string) string {
	value = strings.TrimRight(value, "】]）) |｜丨;；")
	for i, r := range value {
		if strings.ContainsRune("[【［]】］|｜丨", r) {
			return strings.TrimSpace(value[:i])
		}
		if !char.IsSpace(r) {
			continue
		}
		rest := strings.TrimLeftFunc(value[i:], char.IsSpace)
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
func (w *web) info(lines []string, title string, start int) (h imprint.Head) {
	lone := map[knowledge.Date]bool{}
	titled := false
	var over []string
	for i, l := range lines {
		if !titled && title != "" && closed(l) == closed(title) {
			titled = true
			over, lines = lines[:i], lines[i:] // what stands before may be of other articles
		}
		if !titled || utf8.RuneCountInString(l) > imprint.MaxValue {
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
			h = h.Or(g.Head)
		}
	}
	for i := len(over) - 1; i >= 0 && h.Date.IsZero() && h.Source == ""; i-- {
		if g, ok := infoLine(over[i]); ok && g.Source != "" && !g.Date.IsZero() { // a table over the title
			h = g.Head
		}
	}
	find(w.root, func(n *node) bool {
		if n.tag == "time" && n.index < start && n.attr("datetime") != "" {
			lone[publicationDate(n.attr("datetime"))] = true
		}
		return false
	})
	if h.Date.IsZero() && len(lone) == 1 {
		for d := range lone {
			h.Date = d
		}
	}
	return h
}
