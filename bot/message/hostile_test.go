package message

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/query"
	"beilun/internal/needs"
	"beilun/knowledge"

	"github.com/slack-go/slack"
)

func hostileAnswer(r *rand.Rand) *answer.Answer {
	size := []int{40, 400, 3_000, 9_000}[r.IntN(4)]
	claim := func(relation answer.Relation) answer.Claim {
		p := messagetest.Passage(r, fmt.Sprintf("r%d.md#1", r.IntN(100)), size)
		f := &p.Figures[r.IntN(len(p.Figures))]
		f.Binding = knowledge.Binding{Subject: messagetest.Hostile[r.IntN(len(messagetest.Hostile))], Metric: messagetest.Hostile[r.IntN(len(messagetest.Hostile))]}
		return answer.Claim{Hit: index.Hit{Passage: p}, Sentence: p.Sentences[0], Span: f.Quote, Text: f.Text, Figure: f, Relation: relation}
	}
	a := &answer.Answer{Question: messagetest.Hostile[r.IntN(len(messagetest.Hostile))], English: r.IntN(2) == 0, Asked: messagetest.Hostile[r.IntN(len(messagetest.Hostile))]}
	for range 10 {
		a.Passages = append(a.Passages, claim("").Hit)
	}
	others := []answer.Claim{claim(answer.Compared), claim(answer.Earlier), claim(answer.Conflicting), claim(answer.Compared)}
	if r.IntN(3) == 0 {
		a.Reason, a.Known = answer.NotStated, others[:3]
		a.Suggestions = []string{messagetest.Hostile[r.IntN(len(messagetest.Hostile))] + "？", strings.Repeat("长", 200), strings.Repeat("👩‍👩‍👧‍👦", 30)}
		return a
	}
	c := claim("")
	a.Claim, a.Others = &c, others
	a.Query.Concepts = []query.Concept{{Text: "字"}, {Text: "a"}, {Text: "亿元"}}
	return a
}

// hostileAnswers makes an answer to several questions.
func hostileAnswers(r *rand.Rand) *answer.Answer {
	a := hostileAnswer(r)
	for range r.IntN(4) {
		part := hostileAnswer(r)
		part.Passages, part.Known, part.Suggestions = nil, nil, nil
		a.Parts = append(a.Parts, part)
	}
	return a
}

// TestHostile draws answers from releases that try everything: Slack refuses
// none of them, nobody is mentioned, and no figure is cut in two.
func TestHostile(t *testing.T) {
	t.Parallel()
	j := messagetest.New(t)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for i := range needs.Some(t, 120, 20) {
		a := hostileAnswers(r)
		reply := NewReply(a, a.English)
		m := reply.Message(Buttons{Key: strings.Repeat("K", 26), Private: i%2 == 0})
		messages := []Message{m, reply.Shared("U1", "KEY", a.Question)}
		if reply.Series != nil {
			messages = append(messages, reply.Series.Message(a.English))
		}
		around := []index.Passage{a.Passages[0].Passage, a.Passages[1].Passage}
		if a.Claim != nil {
			around = []index.Passage{around[0], a.Claim.Hit.Passage, around[1]}
		}
		messages = append(messages, reply.Sure("KEY"), reply.InContext(around), WordsOf(a.English).Manners.Mistyped("figures", "figures", a.Question))
		for _, make := range []func() (Message, bool){reply.Sources, reply.Before, reply.Drawn} {
			if m, ok := make(); ok {
				messages = append(messages, m)
			}
		}
		for _, m := range messages {
			checkHostile(t, j, m)
		}
		if a.Claim != nil {
			checkFigures(t, a, reply)
			j.View(t, Modal("原文段落", false, ContextBlocks(reply, around, false)))
		}
		j.View(t, Modal("相关段落", false, reply.PassageBlocks()))
		if t.Failed() {
			t.Fatalf("with seed %d, answer %d", seed, i)
		}
	}
}

func checkHostile(t *testing.T, j messagetest.Judge, m Message) {
	t.Helper()
	text := strings.Replace(m.Text, "<@U1>", "", 1) // who shares it
	if strings.ContainsAny(text, "<>") || !utf8.ValidString(text) {
		t.Errorf("markup in text: %q", m.Text)
	}
	if marked := messagetest.Marked(text); marked != nil {
		t.Errorf("Slack may format %q of %q", marked, m.Text)
	}
	if len(m.Text) > MaxText+400 {
		t.Errorf("text of %d bytes", len(m.Text))
	}
	for _, form := range m.Forms {
		if size := Size(form); size > MaxMessage || len(form) > MaxBlocks {
			t.Errorf("%d characters in %d blocks", size, len(form))
		}
		for _, b := range form {
			if md, ok := b.(*slack.MarkdownBlock); ok && strings.Contains(md.Text, "<") {
				t.Errorf("markup in markdown: %q", md.Text)
			}
		}
		j.Message(t, m.Text[:min(len(m.Text), 100)], form)
	}
}

// checkFigures finds the claim whole in the first line, and the quotation not
// cut inside a figure.
func checkFigures(t *testing.T, a *answer.Answer, r Reply) {
	t.Helper()
	if !strings.Contains(r.Lead, a.Claim.Text) {
		t.Errorf("the first line %q lacks %q", r.Lead, a.Claim.Text)
	}
	check := func(p index.Passage, q Quote) {
		end := len(strings.TrimSuffix(q.Text, "…"))
		for _, f := range p.Figures {
			if f.Quote.Start < end && end < f.Quote.End {
				t.Errorf("cut inside %s: …%q", f.Text, q.Text[max(0, end-40):])
			}
		}
		for _, b := range q.Bold {
			if b.End > end {
				t.Errorf("bold %v beyond %d", b, end)
			}
		}
	}
	check(a.Claim.Hit.Passage, r.Quote)
	for i, q := range r.Further {
		check(a.Passages[i].Passage, q.Quote)
	}
}

// TestEscape takes the marks of a text their meaning, and nothing else.
func TestEscape(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text   string
		active bool // as it is
		want   string
	}{
		{"总投资4.4亿元", false, "总投资4.4亿元"},
		{"*粗体*", true, "\u2060*\u2060粗体\u2060*\u2060"},
		{"园区_一期_建成", true, "园区\u2060_\u2060一期\u2060_\u2060建成"},
		{"原为~8.4亿元~，现为9亿元", true, "原为\u2060~\u20608.4亿元\u2060~\u2060，现为9亿元"},
		{"`rm -rf`和```块```", true, "ˋrm -rfˋ和ˋˋˋ块ˋˋˋ"},
		{"> 引用\n>又引", true, "＞ 引用\n＞又引"},
		{"5 > 3 & 2 < 4", false, "5 &gt; 3 &amp; 2 &lt; 4"},
		{"10~20人，30~40人，BEILUN_RELEASES", false, "10~20人，30~40人，BEILUN_RELEASES"},
		{"见 https://e.cn/a_b/_c_?x=1&y=~z~ 的*公告*", true, "见 https://e.cn/a_b/_c_?x=1&amp;y=~z~ 的\u2060*\u2060公告\u2060*\u2060"},
		{"<@U1> <!channel>", false, "&lt;@U1&gt; &lt;!channel&gt;"},
	} {
		if got := Escape(tt.text); got != tt.want {
			t.Errorf("Escape(%q) = %q, want %q", tt.text, got, tt.want)
		}
		raw := strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(tt.text)
		if got := messagetest.Marked(raw); (got != nil) != tt.active {
			t.Errorf("of %q Slack may format %q", raw, got)
		}
		if got := messagetest.Marked(tt.want); got != nil {
			t.Errorf("of %q Slack may format %q", tt.want, got)
		}
	}
}

func TestCut(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text    string
		figures []knowledge.Span
		limit   int
		want    string
	}{
		{"短。", nil, 100, "短。"},
		{"一句。两句。三句。", nil, 20, "一句。两句。…"},
		{"没有句号，只有逗号，很长很长", nil, 30, "没有句号，只有逗号…"},
		{"甲乙丙丁", nil, 7, "甲乙…"},
		{"总投资12.5亿元", []knowledge.Span{{Start: 9, End: 22}}, 12, "总投资…"},
		{"ab👩‍👩‍👧‍👦", nil, 10, "ab…"},
		{"ae\u0301", nil, 2, "a…"},
	} {
		if got := Cut(tt.text, tt.figures, tt.limit); got != tt.want {
			t.Errorf("cut(%q, %d) = %q, want %q", tt.text, tt.limit, got, tt.want)
		}
	}
}

// FuzzSplit puts parts together again.
func FuzzSplit(f *testing.F) {
	for _, s := range messagetest.Hostile {
		f.Add(strings.Repeat(s, 9), 7)
	}
	f.Fuzz(func(t *testing.T, text string, limit int) {
		if limit < 1 || limit > 5000 {
			return
		}
		var back strings.Builder
		for _, s := range split(text, nil, limit) {
			part := s.Of(text)
			if n := utf8.RuneCountInString(part); n > limit {
				t.Errorf("a part of %d characters, limit %d", n, limit)
			}
			back.WriteString(part)
		}
		if back.String() != text {
			t.Errorf("parts of %q are %q", text, back.String())
		}
	})
}
