package eval

import (
	"encoding/json"
	"math/big"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"beilun/internal/needs"
)

func TestFigures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ line, want string }{
		{`{"id":"a","input":"总投资约 3.6 亿元。","scope":["number","money"],"reference_datetime":"2024-11-20T00:00:00"}`,
			`{"id":"a","figures":[{"text":"3.6 亿元","start":5,"end":11,"value":360000000,"unit":"元","kind":"money","qualifier":"约","iso":"CNY"}]}`},
		{`{"id":"b","input":"有五六家","scope":["number","money"]}`,
			`{"id":"b","figures":[{"text":"五六家","start":1,"end":4,"value":"[5,6]","unit":"家","kind":"number"}]}`},
		{`{"id":"c","input":"三分之一","scope":["number"]}`,
			`{"id":"c","figures":[{"text":"三分之一","start":0,"end":4,"value":0.333333333333333,"kind":"number"}]}`},
		{`{"id":"d","input":"大于10","scope":["numberrange"]}`,
			`{"id":"d","figures":[{"text":"大于10","start":0,"end":4,"value":"[10,]","kind":"numberrange"}]}`},
		{`{"id":"e","input":"工期为3个月","scope":["number","duration"]}`,
			`{"id":"e","figures":[{"text":"3个月","start":3,"end":6,"value":"P3M","unit":"个月","kind":"duration"}]}`},
		{`{"id":"g","input":"一年半","scope":["number","duration"]}`,
			`{"id":"g","figures":[{"text":"一年半","start":0,"end":3,"value":"P1.5Y","unit":"年","kind":"duration","values":["P1Y6M","P18M"]}]}`},
		{`{"id":"f","input":"“两新”","scope":["number","money"]}`, `{"id":"f","figures":[]}`},
	} {
		got, _ := run(t, func(r Run) (Summary, error) { return r.Figures(t.Context(), []Input{input(tt.line)}) })
		if strings.TrimSpace(got) != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.line, got, tt.want)
		}
	}
	_, err := Run{Out: &strings.Builder{}}.Figures(t.Context(), []Input{input(`{"id":"x","reference_datetime":"yesterday"}`)})
	if err == nil || !strings.Contains(err.Error(), "sentence x") {
		t.Errorf("a bad reference time: %v", err)
	}
}

func TestDecimal(t *testing.T) {
	t.Parallel()
	for in, want := range map[string]string{
		"0": "0", "5/2": "2.5", "1/3": "0.333333333333333", "-157/3": "-52.3333333333333", "1/14000": "0.0000714285714285714",
		"1640000000": "1640000000", "1/1000000": "0.000001", "200/3": "66.6666666666667",
	} {
		v, ok := new(big.Rat).SetString(in)
		if got := decimal(v); !ok || got != want {
			t.Errorf("decimal(%s) = %s, want %s", in, got, want)
		}
	}
}

// least holds the floors of the development sets: the share of right values,
// and of predictions at a figure.
var least = map[string]struct{ value, precision float64 }{
	"press": {.98, .97}, "number": {.99, .98}, "percent": {.99, .98}, "currency": {.99, .98}, "dimension": {.99, .98},
	"numberrange": {.99, .98}, "ordinal": {.99, .98}, "age": {.99, .98}, "temperature": {.99, .98}, "jio-money": {.98, .97},
}

// TestFigureScores runs the scorer over the development sets.
func TestFigureScores(t *testing.T) {
	t.Parallel()
	python := needs.Program(t, "python3")
	scorer := needs.Shared(t, "eval/score_figures.py")
	dir := filepath.Dir(scorer)
	pred, err := os.Create(filepath.Join(t.TempDir(), "pred.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer pred.Close()
	args := []string{scorer, "--json", "--pred", pred.Name()}
	for set := range least {
		name := filepath.Join(dir, "figures-"+set+".jsonl")
		args = append(args, name)
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Run{Out: pred}.Figures(t.Context(), []Input{{name, f}})
		f.Close()
		if err != nil {
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), python, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var scores map[string]json.RawMessage
	if err := json.Unmarshal(out, &scores); err != nil {
		t.Fatal(err)
	}
	for set, want := range least {
		var got struct {
			Value, LenP float64
			FP0         int
		}
		if err := json.Unmarshal(scores["figures-"+set+".jsonl"], &got); err != nil {
			t.Fatalf("%s: %v", set, err)
		}
		if got.Value < want.value || got.LenP < want.precision || set == "press" && got.FP0 > 0 {
			t.Errorf("%s: value %.3f, precision %.3f, %d false figures where none is; want at least %.2f and %.2f", set, got.Value, got.LenP, got.FP0, want.value, want.precision)
		}
	}
}
