package news

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/bot/message/golden"
	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/internal/needs"
	"beilun/knowledge"
)

// addAll adds news that are all wanted.
func (n *note) addAll(items []index.News) {
	b := newBatch(items, measuresNone)
	n.add(b, b.wants(""))
}

// measuresNone is for subscriptions to everything.
func measuresNone(string) func(index.Row) bool { return func(index.Row) bool { return false } }

// goldenNote is a note with a line of each kind.
func goldenNote(t *testing.T, english, digest bool) *note {
	t.Helper()
	n := &note{Channel: "C1", English: english, Digest: digest}
	was := rowOf("a.md", "青峦隧道", "总投资", "9.5亿元", "2024-03-05", 950)
	now := rowOf("b.md", "青峦隧道", "总投资", "10.2亿元", "2024-09-15", 1020)
	against := rowOf("c.md", "云杉软件园", "入驻企业产值", "98亿元", "2024-07-02", 9800)
	against.Passage.Release.URL = ""
	beside := rowOf("d.md", "云杉软件园", "入驻企业产值", "94亿元", "2024-06-20", 9400)
	plan := rowOf("e.md", "临溪港二期", "总投资", "约20亿元", "2025-01-20", 2000)
	plan.Figure.Binding.State = knowledge.Planned
	mended := rowOf("f.md", "北岭水库", "总投资", "3.1亿元", "2025-04-08", 310)
	mended.Figure.Binding.State = knowledge.Corrected
	loose := rowOf("g.md", "该项目", "总投资", "6亿元", "2025-04-09", 600)
	loose.Figure.Binding.Subject, loose.Figure.Binding.Loose = "海塘大桥", true
	items := []index.News{
		{Kind: index.Replaces, Row: now, Before: &was},
		{Kind: index.Contradicts, Row: against, Before: &beside},
		{Kind: index.Replaces, Row: mended, Before: &was},
		{Kind: index.Replaces, Row: loose, Before: &was},
	}
	if digest {
		items = append(items, index.News{Kind: index.Fresh, Row: plan}, index.News{Kind: index.Fresh, Row: plan})
		n.Subjects = []source{{Subject: "总投资", User: "U1"}, {Subject: "云杉软件园"}}
		for i := range 6 {
			items = append(items, index.News{Kind: index.Fresh, Row: rowOf(fmt.Sprintf("x%d.md", i), fmt.Sprintf("第%d号项目", i), "总投资", fmt.Sprintf("%d亿元", i+1), "2025-04-10", int64(i+1))})
		}
	} else {
		n.Thread = "1700000000.000100"
	}
	n.addAll(items)
	return n
}

// TestGoldenNews compares digests and notices with testdata/golden.
func TestGoldenNews(t *testing.T) {
	t.Parallel()
	j := messagetest.New(t)
	for _, english := range []bool{false, true} {
		suffix := map[bool]string{false: "-zh", true: "-en"}[english]
		golden.Message(t, j, "digest"+suffix, digestMessage(goldenNote(t, english, true)))
		golden.Message(t, j, "notice"+suffix, noticeMessage(goldenNote(t, english, false)))
	}
}

// TestHostileNews draws digests and notices of releases that try everything:
// Slack refuses none, and nobody is mentioned but who subscribed.
func TestHostileNews(t *testing.T) {
	t.Parallel()
	j := messagetest.New(t)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	row := func() index.Row {
		p := messagetest.Passage(r, fmt.Sprintf("r%d.md#1", r.IntN(100)), []int{40, 400, 5_000}[r.IntN(3)])
		f := &p.Figures[r.IntN(len(p.Figures))]
		f.Binding = knowledge.Binding{Subject: messagetest.Hostile[r.IntN(len(messagetest.Hostile))], Metric: messagetest.Hostile[r.IntN(len(messagetest.Hostile))], Scope: messagetest.Hostile[r.IntN(len(messagetest.Hostile))], Loose: r.IntN(2) == 0, Period: []string{"", "2024", "2024-01-01/2024-03-31", "?"}[r.IntN(4)]}
		return index.Row{Passage: p, Figure: f}
	}
	for range needs.Some(t, 60, 15) {
		var items []index.News
		for range 1 + r.IntN(20) {
			was := row()
			items = append(items, index.News{Kind: index.Contradicts, Row: row(), Before: &was}, index.News{Kind: index.Fresh, Row: row()})
		}
		subject, _ := tidySubject(messagetest.Hostile[r.IntN(len(messagetest.Hostile))])
		n := &note{Channel: "C1", Thread: "1.1", English: r.IntN(2) == 0, Digest: true, Subjects: []source{{Subject: subject, User: "U7"}, {Subject: subject}, {}}}
		n.addAll(items)
		for _, m := range []message.Message{digestMessage(n), noticeMessage(n)} {
			blocks, err := json.Marshal(m.Forms[0])
			if err != nil {
				t.Fatal(err)
			}
			j.Message(t, m.Text, m.Forms[0])
			if size := message.Size(m.Forms[0]); size > message.MaxMessage || len(m.Text) > message.MaxText {
				t.Errorf("seed %d: %d characters and a text of %d bytes", seed, size, len(m.Text))
			}
			text := strings.ReplaceAll(m.Text, "<@U7>", "")
			if strings.ContainsAny(text, "<>") || strings.Contains(string(blocks), `"user_id":"U1"`) || strings.Contains(text, "\u202e") {
				t.Errorf("seed %d: somebody is mentioned: %s", seed, text)
			}
		}
	}
}

// TestOldNote draws a note that was written by a version that kept no figures in it.
func TestOldNote(t *testing.T) {
	t.Parallel()
	const old = `{"Channel":"C1","Digest":true,"Total":2,"Lines":[
		{"Kind":"replaces","Name":"","Clause":{"Text":"支出61.6亿元","Bold":[{"Start":6,"End":16}]},"New":"61.6亿元","Old":"58.7亿元","Source":{"Text":"甲，《乙》","Title":"《乙》"},"Before":{"Text":"丙，《丁》","Title":"《丁》"}},
		{"Kind":"fresh","Name":"云杉软件园总投资","Clause":{"Text":""},"New":"12亿元","Old":"","Source":{"Text":"戊，《己》","Title":"《己》"},"Before":{"Text":""}}]}`
	n := new(note)
	if err := json.Unmarshal([]byte(old), n); err != nil {
		t.Fatal(err)
	}
	const want = "新闻稿有新数字\n• 支出61.6亿元（甲，《乙》）（此前：58.7亿元，丙，《丁》）\n• 云杉软件园总投资：12亿元（戊，《己》）"
	if got := digestMessage(n).Text; got != want {
		t.Errorf("%s, want %s", got, want)
	}
}

// BenchmarkDigests makes the digests of many channels that want everything.
func BenchmarkDigests(b *testing.B) {
	var items []index.News
	for i := range 1000 {
		items = append(items, index.News{Kind: index.Fresh, Row: rowOf(fmt.Sprintf("x%d.md", i/20), fmt.Sprintf("第%d号项目", i), "总投资", fmt.Sprintf("%d亿元", i+1), "2025-04-10", int64(i+1))})
	}
	for b.Loop() {
		batch := newBatch(items, measuresNone)
		for range 100 {
			new(note).add(batch, batch.wants(""))
		}
	}
}
