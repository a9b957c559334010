package answer

import (
	"slices"
	"strings"
	"testing"

	"beilun/knowledge"
)

// TestLists answers messages as people number and forward them: one answer for each
// question in the order in which they are known, and nothing for a head or thanks.
func TestLists(t *testing.T) {
	t.Parallel()
	a := New(builtIn(t), Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	const geely, park = "吉利新能源汽车总部总投资", "滨江装备创业园入驻企业"
	for _, tt := range []struct {
		message string
		want    []string
	}{
		{"1、" + geely + "；2、" + park + "数。", []string{"4.4亿元", "94家"}},
		{"1. " + geely + "\n2. " + park + "数\n3. 滨江装备创业园出租率", []string{"4.4亿元", "94家", "90%以上"}},
		{"① " + geely + " ② " + park + "数", []string{"4.4亿元", "94家"}},
		{"请提供：（1）" + geely + "（2）" + park + "数。谢谢！", []string{"4.4亿元", "94家"}},
		{"１．" + geely + " ２．" + park + "数", []string{"4.4亿元", "94家"}},
		{"一、" + geely + "\n二、" + park + "数", []string{"4.4亿元", "94家"}},
		{geely + "\n" + park + "数", []string{"4.4亿元", "94家"}},
		{geely + "；" + park + "数", []string{"4.4亿元", "94家"}},
		{geely + "、" + park + "数", []string{"4.4亿元", "94家"}},
		{"- " + geely + "\n- " + park + "数\n- 火星基地面积", []string{"4.4亿元", "94家", "-"}},
		{"转发：\n> 【调研通知】请各科室于周五前提供以下数据：吉利总部总投资多少？" + park + "多少家？谢谢配合！", []string{"4.4亿元", "94家"}},
		{"【通知】大家好，下午要用：" + geely + "多少？", []string{"4.4亿元"}},
		{"老张你问问  " + park + "多少家，我们下午要用", []string{"94家"}},
		{"吉利新能源汽车总部：总投资、建筑面积、竣工时间", []string{"4.4亿元", "约4.6万平方米", "2028年3月"}},
		{"关于吉利新能源汽车总部，请教：1、总投资多少 2、建筑面积多少 3、什么时候竣工", []string{"4.4亿元", "约4.6万平方米", "2028年3月"}},
		{"吉利总部总投资多少？建筑面积呢？滨江装备创业园有几家企业？出租率呢？", []string{"4.4亿元", "约4.6万平方米", "94家", "90%以上"}},
		{"吉利总部的总投资、建筑面积和竣工时间，以及滨江装备创业园的出租率", []string{"4.4亿元", "约4.6万平方米", "2028年3月", "90%以上"}},
		{"领导要一组数：" + geely + "、" + park + "数、宁波舟山港2025年货物吞吐量，下午三点前给我", []string{"4.4亿元", "94家", "超14亿吨"}},
		{"问下 吉利总部总投资多少 建筑面积多少 什么时候竣工", []string{"4.4亿元", "约4.6万平方米", "2028年3月"}},
		{"2021年北仑区GDP、财政总收入、常住人口分别是多少", []string{"2382.50亿元", "781.11亿元", "829448人"}},
		{"1. total investment of the Geely headquarters\n2. occupancy rate of the Binjiang equipment startup park", []string{"4.4亿元", "90%以上"}},
		{"What is the total investment of the Geely headquarters? How many companies are in the Binjiang equipment startup park?", []string{"4.4亿元", "94家"}},
		{"投资额1.5亿元以上的项目有哪些", []string{"-"}},
		{"谢谢配合！", []string{"-"}},
	} {
		ans, err := a.Follow(t.Context(), tt.message, nil)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, p := range append([]*Answer{ans}, ans.Parts...) {
			text := "-"
			if p.Claim != nil {
				text = p.Claim.Text
			}
			got = append(got, text)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("%s: %q, want %q", strings.ReplaceAll(tt.message, "\n", " / "), got, tt.want)
		}
	}
	ask, err := a.Follow(t.Context(), "总投资多少？什么时候竣工？", nil)
	if err != nil {
		t.Fatal(err)
	}
	if ask.Reason != WhichThing {
		t.Fatalf("two questions without a thing: %+v", ask.Reason)
	}
	ans, err := a.Follow(t.Context(), "吉利新能源汽车总部", ask)
	if err != nil {
		t.Fatal(err)
	}
	if got := ans.ClaimText(); got != "4.4亿元；2028年3月" {
		t.Errorf("both questions with their thing: %q", got)
	}
}
