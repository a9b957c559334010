package eval

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"time"
	"unicode/utf8"

	"beilun/internal/zhtime"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// FigurePrediction is what was found in one sentence as the scorer of figures
// reads it.
type FigurePrediction struct {
	ID      string          `json:"id"`
	Figures []ScannedFigure `json:"figures"`
}

// ScannedFigure is a figure of a sentence. Start and End count characters.
// Value is a decimal, a range [lo,hi] whose open end is empty, or a time.
type ScannedFigure struct {
	Text      string   `json:"text"`
	Start     int      `json:"start"`
	End       int      `json:"end"`
	Value     any      `json:"value,omitempty"`
	Unit      string   `json:"unit,omitempty"`
	Kind      string   `json:"kind"`
	Qualifier string   `json:"qualifier,omitempty"`
	ISO       string   `json:"iso,omitempty"` // of a currency
	Values    []string `json:"values,omitempty"`
	Timex     string   `json:"timex,omitempty"`
}

// sentence is what is read of a line of a set; what is expected is not.
type sentence struct {
	ID        string   `json:"id"`
	Input     string   `json:"input"`
	Scope     []string `json:"scope"`
	Reference string   `json:"reference_datetime"`
}

// Figures scans the sentence of each line of sets under the convention of its
// scope and writes a [FigurePrediction] a line.
func (r Run) Figures(ctx context.Context, sets []Input) (Summary, error) {
	var took []time.Duration
	empty := 0
	for _, in := range sets {
		err := EachLine(in, in.Name, func(line sentence) error {
			start := time.Now()
			p, err := scanned(line)
			if err != nil {
				return fmt.Errorf("sentence %s: %w", line.ID, err)
			}
			took = append(took, time.Since(start))
			if len(p.Figures) == 0 {
				empty++
			}
			if err := r.write(p); err != nil {
				return err
			}
			return ctx.Err()
		})
		if err != nil {
			return Summary{}, err
		}
	}
	return summary(took, empty), nil
}

func scanned(line sentence) (FigurePrediction, error) {
	ref, ok := zhtime.ParseRef(line.Reference)
	if !ok && line.Reference != "" {
		return FigurePrediction{}, fmt.Errorf("reference time %q", line.Reference)
	}
	p := FigurePrediction{ID: line.ID, Figures: []ScannedFigure{}}
	add := func(s ScannedFigure, span knowledge.Span) {
		s.Text = span.Of(line.Input)
		s.Start = utf8.RuneCountInString(line.Input[:span.Start])
		s.End = s.Start + utf8.RuneCountInString(s.Text)
		p.Figures = append(p.Figures, s)
	}
	if onlyTimes(line.Scope) {
		for _, t := range figure.Times(line.Input, ref) {
			add(ScannedFigure{Kind: string(t.Kind), Value: t.Value, Values: t.Values, Timex: t.Timex}, knowledge.Span{Start: t.Start, End: t.End})
		}
		return p, nil
	}
	day := knowledge.Date{}
	if ok {
		day = knowledge.Date{Year: ref.At.Year(), Month: int(ref.At.Month()), Day: ref.At.Day()}
	}
	c := figure.ConventionOf(line.Scope)
	for _, f := range figure.ScanAs(line.Input, day, c) {
		if c == figure.Press && untold(f) {
			continue
		}
		s := ScannedFigure{Unit: f.Unit, Kind: kindNames[f.Kind], Qualifier: f.Qualifier, Value: value(f), ISO: currencies[f.Unit], Values: periods(f)}
		if c == figure.Ranges {
			s.Kind = "numberrange"
		}
		add(s, f.Span)
	}
	return p, nil
}

// onlyTimes reports whether a set annotates times and nothing else.
func onlyTimes(scope []string) bool {
	for _, s := range scope {
		switch zhtime.Kind(s) {
		case zhtime.Date, zhtime.DateRange, zhtime.DateTime, zhtime.DateTimeRange, zhtime.Clock, zhtime.ClockRange, zhtime.Duration, zhtime.Set:
		default:
			return false
		}
	}
	return len(scope) > 0
}

// untold reports whether f is a quarter or a half of a year that is not told,
// which sets of press sentences do not annotate: 一季度.
func untold(f knowledge.Figure) bool {
	return f.Kind == knowledge.PeriodKind && (strings.HasSuffix(f.Text, "季度") || strings.HasSuffix(f.Text, "半年")) &&
		!strings.Contains(strings.TrimSuffix(f.Text, "半年"), "年")
}

// kindNames are the scorer's names of the kinds.
var kindNames = map[knowledge.Kind]string{
	knowledge.Count: "number", knowledge.Number: "number", knowledge.Multiple: "number", knowledge.Ratio: "number",
	knowledge.Money: "money", knowledge.Percent: "percent", knowledge.PercentPoint: "percent",
	knowledge.Dimension: "dimension", knowledge.Temperature: "temperature", knowledge.Age: "age", knowledge.Ordinal: "ordinal",
	knowledge.Duration: "duration", knowledge.Time: "time", knowledge.DateKind: "date", knowledge.PeriodKind: "daterange",
}

// currencies are the codes of ISO 4217.
var currencies = map[string]string{
	"元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY", "英镑": "GBP", "韩元": "KRW", "澳元": "AUD",
	"加元": "CAD", "新西兰元": "NZD", "新台币": "TWD", "新加坡元": "SGD", "澳门元": "MOP", "泰铢": "THB", "卢布": "RUB",
	"印度卢比": "INR", "瑞士法郎": "CHF", "越南盾": "VND", "印尼盾": "IDR", "林吉特": "MYR", "雷亚尔": "BRL", "兰特": "ZAR",
	"里拉": "TRY", "奈拉": "NGN",
}

// value writes what a figure states, or nil for what has none.
func value(f knowledge.Figure) any {
	switch {
	case f.Time != "":
		return f.Time
	case f.Kind == knowledge.Duration && f.Value != nil:
		if s := period(f.Value, f.Unit); s != "" {
			return s
		}
	case f.Lo != nil || f.Hi != nil:
		return "[" + bound(f.Lo) + "," + bound(f.Hi) + "]"
	}
	if f.Value == nil {
		return nil
	}
	return json.Number(decimal(f.Value))
}

func bound(v *big.Rat) string {
	if v == nil {
		return ""
	}
	return decimal(v)
}

// places is how many digits of a fraction without end are written.
const places = 15

// decimal writes v exactly where it has an end.
func decimal(v *big.Rat) string {
	if v.IsInt() {
		return v.Num().String()
	}
	n, exact := v.FloatPrec()
	if !exact {
		whole := new(big.Int).Quo(new(big.Int).Abs(v.Num()), v.Denom())
		if n = places; whole.Sign() > 0 {
			n = max(places-len(whole.String()), 1)
		}
		for small := new(big.Rat).Abs(v); whole.Sign() == 0 && small.Cmp(tenth) < 0 && n < 2*places; n++ {
			small.Mul(small, ten)
		}
	}
	return strings.TrimSuffix(strings.TrimRight(v.FloatString(n), "0"), ".")
}

var (
	ten   = big.NewRat(10, 1)
	tenth = big.NewRat(1, 10)
)

// designators are the letters of ISO 8601 for units of time, and how many of
// the next smaller unit make one where that is told exactly.
var designators = map[string]struct {
	letter, smaller string
	parts           int64
}{
	"年": {"Y", "个月", 12}, "周年": {"Y", "个月", 12}, "个月": {"M", "", 0}, "周": {"W", "天", 7}, "天": {"D", "小时", 24}, "日": {"D", "小时", 24},
	"小时": {"TH", "分钟", 60}, "分钟": {"TM", "秒", 60}, "秒": {"TS", "", 0},
}

// period writes a number of a unit of time in the form of ISO 8601, or returns
// "" where that has no letter for the unit.
func period(v *big.Rat, unit string) string {
	d, time := designators[unit].letter, ""
	if d == "" {
		return ""
	}
	if len(d) > 1 {
		time, d = "T", d[1:]
	}
	return "P" + time + decimal(v) + d
}

// periods writes a duration in every smaller unit that tells it exactly: a
// year and a half is P1.5Y, P18M and P1Y6M.
func periods(f knowledge.Figure) []string {
	if f.Kind != knowledge.Duration || f.Value == nil || !f.Value.IsInt() && f.Unit == "" {
		return nil
	}
	var all []string
	v, unit := f.Value, f.Unit
	for designators[unit].smaller != "" {
		d := designators[unit]
		if whole := new(big.Int).Quo(v.Num(), v.Denom()); !v.IsInt() && whole.Sign() > 0 {
			rest := new(big.Rat).Sub(v, new(big.Rat).SetInt(whole))
			rest.Mul(rest, big.NewRat(d.parts, 1))
			if a, b := period(new(big.Rat).SetInt(whole), unit), period(rest, d.smaller); rest.IsInt() && strings.Contains(a, "T") == strings.Contains(b, "T") {
				all = append(all, a+strings.TrimLeft(b, "PT"))
			}
		}
		v, unit = new(big.Rat).Mul(v, big.NewRat(d.parts, 1)), d.smaller
		all = append(all, period(v, unit))
	}
	if f.Unit == "个月" && !v.IsInt() {
		all = append(all, period(new(big.Rat).Mul(v, big.NewRat(30, 1)), "天")) // half a month is fifteen days
	}
	return all
}
