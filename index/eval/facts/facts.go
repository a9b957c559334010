// Package facts scores the ledger of a set of releases against the facts that
// a careful reader marked in them. It measures how well figures are read and
// bound; nothing of the product uses it.
//
// A fact is found when a row of the same release has its value and unit (a
// date: the same time). Of those rows the one that serves the fact best
// counts, and a row serves one fact:
//
//   - subject: the same thing: equal, or one begins or ends the other once
//     项目, 工程, 总部 and the like are left out. A fact may count what is
//     measured to its subject (北区地区生产总值 | 增长) where the ledger has it in
//     the metric (北区 | 地区生产总值).
//   - metric: the words of one are in the other, or they share two characters
//     in a row, with the same allowance.
//   - period: the same year, or quarter, month or day when the fact gives one.
//     A fact without a period asks for none, nor does one that holds on the
//     day of its release.
//   - status: a reached figure is not marked planned, a target is.
//   - qualifier: 最高, 超, 近 and the like are there when the fact has one.
//
// Siblings (户籍 and 常住, 一期 and 二期, numbers in names) are never the same.
// The allowances are those by which the project's ledger has been judged from
// its first facts on, so that numbers of different days can be compared.
package facts

import (
	"slices"

	"beilun/knowledge"
)

// Fact is a figure that a reader marked in a release.
type Fact struct {
	ID        string `json:"id"`
	Release   string `json:"release"` // base name of the file
	Text      string `json:"text"`    // verbatim, with the unit where it stands beside the number
	Value     Value  `json:"value"`   // in Unit: 440000000 for 4.4亿元
	Unit      string `json:"unit"`
	Kind      string `json:"kind"`
	Subject   string `json:"subject"`
	Metric    string `json:"metric"`
	Period    string `json:"period"` // 2024, 2024-Q1, 2024-03, 2024-03-01 or a range of two; empty: none is given
	Status    string `json:"status"`
	Qualifier string `json:"qualifier"`
	Change    string `json:"change"` // up, down, or empty
}

// Row is a figure of the ledger, as the figures command prints it.
type Row struct {
	Subject, Scope, Metric string
	Text                   string
	Value                  string // exact decimal or fraction; empty for a range or a date
	Unit, Qualifier        string
	Period, Time           string
	State                  knowledge.State
	Date                   string // of the release
}

// period returns the time that the row gives: what it holds for, else the time it is.
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

// Judgement is how one fact fared.
type Judgement struct {
	Fact Fact
	Row  *Row // that serves it; nil where none has its value
	Fit  Fit
}

// Score adds up judgements.
type Score struct {
	N, Found                                        int
	Subject, Metric, Period, Status, Qualifier, All int
	Hit                                             int // rows that have the value of some fact
	Good                                            int // of those, the ones that serve a fact with subject and metric right
}

// Add returns the sum of s and o.
func (s Score) Add(o Score) Score {
	return Score{
		s.N + o.N, s.Found + o.Found, s.Subject + o.Subject, s.Metric + o.Metric, s.Period + o.Period,
		s.Status + o.Status, s.Qualifier + o.Qualifier, s.All + o.All, s.Hit + o.Hit, s.Good + o.Good,
	}
}

// Precision returns the share of Hit that is Good: rows that are only guesses
// count against it.
func (s Score) Precision() float64 { return share(s.Good, s.Hit) }

// Share returns n as a share of all facts.
func (s Score) Share(n int) float64 { return share(n, s.N) }

func share(n, of int) float64 {
	if of == 0 {
		return 0
	}
	return float64(n) / float64(of)
}

// Judge pairs the facts of one release with the rows of the same one.
func Judge(facts []Fact, rows []Row) ([]Judgement, Score) {
	type pair struct {
		fact, row int
		fit       Fit
	}
	var pairs []pair
	hit := map[int]bool{}
	for i, f := range facts {
		for j, r := range rows {
			if f.hits(r) {
				pairs = append(pairs, pair{i, j, f.fit(r)})
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
	out := make([]Judgement, len(facts))
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
