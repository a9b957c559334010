package eval

import (
	"bytes"
	"context"
	"strings"
	"testing"

	"beilun/index/answer/span"
)

func TestTrain(t *testing.T) {
	t.Parallel()
	contexts := `{"context_id":"a","text":"东山镇设立于1984年，镇内有茶园。2003年修建公路。"}
{"context_id":"b","text":"西河乡设立于1950年，以水稻为主。1999年并入县城。"}`
	questions := `{"question":"东山镇设立于哪一年？","context_id":"a","title":"东山镇","numeric":true,"answers":[{"text":"1984年","start":6,"end":11}]}
{"question":"西河乡设立于哪一年？","context_id":"b","title":"西河乡","numeric":true,"answers":[{"text":"1950年","start":6,"end":11}]}`
	train := func(t *testing.T, files ...string) (string, error) {
		var out bytes.Buffer
		tr := Training{Options: span.Options{Epochs: 2, Rate: 0.05}, Out: &out}
		for i, f := range files {
			in := Input{"file", strings.NewReader(f)}
			if i%2 == 0 {
				tr.Contexts = append(tr.Contexts, in)
			} else {
				tr.Questions = append(tr.Questions, in)
			}
		}
		err := Run{}.Train(context.Background(), tr)
		return out.String(), err
	}
	first, err := train(t, contexts, questions)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := train(t, contexts, questions); err != nil || again != first {
		t.Errorf("training again gives other weights (%v)", err)
	}
	for _, bad := range [][]string{{contexts}, {"{", questions}, {contexts, "{"}} {
		if _, err := train(t, bad...); err == nil {
			t.Errorf("no error for %q", bad)
		}
	}
}

func TestOverlap(t *testing.T) {
	t.Parallel()
	tests := []struct {
		a, b string
		want float64
	}{
		{"1984年", "1984年。", 1},
		{"陳文輝", "陈文辉", 1},
		{"茶园", "水稻", 0},
		{"", "水稻", 0},
		{"镇内有茶园", "茶园", 4.0 / 7},
	}
	for _, test := range tests {
		if got := overlap(test.a, test.b); got != test.want {
			t.Errorf("overlap(%q, %q) = %v, want %v", test.a, test.b, got, test.want)
		}
	}
}
