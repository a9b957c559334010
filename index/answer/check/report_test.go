package check

import (
	"fmt"
	"strings"
	"testing"

	"beilun/knowledge/ledger"
)

// TestDraft checks whole files.
func TestDraft(t *testing.T) {
	t.Parallel()
	c, err := linhu()
	if err != nil {
		t.Fatal(err)
	}
	for _, tt := range []struct{ name, data, want string }{
		{"a.txt", "星河量子产业园总投资18亿元。", "contradicts 18亿元 [星河量子产业园总投资18亿元。]"},
		{"a.md", "---\ntitle: 星河量子产业园总投资15亿元\ndate: 2025-06-30\n---\n园区总投资18亿元，用地300亩。\n\n## 临湖二桥获国家发明专利9项\n\n此事属实。", "agrees 15亿元 [星河量子产业园总投资15亿元]"},
		{"a.html", "<html><body><h1>招商</h1><p>云帆软件园入驻企业120家，星河量子产业园总投资12亿元。</p><p>记者从管委会获悉，这项工作正在推进，各方面反响良好，群众普遍欢迎。</p></body></html>", "agrees 120家"},
		{"a.txt", "园区一切顺利。", ""},
	} {
		r, err := c.Draft(t.Context(), tt.name, []byte(tt.data))
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		total := Counts{}
		for _, f := range r.Figures {
			got = append(got, fmt.Sprintf("%s %s [%s]", JudgementOf(f.Verdict), f.Figure.Text, f.Sentence))
			total.add(JudgementOf(f.Verdict))
		}
		if !strings.HasPrefix(strings.Join(got, "; "), tt.want) || tt.want == "" && len(got) > 0 || total != r.Counts {
			t.Errorf("%s: %q, %+v", tt.data, got, r.Counts)
		}
		t.Log(got)
	}
	if _, err := c.Draft(t.Context(), "a.pdf", []byte("%PDF-1.4")); err == nil {
		t.Error("a broken file is no error")
	}
}

// TestDraftMany says how many figures were not looked up.
func TestDraftMany(t *testing.T) {
	t.Parallel()
	c, err := linhu()
	if err != nil {
		t.Fatal(err)
	}
	var text strings.Builder
	for i := range MaxFigures + 20 {
		fmt.Fprintf(&text, "星河量子产业园总投资%d亿元。\n\n", i+1)
	}
	r, err := c.Draft(t.Context(), "a.txt", []byte(text.String()))
	if err != nil || len(r.Figures) != MaxFigures || r.Left != 20 {
		t.Errorf("%d figures, %d left, %v", len(r.Figures), r.Left, err)
	}
}

func TestJudgementOf(t *testing.T) {
	t.Parallel()
	for v, want := range map[ledger.Verdict]Judgement{
		ledger.Agrees: Agrees, ledger.Disputed: Agrees, ledger.Ahead: Newer, ledger.Contradicts: Contradicts, ledger.Outdated: Contradicts, ledger.NotKnown: Unknown, ledger.NotRead: Unknown,
	} {
		if got := JudgementOf(v); got != want {
			t.Errorf("%s is %s", v, got)
		}
	}
}
