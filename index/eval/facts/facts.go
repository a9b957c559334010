// Package facts compares the ledger of a set of releases with the facts that a
// careful reader marked in them. It measures how well figures are read and bound.
//
// A fact is found if a row of the same release has its value and unit (for a date:
// the same time). Each fact is paired with the row that fits it best, and each row
// with one fact. These parts of a pair are compared:
//
//   - subject: equal, or one begins or ends with the other after general words such
//     as 项目, 工程 and 总部 are removed. The subject of a fact may contain what the
//     ledger has in the metric (北区地区生产总值 | 增长 and 北区 | 地区生产总值).
//   - metric: one contains the other, or they share two adjacent characters; again
//     subject and metric may be divided differently.
//   - period: the same year, and the same quarter, month or day if the fact has one.
//     A fact without a period, or of the day of its release, needs none.
//   - status: a reached figure is not marked as planned, a target is.
//   - qualifier: if the fact has one, such as 最高, 超 or 近, so has the row.
//
// Siblings (户籍 and 常住, 一期 and 二期, numbers in names) are never the same. The
// tolerances have not changed since the first facts, so results of different days can
// be compared.
package facts

import (
	"slices"

	"beilun/knowledge"
)

// Fact is a figure that a reader marked in a release.
type Fact struct {
	ID        string `json:"id"`
	Release   string `json:"release"` // base name of the file
	Text      string `json:"text"`    // verbatim, with the unit next to the number
	Value     Value  `json:"value"`   // in Unit: 440000000 for 4.4亿元
	Unit      string `json:"unit"`
	Kind      string `json:"kind"`
	Subject   string `json:"subject"`
	Metric    string `json:"metric"`
	Period    string `json:"period"` // 2024, 2024-Q1, 2024-03, 2024-03-01 or a range of two; empty: none
	Status    string `json:"status"`
	Qualifier string `json:"qualifier"`
	Change    string `json:"change"` // up, down, or empty
}

// Row is a figure of the ledger.
type Row struct {
	Subject, Scope, Metric string
	Text                   string
	Value                  string // exact decimal or fraction; empty for a range or a date
	Unit, Qualifier        string
	Period, Time           string
	State                  knowledge.State
	Date                   string // of the release
}

// RowOf returns a figure of a release of that date as a row.
func RowOf(f *knowledge.Figure, date knowledge.Date) Row {
	b, value := f.Binding, ""
	if f.Value != nil {
		value = f.Value.RatString() // exact: a decimal or a fraction
	}
	return Row{
		Subject: b.Subject, Scope: b.Scope, Metric: b.Metric, Text: f.Text, Value: value, Unit: f.Unit, Qualifier: f.Qualifier,
		Period: b.Period, Time: f.Time, State: b.State, Date: date.String(),
	}
}

// period returns the period of the row, or the time that it is itself.
func (r Row) period() string {
	if r.Period != "" {
		return r.Period
	}
	return r.Time
}

// Fit reports which parts of a fact a row has right.
type Fit struct {
	Subject, Metric, Period, Status, Qualifier bool
}

// All reports whether everything but the status is right.
func (f Fit) All() bool { return f.Subject && f.Metric && f.Period && f.Qualifier }

func (f Fit) count() int {
	n := 0
	for _, ok := range []bool{f.Subject, f.Metric, f.Period, f.Status, f.Qualifier} {
		if ok {
			n++
		}
	}
	return n
}

// Result is a fact with its row.
type Result struct {
	Fact Fact
	Row  *Row // nil: no row has its value
	Fit  Fit
}

// Score counts results.
type Score struct {
	N, Found                                        int
	Subject, Metric, Period, Status, Qualifier, All int
	Hit                                             int // rows with the value of some fact
	Good                                            int // of those, rows that are paired with a fact and have its subject and metric
}

// Add returns the sum of s and o.
func (s Score) Add(o Score) Score {
	return Score{
		s.N + o.N, s.Found + o.Found, s.Subject + o.Subject, s.Metric + o.Metric, s.Period + o.Period,
		s.Status + o.Status, s.Qualifier + o.Qualifier, s.All + o.All, s.Hit + o.Hit, s.Good + o.Good,
	}
}

// Precision returns the share of Hit that is Good. Wrong guesses lower it.
func (s Score) Precision() float64 { return share(s.Good, s.Hit) }

// Share returns n as a share of all facts.
func (s Score) Share(n int) float64 { return share(n, s.N) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Compare pairs the facts of a release with its rows.
func Compare(facts []Fact, rows []Row) ([]Result, Score) {
	type pair struct {
		fact, row int
		fit       Fit
	}
	var pairs []pair
	hit := map[int]bool{}
	for i, f := range facts {
		for j, r := range rows {
			if f.Hits(r) {
				pairs = append(pairs, pair{i, j, f.Fit(r)})
				hit[j] = true
			}
		}
	}
	rank := func(p pair) [3]int {
		all, both := 0, 0
		if p.fit.All() {
			all = 1
		}
		if p.fit.Subject {
			both++
		}
		if p.fit.Metric {
			both++
		}
		return [3]int{all, both, p.fit.count() + all}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int {
		x, y := rank(a), rank(b)
		return slices.Compare(y[:], x[:])
	})
	out := make([]Result, len(facts))
	for i, f := range facts {
		out[i].Fact = f
	}
	s, used := Score{N: len(facts), Hit: len(hit)}, map[int]bool{}
	for _, p := range pairs {
		if out[p.fact].Row != nil || used[p.row] {
			continue
		}
		used[p.row] = true
		out[p.fact].Row, out[p.fact].Fit = &rows[p.row], p.fit
		s.add(p.fit)
	}
	return out, s
}

func (s *Score) add(f Fit) {
	count := func(n *int, ok bool) {
		if ok {
			*n++
		}
	}
	s.Found++
	count(&s.Subject, f.Subject)
	count(&s.Metric, f.Metric)
	count(&s.Period, f.Period)
	count(&s.Status, f.Status)
	count(&s.Qualifier, f.Qualifier)
	count(&s.All, f.All())
	count(&s.Good, f.Subject && f.Metric)
}
