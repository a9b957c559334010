package news

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"math/big"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/bot/news/newstest"
	"beilun/bot/surface"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
	"beilun/knowledge"
	"beilun/knowledge/ledger"

	"github.com/google/go-cmp/cmp"
)

// rowOf makes a row of the ledger: a figure in a sentence of its own.
func rowOf(id, subject, metric, figure, date string, value int64) index.Row {
	text := subject + metric + figure + "。"
	at := strings.Index(text, figure)
	span := knowledge.Span{Start: at, End: at + len(figure)}
	d, err := knowledge.ParseDate(date)
	if err != nil {
		panic(err)
	}
	f := &knowledge.Figure{
		Span: span, Quote: span, Text: figure, Kind: knowledge.Money, Unit: "元", Value: big.NewRat(value, 1),
		Binding: knowledge.Binding{Subject: subject, Metric: metric, Words: []string{metric}},
	}
	return index.Row{Figure: f, Passage: index.Passage{
		ID: id + "#1", Text: text, Sentences: []knowledge.Span{{End: len(text)}}, Figures: []knowledge.Figure{*f},
		Release: index.Release{ID: id, Title: "关于" + subject, Source: "临溪区政府", URL: "https://linxi.example/" + id, Date: d},
	}}
}

// stating makes an answer that claims a row, with others beside it.
func stating(r index.Row, others ...index.Row) *answer.Answer {
	a := &answer.Answer{Claim: claimOf(r)}
	for _, o := range others {
		c := *claimOf(o)
		c.Relation = answer.Conflicting
		a.Others = append(a.Others, c)
	}
	return a
}

// TestChanged tells of a change only where the news and the answer to the same
// question agree on it.
func TestChanged(t *testing.T) {
	t.Parallel()
	was := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	now := rowOf("b.md", "青峦隧道", "投资", "10亿元", "2024-06-01", 1000)
	other := rowOf("c.md", "青峦隧道", "投资", "11亿元", "2024-06-02", 1100)
	same := rowOf("d.md", "青峦隧道", "投资", "90000万元", "2024-06-02", 900)
	soon := rowOf("f.md", "青峦隧道", "投资", "10亿元", "2024-01-20", 1000)
	bridge := rowOf("e.md", "海塘大桥", "投资", "10亿元", "2024-06-02", 1000)
	replaces := []index.News{{Kind: index.Replaces, Row: now, Before: &was}}
	contradicts := []index.News{{Kind: index.Contradicts, Row: now, Before: &was}}
	for name, tt := range map[string]struct {
		news      []index.News
		again     *answer.Answer
		contested []knowledge.Figure
		want      string // the figure and the kind; empty: no change
	}{
		"replaced":             {news: replaces, again: stating(now), want: "10亿元 replaces"},
		"not answered so":      {news: replaces, again: stating(was)},
		"not the news":         {news: replaces, again: stating(other)},
		"of another thing":     {news: replaces, again: stating(bridge)},
		"the same differently": {news: replaces, again: stating(same)},
		"declined":             {news: replaces, again: &answer.Answer{Reason: answer.NotStated}},
		"no figure":            {news: replaces, again: &answer.Answer{Claim: &answer.Claim{Text: "隧道"}}},
		"contradicted":         {news: contradicts, again: stating(was, now), want: "10亿元 contradicts"},
		"by the answer itself": {news: []index.News{{Kind: index.Contradicts, Row: soon, Before: &was}}, again: stating(soon, was), want: "10亿元 contradicts"},
		"by a third":           {news: contradicts, again: stating(now, other), want: "10亿元 replaces"},
		"contested before":     {news: contradicts, again: stating(was, now), contested: []knowledge.Figure{*rowOf("g.md", "青峦隧道", "投资", "100000万元", "2024-06-01", 1000).Figure}},
		"by no news":           {news: contradicts, again: stating(was, other)},
		"replaced beside it":   {news: replaces, again: stating(was, now)},
	} {
		c := candidate{answered: &answered{Row: brief(was), Contests: tt.contested}, news: tt.news}
		got := ""
		if row, kind, ok := c.changed(tt.again); ok {
			got = row.Figure.Text + " " + string(kind)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// parrot answers every question with a claim of one figure, except for the
// questions that try the desk out.
type parrot struct{ asked int }

func (p *parrot) Follow(_ context.Context, q string, _ *answer.Answer) (*answer.Answer, error) {
	p.asked++
	switch q {
	case "panic":
		panic("as asked")
	case "error":
		return nil, errors.New("as asked")
	}
	return stating(rowOf("p.md", "鹦鹉", "投资", "4.4亿元", "2024-09-29", 440)), nil
}

// newDesk makes a desk that has a state and no Slack.
func newDesk(t *testing.T, a Answerer) *Desk {
	t.Helper()
	kept, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	log := slog.New(slog.DiscardHandler)
	return New(Options{
		Memory: &surface.Memory{Store: kept, Log: log}, Newsroom: newstest.New(t), Answerer: a,
		MaySpeak: func(string) bool { return true }, Timeout: time.Minute, Speed: 1, Log: log,
	})
}

// TestPoisonedNews leaves out news that cannot be shown, and a question that
// cannot be asked again, and tells the rest.
func TestPoisonedNews(t *testing.T) {
	t.Parallel()
	d := newDesk(t, &parrot{})
	was := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	good := rowOf("b.md", "青峦隧道", "投资", "10亿元", "2024-06-01", 1000)
	bad := rowOf("c.md", "青峦隧道", "投资", "11亿元", "2024-06-02", 1100)
	bad.Passage.Sentences = []knowledge.Span{{Start: 0, End: 5000}}
	for i, question := range []string{"panic", "error"} {
		raw, err := json.Marshal(answered{Channel: "C1", Thread: "1.1", Ask: question, Row: brief(was), At: time.Now()})
		if err == nil {
			err = d.Memory.Store.Answered.Put(fmt.Sprint(i), raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if refused, err := d.subscriptions.add(subscription{Channel: "C1", User: "U1", Since: time.Now()}, message.WordsOf(false).News); refused != "" || err != nil {
		t.Fatal(refused, err)
	}
	items := []index.News{{Kind: index.Replaces, Row: bad, Before: &was}, {Kind: index.Fresh}, {Kind: index.Replaces, Row: good, Before: &was}}
	if err := d.noteAll(t.Context(), items, 3); err != nil {
		t.Fatal(err)
	}
	notes, err := readPending(d.Memory.Store, d.Log)
	if err != nil || len(notes.notes) != 1 {
		t.Fatalf("%d notes, %v", len(notes.notes), err)
	}
	for _, n := range notes.notes {
		if len(n.Lines) != 1 || n.Lines[0].New != "10亿元" || n.Total != 2 {
			t.Errorf("noted %+v", n)
		}
	}
}

// TestBrief keeps of a row what a line needs, through JSON.
func TestBrief(t *testing.T) {
	t.Parallel()
	r := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	r.Passage.Text = "前面的一句。" + r.Passage.Text + "后面的一句。"
	at := len("前面的一句。")
	r.Passage.Sentences = []knowledge.Span{{End: at}, {Start: at, End: at + r.Passage.Sentences[0].End}}
	moved := knowledge.Span{Start: r.Figure.Span.Start + at, End: r.Figure.Span.End + at}
	r.Figure.Span, r.Figure.Quote = moved, moved
	w := message.WordsOf(false)
	want, _ := namedLine(w, index.Replaces, r, &r)
	raw, err := json.Marshal(answered{Row: brief(r)})
	if err != nil {
		t.Fatal(err)
	}
	var back answered
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	got, _ := namedLine(w, index.Replaces, back.Row, &back.Row)
	if diff := cmp.Diff(plainText(want.noticePieces(w.News)), plainText(got.noticePieces(w.News))); diff != "" || back.Row.Passage.Text != "青峦隧道投资9亿元。" || !ledger.SameValue(back.Row.Figure, r.Figure) {
		t.Errorf("%+v (-want +got):\n%s", back.Row, diff)
	}
	r.Passage.Text, r.Passage.Sentences = r.Passage.Text+strings.Repeat("长", maxKeptSentence), nil
	if b := brief(r); b.Passage.Text != "" || b.Figure.Quote != (knowledge.Span{}) || b.Figure.Text != "9亿元" {
		t.Errorf("of a long sentence: %+v", b)
	}
}

// TestRememberAnswer remembers figures of the ledger that others can read the
// answer of.
func TestRememberAnswer(t *testing.T) {
	t.Parallel()
	good := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	date := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	date.Figure.Binding.Words = nil
	for name, tt := range map[string]struct {
		channel, thread string
		answer          *answer.Answer
		want            int
	}{
		"in a thread":         {"C1", "1.1", stating(good), 1},
		"in a direct message": {"D1", "", stating(good), 1},
		"in no thread":        {"C1", "", stating(good), 0},
		"no figure":           {"C1", "1.1", &answer.Answer{Claim: &answer.Claim{Text: "隧道"}}, 0},
		"not in the ledger":   {"C1", "1.1", stating(date), 0},
		"declined":            {"C1", "1.1", &answer.Answer{Reason: answer.NotStated}, 0},
		"help":                {"C1", "1.1", nil, 0},
	} {
		d := newDesk(t, &parrot{})
		d.Remember(surface.Question{Text: "多少？", Channel: tt.channel, Thread: tt.thread}, message.Reply{Answer: tt.answer}, "1.2")
		if n, err := d.Memory.Store.Answered.Len(); n != tt.want || err != nil {
			t.Errorf("%s: %d answers, %v, want %d", name, n, err, tt.want)
		}
	}
}

// TestAddChange tells of one thing once in a notice that was not posted yet.
func TestAddChange(t *testing.T) {
	t.Parallel()
	replaced := func(name, old, now string) line {
		value := map[string]int64{"1亿元": 100, "2亿元": 200, "20000万元": 200, "3亿元": 300}
		was := rowOf("a.md", name, "投资", old, "2024-01-01", value[old])
		l, ok := namedLine(message.WordsOf(false), index.Replaces, rowOf("b.md", name, "投资", now, "2024-02-01", value[now]), &was)
		if !ok {
			t.Fatal(name, old, now)
		}
		return l
	}
	n := &note{Lines: []line{{Kind: index.Replaces, Name: "青峦隧道投资", Old: "1亿元", New: "2亿元"}}, Total: 1} // of an older version
	for _, l := range []line{
		replaced("青峦隧道", "1亿元", "2亿元"), replaced("海塘大桥", "1亿元", "2亿元"),
		replaced("青峦隧道", "1亿元", "20000万元"), replaced("青峦隧道", "20000万元", "3亿元"),
	} {
		n.addChange(l)
	}
	var got []string
	for _, l := range n.Lines {
		got = append(got, l.Name+" "+l.Old+" "+l.New)
	}
	if diff := cmp.Diff([]string{"青峦隧道投资 1亿元 2亿元", "青峦隧道投资 1亿元 3亿元", "海塘大桥投资 1亿元 2亿元"}, got); diff != "" || n.Total != 3 {
		t.Errorf("%d news (-want +got):\n%s", n.Total, diff)
	}
	for i := range 2 * maxNoticeLines {
		n.addChange(replaced(fmt.Sprint("第", i, "号园"), "1亿元", "2亿元"))
	}
	if len(n.Lines) != maxNoticeLines || n.Total != 3+2*maxNoticeLines {
		t.Errorf("%d lines of %d news", len(n.Lines), n.Total)
	}
}

// TestLateAnswer tells a thread whose answer was made before the news came, and
// remembered only after they were noted; and one that was made after them it
// does not.
func TestLateAnswer(t *testing.T) {
	t.Parallel()
	p := newstest.New(t)
	p.Publish(t, newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	d := newDesk(t, answer.New(p.Index, answer.Options{}))
	q := surface.Question{Text: "云杉软件园入驻企业多少家？", Channel: "C1", Thread: "1.1"}
	answerNow := func() message.Reply {
		t.Helper()
		a, err := d.Answerer.Follow(t.Context(), q.Text, nil)
		if err != nil {
			t.Fatal(err)
		}
		return message.NewReply(a, false)
	}
	late := answerNow()
	p.Publish(t, newstest.Release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
	items, _, err := p.News(t.Context())
	if err != nil || len(items) == 0 {
		t.Fatal("no news", err)
	}
	if err := d.noteAll(t.Context(), items, 1); err != nil {
		t.Fatal(err)
	}
	d.Remember(q, late, "1.2")
	q.Thread = "2.1"
	d.Remember(q, answerNow(), "2.2")
	for range 2 { // the second time it is told already
		if err := d.noteLate(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	notes, err := readPending(d.Memory.Store, d.Log)
	if err != nil || len(notes.notes) != 1 {
		t.Fatalf("%d notes, %v", len(notes.notes), err)
	}
	for _, n := range notes.notes {
		if n.Thread != "1.1" || n.Total != 1 || n.Lines[0].Old != "60家" || n.Lines[0].New != "94家" {
			t.Errorf("noted %+v", n)
		}
	}
}

// TestReaskedBounds asks each question once for many threads, and no more
// questions than it may.
func TestReaskedBounds(t *testing.T) {
	t.Parallel()
	was := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	now := rowOf("b.md", "青峦隧道", "投资", "10亿元", "2024-06-01", 1000)
	count := &parrot{}
	d := newDesk(t, count)
	err := d.Memory.Store.Together(func(tx *state.Tx) error {
		for i := range 2 * maxReasked {
			for _, copy := range []string{"a", "b"} {
				a := answered{Channel: "C1", Thread: fmt.Sprint(i), Ask: fmt.Sprint("第", i, "问"), Row: brief(was), At: time.Now()}
				if err := putJSON(d.Memory.Store.Answered, tx, fmt.Sprint(i, copy), a); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	notes, err := readPending(d.Memory.Store, d.Log)
	if err == nil {
		err = d.noteChanges(t.Context(), notes, []index.News{{Kind: index.Replaces, Row: now, Before: &was}}, time.Time{})
	}
	if err != nil || count.asked != maxReasked || len(notes.notes) != 0 {
		t.Errorf("asked %d times, %d notes, %v", count.asked, len(notes.notes), err)
	}
}

// TestForeignChannel drops news for a channel that has come to be shared with another
// organisation.
func TestForeignChannel(t *testing.T) {
	t.Parallel()
	d := newDesk(t, &parrot{})
	d.IsForeign = func(_ context.Context, channel string) bool { return channel == "CX" }
	o := d.outbox
	n := &note{Channel: "CX", Thread: "1.1", Made: time.Now(), Lines: []line{{}}}
	if err := o.keep("n1", n); err != nil {
		t.Fatal(err)
	}
	if again := o.deliver(t.Context(), "n1", n); again != 0 {
		t.Errorf("tried again in %v", again)
	}
	if _, kept, err := d.Memory.Store.Notes.Get("n1"); kept || err != nil {
		t.Errorf("the note is kept: %t, %v", kept, err)
	}
}
