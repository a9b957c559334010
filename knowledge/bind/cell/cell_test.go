package cell_test

import (
	"testing"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind/bindtest"
	"beilun/knowledge/bind/cell"
)

// TestRow binds tables of a report on 2024.
func TestRow(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	for file, title := range map[string]string{"report.txt": "2024年东江区国民经济和社会发展统计公报", "news.txt": "东江区主要经济指标"} {
		bindtest.Blocks(t, "testdata/"+file, func(text string) []string {
			a := bindtest.Release(t, title, "2025-06-20", text)
			lex.Binder().Once().Article(a)
			var out []string
			for _, p := range a.Paragraphs() {
				for _, f := range p.Figures {
					bd := f.Binding
					line := f.Text + ": " + bd.Subject + " / " + bd.Scope + bd.Metric + " " + bd.Period
					if bd.Change {
						line += " change"
					}
					if bd.State != knowledge.Reached {
						line += " " + string(bd.State)
					}
					out = append(out, line)
				}
			}
			return out
		})
	}
}

func TestCaption(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]string{
		"表1 2023年东江区人口": "东江区人口", "附表3-2：东江区人口": "东江区人口", "2023年度东江区人口": "东江区人口", "东江区人口": "东江区人口",
	} {
		if got := cell.Caption(text); got != want {
			t.Errorf("%s: %s", text, got)
		}
	}
}
