package figure

import (
	"math/big"
	"strings"
	"unicode"
	"unicode/utf8"

	"beilun/internal/zhnum"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Scan returns the figures in text, in order and without overlap. Spans are
// byte spans of text; white space and line ends inside a figure are part of
// it. ref is the day that 今年 and 年底 are seen from, the zero Date when that
// is unknown. It runs in linear time and is safe for concurrent use.
func Scan(text string, ref knowledge.Date) []knowledge.Figure {
	folded := zhtext.Fold(text)
	s := &scanner{t: loadTables(), text: folded.Text, ref: ref}
	for s.at < len(s.text) {
		if f, ok := s.next(); ok {
			s.floor = s.at
			f.Span.Start, f.Span.End = folded.Source(f.Span.Start, f.Span.End)
			f.Quote.Start, f.Quote.End = folded.Source(f.Quote.Start, f.Quote.End)
			f.Text = f.Quote.Of(text)
			s.found = append(s.found, f)
		}
	}
	return s.found
}

type scanner struct {
	t     *tables
	text  string // folded
	at    int
	floor int // end of the last figure
	ref   knowledge.Date
	found []knowledge.Figure
}

// next reads the figure at s.at, or moves on.
func (s *scanner) next() (knowledge.Figure, bool) {
	rest := s.text[s.at:]
	r, w := utf8.DecodeRuneInString(rest)
	for _, read := range []func(string) (knowledge.Figure, int){s.relative, s.date, s.percentWords, s.ordinal, s.half, s.measured} {
		if !startsFigure(r) {
			break
		}
		if f, n := read(rest); n > 0 {
			f = s.qualify(f, n)
			return f, true
		}
	}
	s.at += s.skip(rest, r, w)
	return knowledge.Figure{}, false
}

const starters = "〇零一二三四五六七八九十百千两半数几第今去前明年上下同本年壹贰叁肆伍陆柒捌玖拾"

func startsFigure(r rune) bool {
	return '0' <= r && r <= '9' || strings.ContainsRune(starters, r)
}

// skip returns how far to go on when no figure starts here: past a whole run
// of digits, Latin letters and what joins them, so that no figure starts in
// the middle of C919, 1,3-丙二醇 or a telephone number.
func (s *scanner) skip(rest string, r rune, w int) int {
	if r > unicode.MaxASCII || !unicode.IsLetter(r) && !unicode.IsDigit(r) {
		return w
	}
	n := 0
	for n < len(rest) {
		c := rest[n]
		alnum := c < utf8.RuneSelf && (unicode.IsLetter(rune(c)) || unicode.IsDigit(rune(c)))
		joins := (c == '.' || c == ',' || c == '-' || c == '/' || c == ':') && n+1 < len(rest) && rest[n+1] < utf8.RuneSelf && (unicode.IsLetter(rune(rest[n+1])) || unicode.IsDigit(rune(rest[n+1])))
		if !alnum && !joins {
			break
		}
		n++
	}
	return n
}

// number reads a number at the start of rest with white space allowed behind
// it. An infix (多, 余, 几) is part of it.
func number(rest string) (n zhnum.Number, infix string, length int) {
	n, ok := zhnum.Parse(rest)
	if !ok {
		return n, "", 0
	}
	length = n.Len
	length += spaces(rest[length:])
	if length > n.Len { // 25.1 亿元: the scale stands behind a space
		if m, ok := zhnum.Parse(strings.ReplaceAll(rest[:n.Len], " ", "") + firstWord(rest[length:])); ok && m.Len > n.Len {
			length += m.Len - n.Len
			m.Len = length
			n = m
		}
	}
	for _, w := range []string{"余", "多", "来", "几"} {
		if strings.HasPrefix(rest[length:], w) {
			infix = w
			length += len(w)
			for _, sc := range []struct {
				w string
				v int64
			}{{"亿", 1e8}, {"万", 1e4}} {
				if strings.HasPrefix(rest[length:], sc.w) {
					n.Value = new(big.Rat).Mul(n.Value, big.NewRat(sc.v, 1))
					length += len(sc.w)
				}
			}
			break
		}
	}
	return n, infix, length
}

// firstWord is as much of s as a scale may take.
func firstWord(s string) string {
	const longest = len("万亿") + 1
	if len(s) < longest {
		return s
	}
	for n := longest; ; n-- {
		if utf8.RuneStart(s[n-1]) && (n == len(s) || utf8.RuneStart(s[n])) {
			return s[:n]
		}
		if n == 1 {
			return ""
		}
	}
}

// spaces returns the length of the blanks and of at most two line ends at the
// start of s: what stands between a number and its unit on a badly copied
// page.
func spaces(s string) int {
	n, lines := 0, 0
	for n < len(s) && n < 8 && (s[n] == ' ' || s[n] == '\n' || s[n] == '\r') {
		if s[n] == '\n' {
			lines++
		}
		n++
	}
	if lines > 2 {
		return 0
	}
	return n
}

// measured reads a number with its unit: 4.4亿元, 21个, 10万-50万元, 90%.
func (s *scanner) measured(rest string) (knowledge.Figure, int) {
	n, infix, length := number(rest)
	if length == 0 || s.inName() {
		return knowledge.Figure{}, 0
	}
	hi := n.Hi
	if m, k := rangeEnd(rest[length:]); k > 0 {
		hi = m.Value
		if !n.Scaled && m.Scaled { // 10-50万元: the scale is told once
			if u, _ := s.t.unitAt(rest[length:]); u.name == "" {
				n.Value = rescale(n.Value, m, rest[length+k-m.Len:length+k])
			}
		}
		length += k
	}
	u, k := s.t.unitAt(rest[length+spaces(rest[length:]):])
	if k == 0 {
		return knowledge.Figure{}, 0
	}
	length += spaces(rest[length:]) + k
	if u.kind == knowledge.Money && strings.HasPrefix(rest[length:], "人民币") {
		length += len("人民币")
	}
	if !s.clear(n, u, infix, rest[length:]) {
		return knowledge.Figure{}, 0
	}
	f := knowledge.Figure{Kind: u.kind, Unit: u.name, Value: n.Value, Qualifier: infix}
	if hi != nil {
		f.Value, f.Lo, f.Hi = nil, n.Value, hi
	}
	if u.kind == knowledge.Duration && u.name == "年" && !n.Chinese && n.Value.IsInt() && n.Value.Num().Int64() > 1000 {
		return knowledge.Figure{}, 0 // a year that the date reader refused
	}
	return f, length
}

// rangeEnd reads what follows the first number of a range up to its second
// number, the unit or scale of the first one skipped: -50, 万-50万, 个至21.
func rangeEnd(rest string) (zhnum.Number, int) {
	t := loadTables()
	n := 0
	if _, k := t.unitAt(rest); k > 0 {
		n = k
	}
	sep := prefixOf(rest[n:], []string{"-", "--", "~", "至", "到"})
	if sep == "" {
		return zhnum.Number{}, 0
	}
	n += len(sep)
	m, ok := zhnum.Parse(rest[n:])
	if !ok {
		return m, 0
	}
	if _, k := t.unitAt(rest[n+m.Len+spaces(rest[n+m.Len:]):]); k == 0 {
		return m, 0
	}
	return m, n + m.Len
}

// rescale gives the first number of a range the scale of the second.
func rescale(v *big.Rat, m zhnum.Number, text string) *big.Rat {
	bare, ok := zhnum.Parse(strings.TrimRight(text, "百千万亿"))
	if !ok || bare.Value.Sign() == 0 {
		return v
	}
	factor := new(big.Rat).Quo(m.Value, bare.Value)
	return new(big.Rat).Mul(v, factor)
}

// inName reports whether the number at s.at goes on from a letter or a mark
// that makes it part of a name or a document number.
func (s *scanner) inName() bool {
	r, _ := utf8.DecodeLastRuneInString(s.text[:s.at])
	if s.at == 0 {
		return false
	}
	return r < unicode.MaxASCII && unicode.IsLetter(r) || strings.ContainsRune("〔[第每", r) && r != '每'
}

// clear tells a count from a numeral that is part of a word. 一 with a measure
// word is an article more often than a number, and so is any short numeral
// before a weak measure word.
func (s *scanner) clear(n zhnum.Number, u unit, infix, after string) bool {
	if !n.Chinese {
		return !u.weak || !strings.HasPrefix(after, "号")
	}
	if infix != "" || n.Hi != nil || u.kind == knowledge.Money || u.kind == knowledge.Dimension {
		return n.Value.Sign() > 0
	}
	if n.Value.Cmp(big.NewRat(1, 1)) <= 0 {
		return false
	}
	return !u.weak && (u.kind != knowledge.Duration || u.name != "天")
}

// percentWords reads 百分之九十, 三分之一 and 九成.
func (s *scanner) percentWords(rest string) (knowledge.Figure, int) {
	if after, ok := strings.CutPrefix(rest, "百分之"); ok {
		if n, ok := zhnum.Parse(after); ok {
			return knowledge.Figure{Kind: knowledge.Percent, Unit: "%", Value: n.Value}, len(rest) - len(after) + n.Len
		}
	}
	n, ok := zhnum.Parse(rest)
	if !ok || n.Hi != nil {
		return knowledge.Figure{}, 0
	}
	if after, ok := strings.CutPrefix(rest[n.Len:], "分之"); ok && n.Value.Sign() > 0 {
		if m, ok := zhnum.Parse(after); ok {
			v := new(big.Rat).Quo(m.Value, n.Value)
			return knowledge.Figure{Kind: knowledge.Percent, Unit: "%", Value: v.Mul(v, big.NewRat(100, 1))}, n.Len + len("分之") + m.Len
		}
	}
	if after, ok := strings.CutPrefix(rest[n.Len:], "成"); ok && n.Value.Cmp(big.NewRat(10, 1)) < 0 {
		next, _ := utf8.DecodeRuneInString(after)
		if after == "" || strings.ContainsRune("以多半左的,。;、 ", next) {
			v, length := new(big.Rat).Mul(n.Value, big.NewRat(10, 1)), n.Len+len("成")
			if next == '半' {
				v.Add(v, big.NewRat(5, 1))
				length += len("半")
			}
			return knowledge.Figure{Kind: knowledge.Percent, Unit: "%", Value: v}, length
		}
	}
	return knowledge.Figure{}, 0
}

// ordinal reads 第3位 and 第一: only where a rank is told.
func (s *scanner) ordinal(rest string) (knowledge.Figure, int) {
	after, ok := strings.CutPrefix(rest, "第")
	if !ok {
		return knowledge.Figure{}, 0
	}
	n, ok := zhnum.Parse(after)
	if !ok || n.Hi != nil {
		return knowledge.Figure{}, 0
	}
	length := len("第") + n.Len
	for _, w := range []string{"位", "名", "年"} {
		if strings.HasPrefix(rest[length:], w) {
			return knowledge.Figure{Kind: knowledge.Ordinal, Unit: w, Value: n.Value}, length + len(w)
		}
	}
	before := s.text[max(0, s.at-15):s.at]
	if strings.HasSuffix(before, "全球") || strings.HasSuffix(before, "世界") || strings.HasSuffix(before, "全国") || strings.HasSuffix(before, "全省") || strings.HasSuffix(before, "全市") || strings.HasSuffix(before, "居") || strings.HasSuffix(before, "列") {
		return knowledge.Figure{Kind: knowledge.Ordinal, Value: n.Value}, length
	}
	return knowledge.Figure{}, 0
}

// half reads 半小时, 半个月 and 半年.
func (s *scanner) half(rest string) (knowledge.Figure, int) {
	after, ok := strings.CutPrefix(rest, "半")
	if !ok || strings.HasSuffix(s.text[:s.at], "上") || strings.HasSuffix(s.text[:s.at], "下") {
		return knowledge.Figure{}, 0
	}
	for _, d := range []struct {
		word, unit string
		value      *big.Rat
	}{{"个小时", "分钟", big.NewRat(30, 1)}, {"小时", "分钟", big.NewRat(30, 1)}, {"个月", "个月", big.NewRat(1, 2)}, {"年", "个月", big.NewRat(6, 1)}} {
		if strings.HasPrefix(after, d.word) {
			return knowledge.Figure{Kind: knowledge.Duration, Unit: d.unit, Value: d.value}, len("半") + len(d.word)
		}
	}
	return knowledge.Figure{}, 0
}

// qualify completes the figure of n bytes at s.at with the words around it and
// moves on behind it.
func (s *scanner) qualify(f knowledge.Figure, n int) knowledge.Figure {
	f.Span = knowledge.Span{Start: s.at, End: s.at + n}
	f.Quote = f.Span
	left := s.text[s.floor:s.at]
	if q := suffixOf(strings.TrimRight(left, " \n"), s.t.before); q != "" && f.Time == "" {
		trimmed := strings.TrimRight(left, " \n")
		f.Quote.Start = s.floor + len(trimmed) - len(q)
		f.Qualifier = q
		left = trimmed[:len(trimmed)-len(q)]
	}
	f.Status = s.statusIn(left)
	if q := prefixOf(s.text[f.Span.End:], s.t.after); q != "" && f.Time == "" && !(q == "起" && f.Kind != knowledge.Money) {
		f.Quote.End += len(q)
		if f.Qualifier == "" {
			f.Qualifier = q
		}
	}
	s.at = f.Quote.End
	return f
}

// statusReach is how far before a figure its status may stand, in bytes.
const statusReach = 45

// statusIn returns the last status word in the clause that ends left.
func (s *scanner) statusIn(left string) string {
	from := max(0, len(left)-statusReach)
	for from < len(left) && !utf8.RuneStart(left[from]) {
		from++
	}
	left = left[from:]
	if i := strings.LastIndexAny(left, ",;。，、"); i >= 0 {
		left = left[i+1:]
	}
	best, at := "", -1
	for _, w := range s.t.status {
		if i := strings.LastIndex(left, w); i > at || i >= 0 && i == at && len(w) > len(best) {
			best, at = w, i
		}
	}
	return best
}
