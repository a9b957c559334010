package answerfit

import (
	"testing"

	"beilun/index/answer"
)

// BenchmarkAnswer asks the questions about one district.
func BenchmarkAnswer(b *testing.B) {
	d, err := Read(b.Context(), "../testdata/rounds/hekou")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { d.Close() })
	a := answer.New(d.index, answer.Options{})
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		if _, err := a.Answer(b.Context(), d.questions[i%len(d.questions)].Question); err != nil {
			b.Fatal(err)
		}
	}
}
