package message

import (
	"encoding/json"
	"strings"
	"testing"

	"beilun/index"
	"beilun/knowledge"

	"github.com/google/go-cmp/cmp"
)

// TestAlso names the copies of a release behind it, in every form.
func TestAlso(t *testing.T) {
	t.Parallel()
	rel := index.Release{
		ID: "park.html", Title: "二期开园", Source: "临海日报", URL: "https://news.example/park", Date: knowledge.Date{Year: 2025, Month: 3, Day: 18},
		Also: []index.Copy{
			{ID: "a.md", Source: "临海发布", URL: "https://fabu.example/(9)"},
			{ID: "park.pdf", Source: "临海日报"},
			{ID: "c.md", Source: "周刊", URL: "https://weekly.example/1"},
		},
	}
	s := WordsOf(false).Answer.citedSource(rel)
	const head = "临海日报，2025-03-18，"
	for name, tt := range map[string]struct{ got, want string }{
		"text":     {s.String(), head + "《二期开园》 https://news.example/park（另见：临海发布 https://fabu.example/(9)、park.pdf）"},
		"markdown": {s.markdown(), head + "[《二期开园》](https://news.example/park)（另见：[临海发布](https://fabu.example/%289%29)、park.pdf）"},
		"terminal": {WordsOf(false).Answer.Also(rel), "另见：临海发布 https://fabu.example/(9)、park.pdf、周刊 https://weekly.example/1"},
		"english":  {WordsOf(true).Answer.citedSource(rel).alsoText(Link.String), " (also at 临海发布 https://fabu.example/(9), park.pdf)"},
		"none":     {WordsOf(false).Answer.Also(index.Release{}), ""},
	} {
		if diff := cmp.Diff(tt.want, tt.got); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
	raw, err := json.Marshal(Line(SourceParts("—— ", s)...))
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"url":"https://news.example/park"`, `"url":"https://fabu.example/(9)"`, "另见：", "park.pdf"} {
		if !strings.Contains(string(raw), want) {
			t.Errorf("%s is not in %s", want, raw)
		}
	}
	rel.Also = []index.Copy{{Source: strings.Repeat("长", 100), URL: "javascript:alert(1)"}}
	if l := WordsOf(false).Answer.citedSource(rel).Also[0]; l.URL != "" || len([]rune(l.Text)) > maxAlsoName {
		t.Errorf("a copy is named as %+v", l)
	}
}

// TestPage links a release to its page where it has no address of its own.
func TestPage(t *testing.T) {
	t.Parallel()
	const page = "https://beilun.example/releases/3f2a9c81d0e4-7b21c90f5a"
	for url, want := range map[string]string{
		"": page, "https://news.example/1": "https://news.example/1", "javascript:alert(1)": page, "http://x.example/a b": page,
		"https://news.example/" + strings.Repeat("x", maxURL): page,
	} {
		if got := WordsOf(false).Answer.NewSource(index.Release{ID: "a.md", URL: url, Page: page}).URL; got != want {
			t.Errorf("%.50q leads to %s, want %s", url, got, want)
		}
	}
	for _, bad := range []string{"", "ftp://x.example/1", "https://x.example/|<"} {
		if got := WordsOf(true).Answer.NewSource(index.Release{ID: "a.md", Page: bad}).URL; got != "" {
			t.Errorf("page %q leads to %s", bad, got)
		}
	}
}
