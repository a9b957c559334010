package index

import (
	"slices"
	"testing"

	"beilun/index/facts"
)

// TestLedgerFilterBounds reads the rows of a thing and a metric among many others, and the
// newest rows of a metric.
func TestLedgerFilterBounds(t *testing.T) {
	t.Parallel()
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { x.Close() })
	_, err = x.Sync(t.Context(), corpusOf(
		textFile("a.txt", "2023-05-01", "甲山软件园开园", "甲山软件园总投资2亿元。", "甲山软件园入驻企业30家。"),
		textFile("b.txt", "2024-05-01", "乙山软件园开园", "乙山软件园总投资3亿元。"),
		textFile("c.txt", "2025-05-01", "丙山软件园开园", "丙山软件园总投资4亿元。"),
	))
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct {
		name   string
		filter facts.Filter
		want   []string
	}{
		{"all of a metric", facts.Filter{Metric: "总投资"}, []string{"4亿元", "3亿元", "2亿元"}},
		{"the newest", facts.Filter{Metric: "总投资", Most: 1}, []string{"4亿元"}},
		{"more than there are", facts.Filter{Metric: "总投资", Most: 9}, []string{"4亿元", "3亿元", "2亿元"}},
		{"of a thing", facts.Filter{Subject: "甲山软件园", Metric: "总投资"}, []string{"2亿元"}},
		{"of a thing, narrowly", facts.Filter{Subject: "甲山软件园", Metric: "总投资", Narrow: true}, []string{"2亿元"}},
		{"what it has not", facts.Filter{Subject: "乙山软件园", Metric: "入驻企业", Narrow: true}, nil},
	} {
		rows, err := x.Ledger(t.Context(), tt.filter)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, r := range rows {
			got = append(got, r.Figure.Text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %v, want %v", tt.name, got, tt.want)
		}
	}
	for name, want := range map[string][]string{"甲山软件园": {"a.txt"}, "丙山软件园": {"c.txt"}} {
		if th, _ := x.Things().Named(name); !slices.Equal(th.In, want) {
			t.Errorf("%s is named in %v, want %v", name, th.In, want)
		}
	}
}
