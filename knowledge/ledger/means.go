package ledger

import (
	"strings"
	"unicode/utf8"
)

// Apart reports whether two folded names are those of siblings: they differ in a
// number, a letter or a word such as 东区, whatever else they share.
func Apart(a, b string) bool {
	return a != b && ParseThing(a).marks != ParseThing(b).marks
}

// Means reports whether a person who writes name can mean the thing called full: it
// is the same thing, or name leaves out some words of full but not the first. If
// whole is set, name is complete, as 某某区 is, and leaves none out: 某某区文化中心 is
// another thing.
func Means(name, full string, whole bool) bool {
	t, u := ParseThing(name), ParseThing(full)
	switch {
	case name == "" || full == "":
		return false
	case t.Same(u):
		return true
	case t.marks != u.marks:
		return false
	case t.isAnonymous() && strings.HasSuffix(u.key, t.key):
		return true // 3号楼, of which site is left open
	}
	if core, cut := withoutProject(name); cut && strings.Contains(full, core) {
		return true
	}
	if whole && strings.HasPrefix(full, name) {
		return false
	}
	return strings.Contains(full, head(name)) && shareOf(name, full) > 0.5 && !isDoubled(name, full) &&
		loadThings().ends("branch", strings.TrimPrefix(full, name)) == ""
}

// withoutProject removes 项目 and the like from the end of a name, if two characters
// are left.
func withoutProject(name string) (core string, cut bool) {
	core = strings.TrimSuffix(name, loadThings().ends("project", name))
	return core, core != name && utf8.RuneCountInString(core) >= 2
}

// head returns the first two characters of a name, which distinguish it from others
// of its kind.
func head(name string) string {
	_, w := utf8.DecodeRuneInString(name)
	_, w2 := utf8.DecodeRuneInString(name[w:])
	return name[:w+w2]
}

// shareOf returns the share of name's pairs of characters that occur in full.
func shareOf(name, full string) float64 {
	pairs, found := 0, 0
	for i := 0; i < len(name); {
		_, w := utf8.DecodeRuneInString(name[i:])
		if i+w == len(name) {
			break
		}
		pairs++
		if strings.Contains(full, head(name[i:])) {
			found++
		}
		i += w
	}
	if pairs == 0 {
		return 1
	}
	return float64(found) / float64(pairs)
}

// isDoubled reports whether name has a character of full more often than full
// has: 欢欢乐园 is not meant for 狂欢乐园.
func isDoubled(name, full string) bool {
	for i := 0; i < len(name); {
		_, w := utf8.DecodeRuneInString(name[i:])
		c, rest := name[i:i+w], name[i+w:]
		i += w
		if !strings.Contains(rest, c) {
			continue // the last one, or the only one
		}
		if n := strings.Count(full, c); n > 0 && strings.Count(name, c) > n {
			return true
		}
	}
	return false
}

// Holds reports whether a folded name contains part, as 某某新能源汽车总部 contains
// 某某, or is a name of the same thing. Neither 13号泊位 nor 十三号泊位 contains 3号泊位.
func Holds(name, part string) bool {
	return part != "" && (Mentions(name, part) || SameThing(name, part))
}

// Mentions reports whether a folded text contains a name, however its numbers are
// written, that is not the end of a longer number.
func Mentions(text, name string) bool {
	return len(mentions(Key(text), Key(name))) > 0
}

// mentions returns the places of key in text.
func mentions(text, key string) (at []int) {
	if key == "" {
		return nil
	}
	for from := 0; ; {
		i := strings.Index(text[from:], key)
		if i < 0 {
			return at
		}
		i += from
		from = i + len(key)
		if !joins(text[:i], key) && !joins(key, text[from:]) {
			at = append(at, i)
		}
	}
}

// joins reports whether a number or a word in letters runs from the end of a into b.
func joins(a, b string) bool {
	if a == "" || b == "" {
		return false
	}
	x, y := a[len(a)-1], b[0]
	switch {
	case isAlnum(x) && isAlnum(y):
		return true
	case isAlnum(y) && x == '-':
		return len(a) > 1 && isAlnum(a[len(a)-2])
	case isAlnum(x) && y == '-':
		return len(b) > 1 && isAlnum(b[1])
	}
	return false
}

// Ambiguous reports whether name may be short for several of the longer names that
// are different things, such as 甲区第三中学 and 乙区第三中学, or 甲园3号楼 and
// 乙园3号楼.
func Ambiguous(name string, longer []string) bool {
	w := loadThings()
	t := ParseThing(name)
	var fronts []string // of the longer names, without what they share with name
	for _, l := range longer {
		u := ParseThing(l)
		front, ok := strings.CutSuffix(u.core, t.core)
		if !ok || front == "" {
			continue
		}
		for _, other := range fronts {
			if front == other || strings.HasSuffix(front, other) || strings.HasSuffix(other, front) {
				continue
			}
			if t.isAnonymous() || w.ends("seat", front) != "" && w.ends("seat", front) == w.ends("seat", other) {
				return true
			}
		}
		fronts = append(fronts, front)
	}
	return false
}

// IsPart reports whether a folded name is no more than a number and a kind of
// parts that any site has: 3号楼, A3地块.
func IsPart(name string) bool { return ParseThing(name).isAnonymous() }

// IsNumbered reports whether a number, a letter or a word such as 东区 in a folded
// name distinguishes the thing from its siblings.
func IsNumbered(name string) bool { return ParseThing(name).marks != "" }
