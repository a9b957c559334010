package answer

import (
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// TestChecked asks about figures that are given: of a draft each is checked, and a single
// one is a question like any other if nothing is known of it.
func TestChecked(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	for _, tt := range []struct {
		before, text string
		want         []ledger.Verdict // nil: no check
		outcome      Outcome
	}{
		{text: "滨江装备创业园入驻企业94家，出租率95%以上，这几个数对吗？", want: []ledger.Verdict{ledger.Agrees, ledger.Contradicts}, outcome: Claimed},
		{text: "火星基地入驻企业94家，出租率95%以上，对吗？", want: []ledger.Verdict{ledger.NotKnown, ledger.NotKnown}, outcome: Declined},
		{text: "帮我核对：\n> 滨江装备创业园入驻企业94家", want: []ledger.Verdict{ledger.Agrees}, outcome: Claimed},
		{before: "滨江装备创业园出租率是多少？", text: "入驻企业95家，出租率90%以上，对不对", want: []ledger.Verdict{ledger.Contradicts, ledger.Agrees}, outcome: Claimed},
		{text: "吉利新能源汽车总部总投资是3.6亿元吗？", want: []ledger.Verdict{ledger.Outdated}, outcome: Claimed},
		{text: "滨江装备创业园入驻企业94家，对吗？", want: []ledger.Verdict{ledger.Agrees}, outcome: Claimed},
		{text: "吉利总投资5亿，对吗", want: []ledger.Verdict{ledger.Contradicts}, outcome: Claimed},
		{text: "滨江装备创业园出租率是多少？", outcome: Claimed},
		{text: "火星基地入驻企业94家吗？", outcome: Declined},
		{text: "哪个项目总投资82亿元？", outcome: Claimed},
	} {
		var before *Answer
		if tt.before != "" {
			before = &Answer{Topic: tt.before}
		}
		ans, err := a.Follow(t.Context(), tt.text, before)
		if err != nil {
			t.Fatal(err)
		}
		var got []ledger.Verdict
		for _, c := range ans.Checked {
			got = append(got, c.Verdict)
		}
		same := len(got) == len(tt.want)
		for i := range got {
			same = same && got[i] == tt.want[i]
		}
		if !same || ans.Outcome() != tt.outcome {
			t.Errorf("%s: checked %v, %s; want %v, %s", tt.text, got, ans.Outcome(), tt.want, tt.outcome)
		}
		if tt.want != nil && (ans.Outcome() == Declined) != (ans.Reason == NotStated) {
			t.Errorf("%s: %s because of %q", tt.text, ans.Outcome(), ans.Reason)
		}
	}
}
