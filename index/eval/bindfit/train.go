package bindfit

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"path/filepath"

	"beilun/index/eval/facts"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/model"
)

// Train learns weights from the facts of districts. The choice for a figure depends on
// earlier choices, so the examples of a district are made with weights of the others,
// which are wrong as often as they will be in new releases.
func Train(b bind.Binder, districts []*District, o Options) model.Weights {
	blank := make(model.Weights, model.Features())
	examples := make([][]example, len(districts))
	for i, d := range districts {
		b.Weights = blank
		examples[i] = d.examples(b)
	}
	for range o.Rounds {
		next := make([][]example, len(districts))
		for i, d := range districts {
			b.Weights = fit(without(examples, i), o)
			next[i] = d.examples(b)
		}
		examples = next
	}
	return fit(without(examples, -1), o)
}

// without returns all examples except those of district i.
func without(all [][]example, i int) []example {
	var out []example
	for k, es := range all {
		if k != i {
			out = append(out, es...)
		}
	}
	return out
}

// DistrictScore is the score of a district.
type DistrictScore struct {
	Name  string
	Score facts.Score
}

// LeftOut scores each district with weights learned from others. Every folds-th
// district is left out at a time; with 0, each one alone.
func LeftOut(b bind.Binder, districts []*District, o Options, folds int) []DistrictScore {
	if folds <= 0 || folds > len(districts) {
		folds = len(districts)
	}
	out := make([]DistrictScore, len(districts))
	for fold := range folds {
		var others []*District
		for i, d := range districts {
			if i%folds != fold {
				others = append(others, d)
			}
		}
		b.Weights = Train(b, others, o)
		for i := fold; i < len(districts); i += folds {
			d := districts[i]
			out[i] = DistrictScore{Name: d.Name, Score: d.compare(b, func(facts.Result, place) {})}
		}
	}
	return out
}

// ReadAll reads the districts in dirs.
func ReadAll(ctx context.Context, dirs ...string) ([]*District, error) {
	var out []*District
	for _, dir := range dirs {
		names, err := filepath.Glob(filepath.Join(dir, "*"))
		if err != nil || len(names) == 0 {
			return nil, fmt.Errorf("read districts: none in %s", dir)
		}
		for _, n := range names {
			d, err := Read(ctx, n)
			if err != nil {
				return nil, err
			}
			out = append(out, d)
		}
	}
	return out, nil
}

// least is the smallest absolute value of a weight that is written.
const least = 0.01

// Write writes weights in the form that [model.ReadWeights] reads.
func Write(w io.Writer, weights model.Weights) error {
	b := bufio.NewWriter(w)
	fmt.Fprintln(b, "# What the features of a candidate count when it is chosen whose a figure is.")
	fmt.Fprintln(b, "# Written by: beilun eval bind")
	for i, x := range weights {
		if x >= least || x <= -least {
			fmt.Fprintf(b, "%s %.3g\n", model.FeatureName(i), x)
		}
	}
	if err := b.Flush(); err != nil {
		return fmt.Errorf("write weights: %w", err)
	}
	return nil
}
