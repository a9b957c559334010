package message

import (
	"encoding/json"
	"fmt"
	"math/big"
	"math/rand/v2"
	"reflect"
	"strings"
	"testing"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/check"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// verdicts are all that a check may come to.
var verdicts = []ledger.Verdict{ledger.Agrees, ledger.Disputed, ledger.Outdated, ledger.Contradicts, ledger.Ahead, ledger.NotKnown, ledger.NotRead}

// rowOf returns a row of a release with one sentence, which has the figure 21个.
func rowOf(release, before, behind string) index.Row {
	const text = "21个"
	f := knowledge.Figure{Text: text, Value: big.NewRat(21, 1), Unit: "个", Kind: knowledge.Count, Span: knowledge.Span{Start: len(before), End: len(before + text)}}
	f.Quote = f.Span
	p := index.Passage{ID: release + "#1", Text: before + text + behind, Release: index.Release{ID: release, Title: "标题" + release, Source: "临湖发布", Date: knowledge.Date{Year: 2025}}}
	p.Sentences, p.Figures = []knowledge.Span{{End: len(p.Text)}}, []knowledge.Figure{f}
	return index.Row{Passage: p, Figure: &p.Figures[0]}
}

func checkedWith(v ledger.Verdict, said string, rows ...index.Row) check.Checked {
	return check.Checked{Said: said, Verdict: v, Rows: rows}
}

func TestChecks(t *testing.T) {
	t.Parallel()
	a, b := rowOf("a.md", "全年新开工项目", "，同比增长。"), rowOf("b.md", "开工", "。")
	planned := rowOf("a.md", "计划新开工", "。")
	planned.Figure.Binding.State, planned.Figure.Binding.Period = knowledge.Planned, "2024-01-01/2024-12-31"
	for _, tt := range []struct {
		checked []check.Checked
		want    string
	}{
		{[]check.Checked{checkedWith(ledger.Agrees, "新开工21个", a)}, "✅ 新开工21个；资料：全年新开工项目21个\n> 全年新开工项目21个，同比增长。\n—— 临湖发布，2025，《标题a.md》"},
		{[]check.Checked{checkedWith(ledger.Contradicts, "新开工23个", a), checkedWith(ledger.Agrees, "开工21个", b), checkedWith(ledger.Agrees, "也是21个", b)},
			"核对了3处数字：一致2处，不一致1处。\n≠ 新开工23个；资料：全年新开工项目21个 —— 临湖发布，2025，《标题a.md》\n✅ 开工21个；资料：开工21个 —— 临湖发布，2025，《标题b.md》\n✅ 也是21个；资料：开工21个 —— 来源同上"},
		{[]check.Checked{checkedWith(ledger.Outdated, "开工20个", b, a), checkedWith(ledger.Disputed, "开工21个", b, a), checkedWith(ledger.Ahead, "2026年开工9个", b)},
			"核对了3处数字：不一致1处，资料说法不一1处，未查到1处。\n≠ 开工20个；资料现为：开工21个 —— 临湖发布，2025，《标题b.md》；此前：全年新开工项目21个 —— 临湖发布，2025，《标题a.md》\n" +
				"⚠️ 开工21个；资料说法不一：开工21个 —— 临湖发布，2025，《标题b.md》；全年新开工项目21个 —— 临湖发布，2025，《标题a.md》\n— 2026年开工9个；资料中未查到，最新的是：开工21个 —— 临湖发布，2025，《标题b.md》"},
		{[]check.Checked{checkedWith(ledger.NotKnown, "开工9个"), checkedWith(ledger.NotRead, "共9个")}, "核对了2处数字：未查到1处，没看懂1处。\n— 开工9个；资料中未查到\n— 共9个；没看懂指的是什么，没有核对"},
		{[]check.Checked{checkedWith(ledger.Contradicts, "开工9个", planned)}, "≠ 开工9个；资料：计划新开工21个（2024年，计划或预计）\n> 计划新开工21个。\n—— 临湖发布，2025，《标题a.md》"},
	} {
		r := NewReply(&answer.Answer{Checked: tt.checked}, false)
		if got := r.Checks.String(); got != tt.want {
			t.Errorf("got\n%s\nwant\n%s", got, tt.want)
		}
		data, err := json.Marshal(r)
		var back Reply
		if err == nil {
			err = json.Unmarshal(data, &back)
		}
		if err != nil || !reflect.DeepEqual(back.Checks, r.Checks) {
			t.Errorf("kept as %s, %v", data, err)
		}
		declined := !check.IsKnown(tt.checked)
		if strings.HasPrefix(r.Text(), DeclineMark) != declined || strings.HasPrefix(r.markdown(), DeclineMark) != declined || (r.Passage == "") != declined {
			t.Errorf("%q begins with the mark of a decline, or does not", r.Text())
		}
	}
}

// TestChecksMany counts what does not fit, and shows what is wrong before it.
func TestChecksMany(t *testing.T) {
	t.Parallel()
	var many []check.Checked
	for i := range maxChecks + 3 {
		many = append(many, checkedWith(ledger.NotKnown, fmt.Sprint("第", i)))
	}
	many = append(many, checkedWith(ledger.Contradicts, "开工20个", rowOf("a.md", "开工", "。")))
	c := newChecks(many, false)
	if len(c.Lines) != maxChecks || c.More != "另有4处没有列出。" || !strings.HasPrefix(c.Lines[0].Draft, "≠ 开工20个") {
		t.Errorf("%d lines, %q, first %q", len(c.Lines), c.More, c.Lines[0].Draft)
	}
}

// TestHostileChecks draws checks of hostile drafts by hostile releases: Slack takes all
// of them, and nobody is mentioned.
func TestHostileChecks(t *testing.T) {
	t.Parallel()
	j := messagetest.New(t)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	word := func() string { return messagetest.Hostile[r.IntN(len(messagetest.Hostile))] }
	for range 40 {
		a := &answer.Answer{English: r.IntN(2) == 0}
		for range 1 + r.IntN(20) {
			c := check.Checked{Said: strings.Repeat(word(), 1+r.IntN(9)), Verdict: verdicts[r.IntN(len(verdicts))]}
			for range r.IntN(3) {
				p := messagetest.Passage(r, fmt.Sprintf("r%d.md#1", r.IntN(9)), []int{40, 400, 9_000}[r.IntN(3)])
				c.Rows = append(c.Rows, index.Row{Passage: p, Figure: &p.Figures[r.IntN(len(p.Figures))]})
			}
			a.Checked = append(a.Checked, c)
		}
		reply := NewReply(a, a.English)
		m := reply.Message(Buttons{Key: "key", Private: true})
		for i, form := range m.Forms {
			j.Message(t, m.Text, form)
			if n := Size(form); n > MaxMessage {
				t.Errorf("seed %d: form %d has %d characters", seed, i, n)
			}
		}
		if strings.Contains(m.Text, "<") || len(m.Text) > MaxText {
			t.Errorf("seed %d: text of %d bytes, or with markup: %q", seed, len(m.Text), m.Text)
		}
	}
}
