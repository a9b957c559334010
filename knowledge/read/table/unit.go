package table

import (
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// maxUnit is how long, in bytes, a unit may be.
const maxUnit = 40

// unit is a unit as it is written behind a number, 亿元, with what it counts, 元.
type unit struct{ text, base string }

func (u unit) isRate() bool { return u.base == "%" || u.base == "‰" || u.base == "个百分点" }

// units remembers what is a unit, for one table.
type units map[string]unit

var wideSigns = zhtext.NewSet("％／")

// narrow gives the signs of units one width.
var narrow = strings.NewReplacer("％", "%", "／", "/")

// noUnit are characters that no unit begins with.
var noUnit = zhtext.NewSet("0123456789.,+-－０１２３４５６７８９一二三四五六七八九两几多余")

// read returns the unit that s is. It is none unless a number with s behind it is
// a figure as a whole: 单位：统计局 names an office.
func (us units) read(s string) (unit, bool) {
	if wideSigns.In(s) {
		s = narrow.Replace(s)
	}
	s = strings.TrimSpace(s)
	if s == "" || len(s) > maxUnit || loadWords().is["nounit"][s] || noUnit.Has(firstRune(s)) {
		return unit{}, false
	}
	if u, ok := us[s]; ok {
		return u, u.text != ""
	}
	u := unit{text: s}
	if s == "百分点" {
		u.text = "个百分点"
	}
	if strings.HasPrefix(s, "个") && len(s) == len("个月") && strings.HasSuffix(s, "月") {
		u.base = "个月"
	} else if u.base = baseOf("12" + u.text); u.base == "" {
		u = unit{}
	}
	us[s] = u
	return u, u.text != ""
}

// baseOf returns the unit of the figure that text is as a whole, or "".
func baseOf(text string) string {
	f, ok := figure.Whole(text)
	if !ok {
		return ""
	}
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time, knowledge.Ordinal, knowledge.Ratio:
		return ""
	case knowledge.Number:
		return "数" // 单位：万
	default:
		return f.Unit
	}
}

// declared are the units that a caption tells for a table: each for all of it, or
// for what of names: 旅客，万人次；货邮，万吨.
type declared struct {
	of   string
	unit unit
}

var (
	declaration = regexp.MustCompile(`(?:计量)?单\s*位\s*[:：]\s*(.{1,200})`)
	bracketed   = regexp.MustCompile(`[（(]([^（）()]{1,60})[）)]`)
)

// inBrackets and declares are the matches of the two in s, most of which have
// none.
func inBrackets(s string) [][]int {
	if !strings.Contains(s, "（") && !strings.Contains(s, "(") {
		return nil
	}
	return bracketed.FindAllStringSubmatchIndex(s, -1)
}

func declares(s string) []int {
	if !strings.Contains(s, "单") {
		return nil
	}
	return declaration.FindStringSubmatchIndex(s)
}

var unitMarks = zhtext.NewSet("、，,；;：: 　（）()")

func isUnitMark(r rune) bool { return unitMarks.Has(r) }

// declares returns the units that caption tells.
func (us units) declares(caption string) []declared {
	var out []declared
	add := func(of string, u unit) {
		d := declared{of, u}
		if !slices.Contains(out, d) && len(out) < 8 {
			out = append(out, d)
		}
	}
	if m := declares(caption); m != nil {
		of, said := "", caption[m[2]:m[3]]
		for _, part := range strings.FieldsFunc(said, isUnitMark) {
			if u, ok := us.read(part); ok {
				add(of, u)
				of = ""
				continue
			}
			name, rest, _ := strings.Cut(part, "为")
			if u, ok := us.read(rest); ok {
				add(name, u)
				of = ""
				continue
			}
			if of = part; len(out) == 0 && !strings.ContainsAny(said, "，,：:为") {
				return nil // 单位：统计局 2025
			}
		}
		return out
	}
	for _, m := range inBrackets(caption) {
		for _, part := range strings.FieldsFunc(caption[m[2]:m[3]], isUnitMark) {
			if u, ok := us.read(part); ok {
				add("", u)
			}
		}
	}
	return out
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
