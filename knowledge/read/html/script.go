package html

import (
	"encoding/json"
	"regexp"
	"strings"
	"sync"
)

const maxScript = 1 << 20 // bytes of a script that is searched

// weChatValue matches the variables in which a WeChat article has its publisher
// and date: var ct = "1731891600", nickname = htmlDecode("…"). Compiling it takes
// long enough to wait until a page needs it.
var weChatValue = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\b(ct|publish_time|create_time|createTime|oriCreateTime|nickname|nick_name|msg_title|msg_link)["']?\s*[=:]\s*(?:window\.\w+\s*=\s*)?(?:htmlDecode\(|JsDecode\()?["']([^"'\n]{1,300})["']`)
})

// script takes the facts in a script: JSON-LD, or the variables of a WeChat
// article.
func (w *web) script(f *facts, n *node) {
	text := n.text.Of(w.Text)
	switch {
	case len(text) > maxScript:
	case strings.EqualFold(strings.TrimSpace(n.attr("type")), "application/ld+json"):
		f.describe(text)
	case w.weChat:
		for _, m := range weChatValue().FindAllStringSubmatch(text, 50) {
			switch m[1] {
			case "nickname", "nick_name":
				note(&f.sources, scriptWords(m[2]))
			case "msg_title":
				note(&f.titles, scriptWords(m[2]))
			case "msg_link":
				note(&f.urls, scriptWords(m[2]))
			default:
				f.date(m[2])
			}
		}
	}
}

// describe takes the facts that JSON-LD has about the first article in it.
func (f *facts) describe(text string) {
	var v any
	if json.Unmarshal([]byte(text), &v) != nil {
		return
	}
	a := articleIn(v, 4)
	if a == nil {
		return
	}
	if s := textIn(a["headline"], "name"); s != "" {
		note(&f.titles, s)
	}
	if s := textIn(a["datePublished"], ""); s != "" {
		f.date(s)
	}
	if s := textIn(a["publisher"], "name"); s != "" {
		note(&f.sites, s)
	}
	for _, k := range []string{"url", "mainEntityOfPage"} {
		note(&f.urls, textIn(a[k], "@id"))
	}
}

// articleIn returns the first object in v that is an article, at most depth
// levels down, or nil.
func articleIn(v any, depth int) map[string]any {
	if depth == 0 {
		return nil
	}
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			if a := articleIn(e, depth-1); a != nil {
				return a
			}
		}
	case map[string]any:
		if strings.HasSuffix(textIn(v["@type"], ""), "Article") {
			return v
		}
		return articleIn(v["@graph"], depth-1)
	}
	return nil
}

// textIn returns v if it is a string, the first of a list, or the value of name
// in an object, and otherwise "".
func textIn(v any, name string) string {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v)
	case []any:
		if len(v) > 0 {
			s, _ := v[0].(string)
			return strings.TrimSpace(s)
		}
	case map[string]any:
		s, _ := v[name].(string)
		return strings.TrimSpace(s)
	}
	return ""
}
