package frame_test

import (
	"testing"

	"beilun/index/answer/frame"
	"beilun/index/query"
	"beilun/knowledge"
)

var asked = []string{
	"石矶作业区二期工程的施工单位是哪家？", "机床新村改造后有几个停车位", "2025年规上工业利润是涨是跌", "加装电梯咋申请",
	"哪个项目投资20亿元", "地铁四号线苇口段哪两个站还没封顶", "年末贷款余额", "柳堤大桥修好后过江去丰湖区要多久", "介绍一下石矶作业区",
}

func BenchmarkUnderstand(b *testing.B) {
	x := open(b, "../../eval/testdata/rounds/hekou")
	rd := frame.NewReader(x)
	today := knowledge.Date{Year: 2026, Month: 7, Day: 31}
	for i := range asked {
		rd.Understand(query.Parse(x.Lexicon(), asked[i], today))
	}
	b.ReportAllocs()
	for i := 0; b.Loop(); i++ {
		q := query.Parse(x.Lexicon(), asked[i%len(asked)], today)
		rd.Understand(q)
	}
}

func BenchmarkParse(b *testing.B) {
	x := open(b, "../../eval/testdata/rounds/hekou")
	today := knowledge.Date{Year: 2026, Month: 7, Day: 31}
	for i := 0; b.Loop(); i++ {
		query.Parse(x.Lexicon(), asked[i%len(asked)], today)
	}
}
