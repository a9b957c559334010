package bot

import (
	"context"
	"encoding/json"
	"fmt"
	"math/big"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
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
		contested []string
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
		"contested before":     {news: contradicts, again: stating(was, now), contested: []string{"10亿元"}},
		"by no news":           {news: contradicts, again: stating(was, other)},
		"replaced beside it":   {news: replaces, again: stating(was, now)},
	} {
		c := candidate{answered: &answered{Row: brief(was), Contested: tt.contested}, news: tt.news}
		got := ""
		if row, kind, ok := c.changed(tt.again); ok {
			got = row.Figure.Text + " " + string(kind)
		}
		if got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

// noting makes a bot that has a state and no Slack.
func noting(t *testing.T, a Answerer) *Bot {
	t.Helper()
	kept, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	return New("xoxb-none", "xapp-none", a, &shelf{}, Options{Newsroom: newPress(t), State: kept, APIURL: "http://127.0.0.1:1/"})
}

// TestPoisonedNews leaves out news that cannot be shown, and a question that
// cannot be asked again, and tells the rest.
func TestPoisonedNews(t *testing.T) {
	t.Parallel()
	b := noting(t, &parrot{})
	was := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	good := rowOf("b.md", "青峦隧道", "投资", "10亿元", "2024-06-01", 1000)
	bad := rowOf("c.md", "青峦隧道", "投资", "11亿元", "2024-06-02", 1100)
	bad.Passage.Sentences = []knowledge.Span{{Start: 0, End: 5000}}
	for i, question := range []string{"panic", "error"} {
		raw, err := json.Marshal(answered{Channel: "C1", Thread: "1.1", Ask: question, Row: brief(was), At: b.desk.now()})
		if err == nil {
			err = b.state.Answered.Put(fmt.Sprint(i), raw)
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	if refused, err := b.desk.subscribe(subscription{Channel: "C1", User: "U1", Since: b.desk.now()}, message.WordsOf(false).News); refused != "" || err != nil {
		t.Fatal(refused, err)
	}
	items := []index.News{{Kind: index.Replaces, Row: bad, Before: &was}, {Kind: index.Fresh}, {Kind: index.Replaces, Row: good, Before: &was}}
	if err := b.desk.noteAll(t.Context(), items, 3); err != nil {
		t.Fatal(err)
	}
	notes, err := b.desk.pendingNotes()
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
	want, _ := newNewsLine(message.WordsOf(false).Answer, index.Fresh, r, nil)
	raw, err := json.Marshal(answered{Row: brief(r)})
	if err != nil {
		t.Fatal(err)
	}
	var back answered
	if err := json.Unmarshal(raw, &back); err != nil {
		t.Fatal(err)
	}
	got, _ := newNewsLine(message.WordsOf(false).Answer, index.Fresh, back.Row, nil)
	if diff := cmp.Diff(want, got); diff != "" || back.Row.Passage.Text != "青峦隧道投资9亿元。" || !ledger.SameValue(back.Row.Figure, r.Figure) {
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
		b := noting(t, &parrot{})
		b.rememberAnswer(question{text: "多少？", channel: tt.channel, thread: tt.thread}, message.Reply{Answer: tt.answer}, "1.2")
		if n, err := b.state.Answered.Len(); n != tt.want || err != nil {
			t.Errorf("%s: %d answers, %v, want %d", name, n, err, tt.want)
		}
	}
}

// TestAddChange tells of one thing once in a notice that was not posted yet.
func TestAddChange(t *testing.T) {
	t.Parallel()
	line := func(name, old, now string) newsLine {
		return newsLine{Kind: index.Replaces, Name: name, Old: old, New: now}
	}
	n := &newsNote{}
	for _, l := range []newsLine{line("a", "1", "2"), line("b", "1", "2"), line("a", "1", "2"), line("a", "2", "3")} {
		n.addChange(l)
	}
	if diff := cmp.Diff([]newsLine{line("a", "1", "3"), line("b", "1", "2")}, n.Lines); diff != "" || n.Total != 2 {
		t.Errorf("%d news (-want +got):\n%s", n.Total, diff)
	}
	for i := range 2 * maxNoticeLines {
		n.addChange(line(fmt.Sprint(i), "1", "2"))
	}
	if len(n.Lines) != maxNoticeLines || n.Total != 2+2*maxNoticeLines {
		t.Errorf("%d lines of %d news", len(n.Lines), n.Total)
	}
}

// TestNoticeOff takes no notices any more: in a thread, in a channel, and in
// all where an admin wants none.
func TestNoticeOff(t *testing.T) {
	t.Parallel()
	const question = "云杉软件园入驻企业多少家？"
	p := startPrinting(t, Options{})
	p.press.publish(t, release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	first := p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: question})
	second := p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: question})
	notices := func(day, homes int) map[string]int {
		t.Helper()
		before := len(p.Channels.Posts())
		p.press.publish(t, release(fmt.Sprintf("b%d.md", day), fmt.Sprintf("2024-0%d-10", day), fmt.Sprintf("云杉软件园入驻企业%d家。", homes)))
		p.idle(t)
		out := map[string]int{}
		for _, post := range p.Channels.Posts()[before:] {
			out[post.ThreadTS]++
		}
		return out
	}
	if diff := cmp.Diff(map[string]int{first: 1, second: 1}, notices(3, 70)); diff != "" {
		t.Fatalf("-want +got:\n%s", diff)
	}
	posts := p.Channels.Posts()
	clicked := posts[len(posts)-1]
	must[fakeslack.Sent](t)(p.People.ClickMessage("U2", clicked, quietThreadAction, ""))
	waitFor(t, "reply", func() bool { return len(p.Channels.Posts()) > len(posts) })
	if text := p.Channels.Posts()[len(posts)].Text; text != message.WordsOf(false).News.ThreadQuiet {
		t.Errorf("said %q", text)
	}
	left := map[string]string{first: second, second: first}[clicked.ThreadTS]
	if diff := cmp.Diff(map[string]int{left: 1}, notices(5, 80)); diff != "" {
		t.Errorf("one is quiet (-want +got):\n%s", diff)
	}
	posts = p.Channels.Posts()
	must[fakeslack.Sent](t)(p.People.ClickMessage("U2", posts[len(posts)-1], quietChannelAction, ""))
	waitFor(t, "reply", func() bool { return len(p.Channels.Posts()) > len(posts) })
	if diff := cmp.Diff(map[string]int{}, notices(7, 90)); diff != "" {
		t.Errorf("the channel is quiet (-want +got):\n%s", diff)
	}
	p.command(t, "C1", "U1", "notices on")
	if diff := cmp.Diff(map[string]int{left: 1}, notices(8, 95)); diff != "" {
		t.Errorf("it is not any more, but the thread is (-want +got):\n%s", diff)
	}
	p.opts.Quiet = true
	p.start(t)
	if got := p.command(t, "C1", "U1", "notices on"); got != message.WordsOf(false).News.NoticesNo {
		t.Errorf("said %q", got)
	}
	if diff := cmp.Diff(map[string]int{}, notices(9, 99)); diff != "" {
		t.Errorf("an admin wants none (-want +got):\n%s", diff)
	}
}

// TestNoticeBounds tells a thread a few times and no more.
func TestNoticeBounds(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.publish(t, release("a.md", "2023-01-10", "云杉软件园入驻企业60家。"))
	p.start(t)
	p.command(t, "D1", "U1", "subscribe") // a digest does not begin the count anew
	p.ask(t, fakeslack.Message{Channel: "D1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
	for i := range maxThreadNotices + 2 {
		p.press.publish(t, release(fmt.Sprintf("b%d.md", i), fmt.Sprintf("2024-%02d-20", 2*i+1), fmt.Sprintf("云杉软件园入驻企业%d家。", 100+i)))
		p.idle(t)
	}
	if digests, notices := p.byEvent("D1"); len(notices) != maxThreadNotices || len(digests) != maxThreadNotices+2 {
		t.Errorf("%d notices and %d digests, want %d and %d", len(notices), len(digests), maxThreadNotices, maxThreadNotices+2)
	}
}

// TestNoticeEdited remembers of a question that was edited what it is now.
func TestNoticeEdited(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	p.press.publish(t, release("a.md", "2024-01-10", "云杉软件园入驻企业60家。云杉软件园总投资12亿元。"))
	p.start(t)
	sent := must[fakeslack.Sent](t)(p.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: "云杉软件园入驻企业多少家？"}))
	waitFor(t, "answer", func() bool { return len(p.Channels.Posts()) == 1 })
	waitFor(t, "memory", func() bool { n, err := p.bot.state.Answered.Len(); return n == 1 && err == nil })
	must[fakeslack.Sent](t)(p.People.Edit("D1", sent.TS, "云杉软件园总投资多少？"))
	waitFor(t, "offer", func() bool { return len(p.Channels.Posts()) == 2 })
	must[fakeslack.Sent](t)(p.People.ClickMessage("U1", p.Channels.Posts()[1], message.ReplaceAction, ""))
	waitFor(t, "second answer", func() bool { return len(p.Channels.Posts()) == 4 })
	p.press.publish(t, release("b.md", "2024-06-10", "云杉软件园入驻企业70家。云杉软件园总投资15亿元。"))
	p.idle(t)
	text := ""
	for _, post := range p.Channels.Posts()[4:] {
		text += post.Text
	}
	if strings.Contains(text, "70家") || strings.Count(text, "15亿元") != 1 {
		t.Errorf("told %q", text)
	}
}

// TestLateAnswer tells a thread whose answer was made before the news came, and
// remembered only after they were noted; and one that was made after them it
// does not.
func TestLateAnswer(t *testing.T) {
	t.Parallel()
	p := newPress(t)
	p.publish(t, release("a.md", "2024-01-10", "云杉软件园入驻企业60家。"))
	b := noting(t, answer.New(p.Index, answer.Options{}))
	q := question{text: "云杉软件园入驻企业多少家？", channel: "C1", thread: "1.1"}
	answerNow := func() message.Reply {
		t.Helper()
		a, err := b.answerer.Follow(t.Context(), q.text, nil)
		if err != nil {
			t.Fatal(err)
		}
		return message.NewReply(a, false)
	}
	late := answerNow()
	p.publish(t, release("b.md", "2024-06-10", "云杉软件园入驻企业94家。"))
	items, _, err := p.News(t.Context())
	if err != nil || len(items) == 0 {
		t.Fatal("no news", err)
	}
	if err := b.desk.noteAll(t.Context(), items, 1); err != nil {
		t.Fatal(err)
	}
	b.rememberAnswer(q, late, "1.2")
	q.thread = "2.1"
	b.rememberAnswer(q, answerNow(), "2.2")
	for range 2 { // the second time it is told already
		if err := b.desk.noteLate(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	notes, err := b.desk.pendingNotes()
	if err != nil || len(notes.notes) != 1 {
		t.Fatalf("%d notes, %v", len(notes.notes), err)
	}
	for _, n := range notes.notes {
		if n.Thread != "1.1" || n.Total != 1 || n.Lines[0].Old != "60家" || n.Lines[0].New != "94家" {
			t.Errorf("noted %+v", n)
		}
	}
}

// counting counts what is asked.
type counting struct {
	Answerer
	asked int
}

func (s *counting) Follow(ctx context.Context, q string, before *answer.Answer) (*answer.Answer, error) {
	s.asked++
	return s.Answerer.Follow(ctx, q, before)
}

// TestReaskedBounds asks each question once for many threads, and no more
// questions than it may.
func TestReaskedBounds(t *testing.T) {
	t.Parallel()
	was := rowOf("a.md", "青峦隧道", "投资", "9亿元", "2024-01-01", 900)
	now := rowOf("b.md", "青峦隧道", "投资", "10亿元", "2024-06-01", 1000)
	count := &counting{Answerer: &parrot{}}
	b := noting(t, count)
	err := b.state.Together(func(tx *stateTx) error {
		for i := range 2 * maxReasked {
			for _, copy := range []string{"a", "b"} {
				a := answered{Channel: "C1", Thread: fmt.Sprint(i), Ask: fmt.Sprint("第", i, "问"), Row: brief(was), At: b.desk.now()}
				if err := putJSON(b.state.Answered, tx, fmt.Sprint(i, copy), a); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	notes, err := b.desk.pendingNotes()
	if err == nil {
		err = b.desk.noteChanges(t.Context(), notes, []index.News{{Kind: index.Replaces, Row: now, Before: &was}}, time.Time{})
	}
	if err != nil || count.asked != maxReasked || len(notes.notes) != 0 {
		t.Errorf("asked %d times, %d notes, %v", count.asked, len(notes.notes), err)
	}
}
