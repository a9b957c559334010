package index

import (
	"fmt"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"beilun/index/facts"
	"beilun/index/query"
	"beilun/knowledge"
	"beilun/knowledge/read"
)

// fileOf returns a file with the bytes of a release.
func fileOf(id, data string) File {
	return File{ID: id, Digest: fmt.Sprint(len(data), data), Article: func() (*knowledge.Article, error) { return read.File(id, []byte(data)) }}
}

// TestEmbargo has a release that says until when it may not be answered from: while it
// may not, nothing of it is anywhere, and when its day comes the next sync takes it.
func TestEmbargo(t *testing.T) {
	t.Parallel()
	const text = "安枰软件园总投资4.4亿元，入驻企业75家。"
	const secret = "---\ntitle: 安枰软件园开工\ndate: 2025-12-04\nembargo: 2025-12-05\n---\n" + text
	for _, dir := range []string{"", filepath.Join(t.TempDir(), "index")} {
		now := knowledge.Date{Year: 2025, Month: 12, Day: 3}
		opts := Options{Lexicon: testLexicon(), Today: func() knowledge.Date { return now }}
		x, err := InMemory(opts)
		if dir != "" {
			x, err = Open(dir, opts)
		}
		if err != nil {
			t.Fatal(err)
		}
		other := fileOf("a.md", "---\ndate: 2025-11-01\n---\n安枰软件园总投资3.6亿元。")
		draft := fileOf("b.md", secret)
		held := func(what string, want bool, files ...File) *Changes {
			t.Helper()
			c := syncFiles(t, x, files...)
			rows, err := x.Ledger(t.Context(), facts.Filter{Whole: true})
			if err != nil {
				t.Fatal(err)
			}
			got := slices.ContainsFunc(rows, func(r Row) bool { return r.Passage.Release.ID == "b.md" })
			_, known := x.Held("b.md")
			listed := slices.ContainsFunc(x.Releases(), func(r Release) bool { return r.ID == "b.md" })
			news, _, err := x.News(t.Context())
			if err != nil {
				t.Fatal(err)
			}
			told := slices.ContainsFunc(news, func(n facts.News) bool { return n.Row.Passage.Release.ID == "b.md" })
			hits, err := x.Search(t.Context(), query.Parse(x.Lexicon(), "安枰软件园入驻企业多少家", now), 10)
			if err != nil {
				t.Fatal(err)
			}
			found := slices.ContainsFunc(hits, func(h Hit) bool { return h.Passage.Release.ID == "b.md" })
			if got != want || known != want || listed != want || found != want || told && !want {
				t.Errorf("%s: in the ledger %t, held %t, listed %t, found %t, news %t; want %t", what, got, known, listed, found, told, want)
			}
			refused := slices.ContainsFunc(c.Refused, func(r Refusal) bool {
				return r.ID == "b.md" && strings.HasSuffix(r.Err.Error(), "2025-12-05")
			})
			if refused == want && len(files) > 1 {
				t.Errorf("%s: refused %v", what, c.Refused)
			}
			return c
		}
		held("two days before", false, other, draft)
		held("again", false, other, draft)
		now.Day = 4
		held("the day before", false, other, draft)
		now.Day = 5
		if c := held("the day", true, other, draft); len(c.New) != 1 || len(c.News) == 0 {
			t.Errorf("on the day %+v", c)
		}
		now.Day = 6
		held("the day after", true, other, draft)
		// A release that was answered from goes out when it gets an embargo.
		draft = fileOf("b.md", strings.Replace(secret, "embargo: 2025-12-05", "embargo: 2025-12-09 00:00", 1))
		c := syncFiles(t, x, other, draft)
		if _, known := x.Held("b.md"); known || len(c.Gone) != 1 || len(c.Refused) != 1 {
			t.Errorf("a release that got an embargo: held %t, %+v", known, c)
		}
		if news, _, err := x.News(t.Context()); err != nil || len(news) > 0 {
			t.Errorf("news of a release that got an embargo: %v, %v", news, err)
		}
		// What names no day holds for good.
		now.Year = 2026
		draft = fileOf("b.md", strings.Replace(secret, "embargo: 2025-12-05", "embargo: 年底前", 1))
		c = syncFiles(t, x, other, draft)
		if _, known := x.Held("b.md"); known || len(c.Refused) != 1 || !strings.Contains(c.Refused[0].Err.Error(), "年底前") {
			t.Errorf("an embargo that is no day: held %t, %+v", known, c)
		}
		// A copy without an embargo is answered from.
		now = knowledge.Date{Year: 2025, Month: 12, Day: 3}
		draft = fileOf("b.md", secret)
		printed := fileOf("c.md", "---\ntitle: 安枰软件园开工\ndate: 2025-12-03\n---\n"+text)
		syncFiles(t, x, other, draft, printed)
		if _, known := x.Held("c.md"); !known {
			t.Error("a copy without an embargo is not answered from")
		}
		if err := x.Close(); err != nil {
			t.Error(err)
		}
	}
}

// TestEmbargoLater asks as on a later day, which does not end an embargo.
func TestEmbargoLater(t *testing.T) {
	t.Parallel()
	k := &keeper{today: func() knowledge.Date { return knowledge.Date{Year: 2199, Month: 1, Day: 1} }}
	if !k.embargoed(knowledge.Date{Year: 2190, Month: 1, Day: 1}) || k.embargoed(knowledge.Date{Year: 2025, Month: 1, Day: 1}) || k.embargoed(knowledge.Date{}) {
		t.Error("the clock does not decide")
	}
}
