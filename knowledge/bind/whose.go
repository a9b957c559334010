package bind

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/knowledge"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/cell"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/times"
)

// projectSort is the sort of projects in [names.Sorts].
const projectSort = "project"

// whose returns whose the figures of the row of a table are where their cells name
// nothing: what the caption names, or else the heading or the title. The total of a list
// of projects is that of the projects, and never that of who publishes it.
func (p *Pass) whose(para *knowledge.Paragraph) string {
	title := p.tidyName(names.WithoutYear(p.head), p.heading+" "+times.TitleOf(p.article))
	if para.Row == nil {
		return title
	}
	caption := cell.Caption(para.Row.About)
	things, name := p.b.thingsIn(p.t, caption)
	name = p.tidyName(name, caption)
	total := words().Total.Ends(strings.Join(strings.Fields(para.Cells[0].Row), ""))
	if total {
		if s := projectsIn(caption, things, name); s != "" {
			return s
		}
	}
	switch {
	case name != "":
		return name
	case total && p.publishes(title):
		if s := projectsOfColumn(para.Row); s != "" {
			return s
		}
		return p.cast.Home
	}
	return title
}

// tidyName returns a name in text, a caption or title, without what makes it that of
// members (青溪县各镇) and what is a piece of the name of an office (青溪县发展, of
// 青溪县发展和改革局). The home district is left of an office, "" of no district.
func (p *Pass) tidyName(name, text string) string {
	w := words()
	if s := cutAny(name, &w.Each); s != name {
		return s
	}
	if m := w.Members.Ended(name); m != "" {
		if s := strings.TrimSuffix(name, m); names.ThingWords().List("district").Ends(s) && utf8.RuneCountInString(s) > 2 {
			return s
		}
	}
	_, rest, ok := strings.Cut(names.Clean(text).S, name)
	if name == "" || !ok || !names.Joints().Begins(rest) || p.cast.Home == "" || !strings.HasPrefix(name, p.cast.Home) {
		return name
	}
	const most = 10 // characters from the joint to the end of the name of an office
	end := len(rest)
	if n := wordlist.Char * most; n < end {
		end = n
	}
	for i := range rest[:end] {
		if i > 0 && names.ThingWords().List("office").Ends(rest[:i]) {
			return p.cast.Home
		}
	}
	return name
}

// cutAny returns s up to the first word of l.
func cutAny(s string, l *wordlist.List) string {
	for _, w := range l.Words {
		s, _, _ = strings.Cut(s, w)
	}
	return s
}

// publishes reports whether name is that of an office which publishes the article and is
// not what it is about, as in a budget.
func (p *Pass) publishes(name string) bool {
	if name == "" || !names.ThingWords().List("office").Ends(name) {
		return name == ""
	}
	_, rest, _ := strings.Cut(names.Clean(times.TitleOf(p.article)).S, name)
	return words().Publishes.Begins(rest)
}

// projectsIn returns the projects that a caption says a table is of, "" for none: 重点项目
// of 某某区重点项目计划表. name is the name in it.
func projectsIn(caption string, things []cast.Thing, name string) string {
	if n := len(things); n > 0 && names.Sorts()[things[n-1].Sort] == projectSort {
		return things[n-1].Text
	}
	for _, part := range parts(caption) {
		s := names.Clean(part).S
		s, _, _ = strings.Cut(s, "(")
		s = names.WithoutYear(strings.TrimPrefix(s, name))
		for f := words().Form.Ended(s); f != ""; f = words().Form.Ended(s) {
			s = strings.TrimSuffix(s, f)
		}
		if names.Sorts()[names.SortOf(s)] == projectSort {
			return s
		}
	}
	return ""
}

// projectsOfColumn returns what the column of names of a total is of, if that is projects:
// 项目 for 项目名称.
func projectsOfColumn(row *knowledge.Row) string {
	for i, c := range row.Cells {
		if i >= len(row.Heads) || !words().Total.Ends(strings.Join(strings.Fields(c), "")) {
			continue
		}
		s := strings.TrimSuffix(row.Heads[i], words().Names.Ended(row.Heads[i]))
		if names.Sorts()[names.SortOf(s)] == projectSort {
			return s
		}
	}
	return ""
}
