package read

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
)

//go:embed byline.txt
var bylineWords string

// publisherEnds are the words that publishers' names end with, by their last
// character.
var publisherEnds = func() map[rune][]string {
	out := map[rune][]string{}
	for _, w := range wordsOf(bylineWords, "publisher") {
		out[lastRune(w)] = append(out[lastRune(w)], w)
	}
	return out
}()

// brackets stand around furniture of a page.
const brackets = "[]【】"

var pageFurniture = func() map[string]bool {
	out := map[string]bool{"": true}
	for _, w := range wordsOf(bylineWords, "furniture") {
		out[strings.Trim(w, brackets)] = true
	}
	return out
}()

// The fields of a byline, beside names.
var (
	fieldDate    = regexp.MustCompile(`^[（(\[]?(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|([-/.])\d{1,2}([-/.])\d{1,2})[）)\]]?$`)
	fieldMonth   = regexp.MustCompile(`^(?:19|20)\d\d年\d{1,2}月$`)
	fieldTime    = regexp.MustCompile(`^\d{1,2}[:：]\d\d(?:[:：]\d\d)?$`)
	fieldWeekday = regexp.MustCompile(`^[（(]?(?:星期|周)[一二三四五六日天][）)]?$`)
	fieldEdition = regexp.MustCompile(`^(?:第?[A-Z]?\d{1,3}版|头版|要闻版)(?:[:：]?\p{Han}{0,8})$`)
	fieldCount   = regexp.MustCompile(`^\d{1,7}(?:次|人次)?$`)
)

const maxPublisher = 24 // characters of a publisher's name

// byline reads a line that says where a release comes from without saying
// which is which: 临溪区统计局  2026-05-06. Each field has to be one that such
// lines have, and one has to be a day or, when asked for alone, a publisher.
func byline(s string) (h head, ok bool) {
	if !hasYear(s) {
		return head{}, false
	}
	s = paperLine(bulletless(unbracket(strings.TrimSpace(s))))
	if len(s) == 0 || len(s) > maxMetaLine || bylineStops.In(s) {
		return head{}, false
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return isSpace(r) || r == '|' || r == '｜' || r == '丨' })
	var names []string
	edition := false
	for i := 0; i < len(fields); i++ {
		f := fields[i]
		k, n := keyAt(f)
		switch {
		case k == keyOther: // with the names or numbers that follow its value
			edition = true
		case k != keyNone:
			value := f[n:]
			if value == "" && i+1 < len(fields) {
				i++
				value = fields[i]
			}
			if !h.set(k, value) {
				return head{}, false
			}
		case isDay(f):
			d := leadingDate(strings.TrimLeft(f, "（([") + " ")
			if d.Day == 0 {
				return head{}, false
			}
			h = h.or(head{date: d})
		case isFiller(f):
		case fieldEdition.MatchString(f):
			edition = true
		case edition && utf8.RuneCountInString(f) <= 4 && !publishes(f): // the name of a page or person
		default:
			names = append(names, f)
		}
	}
	if h.date.Day == 0 || len(names) > 0 && !publish(names) {
		return head{}, false
	}
	return h.or(head{source: strings.Join(names, " ")}), true
}

var bylineStops = zhtext.NewSet("。！？；")

// hasYear reports whether four digits in a row stand in s, as in every day that is
// told with its year.
func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if !digit(s[i]) {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

// paperName matches the line of a paper over an article: 《云渡日报》（2024年5月1日 第 3 版）.
var paperName = regexp.MustCompile(`^《\s*([^《》]{2,24}?)\s*》\s*[（(]?([^（）()]*)[）)]?$`)

var inEdition = regexp.MustCompile(`第\s*(\d{1,3})\s*版`)

// paperLine gives such a line the form of any other byline.
func paperLine(s string) string {
	if !strings.HasPrefix(s, "《") {
		return s
	}
	m := paperName.FindStringSubmatch(s)
	if m == nil {
		return s
	}
	return m[1] + " " + inEdition.ReplaceAllString(m[2], "第${1}版")
}

// publish reports whether fields name one or a few who publish together.
func publish(names []string) bool {
	const most = 3
	for _, s := range names {
		if !publishes(s) {
			return false
		}
	}
	return 0 < len(names) && len(names) <= most
}

// publishes reports whether s is the name of one who publishes.
func publishes(s string) bool {
	if len(publisherEnds[lastRune(s)]) == 0 || utf8.RuneCountInString(s) > maxPublisher || strings.ContainsAny(s, "，。、；：！？“”（）()0123456789") {
		return false
	}
	for _, w := range publisherEnds[lastRune(s)] {
		if strings.HasSuffix(s, w) && len(s) > len(w) {
			return true
		}
	}
	return false
}

// isFiller reports whether a field of a byline is the time or furniture of the
// page.
func isFiller(s string) bool {
	const longest = len("（星期一）") // of what follows
	if len(s) <= longest && (fieldWeekday.MatchString(s) || fieldTime.MatchString(s) || fieldCount.MatchString(s)) {
		return true
	}
	return pageFurniture[strings.Trim(s, brackets)]
}

var crumbStops = zhtext.NewSet("。，；")

// breadcrumbs reports whether a line is the path to a page of a web site:
// 首页 > 新闻中心 > 要闻.
func breadcrumbs(s string) bool {
	const longest = 60 // characters
	if utf8.RuneCountInString(s) > longest || crumbStops.In(s) {
		return false
	}
	n := strings.Count(s, ">") + strings.Count(s, "›") + strings.Count(s, "»") + strings.Count(s, "＞")
	start := strings.HasPrefix(s, "当前位置") || strings.HasPrefix(s, "您所在的位置") || strings.HasPrefix(s, "您的位置") || strings.HasPrefix(s, "首页")
	return n > 1 || n == 1 && start
}

// isDay reports whether s is a day as bylines and signatures tell it.
func isDay(s string) bool {
	const longest = len("（2024年12月31日）")
	return len(s) <= longest && hasYear(s) && fieldDate.MatchString(s)
}

// signLines is how many lines a signature may have.
const signLines = 3

// signs reports whether a line is the name or the date of a signature.
func signs(s string) bool {
	if measure(s).normal > 26 {
		return false
	}
	return isDay(strings.ReplaceAll(s, " ", "")) || publishes(s)
}

// fromLine reads a whole line that says where a release comes from.
func fromLine(s string) (head, bool) {
	if h, ok := metaLine(s); ok {
		return h, true
	}
	return byline(s)
}

// Where in a file the lines are that may say where it comes from.
const (
	headLines = 10 // at its start
	tailLines = 5  // at its end
)
