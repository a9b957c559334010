package ledger

import (
	"strings"
	"unicode/utf8"

	"beilun/internal/memo"
)

// Thing is a name split for comparison into what the thing is called and what may be
// left out.
type Thing struct {
	key    string // see Key
	core   string // key without what may be left out
	marks  string // see marksOf
	away   string // what was left out behind the core
	behind string // the part of away that distinguishes it from another thing: 总部, 迁建
}

// ParseThing splits a folded name, which has no white space. It is safe for concurrent use.
func ParseThing(name string) Thing { return parsed.Get(name) }

// parsed are names that were split lately: the figures of one answer have some 200, each
// of which is compared up to a hundred times. 4,096 take 1 MB at most.
var parsed = memo.New(4096, parseThing)

// parseThing is ParseThing for a name that is not kept.
func parseThing(name string) Thing {
	w := loadThings()
	t := Thing{key: Key(name)}
	t.core = withoutYear(t.key)
	if office := w.ends("office", t.core); office != "" {
		if rest := strings.TrimSuffix(t.core, office); w.ends("place", rest) != "" && utf8.RuneCountInString(rest) > 1 {
			t.core = rest
		}
	}
	for n, cut := 0, true; cut && n < maxBehind; n++ {
		t.core, cut = t.cut(w)
	}
	t.marks = marksOf(w, t.core)
	return t
}

// maxBehind is how many words are left out behind a name at most.
const maxBehind = 4

// withoutYear removes a year from the start of a name: 2024年某区 is 某区.
func withoutYear(name string) string {
	const year = len("2024年")
	if len(name) > year && strings.Trim(name[:4], "0123456789") == "" && name[4:year] == "年" {
		return strings.TrimPrefix(name[year:], "度")
	}
	return name
}

// cut removes one word that may be left out from the end of the core. ok reports
// whether there was one.
func (t *Thing) cut(w *thingWords) (core string, ok bool) {
	for _, class := range [...]string{"light", "behind", "work"} {
		word := w.ends(class, t.core)
		rest := strings.TrimSuffix(t.core, word)
		if word == "" || utf8.RuneCountInString(rest) < 2 {
			continue
		}
		if class == "work" && t.away == "" {
			continue // only the works of a project may be left out: 某某医院迁建工程
		}
		if t.away = word + t.away; class != "light" {
			t.behind = word + t.behind
		}
		return rest, true
	}
	return t.core, false
}

// leastName is the least number of characters of a name that may be the end of the
// full one, or have 项目 and the like behind it. A name with a number needs one less:
// 5号线.
const leastName = 4

// SameThing reports whether two folded names can be names of one thing: they are the
// same apart from what may be left out, or one is the end of the other, and what the
// other has in front is more than one character (量子科技园 and 某某量子科技园).
func SameThing(a, b string) bool {
	if a == b || a == "" || b == "" {
		return a == b && a != ""
	}
	return ParseThing(a).Same(ParseThing(b))
}

// Same reports whether t and u can be names of one thing; see SameThing.
func (t Thing) Same(u Thing) bool {
	if t.key == u.key {
		return t.key != ""
	}
	if len(t.core) > len(u.core) {
		t, u = u, t
	}
	if t.marks != u.marks || !strings.HasPrefix(t.behind, u.behind) && !strings.HasPrefix(u.behind, t.behind) {
		return false
	}
	n := utf8.RuneCountInString(t.core)
	if t.marks != "" {
		n++
	}
	front, ends := strings.CutSuffix(u.core, t.core)
	switch {
	case ends && front == "":
		return n >= leastName || t.marks != "" || t.away == u.away // 甲区项目 is not 甲区
	case t.away == u.away && isPlaceOf(t.core, u.core):
		return true
	case t.away == u.away && isSeated(t.core, u.core):
		return true
	}
	return ends && n >= leastName && utf8.RuneCountInString(front) > 1 && !t.isAnonymous()
}

// isPlaceOf reports whether full is short with 区 or the like behind it.
func isPlaceOf(short, full string) bool {
	rest, ok := strings.CutPrefix(full, short)
	return ok && utf8.RuneCountInString(short) > 1 && loadThings().begins("place", rest) == rest && rest != ""
}

// isSeated reports whether full is the name of the district short with the city or province
// in front: 宁州市安枰区 for 安枰区 and 安枰. With two of these, a name is that of neither:
// 宁州市安枰区 and 海州市安枰区.
func isSeated(short, full string) bool {
	rest := withoutSeat(full)
	return rest != full && (rest == short || isPlaceOf(short, rest))
}

// withoutSeat returns the name of a district without the city or province in front of it,
// or the name of anything else as it is: 安枰区 of 宁州市安枰区. 高新区 is the name of none.
func withoutSeat(core string) string {
	w := loadThings()
	if w.ends("place", core) == "" {
		return core
	}
	out := core
	for _, seat := range w.List("above").Words {
		if i := strings.LastIndex(core, seat); i >= 0 && utf8.RuneCountInString(core[:i]) > 1 {
			if rest := core[i+len(seat):]; utf8.RuneCountInString(rest) > 2 && len(rest) < len(out) && !w.List("seat").Has(rest) && !strings.HasSuffix(seat, rest) {
				out = rest
			}
		}
	}
	return out
}

// isAnonymous reports whether the name is only a number and a kind of part that any
// site has: 3号楼, A3地块.
func (t Thing) isAnonymous() bool {
	n := codeAt(t.core, 0)
	rest := t.core[n:]
	return n > 0 && rest != "" && loadThings().begins("part", rest) == rest
}

// CoreOf returns the key of a name without what may be left out behind it, and
// without a year in front. Of two names of one thing the cores are equal, or one is
// the end of the other, or one is among Fuller of the other.
func CoreOf(name string) string { return ParseThing(name).core }

// Behind returns the end of a folded name that may be left out: 项目, 工程.
func Behind(name string) string {
	if away := ParseThing(name).away; strings.HasSuffix(name, away) {
		return away
	}
	return ""
}

// Fuller returns the full names that a short name of a district may mean: 甲山区 for
// 甲山.
func Fuller(name string) (out []string) {
	for _, word := range loadThings().List("place").Longest() {
		if name != "" {
			out = append(out, name+word)
		}
	}
	return out
}
