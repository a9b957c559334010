package message

import (
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/words"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestNotesOfReading says how a question was read where that helps: a name that was
// put right, and a question in English whose answer does not show what it is of.
func TestNotesOfReading(t *testing.T) {
	t.Parallel()
	const text = "软件园总投资4亿元。"
	f := &knowledge.Figure{Text: "4亿元", Binding: knowledge.Binding{Subject: "软件园", Metric: "总投资"}}
	claim := func(text string) *answer.Claim {
		p := index.Passage{Text: text, Sentences: []knowledge.Span{{End: len(text)}}}
		return &answer.Claim{Hit: index.Hit{Passage: p}, Sentence: knowledge.Span{End: len(text)}, Text: f.Text, Figure: f}
	}
	whole := []words.Correction{{From: "investment of the software park", To: "软件园总投资多少"}}
	name := []words.Correction{{From: "软建园", To: "软件园"}}
	for _, tt := range []struct {
		about string
		a     answer.Answer
		want  []string
	}{
		{"translated, and the first line shows it", answer.Answer{Question: whole[0].From, English: true, Corrected: whole, Claim: claim(text)}, nil},
		{"translated, and nothing shows it", answer.Answer{Question: whole[0].From, English: true, Corrected: whole, Claim: claim("总投资4亿元。")}, []string{"Looked up as “软件园总投资多少”"}},
		{"translated, and declined", answer.Answer{Question: whole[0].From, English: true, Corrected: whole, Reason: answer.NotStated}, []string{"Looked up as “软件园总投资多少”"}},
		{"a name put right", answer.Answer{Question: "软建园总投资", Corrected: name, Claim: claim(text)}, []string{"按“软件园”查找（问的是“软建园”）"}},
	} {
		if diff := cmp.Diff(tt.want, WordingOf(&tt.a).Notes(&tt.a)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", tt.about, diff)
		}
	}
}
