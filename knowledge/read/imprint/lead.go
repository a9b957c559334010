package imprint

import (
	"regexp"
	"strings"
	"unicode/utf8"
)

// mediaEnds are the ends of the names of papers, agencies and stations.
var mediaEnds = bylineWords.Words("media")

// ownPaper is how a paper's name for itself begins: 本报.
var ownPaper = bylineWords.List("own")

var (
	// leadBracket matches the brackets before a report: （云渡日报 记者林某）.
	leadBracket = regexp.MustCompile(`^[（(【\[［]\s*([^（()）【】\[\]［］\s，,。：:]{2,16}?)(?:\s*(?:` + anyOf("report") + `)|\s+(?:` + anyOf("staff") + `)?(?:` + anyOf("reporter") + `)[^（()）【】]{0,40})\s*[)）】\]］]`)
	// leadName matches the name of a paper or agency before its report: 云渡日报讯,
	// 云渡社3月2日电.
	leadName = regexp.MustCompile(`^\s*([^（()）【】\[\]\s，,。：:“”]{2,16}?)(?:讯|訊|(?:\p{Han}{2,6})?\d{1,2}月\d{1,2}日(?:电|電|讯|訊))(?:[\s（(：:，,]|$)`)
	// lastSource matches a source after the last sentence.
	lastSource = regexp.MustCompile(`[。！？”）)]\s*(?:` + anyOf("sourceword") + `)\s*[:：]\s*([^\s。，；：:（）()]{2,24})$`)
)

// anyOf returns the words of a kind of byline.txt as alternatives of a regular
// expression.
func anyOf(kind string) string { return strings.Join(bylineWords.Words(kind), "|") }

// LeadSource returns the paper or agency that text, the start of a report, names
// as its source, or "". 本报讯 names none.
func LeadSource(text string) string {
	if at := strings.IndexAny(text, "。；"); at > 0 {
		text = text[:at]
	}
	const most = 200 // bytes
	if len(text) > most {
		cut := most
		for !utf8.RuneStart(text[cut]) {
			cut--
		}
		text = text[:cut]
	}
	for _, re := range []*regexp.Regexp{leadBracket, leadName} {
		if m := re.FindStringSubmatch(text); m != nil && isMedium(m[1]) {
			return m[1]
		}
	}
	return ""
}

// isMedium reports whether s is the name of a paper, an agency or a station, and
// not one's name for oneself such as 本报.
func isMedium(s string) bool {
	if ownPaper.Started(s) != "" {
		return false
	}
	for _, w := range mediaEnds {
		if strings.HasSuffix(s, w) && len(s) > len(w) {
			return true
		}
	}
	return false
}
