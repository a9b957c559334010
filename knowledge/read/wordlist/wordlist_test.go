package wordlist

import (
	"slices"
	"strings"
	"testing"
)

const file = `# units of money
money 元 万元 亿元

share 率 比重
share 增长率
`

func TestList(t *testing.T) {
	t.Parallel()
	lists := MustParse(file)
	money, share := lists.Kind("money"), lists.Kind("share")
	if got := money.Words(); !slices.Equal(got, []string{"元", "万元", "亿元"}) {
		t.Errorf("Words: %v", got)
	}
	if got := share.Longest()[0]; got != "增长率" {
		t.Errorf("Longest begins with %s", got)
	}
	if !money.Has("万元") || money.Has("万") {
		t.Error("Has")
	}
	if got := share.End("投资增长率"); got != "增长率" {
		t.Errorf("End: %q", got)
	}
	if got := share.End(""); got != "" {
		t.Errorf("End of nothing: %q", got)
	}
	if got := money.Start("亿元以上"); got != "亿元" {
		t.Errorf("Start: %q", got)
	}
	if !share.In("占全区比重的") || share.In("占全区") || share.In("") {
		t.Error("In")
	}
	if got := share.Remove("投资增长率和比重"); got != "投资和" {
		t.Errorf("Remove: %q", got)
	}
	hidden := share.Hide("投资增长率")
	if strings.Contains(hidden, "增长") || share.Show(hidden) != "投资增长率" {
		t.Errorf("Hide: %q", hidden)
	}
	if !MustParse("ends 新聞網").Kind("ends").Folded()["新闻网"] {
		t.Error("Folded keeps traditional characters")
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ file, want string }{
		{"money 元\nshare\n", "line 2"},
		{"# money\nmoney 元 万元\nmoney 元\n", "line 3"},
	} {
		if _, err := Parse(tt.file); err == nil || !strings.HasPrefix(err.Error(), tt.want) {
			t.Errorf("Parse(%q): %v", tt.file, err)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("Kind of an unknown kind does not panic")
		}
	}()
	MustParse(file).Kind("unknown")
}
