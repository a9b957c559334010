package bind_test

import (
	"context"
	"errors"
	"testing"

	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/bindtest"
)

func binder(t testing.TB) bind.Binder {
	t.Helper()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	return lex.Binder()
}

// TestPass binds articles whose figures are of what their titles, headings and tables name.
func TestPass(t *testing.T) {
	t.Parallel()
	b := binder(t)
	for file, title := range map[string]string{"report.txt": "2024年东江区国民经济和社会发展统计公报", "news.txt": "青湖创业园签约一批项目", "untitled.txt": "消息", "policy.txt": "东江区企业补助办法", "notice.txt": "东江区人民政府关于下达投资计划的通知"} {
		bindtest.Blocks(t, "testdata/"+file, func(text string) []string {
			a := bindtest.Release(t, title, "2025-06-20", text)
			b.Once().Article(a)
			var out []string
			for _, p := range a.Paragraphs() {
				for _, f := range p.Figures {
					if f.Kind != knowledge.DateKind && f.Kind != knowledge.PeriodKind {
						out = append(out, f.Text+": "+f.Binding.Subject+" / "+f.Binding.Scope+f.Binding.Metric+" "+f.Binding.Period)
					}
				}
			}
			return out
		})
	}
}

// TestPassEnds checks that looking for what an article is about ends with its context.
func TestPassEnds(t *testing.T) {
	t.Parallel()
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	a := bindtest.Release(t, "消息", "2025-06-20", "青湖创业园占地300亩。")
	if _, err := binder(t).Pass(ctx, a); !errors.Is(err, context.Canceled) {
		t.Errorf("%v, want %v", err, context.Canceled)
	}
}
