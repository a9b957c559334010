package sheet

import (
	"bytes"
	"testing"

	"beilun/knowledge/read/release"

	"github.com/xuri/excelize/v2"
)

// TestShown compares what a cell shows in a spreadsheet program with what is read.
func TestShown(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		format string // a code, or one of the numbers below
		value  any
		want   string
	}{
		{"", 12.5, "12.5"}, {"", 0.1 + 0.2, "0.3"}, {"", 1.0 / 3, "0.333333333"}, {"", 1234567.891, "1234567.891"}, {"", 20000.0 / 3, "6666.666667"}, {"", -3.5, "-3.5"}, {"", 123456789, "123456789"},
		{"0.0%", 0.125, "12.5%"}, {"0%", 0.125, "13%"}, {"0.00%", -0.0312, "-3.12%"},
		{"#,##0.00", 12345.678, "12,345.68"}, {"#,##0", 1234567, "1,234,567"}, {"0", 12.5, "13"}, {"0.0", 12.25, "12.3"},
		{"#,##0.00_);[Red](#,##0.00)", -1234.5, "-1,234.50"}, {"0.0;[Red]0.0", -7.5, "-7.5"}, {"#,##0_);(#,##0)", -12, "-12"},
		{`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, 1234.5, "1,234.50"}, {`_ * #,##0.00_ ;_ * \-#,##0.00_ ;_ * "-"??_ ;_ @_ `, -1234.5, "-1,234.50"},
		{`0.0"亿元"`, 12.34, "12.3亿元"}, {`0.00_ `, 5, "5.00"}, {"¥#,##0.00", 1234.5, "¥1,234.50"},
		{`yyyy"年"m"月"d"日"`, 45839, "2025年7月1日"}, {`yyyy"年"m"月"`, 45839, "2025年7月"}, {"yyyy-mm-dd", 45839, "2025-07-01"}, {"yyyy/m/d", 45839, "2025/7/1"}, {`m"月"d"日"`, 45839, "7月1日"},
		{"0!.0,", 123456, ""}, {`0\.0,`, 123456, ""}, {`0"."0,"万"`, 123456, ""}, {"0.00E+00", 123456, ""}, {"# ?/?", 1.5, ""},
		{"#,##0.0,", 1234567, "1,234.6"}, {";;;", 5, ""}, {"@", 12.5, "12.5"}, {"000", 7, "007"},
	} {
		x := excelize.NewFile()
		if tt.format != "" {
			s, err := x.NewStyle(&excelize.Style{CustomNumFmt: &tt.format})
			if err != nil {
				t.Fatal(err)
			}
			if err := x.SetCellStyle("Sheet1", "B2", "B2", s); err != nil {
				t.Fatal(err)
			}
		}
		for at, v := range map[string]any{"A1": "名称", "B1": "数", "A2": "甲", "B2": tt.value, "A3": "乙", "B3": 1} {
			if err := x.SetCellValue("Sheet1", at, v); err != nil {
				t.Fatal(err)
			}
		}
		var b bytes.Buffer
		if err := x.Write(&b); err != nil {
			t.Fatal(err)
		}
		a, err := Read(release.File{ID: "a.xlsx", Data: b.Bytes()})
		if err != nil {
			t.Fatal(err)
		}
		want := "名称：甲；数：" + tt.want
		if tt.want == "" {
			want = "名称：甲"
		}
		if got := a.Paragraphs()[0].Text; got != want {
			t.Errorf("%v as %s: %s, want %s", tt.value, tt.format, got, want)
		}
	}
}
