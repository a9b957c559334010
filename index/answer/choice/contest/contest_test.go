package contest_test

import (
	"strings"
	"testing"

	"beilun/index/answer/choice/choicetest"
	"beilun/index/answer/choice/contest"
	"beilun/index/answer/choice/page"
	"beilun/index/answer/choice/question"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// TestCompare finds the most among figures of one column, of the parts of a
// sentence, or of things that a release names.
func TestCompare(t *testing.T) {
	t.Parallel()
	table := []string{"行业：钢铁；产值：12亿元；比上年增长：-3.1", "行业：造纸；产值：9800万元；比上年增长：7.5", "行业：制药；产值：30亿元；比上年增长：2", "行业：合计；产值：43亿元；比上年增长：3.4"}
	parts := []string{"三个景区里，甲湖接待3万人次，收入900万元；乙山接待5万人次，收入600万元；丙寺接待8000人次。全区共接待20万人次。"}
	sums := []string{"支出结构优化，全年支出90亿元，其中教育支出30亿元；卫生支出12亿元。"}
	named := []string{"甲园投资3亿元。", "乙园投资5亿元。", "各园合计投资8亿元。"}
	for _, tt := range []struct {
		question string
		passages []string
		want     string // all figures that are the most
	}{
		{"哪个行业产值最高", table, "30亿元"},
		{"哪个行业产值最低", table, "9800万元"},
		{"哪个行业增长最快", table, "7.5"},
		{"哪个行业在往下掉", table, "-3.1"},
		{"造纸和钢铁哪个产值高", table, "12亿元"}, // 制药 is not asked about
		{"哪个景区人最多", parts, "5万人次"},
		{"哪个景区钱最多", parts, "900万元"},
		{"哪项支出最多", sums, "30亿元"}, // their sum is none of them
		{"哪个行业产值最高", []string{"造纸产值30亿元，增长2%。"}, ""},
		{"哪个园投资最多", named, "5亿元"},
		{"产值是多少", table, ""},
	} {
		q := question.New(choicetest.Frame(t, tt.question), question.About{Lexicon: concept.Default(), Same: choicetest.IsOf})
		hits := choicetest.Hits(knowledge.Date{Year: 2025}, tt.passages...)
		for i := range hits {
			for k := range hits[i].Passage.Figures {
				if b := &hits[i].Passage.Figures[k].Binding; strings.Contains(hits[i].Passage.Text, "园") {
					b.Subject, b.Metric = string([]rune(hits[i].Passage.Text)[:2]), "投资"
				}
			}
		}
		pages := page.Read(q, hits)
		var got []string
		for i, all := range contest.Compare(q, pages) {
			for _, r := range all {
				if r.Placing.IsMost() {
					got = append(got, r.At.Of(pages[i].Text))
				}
				if best := contest.Best(all, r.At); best < r.Placing {
					t.Errorf("%s: %d is better than the best, %d", tt.question, r.Placing, best)
				}
			}
		}
		if got := strings.Join(got, " "); got != tt.want {
			t.Errorf("%s: %q, want %q", tt.question, got, tt.want)
		}
	}
}
