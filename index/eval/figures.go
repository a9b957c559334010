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

// FigurePrediction holds the figures found in one sentence, in the form that the
// scorer of figures reads.
type FigurePrediction struct {
	ID      string          `json:"id"`
	Figures []ScannedFigure `json:"figures"`
}

// ScannedFigure is a figure of a sentence. Start and End are in characters. Value is
// a decimal, a range [lo,hi] in which an open end is empty, or a time.
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

// sentence is a line of a set, without the expected figures.
type sentence struct {
	ID        string   `json:"id"`
	Input     string   `json:"input"`
	Scope     []string `json:"scope"`
	Reference string   `json:"reference_datetime"`
}

// Figures scans the sentence of each line of sets by the convention of its scope. It
// writes one [FigurePrediction] a line.
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
		if c == figure.Press && lacksYear(f) {
			continue
		}
		s := ScannedFigure{Unit: f.Unit, Kind: kindNames[f.Kind], Qualifier: f.Qualifier, Value: value(f), ISO: units().currencies[f.Unit], Values: periods(f)}
		if c == figure.Ranges {
			s.Kind = "numberrange"
		}
		add(s, f.Span)
	}
	return p, nil
}

// onlyTimes reports whether a set of that scope annotates nothing but times.
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

// lacksYear reports whether f is a quarter or a half without its year (一季度), which
// sets of press sentences do not annotate.
func lacksYear(f knowledge.Figure) bool {
	return f.Kind == knowledge.PeriodKind && (strings.HasSuffix(f.Text, "季度") || strings.HasSuffix(f.Text, "半年")) &&
		!strings.Contains(strings.TrimSuffix(f.Text, "半年"), "年")
}

// kindNames are the names of kinds in the scorer.
var kindNames = map[knowledge.Kind]string{
	knowledge.Count: "number", knowledge.Number: "number", knowledge.Multiple: "number", knowledge.Ratio: "number",
	knowledge.Money: "money", knowledge.Percent: "percent", knowledge.PercentPoint: "percent",
	knowledge.Dimension: "dimension", knowledge.Temperature: "temperature", knowledge.Age: "age", knowledge.Ordinal: "ordinal",
	knowledge.Duration: "duration", knowledge.Time: "time", knowledge.DateKind: "date", knowledge.PeriodKind: "daterange",
}

// value returns the value of a figure, nil if it has none.
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

// places is the number of digits written of an endless fraction.
const places = 15

// decimal returns v as a decimal, exactly unless it is endless.
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
