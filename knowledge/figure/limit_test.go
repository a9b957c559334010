package figure

import (
	"slices"
	"testing"

	"beilun/knowledge"
)

// TestLimits reads figures that are the most or the least there can be.
func TestLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct{ text, want, qualifier string }{
		{"对获奖企业最高给予不超过500万元补助", "最高给予不超过500万元", "不超过"},
		{"单个团队最高可获800万元资助", "最高可获800万元", "最高"},
		{"购房补贴最高补助标准为3000万元", "最高补助标准为3000万元", "最高"},
		{"每户最高3万元", "最高3万元", "最高"},
		{"两项合计不超过60万元", "不超过60万元", "不超过"},
		{"每家封顶300万元", "封顶300万元", "封顶"},
		{"每家300万元封顶", "300万元封顶", "封顶"},
		{"以20万元为限", "20万元为限", "为限"},
		{"补助额不超过总投资的30%", "不超过总投资的30%", "不超过"},
		{"补助上限每艘60万元", "上限每艘60万元", "上限"},
		{"给予顶格奖励50万元", "顶格奖励50万元", "顶格"},
		{"游轮最多可载客860人", "最多可载客860人", "最多"},
		{"口岸最高每小时可通关3200人次", "最高每小时可通关3200人次", "最高"},
		{"补助最长发放36个月", "最长发放36个月", "最长"},
		{"实缴资本不低于人民币5000万元", "不低于人民币5000万元", "不低于"},
		{"年产值可达75亿元", "可达75亿元", "可达"},
		{"由两部门在20个工作日内审核", "20个工作日内", "内"},
		{"缴费至少满12个月", "12个月", ""}, // 满 is a word of its own
		{"年度上限由300万元提高到400万元", "300万元", "上限"},
		{"每户最高额从20万元提高到25万元", "20万元", "最高"},
		{"上限每年由5万元提高到8万元", "5万元", "上限"},
		// false friends
		{"最高可由财政补助50万元", "最高可由财政补助50万元", "最高"},
		{"最高人民法院派员3人", "3人", ""},
		{"最高学历为博士的有12人", "12人", ""},
		{"单笔金额最高的一笔300万元", "300万元", ""},
		{"气温最高38℃", "38℃", ""},
		{"最低生活保障标准每月1100元", "1100元", ""},
		{"主体封顶3栋", "3栋", ""},
		{"工程建到18层封顶", "18层", ""},
		{"奖金不设上限，首批300万元", "300万元", ""},
		{"工期3个月内部装修", "3个月", ""},
		{"最高点在主峰，投资5亿元", "5亿元", ""},
	} {
		fs := Scan(tt.text, knowledge.Date{})
		i := slices.IndexFunc(fs, func(f knowledge.Figure) bool { return f.Text == tt.want })
		if i < 0 || fs[i].Qualifier != tt.qualifier {
			t.Errorf("Scan(%q) = %v, want %q with %q", tt.text, texts(fs), tt.want, tt.qualifier)
		}
	}
}

// TestSharedLimits reads limits that several figures share.
func TestSharedLimits(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		text string
		want []string
	}{
		{"分别给予最高50万元、30万元和20万元奖励", []string{"最高", "最高", "最高"}},
		{"补助上限由每艘150万元提高到180万元", []string{"上限", "上限"}},
		{"按设备投资的20%、不超过50万元补助", []string{"", "不超过"}},
		// false friends: another clause, another unit
		{"最高补助50万元，已发放30万元", []string{"最高", ""}},
		{"最高补助50万元、免租3年", []string{"最高", ""}},
		{"由最高50万元的奖金和3万元的补贴组成", []string{"最高", ""}},
	} {
		var got []string
		for _, f := range Scan(tt.text, knowledge.Date{}) {
			got = append(got, f.Qualifier)
		}
		if !slices.Equal(got, tt.want) {
			t.Errorf("qualifiers of %q = %q, want %q", tt.text, got, tt.want)
		}
	}
}

func texts(fs []knowledge.Figure) []string {
	var out []string
	for _, f := range fs {
		out = append(out, f.Text+"|"+f.Qualifier)
	}
	return out
}
