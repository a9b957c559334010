package message_test

import (
	"encoding/json"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
)

// claimed makes an answer of a figure in a text.
func claimed(question, text, figure string) *answer.Answer {
	at := strings.Index(text, figure)
	span := knowledge.Span{Start: at, End: at + len(figure)}
	f := knowledge.Figure{Span: span, Quote: span, Text: figure}
	whole := knowledge.Span{End: len(text)}
	p := index.Passage{ID: text, Text: text, Sentences: []knowledge.Span{whole}, Figures: []knowledge.Figure{f}, Release: index.Release{ID: "a.md", Title: "通报"}}
	return &answer.Answer{Question: question, Topic: question, Claim: &answer.Claim{Hit: index.Hit{Passage: p}, Sentence: whole, Span: span, Text: figure, Figure: &f}}
}

// TestTogether shows a quotation once below all lines that it answers, and a part
// without an answer as a line that does not make a decline of the whole.
func TestTogether(t *testing.T) {
	t.Parallel()
	const text, other = "项目总投资4.4亿元，建筑面积*4.6万*平方米。", "园区有94家企业。"
	a := claimed("总投资", text, "4.4亿元")
	a.Parts = []*answer.Answer{
		claimed("建筑面积", text, "*4.6万*平方米"), claimed("企业数", other, "94家"),
		{Question: "出租率", Reason: answer.NotStated}, {Question: "工期", Reason: answer.WhichThing, Suggestions: []string{"甲工期？"}},
	}
	r := message.NewReply(a, false)
	if len(r.Same) != 1 || len(r.Parts) != 3 || len(r.Quote.Bold) != 2 {
		t.Fatalf("%d lines beside the first, %d parts, bold %v", len(r.Same), len(r.Parts), r.Quote.Bold)
	}
	m := r.Message(message.Buttons{Key: "k"})
	for i, form := range m.Forms {
		data, err := json.Marshal(form)
		if err != nil {
			t.Fatal(err)
		}
		shown := string(data)
		if n := strings.Count(shown, "项目总投资"); n != 1 {
			t.Errorf("form %d has the quotation %d times", i, n)
		}
		for _, want := range []string{"建筑面积", "94家", "出租率", "工期"} {
			if !strings.Contains(shown, want) {
				t.Errorf("form %d lacks %s: %s", i, want, shown)
			}
		}
		if strings.Contains(shown, strings.TrimSpace(message.DeclineMark)) || strings.Contains(shown, "甲工期") {
			t.Errorf("form %d is a decline: %s", i, shown)
		}
	}
	if !strings.Contains(string(mustJSON(t, m.Forms[2])), `**\\*4.6`) {
		t.Errorf("the markdown of a release is active: %s", mustJSON(t, m.Forms[2]))
	}
	if n := strings.Count(m.Text, "项目总投资"); n != 1 || !strings.Contains(m.Text, "建筑面积："+message.Escape("*4.6万*平方米")) {
		t.Errorf("text: %s", m.Text)
	}
}

func mustJSON(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// TestAskBack is a line and buttons, in every form.
func TestAskBack(t *testing.T) {
	t.Parallel()
	for _, english := range []bool{false, true} {
		a := &answer.Answer{Question: "工期", Reason: answer.WhichThing, Suggestions: []string{"甲工期？", "乙工期？"}, Passages: []index.Hit{{Passage: index.Passage{Text: "甲工期3年。"}}}}
		m := message.NewReply(a, english).Message(message.Buttons{Key: "k"})
		for _, form := range m.Forms {
			shown := string(mustJSON(t, form))
			if strings.Count(shown, `"`+message.AskAction) != 2 || strings.Contains(shown, message.FeedbackAction) || strings.Contains(shown, message.UsefulAction) || strings.Contains(shown, "3年") {
				t.Errorf("drawn as %s", shown)
			}
		}
		if strings.Contains(m.Text, "\n") || m.Text == "" {
			t.Errorf("text %q", m.Text)
		}
	}
}
