package html

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/trace"
)

// Posts of WeChat are articles, or texts, pictures and films with a text. The text
// of the latter is in a script, which puts it into the page, and so is that of an
// article that another account shares. A browser that saves the page writes it
// into one of these elements.
var weChatBodies = strings.Fields("#js_content #js_image_desc #js_text_desc #js_text_content #js_image_content #js_video_desc")

// weChatMarks are names in the scripts of such pages.
var weChatMarks = strings.Fields("item_show_type cgiDataNew text_page_info picture_page_info_list msg_title")

// isWeChat reports whether the page is a post of WeChat.
func isWeChat(w *web) bool {
	return find(w.root, func(n *node) bool {
		if n.tag == "script" && n.text.Len() <= maxScript {
			text := n.text.Of(w.Text)
			return slices.ContainsFunc(weChatMarks, func(m string) bool { return strings.Contains(text, m) })
		}
		return slices.Contains(weChatBodies, "#"+n.attr("id"))
	}) != nil
}

// textKeys are the variables that have the text of a post, the surest first: the
// name before the text, and whether it is the whole text only of posts that are no
// article, and else a summary.
var textKeys = sync.OnceValue(func() []textKey {
	const before = `["']?\s*[:=]\s*(?:window\.\w+\s*=\s*)?(?:JsDecode\(|htmlDecode\()?\s*["']`
	return []textKey{
		{regexp.MustCompile(`\bcontent_noencode` + before), false},
		{regexp.MustCompile(`\btext_page_info["']?\s*[:=]\s*\{[^{}]{0,300}?\bcontent` + before), false},
		{regexp.MustCompile(`(?:\bwindow\.|\bd\.|["'])desc` + before), true},
		{regexp.MustCompile(`\bmsg_desc` + before), true},
	}
})

type textKey struct {
	re      *regexp.Regexp
	summary bool
}

// otherPost matches what the scripts of posts have that are no articles: texts,
// pictures, films and sounds.
var otherPost = sync.OnceValue(func() *regexp.Regexp {
	return regexp.MustCompile(`\bitem_show_type["']?\s*[:=]\s*["']?(?:5|7|8|10)\b|\bpicture_page_info_list["']?\s*[:=]\s*\[\s*\{`)
})

// postText returns the blocks of the text that the scripts of a post of WeChat
// have, nil if they have none.
func postText(w *web) []block {
	var scripts []*node
	find(w.root, func(n *node) bool {
		if n.tag == "script" && n.text.Len() <= maxScript {
			scripts = append(scripts, n)
		}
		return false
	})
	other := slices.ContainsFunc(scripts, func(n *node) bool { return otherPost().MatchString(n.text.Of(w.Text)) })
	for _, k := range textKeys() {
		if k.summary && !other {
			continue
		}
		for _, n := range scripts {
			for _, at := range k.re.FindAllStringIndex(n.text.Of(w.Text), 20) {
				if out := literalBlocks(w, n.text.Start+at[1], n.text.End); out != nil {
					return out
				}
			}
		}
	}
	if !other {
		return nil
	}
	return describedText(w)
}

// readPost returns the post of WeChat whose text is in the scripts of the page, nil
// if there is none.
func readPost(w *web, f *facts) *knowledge.Article {
	blocks := postText(w)
	if blocks == nil {
		return nil
	}
	h := imprint.Head{URL: f.address(), Source: f.source(true), Date: agreed(f.dates)}
	for _, s := range append(slices.Clip(f.titles), f.topics...) {
		if h.Title = cleanTitle(s); h.Title != "" {
			break
		}
	}
	return article.Assemble(headBold(blocks), h)
}

// describedText returns the blocks of the description in the head of the page, nil
// if it may have been cut.
func describedText(w *web) []block {
	const whole = 100 // characters that no description is cut to
	var out []block
	find(w.root, func(n *node) bool {
		v := n.attr("content")
		if n.tag != "meta" || n.attr("property") != "og:description" || len(v) >= maxAttr-utf8.UTFMax {
			return false
		}
		t := unescaped(trace.String{Text: v}, knowledge.Span{End: len(v)})
		if utf8.RuneCountInString(t.Text) < whole || prose.EndOf(t.Text) == prose.EndsFull {
			out = blocksOfText(t)
		}
		return out != nil
	})
	return out
}

// literalBlocks returns the blocks of the text in the string of a script that
// starts at byte from and whose quotation mark is before it, nil if it is no text.
func literalBlocks(w *web, from, end int) []block {
	quote := w.Text[from-1]
	at := from
	for at < end && w.Text[at] != quote && w.Text[at] != '\n' {
		if w.Text[at] == '\\' {
			at++
		}
		at++
	}
	if at >= end || w.Text[at] != quote {
		return nil
	}
	return blocksOfText(unescaped(w.String, knowledge.Span{Start: from, End: at}))
}

// blocksOfText returns the blocks of t, HTML or a text with a paragraph a line;
// nil if there is next to no text.
func blocksOfText(t trace.String) []block {
	if strings.Contains(t.Text, "&lt;p") || strings.Contains(t.Text, "&lt;section") || strings.Contains(t.Text, "&lt;br") {
		var b trace.Builder
		(&web{String: t}).decodeInto(&b, knowledge.Span{End: len(t.Text)})
		t = b.Finish()
	}
	root, _, err := parsePage(t)
	if err != nil {
		return nil
	}
	in := &web{String: t, root: root, weChat: true}
	in.measure(root, false)
	if root.chars < leastNotice {
		return nil
	}
	isText := find(root, func(n *node) bool { return n != root && n.has(blockTags) }) == nil
	r := blockReader{web: in}
	r.element(root, lettering{pre: isText})
	r.flush(false)
	if r.err != nil {
		return nil
	}
	return r.out
}
