package prose

import "testing"

func TestStartAndEnd(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		s     string
		start Starting
		end   Ending
	}{
		{"园区二期昨日开工，", StartsPlain, EndsComma},
		{"总投资3亿元。", StartsPlain, EndsFull},
		{"他说：“明年投用。”", StartsPlain, EndsFull},
		{"现将有关事项通知如下：", StartsPlain, EndsHalf},
		{"一、总体情况", StartsItem, EndsOpen},
		{"（二）工业", StartsItem, EndsOpen},
		{"3.5公里的道路", StartsPlain, EndsOpen},
		{"●企业60家", StartsItem, EndsOpen},
		{"，明年投用", startsMark, EndsOpen},
		{"（记者 林某）", StartsPlain, EndsFull},
	} {
		if StartOf(tt.s) != tt.start || EndOf(tt.s) != tt.end {
			t.Errorf("%s: start %d, end %d", tt.s, StartOf(tt.s), EndOf(tt.s))
		}
	}
}

func TestHeadings(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]bool{
		"一张蓝图绘到底": true, "一、总体情况": true, "明年投用吗？": true,
		"总投资3亿元。": false, "园区二期昨日开工，": false, "记者 林某": false, "文/林某": false, "林某 摄": false, "文化惠民": true, "新区效果图": false, "图1：规划": false, "2024": false,
	} {
		if got := CouldHead(s, MaxHeading); got != want {
			t.Errorf("CouldHead(%s) = %v", s, got)
		}
	}
	if !IsGreeting("各位代表：") || IsGreeting("各位代表审议了报告") {
		t.Error("IsGreeting")
	}
}

func TestCutOff(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		a, b string
		want bool
	}{
		{"项目总投资达到", "3亿元", false}, // a number may begin an item
		{"记者了解到，项目围绕", "产业升级", true},
		{"他说：“", "明年投用", true},
		{"明年投用", "，后年见效", true},
		{"第十九届", "运动会", true},
		{"总投资3亿元。", "明年投用", false},
	} {
		if got := CutOff(tt.a, tt.b); got != tt.want {
			t.Errorf("CutOff(%s, %s) = %v", tt.a, tt.b, got)
		}
	}
}

func TestMeasure(t *testing.T) {
	t.Parallel()
	for s, want := range map[Ruler]float64{ByType: 4, ByCount: 5, byPlaces: 4} {
		if got := s.Measure("投资12亿").Normal; got != want {
			t.Errorf("ruler %d: %v", s, got)
		}
	}
	if e := Measure("投资，"); e.Normal != 3 || e.Least != 2.5 {
		t.Errorf("a mark can be squeezed: %+v", e)
	}
	if got := FirstUnit("2024年").Normal; got != 2 {
		t.Errorf("first unit of a number: %v", got)
	}
	if OpensCost("据悉，") >= 0 || OpensCost("其中，") <= 0 || OpensCost("园区") != 0 {
		t.Error("OpensCost")
	}
}
