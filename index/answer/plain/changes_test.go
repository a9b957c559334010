package plain_test

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"beilun/index"
	"beilun/index/answer/check"
	"beilun/index/answer/plain"
	"beilun/index/changes"
	"beilun/index/facts"
	"beilun/index/library"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/ledger"
)

// held returns an index of the releases of the test.
func held(t *testing.T) *index.Index {
	t.Helper()
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	if _, err := x.Sync(t.Context(), library.Source(corpus.FromFS(os.DirFS("testdata/changes")).Each)); err != nil {
		t.Fatal(err)
	}
	return x
}

// has checks that v has parts, in their order, as JSON.
func has(t *testing.T, v any, parts ...string) {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	rest := string(data)
	for _, part := range parts {
		_, after, ok := strings.Cut(rest, part)
		if !ok {
			t.Errorf("%s\nhas not, or not there, %s", data, part)
		}
		rest = after
	}
}

func TestChange(t *testing.T) {
	t.Parallel()
	x := held(t)
	rows, err := x.Ledger(t.Context(), facts.Filter{Whole: true})
	if err != nil {
		t.Fatal(err)
	}
	found := changes.Of(ledger.Entries(rows), knowledge.Date{Year: 2024, Month: 9, Day: 1}, changes.Options{})
	if len(found.Changes) != 1 {
		t.Fatal(found)
	}
	has(t, plain.Form{}.ChangeOf(found.Changes[0]),
		`{"kind":"changed","day":"2024-09-29","figure":{"text":"4.4亿元","kind":"money","value":"440000000","unit":"元","subject":"安枰软件园","metric":"总投资","state":"reached"`,
		`"sentence":"安枰软件园总投资4.4亿元。","release":{"id":"b.md","title":"安枰软件园开工","source":"安枰日报","date":"2024-09-29","url":"https://example.cn/b"}}`,
		`"before":{"text":"近3.6亿元"`, `"release":{"id":"a.md","date":"2024-03-11"}}}`)
	has(t, plain.Form{}.ConflictOf(changes.Conflict{Subject: "安枰软件园", Metric: "总投资", Rows: rows}),
		`{"subject":"安枰软件园","metric":"总投资","figures":[{"text":`, `"text":`)
}

func TestReport(t *testing.T) {
	t.Parallel()
	x := held(t)
	today := func() knowledge.Date { return knowledge.Date{Year: 2024, Month: 10, Day: 1} }
	r, err := check.New(x, today).Draft(t.Context(), "a.txt", []byte("安枰软件园总投资18亿元。"))
	if err != nil {
		t.Fatal(err)
	}
	has(t, plain.Form{}.ReportOf(r),
		`{"version":1,"counts":{"agrees":0,"newer":0,"contradicts":1,"unknown":0},"figures":[{"judgement":"contradicts","said":`, `"text":"18亿元","verdict":"contradicts","figures":[{"text":"4.4亿元"`,
		`"subject":"安枰软件园","metric":"总投资","sentence":"安枰软件园总投资18亿元。"}]}`)
	empty := &check.Report{}
	has(t, plain.Form{}.ReportOf(empty), `"figures":[]`)
}
