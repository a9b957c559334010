package imprint

import (
	_ "embed"
	"regexp"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/prose"
)

//go:embed byline.txt
var bylineFile string

var bylineWords = wordlist.MustParse("knowledge/read/imprint/byline.txt", bylineFile, nil)

// publisherEnds are the words that publishers' names end with, by their last
// character.
var publisherEnds = func() map[rune][]string {
	out := map[rune][]string{}
	for _, w := range bylineWords.Words("publisher") {
		out[char.Last(w)] = append(out[char.Last(w)], w)
	}
	return out
}()

// brackets are those around words of a page.
const brackets = "[]【】"

var pageFurniture = func() map[string]bool {
	out := map[string]bool{"": true}
	for _, w := range bylineWords.Words("furniture") {
		out[strings.Trim(w, brackets)] = true
	}
	return out
}()

// The fields of a byline that are no names.
var (
	fieldDate    = regexp.MustCompile(`^[（(\[]?(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|([-/.])\d{1,2}([-/.])\d{1,2})[）)\]]?$`)
	fieldMonth   = regexp.MustCompile(`^(?:19|20)\d\d年\d{1,2}月$`)
	fieldTime    = regexp.MustCompile(`^\d{1,2}[:：]\d\d(?:[:：]\d\d)?$`)
	fieldWeekday = regexp.MustCompile(`^[（(]?(?:星期|周)[一二三四五六日天][）)]?$`)
	fieldEdition = regexp.MustCompile(`^(?:第?[A-Z]?\d{1,3}版|头版|要闻版)(?:[:：]?\p{Han}{0,8})$`)
	fieldCount   = regexp.MustCompile(`^\d{1,7}(?:次|人次)?$`)
)

// MaxPublisher is the largest number of characters in a publisher's name.
const MaxPublisher = 24

// Byline reads a line that says where a release comes from without keys: 临溪区统计局
// 2026-05-06. It returns false unless each field is one of a byline, and one is a
// day.
func Byline(s string) (h Head, ok bool) {
	if !hasYear(s) {
		return Head{}, false
	}
	s = paperLine(bulletless(Unbracket(strings.TrimSpace(s))))
	if len(s) == 0 || len(s) > MaxMetaLine || bylineStops.In(s) {
		return Head{}, false
	}
	fields := strings.FieldsFunc(s, func(r rune) bool { return char.IsSpace(r) || r == '|' || r == '｜' || r == '丨' })
	var names []string
	edition := false
	for i := 0; i < len(fields); i++ {
		f := fields[i]
		k, n := KeyAt(f)
		switch {
		case k == KeyOther: // with the names or numbers after its value
			edition = true
		case k != KeyNone:
			value := f[n:]
			if value == "" && i+1 < len(fields) {
				i++
				value = fields[i]
			}
			if !h.Set(k, value) {
				return Head{}, false
			}
		case IsDay(f):
			d := LeadingDate(strings.TrimLeft(f, "（([") + " ")
			if d.Day == 0 {
				return Head{}, false
			}
			h = h.Or(Head{Date: d})
		case isFiller(f):
		case fieldEdition.MatchString(f):
			edition = true
		case edition && utf8.RuneCountInString(f) <= 4 && !Publishes(f): // the name of a page or person
		default:
			names = append(names, f)
		}
	}
	if h.Date.Day == 0 || len(names) > 0 && !Publish(names) {
		return Head{}, false
	}
	return h.Or(Head{Source: strings.Join(names, " ")}), true
}

var bylineStops = zhtext.NewSet("。！？；")

// hasYear reports whether s has four adjacent digits, as a day with its year has.
func hasYear(s string) bool {
	run := 0
	for i := range len(s) {
		if !char.IsASCIIDigit(s[i]) {
			run = 0
		} else if run++; run == 4 {
			return true
		}
	}
	return false
}

// paperName matches the line of a paper above an article: 《云渡日报》（2024年5月1日 第 3
// 版）.
var paperName = regexp.MustCompile(`^《\s*([^《》]{2,24}?)\s*》\s*[（(]?([^（）()]*)[）)]?$`)

var inEdition = regexp.MustCompile(`第\s*(\d{1,3})\s*版`)

// paperLine returns such a line in the form of other bylines.
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

// Publish reports whether names are one to three publishers.
func Publish(names []string) bool {
	const most = 3
	for _, s := range names {
		if !Publishes(s) {
			return false
		}
	}
	return 0 < len(names) && len(names) <= most
}

// Publishes reports whether s is the name of a publisher.
func Publishes(s string) bool {
	if len(publisherEnds[char.Last(s)]) == 0 || utf8.RuneCountInString(s) > MaxPublisher || strings.ContainsAny(s, "，。、；：！？“”（）()0123456789") {
		return false
	}
	for _, w := range publisherEnds[char.Last(s)] {
		if strings.HasSuffix(s, w) && len(s) > len(w) {
			return true
		}
	}
	return false
}

// EndsLikePublisher reports whether s ends with a character that publishers'
// names end with.
func EndsLikePublisher(s string) bool { return len(publisherEnds[char.Last(s)]) > 0 }

// IsMonth reports whether s is a month as in bylines: 2026年5月.
func IsMonth(s string) bool { return fieldMonth.MatchString(s) }

// isFiller reports whether a field of a byline is a time or words of the page.
func isFiller(s string) bool {
	const longest = 15 // bytes of （星期一）, the longest of these
	if len(s) <= longest && (fieldWeekday.MatchString(s) || fieldTime.MatchString(s) || fieldCount.MatchString(s)) {
		return true
	}
	return pageFurniture[strings.Trim(s, brackets)]
}

var crumbStops = zhtext.NewSet("。，；")

// Breadcrumbs reports whether s is the path to a page of a web site: 首页 > 新闻中心 >
// 要闻.
func Breadcrumbs(s string) bool {
	const longest = 60 // characters
	if utf8.RuneCountInString(s) > longest || crumbStops.In(s) {
		return false
	}
	n := strings.Count(s, ">") + strings.Count(s, "›") + strings.Count(s, "»") + strings.Count(s, "＞")
	return n > 1 || n == 1 && pathStarts.Started(s) != ""
}

// IsDay reports whether s is a day as in bylines and signatures.
func IsDay(s string) bool {
	const longest = 23 // bytes of （2024年12月31日）
	return len(s) <= longest && hasYear(s) && fieldDate.MatchString(s)
}

// SignLines is the largest number of lines in a signature.
const SignLines = 3

// Signs reports whether s is the name or the date in a signature.
func Signs(s string) bool {
	if prose.Measure(s).Normal > 26 {
		return false
	}
	return IsDay(strings.ReplaceAll(s, " ", "")) || Publishes(s)
}

// FromLine reads a line that says where a release comes from, with keys or
// without.
func FromLine(s string) (Head, bool) {
	if h, ok := MetaLine(s); ok {
		return h, true
	}
	return Byline(s)
}

// Where in a file such lines may be.
const (
	HeadLines = 10 // at its start
	TailLines = 5  // at its end
)
