package html

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/knowledge"
	"beilun/knowledge/read/article"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"
)

// Reasons to refuse a page, for callers that tell them apart with errors.Is.
var ()

// aTag matches a tag of a web page.
var aTag = regexp.MustCompile(`(?i)<(?:!doctype|html|head|body|meta|title|p|div|br|table|td|span|section|article|h[1-6]|script|frameset)\b`)

// Read reads a web page: of all that stands on it the article, with its
// title, date, source and address as far as the page says them.
func Read(src release.File) (*knowledge.Article, error) {
	if isMHTML(src.Data) {
		return ReadSaved(src)
	}
	t, err := charset.DecodePage(src.Data, "")
	if err != nil {
		return nil, err
	}
	if !aTag.MatchString(t.Text[:min(len(t.Text), 1<<20)]) {
		return nil, release.ErrPlain
	}
	return readPage(t, "")
}

// readPage reads the page t, which was saved from an address, if that is known.
func readPage(t trace.String, from string) (*knowledge.Article, error) {
	root, saved, err := parsePage(t)
	if err != nil {
		return nil, err
	}
	w := &web{String: t, root: root, saved: saved}
	if from != "" {
		w.saved = from
	}
	w.measure(root, false)
	f := w.facts()
	body := w.content()
	if body == nil {
		return nil, w.refusal()
	}
	blocks, err := w.blocks(body)
	if err != nil {
		return nil, err
	}
	before := w.linesBefore(w.start(body))
	h := imprint.Head{Title: w.title(f, body, before, blocks), URL: f.address()}
	if w.around(h.Title) {
		if blocks, err = w.blocks(body); err != nil {
			return nil, err
		}
		before = w.linesBefore(w.start(body))
	}
	over := w.info(before, h.Title, w.start(body))
	blocks, ends := trimPage(blocks, h.Title)
	over = over.Or(ends)
	if !over.Date.IsZero() {
		f.dates = append(f.dates, over.Date)
	}
	note(&f.sources, over.Source)
	h.Source, h.Date = f.source(w.weChat), agreed(f.dates)
	units := headBold(blocks)
	if proseChars(units) < leastNotice {
		return nil, w.refusal()
	}
	units, h = article.TakeTitle(units, h)
	return article.Assemble(units, h), nil
}

// start returns where on the page the text of the article begins.
func (w *web) start(body *node) int {
	start := maxNodes + 1
	var look func(*node) bool
	look = func(n *node) bool {
		if n.tag == "" && n.chars > 0 && (w.kept == nil || w.kept[n]) {
			start = n.index
			return true
		}
		return !n.hidden && slices.ContainsFunc(n.kids, look)
	}
	look(body)
	return start
}

// refusal says why a page has no article.
func (w *web) refusal() error {
	switch {
	case find(w.root, func(n *node) bool { return n.has(" frameset frame ") }) != nil && w.root.prose() < leastProse:
		return release.ErrFrames
	case w.root.chars < leastProse && find(w.root, func(n *node) bool { return n.tag == "script" }) != nil:
		return release.ErrScripted
	}
	return fmt.Errorf("%w: %d characters, %d of them in links", release.ErrNoArticle, w.root.chars, w.root.linked)
}

// proseChars returns the number of characters of the paragraphs.
func proseChars(units []article.Unit) int {
	n := 0
	for _, u := range units {
		if !u.Heading {
			n += utf8.RuneCountInString(u.Text)
		}
	}
	return n
}

// headBold makes headings of the paragraphs in bold type that have the form of
// one and stand over another paragraph, where bold type is the exception.
func headBold(blocks []block) []article.Unit {
	bold, all := 0, 0
	for _, b := range blocks {
		if !b.Heading && !b.row {
			all++
			if b.bold {
				bold++
			}
		}
	}
	units := make([]article.Unit, len(blocks))
	for i, b := range blocks {
		units[i] = b.Unit
		if b.bold && !b.Heading && !b.row && bold*2 <= all && i+1 < len(blocks) && !b.linked && prose.CouldHead(b.Text, prose.MaxHeading) {
			units[i].Heading = true
		}
	}
	for len(units) > 0 && units[len(units)-1].Heading { // heads nothing
		units = units[:len(units)-1]
	}
	return units
}

// trimPage takes what belongs to the page off both ends of an article: the
// title and the line under it, links to other pages, who wrote and printed it.
func trimPage(blocks []block, title string) ([]block, imprint.Head) {
	const reach = 6 // blocks from either end
	var h imprint.Head
	drop := func(i int, b block) bool {
		near := i < reach || i >= len(blocks)-reach
		switch {
		case !near || b.row:
			return false
		case i < reach && title != "" && closed(b.Text) == closed(title), isFurniture(b.Text), b.linked && i >= len(blocks)-reach && prose.EndOf(b.Text) != prose.EndsFull:
			return true
		}
		g, ok := infoLine(b.Text)
		if !ok || g.bare || i >= reach && utf8.RuneCountInString(b.Text) > imprint.MaxValue {
			return false
		}
		if _, whole := imprint.MetaLine(b.Text); !whole && i >= reach {
			return false
		}
		h = h.Or(g.Head)
		return true
	}
	kept := make([]block, 0, len(blocks))
	for i, b := range blocks {
		if !drop(i, b) {
			kept = append(kept, b)
		}
	}
	return kept, h
}

// furnitureLines are how lines begin that belong to the page.
var furnitureLines = strings.Fields(`打印本页 打印此页 打印 关闭窗口 关闭本页 关闭 【打印 【关闭 [打印 返回顶部 返回列表 返回上一页 分享到 分享至 分享： 扫一扫 扫描二维码
	上一篇 下一篇 上一条 下一条 上一页 下一页 责任编辑： 责编： 编辑： 字号： 字体： 【字体 [字体 【字号 相关链接 相关阅读 相关新闻 相关稿件 延伸阅读 点击蓝字 点击上方 点击上面 长按 点赞 阅读原文
	版权声明 免责声明 收藏本页 我要纠错 视力保护色 您现在的位置 当前位置 您当前的位置`)

// isFurniture reports whether a line belongs to the page.
func isFurniture(s string) bool {
	s = imprint.Unbracket(s)
	if utf8.RuneCountInString(s) > imprint.MaxValue {
		return false
	}
	return slices.ContainsFunc(furnitureLines, func(w string) bool {
		rest, ok := strings.CutPrefix(s, w)
		return ok && (prose.EndOf(rest+" ") != prose.EndsFull) && !strings.ContainsAny(rest, "。")
	})
}

// isMHTML reports whether data is a page that a browser saved with all that
// belongs to it, as a message of several parts.
func isMHTML(data []byte) bool {
	start := data[:min(len(data), 4<<10)]
	if bytes.HasPrefix(bytes.TrimSpace(start), []byte("<")) {
		return false
	}
	start = bytes.ToLower(start)
	return bytes.Contains(start, []byte("mime-version:")) && bytes.Contains(start, []byte("content-type: multipart/"))
}
