package read

import (
	"errors"
	"strings"

	"beilun/knowledge"
)

// maxFrontMatter bounds the block between the two --- lines, in bytes.
const maxFrontMatter = 8 << 10

var errFrontMatter = errors.New("the block between --- lines at the head of the file has no end")

// frontMatter reads the block of "key: value" lines between two --- lines at
// the start of text into a and returns where the body begins. Keys are title,
// date, source and url, or 标题, 日期, 来源 and 链接; others are passed over.
func frontMatter(text string, a *knowledge.Article) (int, error) {
	start := len(text) - len(strings.TrimLeft(text, " \t\r\n"))
	if first, _, _ := strings.Cut(text[start:], "\n"); strings.TrimSpace(first) != "---" {
		return 0, nil
	}
	at := start
	for n := 0; at < len(text); n++ {
		line, _, _ := strings.Cut(text[at:], "\n")
		at = min(at+len(line)+1, len(text))
		line = strings.TrimSpace(line)
		if n == 0 {
			continue
		}
		if line == "---" {
			return at, nil
		}
		if at-start > maxFrontMatter {
			break
		}
		if i := strings.IndexAny(line, ":："); i > 0 {
			value := strings.TrimLeft(line[i:], ":：")
			if strings.HasPrefix(line[i:], ":") {
				value = line[i+1:]
			}
			setMeta(a, strings.TrimSpace(line[:i]), strings.Trim(strings.TrimSpace(value), `"'`))
		}
	}
	return 0, errFrontMatter
}

// setMeta sets what key names and reports whether value can be that. A date
// that is none stays unknown.
func setMeta(a *knowledge.Article, key, value string) bool {
	if value == "" || len(value) > maxHead {
		return false
	}
	switch strings.ToLower(key) {
	case "title", "标题", "题目":
		a.Title = value
	case "source", "来源", "稿源", "数据来源", "信息来源", "发布单位", "发布机构":
		a.Source = value
	case "url", "link", "链接", "网址", "原文链接":
		if !strings.HasPrefix(value, "http://") && !strings.HasPrefix(value, "https://") {
			return false
		}
		a.URL = value
	case "date", "日期", "时间", "发布时间", "发布日期":
		day, _, _ := strings.Cut(value, " ")
		d, err := knowledge.ParseDate(day)
		if err != nil {
			return false
		}
		a.Date = d
	default:
		return false
	}
	return true
}
