package index

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"math/big"
	"slices"
	"strings"
	"unicode/utf8"

	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/bind"

	"github.com/blevesearch/bleve/v2"
	"github.com/blevesearch/bleve/v2/search"
	"github.com/blevesearch/bleve/v2/search/query"
)

// The ledger is all figures of all releases, told apart by what they measure.
// It is kept in the passages themselves: each figure is stored with its
// binding, and fieldLedger holds the terms it is found by. So a release that
// changes or goes takes its figures along in the same batch.

// Row is one figure of the ledger: what one release says.
type Row struct {
	Passage Passage
	Figure  *knowledge.Figure // of Passage.Figures
}

// Sentence returns the span in Passage.Text of the sentence the figure stands
// in.
func (r Row) Sentence() knowledge.Span {
	for _, s := range r.Passage.Sentences {
		if s.Contains(r.Figure.Span) {
			return s
		}
	}
	return knowledge.Span{End: len(r.Passage.Text)}
}

// AsOf returns the day up to which the figure holds: the end of its period or,
// where it names none, the date of its release.
func (r Row) AsOf() knowledge.Date {
	if d, ok := endOf(r.Figure.Binding.Period); ok {
		return d
	}
	return r.Passage.Release.Date
}

func endOf(iso string) (knowledge.Date, bool) {
	if _, to, ok := strings.Cut(iso, "/"); ok {
		iso = to
	}
	d, err := knowledge.ParseDate(iso)
	return d, err == nil && d.Year != 0
}

// newer orders rows newest first: by the day they hold for, then by release;
// what has no date comes last.
func newer(a, b Row) int {
	if c := b.AsOf().Compare(a.AsOf()); c != 0 {
		return c
	}
	if c := b.Passage.Release.Date.Compare(a.Passage.Release.Date); c != 0 {
		return c
	}
	return cmp.Compare(b.Passage.ID, a.Passage.ID)
}

// Entry is the figures of one thing: the same subject, scope, metric,
// dimension and state, for the same kind of period.
type Entry struct {
	Subject string // the fullest name among the rows
	Scope   string
	Metric  string
	Rows    []Row // newest first; Rows[0] is the present figure
}

// Standing tells how a row of an entry stands to the present one.
type Standing string

// The standings.
const (
	Present     Standing = "present"     // the newest
	Superseded  Standing = "superseded"  // an older figure
	Restated    Standing = "restated"    // the same figure in another release
	Conflicting Standing = "conflicting" // another figure of about the same date
	Withdrawn   Standing = "withdrawn"   // corrected by a later release
)

// conflictDays is how close two different figures have to stand to contradict
// rather than follow each other: a publisher may take a month to print what
// another has printed.
const conflictDays = 31

// Standing tells how Rows[i] stands to Rows[0].
func (e Entry) Standing(i int) Standing {
	return StandingOf(e.Rows[0], e.Rows[i])
}

// StandingOf tells how other stands to present, a row of the same entry that
// is no older.
func StandingOf(present, other Row) Standing {
	if present.Figure == other.Figure || present.Passage.ID == other.Passage.ID && present.Figure.Span == other.Figure.Span {
		return Present
	}
	switch {
	case other.Figure.Binding.State == knowledge.Withdrawn || present.Figure.Binding.State == knowledge.Corrected && !SameValue(present.Figure, other.Figure):
		return Withdrawn
	case SameValue(present.Figure, other.Figure) && samePeriod(present, other):
		return Restated
	case other.Figure.Binding.State == knowledge.Former || present.Passage.Release.ID == other.Passage.Release.ID:
		return Superseded
	}
	a, b := present.AsOf().Days(), other.AsOf().Days()
	if a > 0 && b > 0 && a-b <= conflictDays && periodType(present.Figure.Binding.Period) == periodType(other.Figure.Binding.Period) && !refines(present.Figure, other.Figure) {
		return Conflicting
	}
	return Superseded
}

// refines reports whether f is an exact figure that other only comes near:
// 897家 after 近900家.
func refines(f, other *knowledge.Figure) bool {
	return f.Qualifier == "" && other.Qualifier != "" && f.Value != nil && other.Value != nil && near(f.Value, other.Value)
}

// near reports whether a is within a tenth of b.
func near(a, b *big.Rat) bool {
	diff := new(big.Rat).Sub(a, b)
	tenth := new(big.Rat).Mul(b, big.NewRat(1, 10))
	return diff.Abs(diff).Cmp(tenth.Abs(tenth)) <= 0
}

func samePeriod(a, b Row) bool {
	p, q := a.Figure.Binding.Period, b.Figure.Binding.Period
	return p == q || periodType(p) == "point" && periodType(q) == "point"
}

// SameValue reports whether two figures state the same, whatever their scale
// (250000万元 is 25亿元).
func SameValue(a, b *knowledge.Figure) bool {
	if a.Time != "" || b.Time != "" {
		return a.Time == b.Time
	}
	if a.Value == nil || b.Value == nil {
		return sameRat(a.Lo, b.Lo) && sameRat(a.Hi, b.Hi) && a.Unit == b.Unit && a.Value == nil && b.Value == nil
	}
	return Dimension(a) == Dimension(b) && a.Value.Cmp(b.Value) == 0 && a.Qualifier == b.Qualifier && (a.Unit == b.Unit || a.Kind == knowledge.Count)
}

func sameRat(a, b *big.Rat) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Cmp(b) == 0
}

// Dimension returns what sort of quantity f is: figures of different
// dimensions are never compared.
func Dimension(f *knowledge.Figure) string {
	switch f.Kind {
	case knowledge.DateKind, knowledge.PeriodKind, knowledge.Time:
		return "time"
	case knowledge.Percent, knowledge.PercentPoint, knowledge.Multiple:
		return "share"
	case knowledge.Money:
		return "money:" + f.Unit
	case knowledge.Dimension:
		if d := UnitDimension(f.Unit); d != "" {
			return d
		}
		return "unit:" + f.Unit
	case knowledge.Count:
		for _, g := range measureGroups {
			if strings.Contains(g, f.Unit) {
				return "count:" + g
			}
		}
		return "count:" + f.Unit
	}
	return string(f.Kind)
}

// measureGroups are measure words that are said of the same things.
var measureGroups = []string{"个家所间处项件", "人名位", "栋幢座", "标箱标准箱"}

// UnitDimension returns the dimension that several units measure, "" for a unit
// of its own.
func UnitDimension(unit string) string {
	switch unit {
	case "平方米", "平方公里", "亩", "公顷", "平方千米":
		return "area"
	case "米", "公里", "千米", "海里", "厘米", "毫米":
		return "length"
	case "吨", "公斤", "千克", "克":
		return "weight"
	}
	return ""
}

// periodType tells kinds of periods apart: figures of a quarter do not replace
// those of a half year.
func periodType(iso string) string {
	from, to, ok := strings.Cut(iso, "/")
	if !ok {
		return "point"
	}
	a, err1 := knowledge.ParseDate(from)
	b, err2 := knowledge.ParseDate(to)
	if err1 != nil || err2 != nil || a.Year == 0 || b.Year == 0 {
		return "open"
	}
	switch n := b.Days() - a.Days() + 1; {
	case n <= 1:
		return "point"
	case n <= 31:
		return "month"
	case n <= 93 && n > 85:
		return "quarter"
	case n <= 186 && n > 175:
		return "half"
	case n <= 367 && n > 360:
		return "year"
	}
	return "range"
}

// PartOf returns the months of a year that an ISO period takes up, 01-03 for a
// first quarter; "" for a day, a whole year or more than one.
func PartOf(iso string) string {
	switch periodType(iso) {
	case "month", "quarter", "half", "range":
		from, to, _ := strings.Cut(iso, "/")
		if from[:4] == to[:4] {
			return from[5:7] + "-" + to[5:7]
		}
	}
	return ""
}

// stateClass puts states together that follow each other in time.
func stateClass(s knowledge.State) knowledge.State {
	switch s {
	case knowledge.Planned, knowledge.Target:
		return s
	}
	return knowledge.Reached
}

// SameState reports whether two rows are both reached, both planned or both
// aimed at, so that the newer one can take the place of the older one.
func SameState(a, b Row) bool {
	return stateClass(a.Figure.Binding.State) == stateClass(b.Figure.Binding.State)
}

// SameMeasure reports whether two rows are figures of one thing, reached or
// not.
func SameMeasure(a, b Row) bool {
	f, g := &a.Figure.Binding, &b.Figure.Binding
	if a.Passage.Release.ID == b.Passage.Release.ID && f.State == g.State && a.Figure.Span != b.Figure.Span && f.Period == g.Period && !SameValue(a.Figure, b.Figure) {
		return false // one release does not contradict itself: the words that tell them apart were missed
	}
	return Dimension(a.Figure) == Dimension(b.Figure) && f.Change == g.Change &&
		(a.Figure.Per == "") == (b.Figure.Per == "") &&
		sameScope(f.Scope, g.Scope) && sameSubject(f.Subject, g.Subject) && sameWords(f.Words, g.Words) &&
		(Dimension(a.Figure) == "time" || periodType(f.Period) == periodType(g.Period) || !SameState(a, b))
}

// wholeDistrict are words for the district that a release is of.
var wholeDistrict = []string{"", "全区", "我区", "本区"}

func sameScope(a, b string) bool {
	return a == b || slices.Contains(wholeDistrict, a) && slices.Contains(wholeDistrict, b)
}

func sameSubject(a, b string) bool {
	return a == b || bind.SameThing(a, b)
}

// light are words that a metric may be told with or without.
var light = []string{"项目", "工程", "企业", "情况", "数量", "总量", "规模", "金额", "资金", "建设", "部门", "区域", "合计", "整体"}

// sameWords reports whether two metrics are one: the same words but for light
// ones.
func sameWords(a, b []string) bool {
	if slices.Equal(a, b) {
		return len(a) > 0
	}
	a, b = heavy(a), heavy(b)
	return len(a) > 0 && slices.Equal(a, b)
}

func heavy(words []string) []string {
	out := make([]string, 0, len(words))
	for _, w := range words {
		if !slices.Contains(light, w) {
			out = append(out, w)
		}
	}
	return out
}

// Entries groups rows into the entries of the ledger, by subject and metric in
// the order of the rows; the rows of an entry newest first.
func Entries(rows []Row) []Entry {
	var out []Entry
	byKey := map[string][]int{} // dimension and state → entries
	for _, r := range rows {
		b := r.Figure.Binding
		if len(b.Words) == 0 {
			continue // a time that other figures hold for, or nothing tells what is counted
		}
		key := fmt.Sprint(Dimension(r.Figure), stateClass(b.State), b.Change)
		at := -1
		for _, i := range byKey[key] {
			if SameMeasure(out[i].Rows[0], r) && SameState(out[i].Rows[0], r) {
				at = i
				break
			}
		}
		if at < 0 {
			at = len(out)
			byKey[key] = append(byKey[key], at)
			out = append(out, Entry{})
		}
		e := &out[at]
		e.Rows = append(e.Rows, r)
		if len(b.Subject) > len(e.Subject) {
			e.Subject = b.Subject
		}
		if e.Scope == "" {
			e.Scope = b.Scope
		}
		if len(b.Metric) > len(e.Metric) {
			e.Metric = b.Metric
		}
	}
	for i := range out {
		slices.SortStableFunc(out[i].Rows, newer)
		out[i].settle()
	}
	return out
}

// settle puts what a correction says first and marks what it takes back.
func (e *Entry) settle() {
	var wrong []*knowledge.Figure
	for _, r := range e.Rows {
		if r.Figure.Binding.State == knowledge.Withdrawn {
			wrong = append(wrong, r.Figure)
		}
	}
	slices.SortStableFunc(e.Rows, func(a, b Row) int { return cmp.Compare(rank(a, wrong), rank(b, wrong)) })
}

// rank puts what is withdrawn or has been replaced in its own sentence behind
// the rest.
func rank(r Row, wrong []*knowledge.Figure) int {
	if r.Figure.Binding.State == knowledge.Withdrawn || r.Figure.Binding.State == knowledge.Former {
		return 1
	}
	for _, w := range wrong {
		if SameValue(r.Figure, w) {
			return 1
		}
	}
	return 0
}

// Filter narrows the ledger. Empty fields hold for everything.
type Filter struct {
	Subject string // a name or a part of one
	Metric  string // what is measured, in any of its words
}

// maxLedger is the number of passages that one look into the ledger reads.
const maxLedger = 5000

// Ledger returns the rows that f holds for, in the order of the releases,
// newest first, and of their text.
func (x *Index) Ledger(ctx context.Context, f Filter) ([]Row, error) {
	f.Subject, f.Metric = squeeze(f.Subject), squeeze(f.Metric)
	var terms []string
	if f.Subject == "" && f.Metric != "" {
		for _, w := range x.lex.cut(f.Metric) {
			if s := f.Metric[w.Start:w.End]; !x.lex.isStop(s) {
				terms = append(terms, metricTerm(canon(s)))
			}
		}
	}
	rows, err := x.rows(ctx, terms, f.Subject, func(r Row) bool { return f.holds(x.lex, r) })
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	return rows, nil
}

// Figures returns the entries for what a person asks figures of: a thing, a
// metric, or a thing and a metric behind it; of everything when it is empty.
func (x *Index) Figures(ctx context.Context, of string) ([]Entry, error) {
	filters := []Filter{{Subject: of}, {Metric: of}}
	if of == "" {
		filters = filters[:1]
	}
	if i := strings.LastIndexByte(strings.TrimSpace(of), ' '); i > 0 {
		filters = append(filters, Filter{Subject: of[:i], Metric: of[i:]})
	} else {
		for _, n := range x.lex.Binder().Names(of) {
			if metric, ok := strings.CutPrefix(squeeze(of), n); ok && metric != "" {
				filters = append(filters, Filter{Subject: n, Metric: metric})
			}
		}
	}
	for _, f := range filters {
		rows, err := x.Ledger(ctx, f)
		if err != nil {
			return nil, err
		}
		if es := Entries(rows); len(es) > 0 {
			return es, nil
		}
	}
	return nil, nil
}

// squeeze folds s and takes its white space out.
func squeeze(s string) string { return strings.Join(strings.Fields(zhtext.FoldString(s)), "") }

func (f Filter) holds(l *Lexicon, r Row) bool {
	b := r.Figure.Binding
	if f.Subject != "" && !strings.Contains(b.Subject, f.Subject) && !bind.SameThing(b.Subject, f.Subject) {
		return false
	}
	if f.Metric == "" || strings.Contains(b.Metric, f.Metric) {
		return true
	}
	asked := 0
	for _, w := range l.cut(f.Metric) {
		s := f.Metric[w.Start:w.End]
		if l.isStop(s) {
			continue
		}
		if !slices.Contains(b.Words, canon(s)) && !strings.Contains(b.Metric, s) {
			return false
		}
		asked++
	}
	return asked > 0
}

// History returns the figures of the same thing as r, r's own among them and
// those planned or aimed at, too: the present one first.
func (x *Index) History(ctx context.Context, r Row) ([]Row, error) {
	term := subjectTerm(r.Figure)
	same, err := x.rows(ctx, []string{term}, "", func(o Row) bool { return SameMeasure(r, o) })
	if err != nil {
		return nil, fmt.Errorf("read history: %w", err)
	}
	slices.SortStableFunc(same, newer)
	e := Entry{Rows: same}
	e.settle()
	return e.Rows, nil
}

// Same returns the rows whose figures have the value of f, in any unit.
func (x *Index) Same(ctx context.Context, f *knowledge.Figure) ([]Row, error) {
	term := valueTerm(f)
	rows, err := x.rows(ctx, []string{term}, "", func(r Row) bool { return valueTerm(r.Figure) == term })
	if err != nil {
		return nil, fmt.Errorf("read ledger: %w", err)
	}
	return rows, nil
}

// rows returns the figures that keep holds for, of the passages that have all of
// terms and the characters of text; of every passage when neither is given.
func (x *Index) rows(ctx context.Context, terms []string, text string, keep func(Row) bool) ([]Row, error) {
	x.mu.RLock()
	defer x.mu.RUnlock()
	if x.closed {
		return nil, errors.New("the index is closed")
	}
	if x.current == nil {
		return nil, nil
	}
	var parts []query.Query
	for _, t := range terms {
		q := bleve.NewTermQuery(t)
		q.SetField(fieldLedger)
		parts = append(parts, q)
	}
	if text != "" {
		parts = append(parts, gramQuery(text))
	}
	var q query.Query = bleve.NewMatchAllQuery()
	if len(parts) > 0 {
		q = bleve.NewConjunctionQuery(parts...)
	}
	req := bleve.NewSearchRequestOptions(q, maxLedger, 0, false)
	req.Score = "none"
	res, err := x.current.bleve.SearchInContext(ctx, req)
	if err != nil {
		return nil, err
	}
	return x.current.rowsOf(res.Hits, keep)
}

// rowsOf returns the figures of passages that keep holds for: the newest
// release first, within a release in the order of the text.
func (g *generation) rowsOf(hits search.DocumentMatchCollection, keep func(Row) bool) (out []Row, err error) {
	r, err := g.reader()
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	for _, m := range hits {
		p, err := g.load(r, m.ID)
		if err != nil {
			return nil, err
		}
		for i := range p.Figures {
			if row := (Row{*p, &p.Figures[i]}); keep(row) {
				out = append(out, row)
			}
		}
	}
	slices.SortStableFunc(out, func(a, b Row) int {
		if c := b.Passage.Release.Date.Compare(a.Passage.Release.Date); c != 0 {
			return c
		}
		if c := cmp.Compare(a.Passage.Release.ID, b.Passage.Release.ID); c != 0 {
			return c
		}
		if c := cmp.Compare(a.Passage.Number(), b.Passage.Number()); c != 0 {
			return c
		}
		return cmp.Compare(a.Figure.Span.Start, b.Figure.Span.Start)
	})
	return out, nil
}

// gramQuery finds passages that have the last characters of text in their text
// or headings: what names of one thing share.
func gramQuery(text string) query.Query {
	rs := []rune(text)
	rs = rs[max(0, len(rs)-4):]
	var all []query.Query
	for i := 0; i+2 <= len(rs); i++ {
		var any []query.Query
		for _, field := range []string{fieldGrams, fieldHeads} {
			q := bleve.NewTermQuery(string(rs[i : i+2]))
			q.SetField(field)
			any = append(any, q)
		}
		all = append(all, bleve.NewDisjunctionQuery(any...))
	}
	if len(all) == 0 {
		return bleve.NewMatchAllQuery()
	}
	return bleve.NewConjunctionQuery(all...)
}

// ledgerTerms returns the terms that the figures of a passage are found by.
func ledgerTerms(fs []knowledge.Figure) []string {
	var out []string
	add := func(t string) {
		if !slices.Contains(out, t) {
			out = append(out, t)
		}
	}
	for i := range fs {
		add(subjectTerm(&fs[i]))
		add(valueTerm(&fs[i]))
		for _, w := range fs[i].Binding.Words {
			add(metricTerm(w))
		}
	}
	return out
}

// subjectTerm joins a figure's dimension and the last two characters of its
// subject, without what a shorter name may leave out.
func subjectTerm(f *knowledge.Figure) string {
	s := f.Binding.Subject
	for _, k := range []string{"总部", "项目", "工程", "区", "市", "县"} {
		if short, ok := strings.CutSuffix(s, k); ok && utf8.RuneCountInString(short) >= 2 {
			s = short
			break
		}
	}
	rs := []rune(s)
	return "s|" + Dimension(f) + "|" + string(rs[max(0, len(rs)-2):])
}

// valueTerm is the same for figures of one value, whatever their unit.
func valueTerm(f *knowledge.Figure) string {
	switch {
	case f.Time != "":
		return "v|" + f.Time
	case f.Value != nil:
		return "v|" + f.Value.RatString()
	case f.Lo != nil && f.Hi != nil:
		return "v|" + f.Lo.RatString() + "," + f.Hi.RatString()
	}
	return "v|"
}

func metricTerm(word string) string { return "m|" + word }
