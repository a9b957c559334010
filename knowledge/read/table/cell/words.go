package cell

import (
	_ "embed"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

//go:embed words.txt
var wordFile string

// words are the lists of words.txt, where each is explained.
type words struct {
	metrics, things, office, either      *wordlist.List
	number, time, against, change, level *wordlist.List
	delta, share, noUnit, bare, generic  *wordlist.List
	total, metric, planned, stock, thing *wordlist.List
	note, subtotal                       *wordlist.List

	of     *wordlist.List    // ends of heads whose base unit is known
	baseOf map[string]string // base unit by a word of of
	alike  []*wordlist.List  // base units of one kind of thing each
}

// loadWords parses words.txt once. It panics if the file is malformed.
var loadWords = sync.OnceValue(func() *words {
	lists := wordlist.MustParse("knowledge/read/table/cell/words.txt", wordFile, nil)
	w := &words{
		metrics: lists.List("metrics"), things: lists.List("things"), office: lists.List("office"), either: lists.List("either"),
		number: lists.List("number"), time: lists.List("time"), against: lists.List("against"), change: lists.List("change"), level: lists.List("level"),
		delta: lists.List("delta"), share: lists.List("share"), noUnit: lists.List("nounit"), bare: lists.List("bare"), generic: lists.List("generic"),
		total: lists.List("total"), metric: lists.List("metric"), planned: lists.List("planned"), stock: lists.List("stock"), thing: lists.List("thing"),
		note: lists.List("note"), subtotal: lists.List("subtotal"),
		baseOf: map[string]string{},
	}
	var ends []string
	for kind, list := range lists.All() {
		if base, ok := strings.CutPrefix(kind, "of:"); ok {
			for _, end := range list.Words {
				w.baseOf[end] = base
				ends = append(ends, end)
			}
		} else if strings.HasPrefix(kind, "alike:") {
			w.alike = append(w.alike, list)
		}
	}
	w.of = &wordlist.List{}
	w.of.Add(ends...)
	return w
})

// HeadsMetrics reports whether name is the head of a column of metrics: 指标.
func HeadsMetrics(name string) bool { return loadWords().metrics.Has(name) }

// HeadsThings reports whether name is the head of a column of things: 项目名称.
func HeadsThings(name string) bool { return loadWords().things.Has(name) }

// NamesOffice reports whether name heads a column of who is responsible, which
// does not name the rows if another column can.
func NamesOffice(name string) bool { return loadWords().office.Has(name) }

// HeadsEither reports whether name heads columns of things and of metrics alike.
func HeadsEither(name string) bool { return loadWords().either.Has(name) }

// IsTotal reports whether label is that of a row that sums up the others.
func IsTotal(label string) bool { return loadWords().total.Has(label) }

// IsSubtotal reports whether label is that of a row that sums up some of the others.
func IsSubtotal(label string) bool { return loadWords().subtotal.Has(label) }

// IsStock reports whether metric has a value on a day and does not add up over a
// period: 总投资, 年末人口.
func IsStock(metric string) bool { return loadWords().stock.In(metric) }

// IsNote reports whether s explains the table: 注：…, 数据来源….
func IsNote(s string) bool { return loadWords().note.Started(s) != "" }

// EndsWithMetric reports whether s ends with a word for what is measured.
func EndsWithMetric(s string) bool { return loadWords().metric.Ended(s) != "" }

// LastMetric returns the last word for a metric in s, the text of a caption, or
// "": 工业总产值 of 各镇街规上工业总产值. Words of one character and generic ones do
// not count.
func LastMetric(s string) string {
	const longest = 60 // characters of a caption
	w := loadWords()
	rs := []rune(s)
	for to := len(rs); to > 1 && len(rs) < longest; to-- {
		if m := w.metric.Ended(string(rs[:to])); utf8.RuneCountInString(m) > 1 && !w.generic.Has(m) {
			return m
		}
	}
	return ""
}

const (
	partWord  = "其中"       // begins the label of a part of the row above
	itemMarks = "#＃*·—- 　" // before the label of an item of a list
)

// IsPart reports whether label names a part of what the row above it is about:
// 其中：国际.
func IsPart(label string) bool {
	s := strings.TrimLeft(label, itemMarks)
	return strings.HasPrefix(s, partWord) || strings.HasPrefix(s, "#")
}

// TrimPart returns label without the marks and words that make it a part.
func TrimPart(label string) string {
	s := strings.TrimLeft(label, itemMarks)
	for _, p := range [...]string{partWord + "：", partWord + ":", partWord} {
		s = strings.TrimPrefix(s, p)
	}
	return s
}

// TrimOrder returns s without the number of an item at its start:
// 一、地区生产总值, 1.人口.
func TrimOrder(s string) string {
	t := strings.TrimLeft(s, "（(一二三四五六七八九十0123456789")
	if rest := strings.TrimLeft(t, "）)、.．"); t != s && rest != t && rest != "" {
		return strings.TrimSpace(rest)
	}
	return s
}
