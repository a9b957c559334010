package answer

import (
	"testing"

	"beilun/knowledge"
)

// BenchmarkAnswer answers questions of all kinds about one district, one an
// iteration.
func BenchmarkAnswer(b *testing.B) {
	const dir = "testdata/districts/qilu"
	a := New(districtOf(b, dir), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 7, Day: 1} }})
	rows := table(b, "districts/qilu/questions.txt")
	for i := 0; b.Loop(); i++ {
		if _, err := a.Answer(b.Context(), rows[i%len(rows)][1]); err != nil {
			b.Fatal(err)
		}
	}
}
