package times

import (
	"fmt"
	"testing"

	"beilun/knowledge"
)

func TestBare(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text   string
		year   int // given
		bare   bool
		base   int
		day    bool
		in2024 string
	}{
		{"2024年6月", 2024, false, 2, true, "2024-06-01/2024-06-30"},
		{"二〇二四年", 2024, false, 2, false, "2024-01-01/2024-12-31"},
		{"6月3日", 0, true, 2, true, "2024-06-03"},
		{"上半年", 0, true, 2, false, "2024-01-01/2024-06-30"},
		{"1-6月", 0, true, 2, false, "2024-01-01/2024-06-30"},
		{"年末", 0, true, 2, false, "2024-12-31"},
		{"上年末", 0, false, -1, false, "2023-12-31"},
		{"本年", 0, false, 0, false, "2024-01-01/2024-12-31"},
		{"去年", 0, false, 2, false, "2023-01-01/2023-12-31"},
		{"东湖", 0, true, 2, false, ""},
	} {
		if got := GivenYear(tt.text); got != tt.year {
			t.Errorf("%s: year %d, want %d", tt.text, got, tt.year)
		}
		if got := Bare(tt.text); got != tt.bare {
			t.Errorf("%s: bare %v", tt.text, got)
		}
		if got := BaseStep(tt.text); got != tt.base {
			t.Errorf("%s: step %d, want %d", tt.text, got, tt.base)
		}
		if got := DayForm(tt.text); got != tt.day {
			t.Errorf("%s: day %v", tt.text, got)
		}
		if got := InYear(tt.text, 2024); got != tt.in2024 {
			t.Errorf("%s: %s, want %s", tt.text, got, tt.in2024)
		}
	}
	if InYear("6月3日", 0) != "" {
		t.Error("a day without a year")
	}
}

func TestPeriods(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		iso                 string
		coarse, days, month bool
		first, last         string
		year                int
	}{
		{"2024-01-01/2024-12-31", true, false, false, "2024-01-01", "2024-12-31", 2024},
		{"2024-01-01/2024-02-29", true, false, false, "2024-01-01", "2024-02-29", 2024},
		{"2024-06-01/2024-06-30", false, false, true, "2024-06-01", "2024-06-30", 2024},
		{"2024-05-01/2024-05-05", false, true, false, "2024-05-01", "2024-05-05", 2024},
		{"2024-05-01", false, false, false, "2024-05-01", "2024-05-01", 2024},
		{"2024-05-01/..", false, false, false, "2024-05-01", "", 2024},
		{"../2024-05-01", false, false, false, "", "2024-05-01", 0},
		{"", false, false, false, "", "", 0},
	} {
		if Coarse(tt.iso) != tt.coarse || SomeDays(tt.iso) != tt.days || WholeMonth(tt.iso) != tt.month {
			t.Errorf("%s: coarse %v, days %v, month %v", tt.iso, Coarse(tt.iso), SomeDays(tt.iso), WholeMonth(tt.iso))
		}
		if FirstDay(tt.iso) != tt.first || LastDay(tt.iso) != tt.last || YearOf(tt.iso) != tt.year {
			t.Errorf("%s: from %s to %s in %d", tt.iso, FirstDay(tt.iso), LastDay(tt.iso), YearOf(tt.iso))
		}
	}
	if got := DayBefore(knowledge.Date{Year: 2024, Month: 3, Day: 1}).String(); got != "2024-02-29" {
		t.Errorf("before 1 March: %s", got)
	}
	m := Moment{ISO: "2024-06-03T00:00"}
	if m.DayOnly(); m.ISO != "2024-06-03" {
		t.Errorf("a day: %s", m.ISO)
	}
	m = Moment{ISO: "2024-06-03/2024-06-04"}
	if m.DayOnly(); m.ISO != "" {
		t.Errorf("two days: %s", m.ISO)
	}
}

func TestAppendWords(t *testing.T) {
	t.Parallel()
	s := "全年安全年，全年龄；当日签约，春节期间，五一假期，目前"
	var got []string
	for _, m := range AppendWords(nil, s) {
		got = append(got, m.Class+" "+s[m.From:m.To])
	}
	if want := "[year 全年 day 当日 holiday 春节期间 feast 五一假期 now 目前]"; fmt.Sprint(got) != want {
		t.Errorf("%v, want %s", got, want)
	}
}

func TestCalendar(t *testing.T) {
	t.Parallel()
	day := knowledge.Date{Year: 2025, Month: 3, Day: 1}
	for _, tt := range []struct {
		title    string
		headings []string
		want     string // report, year, span, plan, aim
	}{
		{"2024年东江区统计公报", nil, "true 2024 2024-01-01/2024-12-31 false "},
		{"东江区统计公报", nil, "true 2024 2024-01-01/2024-12-31 false "},
		{"2025年东江区政府工作报告", nil, "true 2024 2024-01-01/2024-12-31 false "},
		{"2025年东江区政府工作报告", []string{"二、2025年主要目标"}, "true 2025 2025-01-01/2025-12-31 true target"},
		{"2025年东江区政府工作报告", []string{"今年主要目标"}, "true 2025 2025-01-01/2025-12-31 true target"},
		{"2025年东江区政府工作报告", []string{"二、2025年主要目标", "（一）工业", "2024年工作回顾"}, "true 2024 2024-01-01/2024-12-31 false "},
		{"2025年东江区政府工作报告", []string{"过去一年工作回顾"}, "true 2024 2024-01-01/2024-12-31 false "},
		{"1月东江区外贸数据", nil, "true 2025 2025-01-01/2025-01-31 false "},
		{"2022年签约的东江产业园投产", nil, "false 0  false "},
		{"消息", []string{"下一步工作安排", "", "三、其他"}, "false 0  false "},
		{"消息", []string{"下一步工作安排"}, "false 0  false planned"},
	} {
		c := NewCalendar(tt.title, day)
		for _, h := range tt.headings {
			c.Paragraph(h)
		}
		if got := fmt.Sprintf("%v %d %s %v %s", c.Report, c.Year, c.Span, c.Plan, c.Aim); got != tt.want {
			t.Errorf("%s %v: %s, want %s", tt.title, tt.headings, got, tt.want)
		}
	}
	c := NewCalendar("东江区五一假期接待游客", knowledge.Date{Year: 2025, Month: 5, Day: 8})
	if c.Note("2025-05-06", true, false); c.Event != "2025-05-06" || !c.Future("2025-06-01") || c.LongOver("2025-05-01") || !c.LongOver("2025-01-01") {
		t.Errorf("%+v", c)
	}
	if c.Note("2025-05-01/2025-05-05", false, false); c.Days != "2025-05-01/2025-05-05" {
		t.Errorf("days %s", c.Days)
	}
	if got := NewCalendar("", knowledge.Date{Year: 2025}).Day(); got != "2025-12-31" {
		t.Errorf("a year: %s", got)
	}
}

func TestTitleOf(t *testing.T) {
	t.Parallel()
	article := func(title, heading, text string) *knowledge.Article {
		return &knowledge.Article{Title: title, Sections: []knowledge.Section{{Heading: heading, Paragraphs: []knowledge.Paragraph{{Text: text}}}}}
	}
	for _, tt := range []struct{ title, heading, text, want string }{
		{"公报", "一、综合", "全年", "公报"},
		{"", "一、综合", "全年", "一、综合"},
		{"", "", "2024年公报", "2024年公报"},
		{"", "", "全年生产总值486.3亿元。", ""},
	} {
		if got := TitleOf(article(tt.title, tt.heading, tt.text)); got != tt.want {
			t.Errorf("%v: %s", tt, got)
		}
	}
}
