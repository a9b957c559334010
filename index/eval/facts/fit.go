package facts

import (
	"regexp"
	"strings"

	"beilun/internal/wordlist"
	"beilun/knowledge"
)

// Hits reports whether r has the value and unit of f, or its time.
func (f Fact) Hits(r Row) bool {
	if f.Kind == "date" {
		want := string(f.Value)
		if want == "" {
			want = f.Period
		}
		got := r.Time
		if got == "" {
			got = r.Period
		}
		return periodFits(want, got) || fold(f.Text) == fold(r.Text)
	}
	v, x := f.Value.rat(), Value(r.Value).rat()
	if v != nil && x != nil && v.Cmp(x) == 0 {
		u, w := unitOf(f.Unit), unitOf(r.Unit)
		if u == w || w != "" && strings.Contains(u, w) || u != "" && strings.Contains(w, u) {
			return true
		}
	}
	text := fold(r.Text)
	for _, q := range lists().leading {
		if rest, ok := strings.CutPrefix(text, q); ok {
			text = rest
			break
		}
	}
	return fold(f.Text) == text
}

// Fit returns which parts of f are right in r, which has the value of f.
func (f Fact) Fit(r Row) Fit {
	return Fit{
		Subject:   f.subjectFits(r),
		Metric:    f.metricFits(r),
		Period:    f.Kind == "date" || periodFits(f.Period, r.period()) || f.undated(r),
		Status:    statusFits(f.Status, r.State),
		Qualifier: qualifierFits(f.Qualifier, r),
	}
}

// undated reports whether r needs no time to fit f, because f is of the day of its
// release and r has no other time.
func (f Fact) undated(r Row) bool {
	return r.period() == "" && r.Date != "" && strings.HasPrefix(r.Date, f.Period)
}

func statusFits(want string, state knowledge.State) bool {
	marked := state == knowledge.Planned || state == knowledge.Target
	switch want {
	case "reached":
		return !marked
	case "target":
		return marked
	}
	return true
}

func qualifierFits(want string, r Row) bool {
	if want == "" {
		return true
	}
	has := func(w string) bool { return strings.Contains(r.Qualifier, w) || strings.Contains(r.Text, w) }
	for _, same := range lists().qualifiers {
		if containsAny(want, same) {
			for _, w := range same {
				if has(w) {
					return true
				}
			}
			return false
		}
	}
	return has(want)
}

func sameMetric(a, b string) bool {
	a, b = fold(a), fold(b)
	if a == "" || b == "" {
		return false
	}
	return strings.Contains(b, a) || strings.Contains(a, b) || sharePair(a, b)
}

// sharePair reports whether two adjacent characters of a are adjacent in b.
func sharePair(a, b string) bool {
	rs := []rune(a)
	for i := 0; i+1 < len(rs); i++ {
		if strings.Contains(b, string(rs[i:i+2])) {
			return true
		}
	}
	return false
}

func (f Fact) metricFits(r Row) bool {
	if siblings(f.both(), r.both()) {
		return false
	}
	got := r.Scope + r.Metric
	if sameMetric(f.Metric, got) {
		return true
	}
	change := f.Change != "" || containsAny(f.Metric, lists().changes)
	return change && sameMetric(wordlist.LastRunes(f.Subject, 6)+f.Metric, got)
}

func (f Fact) subjectFits(r Row) bool {
	if siblings(f.both(), r.both()) {
		return false
	}
	a, b := withoutYear(fold(f.Subject)), withoutYear(fold(r.Subject))
	if b == "" {
		return a == ""
	}
	scope := fold(r.Scope)
	for _, y := range []string{b, b + scope} {
		x, z := stem(a), stem(y)
		short := min(runes(x), runes(z))
		switch {
		case x == z, short >= 2 && (strings.HasSuffix(x, z) || strings.HasSuffix(z, x)):
			return true
		case runes(z) >= 3 && strings.HasPrefix(x, z) && sameMetric(x[len(z):], scope+fold(r.Metric)):
			return true
		case runes(x) >= 3 && strings.HasPrefix(z, x) && (sameMetric(z[len(x):], f.Metric) || office(z[len(x):])):
			return true
		}
	}
	return false
}

// office reports whether s consists of words that the name of a company or an office
// may leave out.
func office(s string) bool {
	if s == "" {
		return false
	}
	for s != "" {
		n := len(s)
		for _, w := range lists().offices {
			s = strings.TrimPrefix(s, w)
		}
		if len(s) == n {
			return false
		}
	}
	return true
}

// stem returns a name without one general word at its end. A name that is nothing
// but such a word stays as it is.
func stem(s string) string {
	if m := tail().FindStringIndex(s); m != nil && m[0] > 0 {
		return s[:m[0]]
	}
	return s
}

func (f Fact) both() string { return anyYear.ReplaceAllString(fold(f.Subject)+fold(f.Metric), "") }

func (r Row) both() string {
	return anyYear.ReplaceAllString(fold(r.Subject)+fold(r.Scope)+fold(r.Metric), "")
}

// siblings reports whether want and got are of two things or metrics that must not be
// confused.
func siblings(want, got string) bool {
	for _, set := range lists().siblings {
		if a, b := set.in(want), set.in(got); len(a) > 0 && len(b) > 0 && !overlap(a, b) {
			return true
		}
	}
	for _, w := range lists().alone {
		if strings.Contains(want, w) != strings.Contains(got, w) {
			return true
		}
	}
	a, b := numbersIn(want), numbersIn(got)
	return len(a) > 0 && len(b) > 0 && !overlap(a, b)
}

func overlap(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}

var (
	anyYear   = regexp.MustCompile(`\d{4}年度?`)
	firstYear = regexp.MustCompile(`^\d{4}年度?`)
)

func withoutYear(s string) string { return firstYear.ReplaceAllString(s, "") }
