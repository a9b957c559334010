package query

import (
	"testing"

	"beilun/knowledge"
)

func TestWords(t *testing.T) {
	t.Parallel()
	for _, name := range []string{"which", "what", "most", "least", "each", "more", "and", "compare", "quarterEnd", "monthEnd"} {
		if len(of(name).Words) == 0 {
			t.Errorf("the list %q has no words", name)
		}
	}
	for _, file := range []string{"which", "ago one 去年"} {
		if _, err := readWords(file); err == nil {
			t.Errorf("%q is read", file)
		}
	}
	defer func() {
		if recover() == nil {
			t.Error("a list that is not there is read")
		}
	}()
	of("no such list")
}

// TestRelation reads what a question asks about several things.
func TestRelation(t *testing.T) {
	t.Parallel()
	for question, want := range map[string]Relation{
		"哪个园区面积最大": Most, "哪个园区开工最早": Least, "哪个项目投资82亿元": Bearer, "甲园和乙园哪个大": Compare,
		"甲园和乙园面积分别是多少": EachOf, "甲园和乙园面积各多少": EachOf, "甲园与乙园相比": Compare, "甲园面积多大": Single,
	} {
		if got := Parse(testLexicon(), question, knowledge.Date{Year: 2025}).Relation; got != want {
			t.Errorf("%s: %q, want %q", question, got, want)
		}
	}
}

// TestTime reads years, parts of years and phases.
func TestTime(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		question    string
		year        int
		part, phase string
	}{
		{"去年二期产值", 2024, "", "二期"},
		{"2023年一季度产值", 2023, "01-03", ""},
		{"2023年3月底有几家", 2023, "03-03", ""},
		{"现在是2022年，今年产值多少", 2022, "", ""},
		{"首期投资", 0, "", "首期"},
		{"星期几开门，期间有几天", 0, "", ""},
	} {
		q := Parse(testLexicon(), tt.question, knowledge.Date{Year: 2025, Month: 2, Day: 1})
		year := 0
		if len(q.Years) > 0 {
			year = q.Years[0]
		}
		if year != tt.year || q.Part != tt.part || q.Phase != tt.phase {
			t.Errorf("%s: %d, %q, %q", tt.question, year, q.Part, q.Phase)
		}
	}
}
