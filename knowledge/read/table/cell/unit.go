package cell

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// maxUnit is the largest length of a unit in bytes.
const maxUnit = 40

// Unit is a unit: Text as it is written after a number, such as 亿元, and Base,
// what it counts, such as 元. The zero Unit is none.
type Unit struct{ Text, Base string }

// IsRate reports whether u is the unit of a rate.
func (u Unit) IsRate() bool { return u.Base == "%" || u.Base == "‰" || u.Base == points }

// IsRateUnit reports whether a unit as written in a cell is that of a rate.
func IsRateUnit(s string) bool {
	return strings.HasPrefix(s, "%") || strings.HasPrefix(s, "％") || strings.HasSuffix(s, barePoints) || strings.HasPrefix(s, "‰") || strings.HasPrefix(s, "倍")
}

// Bases that are named in code.
const (
	points     = "个百分点"
	barePoints = "百分点"
	months     = "个月"
	years      = "年"
	bareNumber = "数" // of 万, a number without a unit
)

// SameBase reports whether base units a and b count one kind of thing, so that a
// unit of base b may be that of a head about a.
func SameBase(a, b string) bool {
	if a == b || b == bareNumber {
		return true
	}
	return slices.ContainsFunc(loadWords().alike, func(l *wordlist.List) bool { return l.Has(a) && l.Has(b) })
}

// Units caches which texts of one table are units. It is not safe for concurrent
// use.
type Units map[string]Unit

var wideSigns = zhtext.NewSet("％／")

// narrow gives the signs of units one width.
var narrow = strings.NewReplacer("％", "%", "／", "/")

// noUnit are the characters that no unit begins with.
var noUnit = zhtext.NewSet("0123456789.,+-－０１２３４５６７８９一二三四五六七八九两几多余")

// Read returns the unit that s is, and false if s is none. s is a unit if a number
// with s after it is a figure as a whole: in 单位：统计局, 统计局 is an office.
func (us Units) Read(s string) (Unit, bool) {
	if wideSigns.In(s) {
		s = narrow.Replace(s)
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxUnit || loadWords().noUnit.Has(s) || noUnit.Has(firstRune(s)) {
		return Unit{}, false
	}
	if u, ok := us[s]; ok {
		return u, u.Text != ""
	}
	u := Unit{Text: s}
	if s == barePoints {
		u.Text = points
	}
	if s == months {
		u.Base = months
	} else if u.Base = BaseOf("12" + u.Text); u.Base == "" {
		u = Unit{}
	}
	us[s] = u
	return u, u.Text != ""
}

// BaseOf returns the base unit of the figure that text is as a whole, or "" if
// text is no figure or one that has no unit, such as a date.
func BaseOf(text string) string {
	f, ok := figure.Whole(text)
	if !ok {
		return ""
	}
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal, knowledge.Ratio:
		return ""
	case knowledge.Number:
		return bareNumber // 单位：万
	default:
		return f.Unit
	}
}

// Cut returns the name of a head and the unit at its end: 产值（亿元）, 增长%,
// 产值，亿元. A head that is only a unit has no name.
func (us Units) Cut(s string) (name string, u Unit) {
	if u, ok := us.Read(s); ok && u.Base != years && !loadWords().metric.Has(s) {
		return "", u
	}
	ms := inBrackets(s)
	for i := len(ms) - 1; i >= 0; i-- {
		inner := s[ms[i][2]:ms[i][3]]
		if d := declarationIn(inner); d != nil {
			inner = inner[d[2]:d[3]]
		}
		if u, ok := us.Read(strings.TrimLeft(inner, "±+-/ ")); ok { // ±%
			return strings.TrimSpace(s[:ms[i][0]] + s[ms[i][1]:]), u
		}
	}
	for _, sign := range [...]string{"%", "％", "‰", points, barePoints} {
		if rest, ok := strings.CutSuffix(s, sign); ok && rest != "" {
			u, _ := us.Read(sign)
			return strings.TrimRight(rest, " 　"), u
		}
	}
	if m := declarationIn(s); m != nil && m[0] > 0 {
		if u, ok := us.Read(s[m[2]:m[3]]); ok {
			return strings.TrimRight(s[:m[0]], "，, 　"), u
		}
	}
	if tailMarks.LastIndex(s) <= 0 {
		return s, Unit{}
	}
	if m := tailUnit.FindStringSubmatchIndex(s); m != nil && m[0] > 0 {
		if u, ok := us.Read(s[m[2]:m[3]]); ok {
			return s[:m[0]], u
		}
	}
	return s, Unit{}
}

// tailUnit matches what may be a unit after a mark, and tailMarks has the marks.
var (
	tailUnit  = regexp.MustCompile(`[,，/／、\s]([^,，/／、\s]{1,12})$`)
	tailMarks = zhtext.NewSet(",，/／、 \t\n\f\r")
)

// Declared is a unit that a caption declares: for all of the table, or for what
// Of names: 旅客，万人次；货邮，万吨.
type Declared struct {
	Of   string
	Unit Unit
}

var (
	declaration = regexp.MustCompile(`(?:计量)?单\s*位\s*[:：]\s*(.{1,200})`)
	bracketed   = regexp.MustCompile(`[（(]([^（）()]{1,60})[）)]`)
)

// inBrackets returns the matches of bracketed in s. Most texts have no bracket,
// which is cheaper to see.
func inBrackets(s string) [][]int {
	if !strings.Contains(s, "（") && !strings.Contains(s, "(") {
		return nil
	}
	return bracketed.FindAllStringSubmatchIndex(s, -1)
}

// declarationIn returns the match of declaration in s.
func declarationIn(s string) []int {
	if !strings.Contains(s, "单") {
		return nil
	}
	return declaration.FindStringSubmatchIndex(s)
}

var unitMarks = zhtext.NewSet("、，,；;：: 　（）()")

func isUnitMark(r rune) bool { return unitMarks.Has(r) }

// maxDeclared is how many units one caption declares at most.
const maxDeclared = 8

// Declared returns the units that caption declares after 单位, or else those in
// its brackets.
func (us Units) Declared(caption string) []Declared {
	var out []Declared
	add := func(of string, u Unit) {
		d := Declared{of, u}
		if !slices.Contains(out, d) && len(out) < maxDeclared {
			out = append(out, d)
		}
	}
	m := declarationIn(caption)
	if m == nil {
		for _, m := range inBrackets(caption) {
			for _, part := range strings.FieldsFunc(caption[m[2]:m[3]], isUnitMark) {
				if u, ok := us.Read(part); ok {
					add("", u)
				}
			}
		}
		return out
	}
	of, list := "", caption[m[2]:m[3]]
	for _, part := range strings.FieldsFunc(list, isUnitMark) {
		if u, ok := us.Read(part); ok {
			add(of, u)
			of = ""
			continue
		}
		name, rest, _ := strings.Cut(part, "为")
		if u, ok := us.Read(rest); ok {
			add(name, u)
			of = ""
			continue
		}
		if of = part; len(out) == 0 && !strings.ContainsAny(list, "，,：:为") {
			return nil // 单位：统计局 2025
		}
	}
	return out
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
