package message

import (
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
)

// TestDecline draws a no with all that can be beside one: it is shorter than an answer,
// with one line of what is known and at most three buttons.
func TestDecline(t *testing.T) {
	t.Parallel()
	p := index.Passage{ID: "a.md#1", Text: "软件园占地8亩，总投资4亿元，计划后年竣工，建成后可以入驻企业一百家以上。", Release: index.Release{ID: "a.md", Title: "软件园", Source: "管委会", URL: "https://example.com/a"}}
	p.Sentences = []knowledge.Span{{End: len(p.Text)}}
	known := func(metric, text string) answer.Claim {
		return answer.Claim{Hit: index.Hit{Passage: p}, Sentence: p.Sentences[0], Text: text, Figure: &knowledge.Figure{Text: text, Binding: knowledge.Binding{Subject: "软件园", Metric: metric, Period: "2024-01-01/2024-12-31"}}}
	}
	claim := known("总投资", "4亿元")
	no := &answer.Answer{
		Question: "软件园产值", Reason: answer.NotStated, Known: []answer.Claim{known("占地", "8亩"), claim, claim},
		Suggestions: []string{"软件园占地是多少？", "软件园总投资是多少？", "软件园全长是多少？"}, Passages: []index.Hit{{Passage: p}, {Passage: p}, {Passage: p}},
	}
	yes := NewReply(&answer.Answer{Question: "软件园总投资", Claim: &claim, Passages: no.Passages}, false).Message(Buttons{Key: "K"})
	for _, english := range []bool{false, true} {
		m := NewReply(no, english).Message(Buttons{Key: "K"})
		for i, form := range m.Forms[:2] {
			text := encoded(t, form)
			if n := strings.Count(text, `"type":"button"`) + 2*strings.Count(text, `"type":"feedback_buttons"`); n > 3 {
				t.Errorf("form %d has %d buttons", i, n)
			}
			if n := strings.Count(text, `"type":"rich_text_section"`); n != 2 {
				t.Errorf("form %d has %d lines: %s", i, n, text)
			}
			if !english && Size(form) >= Size(yes.Forms[i]) {
				t.Errorf("form %d has %d characters, an answer %d", i, Size(form), Size(yes.Forms[i]))
			}
			if !strings.Contains(text, `"text":"8亩"`) || strings.Contains(text, "4亿元") {
				t.Errorf("form %d shows more than one thing that is known, or none: %s", i, text)
			}
		}
		if lines := strings.Count(m.Text, "\n") + 1; lines > 3 {
			t.Errorf("%d lines of text: %s", lines, m.Text)
		}
	}
	// With nothing that needs a key, as where a reply is not kept, there is no report.
	if text := encoded(t, NewReply(no, false).Message(Buttons{}).Forms[0]); strings.Contains(text, UselessAction) || strings.Count(text, `"type":"button"`) != 3 {
		t.Errorf("without a key: %s", text)
	}
}

// TestSharedQuotation answers two questions from one sentence: it is quoted once, with
// both figures in bold, and each answer has a line of its own.
func TestSharedQuotation(t *testing.T) {
	t.Parallel()
	p := index.Passage{ID: "a.md#1", Text: "软件园占地8亩，总投资4亿元。", Release: index.Release{ID: "a.md", Title: "软件园", Source: "管委会", URL: "https://example.com/a"}}
	p.Sentences = []knowledge.Span{{End: len(p.Text)}}
	part := func(metric, text string) *answer.Answer {
		at := strings.Index(p.Text, text)
		span := knowledge.Span{Start: at, End: at + len(text)}
		f := &knowledge.Figure{Text: text, Span: span, Quote: span, Binding: knowledge.Binding{Subject: "软件园", Metric: metric}}
		return &answer.Answer{Question: "软件园" + metric, Topic: "软件园" + metric, Claim: &answer.Claim{Hit: index.Hit{Passage: p}, Sentence: p.Sentences[0], Span: span, Text: text, Figure: f}}
	}
	a := part("占地", "8亩")
	a.Parts = []*answer.Answer{part("总投资", "4亿元")}
	m := NewReply(a, false).Message(Buttons{Key: "K"})
	text := encoded(t, m.Forms[0])
	if n := strings.Count(text, "rich_text_quote"); n != 1 {
		t.Errorf("%d quotations: %s", n, text)
	}
	if n := strings.Count(text, "https://example.com/a"); n != 1 {
		t.Errorf("%d sources: %s", n, text)
	}
	for _, figure := range []string{"8亩", "4亿元"} {
		if n := strings.Count(text, `"text":"`+figure+`","style":{"bold":true}`); n != 2 {
			t.Errorf("%s is bold %d times: %s", figure, n, text)
		}
		if n := strings.Count(m.Text, figure); n != 2 {
			t.Errorf("%s is in the text %d times: %s", figure, n, m.Text)
		}
		if md := encoded(t, m.Forms[2]); strings.Count(md, figure) != 2 {
			t.Errorf("%s in markdown: %s", figure, md)
		}
	}
}
