package main

import (
	"context"
	"errors"
	"net/url"
	"path"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/sites"
	"beilun/internal/zhtext"
	"beilun/knowledge/corpus"
	"beilun/knowledge/read"
	"beilun/knowledge/read/imprint"
)

// notes are what there is to say of files that are read.
type notes struct {
	dates [][2]string     // files and the dates at their starts that are none
	named [][2]string     // files and the dates at the beginnings of their names that are none
	pages []linking       // that link to attachments
	names map[string]bool // of all files, without folders, as key returns them

	fetched map[string][]string // names of what came with a page from a site, by the page without extension and number
}

// linking is a page with its attachments.
type linking struct {
	id       string
	attached []read.Attachment
}

// Bounds of the attachments that are named.
const (
	maxPages    = 100
	maxAttached = 5 // of a page
)

// notesOf looks at the files at paths that were not refused. It looks for attachments
// only if attachments is true.
func notesOf(ctx context.Context, paths []string, refused []index.Refusal, attachments bool) (n notes, err error) {
	files, err := openCorpus(paths)
	if err != nil {
		return n, err
	}
	defer func() { err = errors.Join(err, files.Close()) }()
	n.names, n.fetched = map[string]bool{}, map[string][]string{}
	skip := map[string]bool{}
	for _, r := range refused {
		skip[r.ID] = true
	}
	err = files.Each(ctx, func(f corpus.File) error {
		n.names[key(path.Base(f.ID))] = true
		if page, name, ok := sites.AttachedTo(f.ID); ok {
			n.fetched[page] = append(n.fetched[page], key(name))
		}
		if f.Errata {
			return nil
		}
		if date := f.BadDate(); date != "" {
			n.dates = append(n.dates, [2]string{f.ID, date})
		} else if date := imprint.BadDateInName(f.ID); date != "" {
			n.named = append(n.named, [2]string{f.ID, date})
		}
		if !attachments || skip[f.ID] {
			return nil
		}
		if all := f.Attachments(); len(all) > 0 {
			n.pages = append(n.pages, linking{f.ID, all})
		}
		return nil
	})
	return n, err
}

// text lists the files whose heads name a date that is none, which are read without it,
// and the pages with attachments that are not in the folder, one a line.
func (n notes) text(l terminal.Lang) string {
	var b strings.Builder
	for _, d := range n.dates {
		b.WriteString(l.Text("date.bad", terminal.Printable(d[0]), terminal.Printable(d[1])) + "\n")
	}
	for _, d := range n.named {
		b.WriteString(l.Text("date.bad-name", terminal.Printable(d[0]), d[1]) + "\n")
	}
	pages := 0
	for _, p := range n.pages {
		var missing []string
		for _, a := range p.attached {
			if name := attachedName(a); !n.has(name, a) && !n.came(p.id, name) {
				missing = append(missing, terminal.Printable(name))
			}
		}
		if len(missing) == 0 {
			continue
		}
		if pages++; pages > maxPages {
			continue
		}
		if more := len(missing) - maxAttached; more > 0 {
			missing = append(missing[:maxAttached], l.Text("attachments.more", more))
		}
		b.WriteString(l.Text("attachments.missing", terminal.Printable(p.id), strings.Join(missing, l.Text("attachments.joint"))) + "\n")
	}
	if pages > maxPages {
		b.WriteString(l.Text("attachments.pages", pages-maxPages) + "\n")
	}
	return b.String()
}

// has reports whether a file of the folder has the name of an attachment, or what is
// left of it without its beginning, as 附件1：, or the name in its address.
func (n notes) has(name string, a read.Attachment) bool {
	if to, err := url.Parse(a.URL); err == nil && n.names[key(path.Base(to.Path))] {
		return true
	}
	name = key(name)
	before := utf8.RuneError
	for i, r := range name {
		inWord := unicode.IsLetter(before) || unicode.IsDigit(before) && unicode.IsDigit(r)
		if before = r; !inWord && n.names[name[i:]] {
			return true
		}
	}
	return false
}

// numbered matches the number behind the name of a page that has the name of another.
var numbered = regexp.MustCompile(` \(\d+\)$`)

// came reports whether an attachment came with its page from a site: under a name that
// begins with the page's, and may lack characters and its end.
func (n notes) came(page, name string) bool {
	letters := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) {
				return r
			}
			return -1
		}, key(s))
	}
	page = numbered.ReplaceAllString(strings.TrimSuffix(page, path.Ext(page)), "")
	for _, stored := range n.fetched[page] {
		ext := path.Ext(stored)
		if begin := letters(strings.TrimSuffix(stored, ext)); begin != "" && strings.HasPrefix(letters(name), begin) && strings.HasSuffix(key(name), ext) {
			return true
		}
	}
	return false
}

// attachedName returns the name of an attachment with the extension of its address, if
// the name has none.
func attachedName(a read.Attachment) string {
	to, err := url.Parse(a.URL)
	if err != nil || read.KnownKind(a.Name) {
		return a.Name
	}
	ext := path.Ext(to.Path)
	if !read.KnownKind(ext) || errors.Is(read.Unread(ext), read.ErrProgram) { // the name of a script that sends files
		return a.Name
	}
	return a.Name + ext
}

// key returns a file's name as names are compared.
func key(name string) string { return zhtext.FoldString(strings.TrimSpace(name)) }
