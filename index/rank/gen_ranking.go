//go:build ignore

// This program learns the weights of the ranking and writes ranking.txt:
//
//	go run gen_ranking.go -contexts FILE[,FILE] -questions FILE[,FILE]
//
// The files are those of "beilun eval qa". On standard error it reports how well
// weights do that are learned from two articles in three, for these and for the
// articles held out.
package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"log"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"beilun/index/eval"
	"beilun/index/rank"
)

const head = `# Weights of the ranking: what is measured of a passage (features.go) and how
# much it counts, with a tab between. gen_ranking.go learned them from the
# questions of CMRC 2018 (Cui et al., EMNLP 2019; CC BY-SA 4.0) and DRCD (Shao et
# al., 2018; CC BY-SA 3.0). There is no text of theirs in here.
`

func main() {
	log.SetFlags(0)
	contexts := flag.String("contexts", "", "")
	questions := flag.String("questions", "", "")
	flag.Parse()
	t, err := eval.Run{}.TrainRanking(context.Background(), open(*contexts), open(*questions), []string{"heads", "alts"})
	if err != nil {
		log.Fatal(err)
	}
	for _, s := range t.Scores {
		log.Print(s)
	}
	var b strings.Builder
	b.WriteString(head)
	order := rank.FeatureNames()
	for _, name := range slices.SortedFunc(maps.Keys(t.Weights), func(a, b string) int {
		return cmp.Compare(slices.Index(order, a), slices.Index(order, b))
	}) {
		fmt.Fprintf(&b, "%s\t%.3f\n", name, t.Weights[name])
	}
	if err := os.WriteFile("ranking.txt", []byte(b.String()), 0o644); err != nil {
		log.Fatal(err)
	}
}

func open(list string) []eval.Input {
	var out []eval.Input
	for _, name := range strings.Split(list, ",") {
		f, err := os.Open(name)
		if err != nil {
			log.Fatal(err)
		}
		out = append(out, eval.Input{Name: filepath.Base(name), Reader: f})
	}
	return out
}
