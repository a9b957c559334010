package index

import (
	"math"
	"strings"
	"testing"

	"beilun/index/query"
	"beilun/knowledge"
)

func TestHitParts(t *testing.T) {
	t.Parallel()
	x := builtIn(t)
	for _, question := range []string{"吉利新能源汽车总部总投资多少？", "2024年有多少家企业入驻", strings.Repeat("投资", 500), "？！……", "a"} {
		hits, err := x.Search(t.Context(), query.Parse(x.lex, question, knowledge.Date{Year: 2025}), 20)
		if err != nil {
			t.Fatal(err)
		}
		for i, h := range hits {
			if math.IsNaN(h.Score) || math.Abs(h.Score-h.Parts.Sum()) > 1e-9 {
				t.Errorf("%.20s: %s: score %v, parts make %v", question, h.Passage.ID, h.Score, h.Parts.Sum())
			}
			if i > 0 && h.Score > hits[i-1].Score {
				t.Errorf("%.20s: %s comes behind a worse one", question, h.Passage.ID)
			}
		}
	}
}
