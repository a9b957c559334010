package ofd

import (
	"testing"

	"beilun/knowledge/read/ofd/ofdtest"
	"beilun/knowledge/read/release"

	"github.com/google/go-cmp/cmp"
)

// TestOfficial reads a document with a red head, a signature, and a table of which
// the unit is above it, in an attachment.
func TestOfficial(t *testing.T) {
	t.Parallel()
	one := []ofdtest.Line{
		{X: 45, Y: 60, Size: 14, Text: "临湖区人民政府文件"},
		{X: 85, Y: 80, Size: 5.6, Text: "临政发〔2025〕12号"},
		{X: 55, Y: 100, Size: 7.7, Text: "临湖区人民政府关于印发"},
		{X: 40, Y: 112, Size: 7.7, Text: "临湖区2025年重点项目计划的通知"},
		{X: 28, Y: 128, Size: 5.6, Text: "各镇人民政府、街道办事处，区政府各部门："},
	}
	const text = "经区政府同意，现将《临湖区2025年重点项目计划》印发给你们。全年安排重点项目86个，年度计划投资312.5亿元。"
	set, y := ofdtest.Set(28, 138, 5.6, 156.8, false, text)
	one = append(append(one, set...), ofdtest.Line{X: 130, Y: y + 10, Size: 5.6, Text: "临湖区人民政府"}, ofdtest.Line{X: 130, Y: y + 20, Size: 5.6, Text: "2025年3月6日"}, ofdtest.Line{X: 165, Y: 280, Size: 4.9, Text: "— 1 —"})
	two := []ofdtest.Line{{X: 28, Y: 40, Size: 5.6, Text: "附件"}, {X: 70, Y: 55, Size: 7.7, Text: "重点项目投资计划表"}, {X: 145, Y: 64, Size: 4.2, Text: "单位：万元"}, {X: 28, Y: 280, Size: 4.9, Text: "— 2 —"}}
	for i, row := range [][]string{{"项目名称", "总投资", "建设单位"}, {"星河半导体二期", "580000", "星河科技公司"}, {"云岭隧道", "217000", "区交投集团"}} {
		for j, c := range row {
			two = append(two, ofdtest.Line{X: []float64{42, 92, 155}[j], Y: 72 + 8*float64(i), Size: 4.2, Text: c})
		}
	}
	a, err := Read(release.File{Data: ofdtest.File{Pages: []ofdtest.Page{{Lines: one}, {Lines: two}}}.Bytes(t), Ctx: t.Context()})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"临湖区人民政府关于印发临湖区2025年重点项目计划的通知", "临湖区人民政府", "2025-03-06",
		"临政发〔2025〕12号", "各镇人民政府、街道办事处，区政府各部门：", text, "临湖区人民政府", "2025年3月6日", "附件", "# 重点项目投资计划表", "单位：万元",
		"项目名称：星河半导体二期；总投资：580000万元；建设单位：星河科技公司", "项目名称：云岭隧道；总投资：217000万元；建设单位：区交投集团",
	}
	if diff := cmp.Diff(want, outline(a)); diff != "" {
		t.Errorf("(-want +got):\n%s", diff)
	}
}
