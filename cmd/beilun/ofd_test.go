package main

import (
	"testing"

	"beilun/knowledge/read/ofd/ofdtest"
)

// ofdFile returns a release with a table, as an office publishes it.
func ofdFile(t *testing.T) []byte {
	t.Helper()
	lines := []ofdtest.Line{
		{X: 40, Y: 40, Size: 7.7, Text: "临湖区一季度重大项目建设进展"},
		{X: 55, Y: 52, Size: 4.2, Text: "来源：临湖发布　发布时间：2025-04-18"},
	}
	add := func(y float64, single bool, text string) float64 {
		set, next := ofdtest.Set(25, y, 5.6, 160, single, text)
		lines = append(lines, set...)
		return next
	}
	y := add(66, false, "今年一季度，临湖区重大项目建设稳步推进。云岭隧道全长6.4公里，总投资21.7亿元，计划2027年10月建成通车。")
	y = add(y, true, "白鹭湿地公园占地面积860亩，已完成投资3.2亿元，年内对市民开放。")
	lines = append(lines, ofdtest.Line{X: 70, Y: y + 5, Size: 5.6, Text: "教育卫生项目表"})
	for i, row := range [][]string{{"项目", "总投资（亿元）", "床位（张）"}, {"滨河医院", "5.5", "420"}, {"青云医院", "12.3", "860"}, {"南岸康复院", "1.8", "210"}} {
		for j, c := range row {
			lines = append(lines, ofdtest.Line{X: 30 + 50*float64(j), Y: y + 15 + 9*float64(i), Size: 4.9, Text: c})
		}
	}
	return ofdtest.File{Title: "文档1", Pages: []ofdtest.Page{{Lines: lines, Template: 1}}, Templates: []ofdtest.Page{{}}}.Bytes(t)
}
