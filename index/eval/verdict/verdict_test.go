package verdict

import (
	"encoding/json"
	"testing"
)

func TestJudge(t *testing.T) {
	t.Parallel()
	money := &Gold{Kind: "money", Answerable: true, Answers: []string{"203.5亿元", "总投资由186亿元调整为203.5亿元"}, Figure: &Figure{20350000000, "元"}}
	grant := &Gold{Kind: "money", Answerable: true, Answers: []string{"最高50万元"}, Figure: &Figure{500000, "元"}}
	why := &Gold{Kind: "why", Answerable: true, Answers: []string{"因施工面发现古墓群"}, Contains: []string{"古墓群"}}
	list := &Gold{Kind: "list", Answerable: true, Answers: []string{"甲园、乙园、丙园"}, Items: Items{{"甲园", "乙园", "丙园"}}}
	fall := &Gold{Kind: "percent", Answerable: true, Answers: []string{"下降3.2%"}, Figure: &Figure{3.2, "%"}}
	none := &Gold{Kind: "money"}
	for _, tt := range []struct {
		gold  *Gold
		reply Reply
		want  Verdict
	}{
		{money, Reply{Claim: "203.5亿元"}, Right},
		{money, Reply{Claim: "2035000万元"}, Right},
		{money, Reply{Claim: "186亿元"}, Wrong},
		{money, Reply{Claim: "项目总投资由186亿元调整为203.5亿元，建筑面积3万平方米。"}, Long},
		{money, Reply{}, Refused},
		{grant, Reply{Claim: "50万元"}, Ragged},
		{grant, Reply{Claim: "不超过50万元"}, Right},
		{fall, Reply{Claim: "增长3.2%"}, Wrong},
		{fall, Reply{Claim: "3.2%"}, Right},
		{why, Reply{Claim: "因施工面发现古墓群", Passages: []string{"工期顺延，因施工面发现古墓群。"}}, Right},
		{why, Reply{Claim: "面发现古墓群", Passages: []string{"工期顺延，因施工面发现古墓群。"}}, Ragged},
		{why, Reply{Quoted: true, Passages: []string{"因施工面发现古墓群。", "别的。"}}, Quoted},
		{why, Reply{Quoted: true, Passages: []string{"别的。", "因施工面发现古墓群。"}}, Wrong},
		{list, Reply{Claim: "有甲园、丙园和乙园。"}, Right},
		{list, Reply{Claim: "有甲园、丙园。"}, Ragged},
		{list, Reply{Claim: "有丁园。"}, Wrong},
		{none, Reply{Claim: "3亿元"}, Wrong},
		{none, Reply{Quoted: true}, Quoted},
		{none, Reply{}, Refused},
	} {
		if got := Judge(tt.gold, tt.reply); got != tt.want {
			t.Errorf("%s %+v: %s, want %s", tt.gold.Answers, tt.reply, got, tt.want)
		}
	}
}

func TestFigures(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		same bool
	}{
		{"3.5亿元", "35000万元", true},
		{"三成", "30%", true},
		{"百分之五点二", "5.2%", true},
		{"三分之一", "33.333333%", true},
		{"2025年6月", "二〇二五年6月", true},
		{"2025年6月", "2025年6月1日", false},
		{"12000人", "1.2万人", true},
		{"12000人", "12000家", false},
		{"两座", "2座", true},
		{"十二年", "12年", true},
		{"3成立", "3成", false},
	} {
		if got := sameFigures(figures(tt.a), figures(tt.b)); got != tt.same {
			t.Errorf("%s and %s: %v, want %v (%v, %v)", tt.a, tt.b, got, tt.same, figures(tt.a), figures(tt.b))
		}
	}
}

// TestDayAsFigure reads a figure whose value is a day: only the texts answer.
func TestDayAsFigure(t *testing.T) {
	t.Parallel()
	var g Gold
	if err := json.Unmarshal([]byte(`{"kind":"datetime","answerable":true,"answer":["2026年12月31日"],"figure":{"value":"2026-12-31","unit":""}}`), &g); err != nil {
		t.Fatal(err)
	}
	for claim, want := range map[string]Verdict{"2026年12月31日": Right, "2026年6月30日": Wrong} {
		if got := Judge(&g, Reply{Claim: claim}); got != want {
			t.Errorf("%s: %s, want %s", claim, got, want)
		}
	}
}

// TestConventions reads conventions.txt, and no file with a malformed line.
func TestConventions(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"spaced", "halfAnHour", "halfAYear", "number", "year", "month", "day", "partOfYear", "dateSigns", "denies", "isDenial"} {
		by.pattern(name)
	}
	for _, name := range []string{"halfHour", "halfYear", "tenth", "noTenth", "fraction", "base", "percentSign", "thousandth", "era", "first", "dateSign", "alone", "point", "yearUnit", "numeral", "down", "up", "minus", "hour"} {
		by.list(name)
	}
	for _, file := range []string{"alone", "digit 一 one", "pattern year ([年]"} {
		if _, err := readConventions(file); err == nil {
			t.Errorf("%q is read", file)
		}
	}
}
