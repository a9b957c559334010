package index

import (
	"context"
	"testing"

	"beilun/knowledge"
)

// TestReadDraft reads a text with names that no rule knows, given by people and by the
// caller, and for the home that the caller gives.
func TestReadDraft(t *testing.T) {
	t.Parallel()
	x, err := InMemory(Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	read := func(text, home string, names ...string) (out []string) {
		a := &knowledge.Article{Date: knowledge.Date{Year: 2025, Month: 7, Day: 1}, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{{Text: text}}}}}
		if err := ReadDraft(t.Context(), x, a, home, names); err != nil {
			t.Fatal(err)
		}
		for _, f := range a.Sections[0].Paragraphs[0].Figures {
			out = append(out, f.Binding.Subject+" "+f.Binding.Metric+" "+f.Text)
		}
		return out
	}
	for _, c := range []struct{ got, want []string }{
		{read("星河产业园总投资5亿元", ""), []string{"星河产业园 总投资 5亿元"}},
		{read("泰宁总投资5亿元", "", "泰宁"), []string{"泰宁 总投资 5亿元"}},
		{read("总投资5亿元", "星河产业园"), []string{"星河产业园 总投资 5亿元"}},
	} {
		if len(c.got) != 1 || c.got[0] != c.want[0] {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := ReadDraft(ctx, x, &knowledge.Article{Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{{Text: "总投资5亿元"}}}}}, "", nil); err == nil {
		t.Error("the end of the context is no error")
	}
}
