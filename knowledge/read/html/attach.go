package html

import (
	"fmt"
	"net/url"
	"path"
	"strings"

	"beilun/internal/zhtext"
	"beilun/knowledge/read/char"
	"beilun/knowledge/read/charset"
	"beilun/knowledge/read/imprint"
	"beilun/knowledge/read/prose"
	"beilun/knowledge/read/release"
)

// Attachment is a file to which the article on a page links.
type Attachment struct {
	Name string // text of the link, or else the name in its address
	URL  string // absolute if the page says where it is; else as the link has it
}

const (
	mostAttached = 100 // attachments of a page
	mostListed   = 10  // that an error names
	mostLoose    = 5   // of a page without a known container; one with more lists files
)

// attachedKinds are the extensions of files that releases are attached as.
const attachedKinds = " .pdf .doc .docx .wps .xls .xlsx .et .csv .ppt .pptx .odt .ods .ofd .rtf .txt .zip .rar .7z "

// Attachments returns the files to which the article on the page in data links, in
// page order and each address once, at most 100. It returns nil for data that is
// no page.
func Attachments(data []byte) []Attachment {
	if isMHTML(data) {
		return nil
	}
	t, err := charset.DecodePage(data, "")
	if err != nil || !aTag.MatchString(t.Text[:min(len(t.Text), 1<<20)]) {
		return nil
	}
	root, saved, err := parsePage(t)
	if err != nil {
		return nil
	}
	w := &web{String: t, root: root, saved: saved}
	w.measure(root, false)
	region, _ := region(w)
	return attachments(w, region)
}

// region returns the element that has the article and its attachments: the best
// of the known containers, whatever is in it, or else the page, and whether the
// container is a known one.
func region(w *web) (n *node, known bool) {
	at := len(articleBodies)
	find(w.root, func(k *node) bool {
		if k.hidden || k.chars == 0 {
			return false
		}
		for _, name := range names(k) {
			for i, body := range articleBodies[:at] {
				if body == name {
					n, at = k, i
					break
				}
			}
		}
		return at == 0
	})
	if n == nil {
		return w.root, false
	}
	return n, true
}

// attachments returns the files to which n links.
func attachments(w *web, n *node) []Attachment {
	from := addressOf(w)
	seen := map[string]bool{}
	var out []Attachment
	find(n, func(a *node) bool {
		if a.tag != "a" || a.attr("href") == "" {
			return len(out) == mostAttached
		}
		href, name := strings.TrimSpace(a.attr("href")), strings.Join(strings.Fields(w.wordsOf(a)), " ")
		to, err := url.Parse(href)
		if err != nil || to.Scheme != "" && to.Scheme != "http" && to.Scheme != "https" || !isAttached(to, name) {
			return false
		}
		if from != nil {
			to = from.ResolveReference(to)
		}
		if to.Fragment = ""; seen[to.String()] {
			return false
		}
		if name == "" {
			name = path.Base(to.Path)
		}
		seen[to.String()] = true
		out = append(out, Attachment{name, to.String()})
		return len(out) == mostAttached
	})
	return out
}

// addressOf returns the address that links of the page are relative to, or nil.
func addressOf(w *web) *url.URL {
	at := w.facts().address()
	var tag string
	find(w.root, func(n *node) bool {
		if n.tag == "base" {
			tag = n.attr("href")
		}
		return n.tag == "base"
	})
	base, err := url.Parse(at)
	if err != nil || at == "" {
		base = nil
	}
	if to, err := url.Parse(tag); err == nil && tag != "" && (to.IsAbs() || base != nil) {
		if base == nil {
			return to
		}
		return base.ResolveReference(to)
	}
	return base
}

// isAttached reports whether a link leads to a file that a release may be
// attached as, by its address, or by its text if the address has no name.
func isAttached(to *url.URL, text string) bool {
	isFile := func(name string) bool {
		ext := strings.ToLower(path.Ext(name))
		return ext != "" && strings.Contains(attachedKinds, " "+ext+" ")
	}
	if isFile(to.Path) {
		return true
	}
	for _, values := range to.Query() {
		for _, v := range values {
			if isFile(v) {
				return true
			}
		}
	}
	return isFile(text)
}

// leads reports whether a sentence only leads to attachments, or is too short to
// be of an article.
func leads(sentence string) bool {
	const (
		shortest = 12 // Han characters of a sentence of an article
		longest  = 90
	)
	own, han := dated.ReplaceAllString(sentence, ""), char.CountHan(sentence)
	switch {
	case hasAny(sentence, contacts) && han <= 2*shortest:
		return true
	case strings.ContainsAny(own, "0123456789"):
		return false
	case han < shortest && prose.EndOf(sentence) != prose.EndsFull:
		return true
	}
	return han <= longest && hasAny(folded(sentence), leadsOn)
}

// attached returns release.ErrAttached with the names of the attachments if the
// page has attachments and no text of its own besides, and otherwise nil.
func attached(w *web) error {
	n, known := region(w)
	all := attachments(w, n)
	if len(all) == 0 || !known && len(all) > mostLoose {
		return nil
	}
	kept := w.kept
	w.kept = nil
	blocks, err := w.blocks(n)
	w.kept = kept
	if err != nil {
		return nil
	}
	for _, b := range blocks {
		if b.linked || !known && (b.Heading || isFoot(b.Text)) || isNamed(b.Text, all) {
			continue
		}
		if _, isInfo := infoLine(b.Text); isInfo {
			continue
		}
		for _, at := range zhtext.Sentences(b.Text) {
			if !leads(b.Text[at[0]:at[1]]) {
				return nil
			}
		}
	}
	var names []string
	for _, a := range all[:min(len(all), mostListed)] {
		names = append(names, cutName(a.Name))
	}
	return fmt.Errorf("%w: attached: %s", release.ErrAttached, strings.Join(names, refusals.Chars("joint")))
}

// isNamed reports whether a line is the name of an attachment, with what is before
// it: 附件1：….
func isNamed(line string, all []Attachment) bool {
	const before = 12 // characters
	for _, a := range all {
		if at := strings.Index(line, a.Name); at >= 0 && len([]rune(line[:at]))+len([]rune(line[at+len(a.Name):])) <= before {
			return true
		}
	}
	return false
}

// cutName returns s with at most the characters of a title.
func cutName(s string) string {
	if r := []rune(s); len(r) > imprint.MaxTitle {
		return string(r[:imprint.MaxTitle])
	}
	return s
}
