package subject_test

import (
	"os"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/bind/bindtest"
)

func TestNumbered(t *testing.T) {
	list, err := os.ReadFile("testdata/numbered.txt")
	if err != nil {
		t.Fatal(err)
	}
	b := binder(t)
	for line := range strings.Lines(string(list)) {
		text, want, ok := strings.Cut(strings.TrimSpace(line), " | ")
		if strings.HasPrefix(line, "#") || !ok {
			continue
		}
		a := bindtest.Release(t, "消息", "2024-03-01", text)
		b.Article(a)
		var got []string
		for _, f := range a.Paragraphs()[0].Figures {
			switch bd := f.Binding; {
			case f.Kind == knowledge.DateKind || f.Kind == knowledge.PeriodKind:
			case bd.Subject == "":
				got = append(got, "-")
			case bd.Scope != "" && bd.Scope != "全区":
				got = append(got, bd.Subject+"/"+bd.Scope)
			default:
				got = append(got, bd.Subject)
			}
		}
		if g := strings.Join(got, " "); g != want {
			t.Errorf("%s\n got %s\nwant %s", text, g, want)
		}
	}
}
