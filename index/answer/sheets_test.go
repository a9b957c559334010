package answer

import (
	"os"
	"path/filepath"
	"testing"
	"testing/fstest"
)

// TestSheets asks what only sheets say: a workbook, a text of rows and a page with the
// name of a sheet, as LibreOffice made them.
func TestSheets(t *testing.T) {
	t.Parallel()
	const projects, monthly = "projects.xlsx", "monthly.xls"
	for _, tt := range []struct{ file, question, want string }{
		{projects, "松岗智能装备园总投资多少", "125,000.00万元"},
		{projects, "松岗智能装备园2025年1-6月完成投资多少", "21,350.40万元"},
		{projects, "西塘冷链物流中心2025年完成率是多少", "36.0%"},
		{projects, "青溪县第二人民医院有多少张床位", "600张"},
		{projects, "机密项目总投资多少", ""}, // in a hidden sheet
		{"projects.csv", "西塘冷链物流中心总投资多少", "68000.5万元"},
		{"projects.csv", "青溪县第二人民医院总投资多少", "52300万元"},
		{"projects.et", "松岗智能装备园总投资多少", "125,000.00万元"},
		{monthly, "2025年6月青溪县社会消费品零售总额是多少", "14.1亿元"},
		{monthly, "2025年上半年青溪县规模以上工业增加值是多少", "99.8亿元"},
		{monthly, "2025年上半年青溪县固定资产投资增长多少", "-2.3%"},
		{"monthly.xlsx", "2025年上半年青溪县地区生产总值是多少", "318.6亿元"},
		{"monthly.xlsx", "2025年上半年青溪县内部口径工业增加值是多少", ""}, // in a hidden row
	} {
		data, err := os.ReadFile(filepath.Join("../../knowledge/read/testdata/sheets", tt.file))
		if err != nil {
			t.Fatal(err)
		}
		a := answererOf(t, fstest.MapFS{
			tt.file:         {Data: data},
			"2025-qiao.txt": {Data: []byte("标题：青溪大桥通车\n来源：青溪发布\n日期：2025-05-12\n\n5月10日，青溪大桥通车，全长1.8公里，总投资4.2亿元。\n")},
		})
		ans, err := a.Follow(t.Context(), tt.question, nil)
		if err != nil {
			t.Fatal(err)
		}
		if got := ans.ClaimText(); got != tt.want {
			t.Errorf("%s: %s: %q, want %q", tt.file, tt.question, got, tt.want)
		}
		if ans, err = a.Follow(t.Context(), "青溪大桥总投资多少", nil); err != nil || ans.ClaimText() != "4.2亿元" {
			t.Errorf("beside %s: %q, %v", tt.file, ans.ClaimText(), err)
		}
	}
}
