package talktest

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestRead checks that the conversations can be read, and that none passes that cannot
// be held.
func TestRead(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("..", "testdata", "talks", "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations:", err)
	}
	for _, name := range files {
		f, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := Read(f); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		_ = f.Close() // it was only read
	}
	turn := func(place, kind, rest string) string {
		return `{"id":"a","place":"` + place + `","turns":[{"user":"U1","text":"问","kind":"` + kind + `"` + rest + `}]}`
	}
	for line, want := range map[string]string{
		turn("dm", "answer", "") + "\n\n" + turn("slash", "silent", ""): "",
		"":                                      "no conversations",
		"{":                                     "line 1: unexpected EOF",
		`{"id":"a","place":"dm"}`:               "line 1: a: no turns",
		`{"place":"dm"}`:                        "line 1: : no id",
		turn("dms", "answer", ""):               `line 1: a: unknown place "dms"`,
		turn("dm", "answers", ""):               `line 1: a: turn 1: unknown kind "answers"`,
		turn("dm", "answer", `,"wants":["4"]`):  `line 1: json: unknown field "wants"`,
		turn("dm", "answer", `,"want":[""]`):    "line 1: a: turn 1: an empty string is always there",
		turn("dm", "answer", `,"text":" "`):     "line 1: a: turn 1: nobody, or nothing said",
		turn("dm", "answer", "") + "\nnonsense": "line 2: invalid character 'o' in literal null (expecting 'u')",
	} {
		_, err := Read(strings.NewReader(line))
		got := ""
		if err != nil {
			got = err.Error()
		}
		if got != want {
			t.Errorf("%s: %q, want %q", line, got, want)
		}
	}
}

// TestCheck checks what a turn may get, and that each kind of fault is found.
func TestCheck(t *testing.T) {
	t.Parallel()
	text := func(s string) Post { return Post{Text: s} }
	blocks := func(s string) Post { return Post{Blocks: json.RawMessage(s)} }
	line := `{"type":"rich_text_section","elements":[{"type":"text","text":"投资"},{"type":"text","text":"4.4亿元","style":{"bold":true}},{"type":"link","url":"https://e.x/a"}]}`
	judged := `[{"type":"section","text":{"type":"mrkdwn","text":"好"}},{"type":"context_actions","elements":[{"type":"feedback_buttons","action_id":"feedback"}]}]`
	ask := `[{"type":"actions","elements":[{"type":"button","action_id":"ask0","text":{"type":"plain_text","text":"甲园"}}]}]`
	for name, tt := range map[string]struct {
		turn  Turn
		posts []Post
		want  []string
	}{
		"a figure across styles":          {Turn{Kind: Answer, Want: []string{"投资 4.4 亿元", "https://e.x"}}, []Post{blocks(`[{"type":"rich_text","elements":[` + line + `]}]`)}, nil},
		"but not across lines":            {Turn{Kind: Answer, Want: []string{"a投资"}}, []Post{blocks(`[` + line + `,` + line + `]`)}, []string{`lacks "a投资"`}},
		"not from the text to blocks":     {Turn{Kind: Answer, Not: []string{"一投资"}}, []Post{{"一", json.RawMessage(line)}}, nil},
		"in one of two posts":             {Turn{Kind: Answer, Want: []string{"一", "二&三"}}, []Post{text("一"), text("二 &amp; 三")}, nil},
		"what must not be there":          {Turn{Kind: Answer, Not: []string{"4.4亿元"}}, []Post{blocks(`[` + line + `]`)}, []string{`has "4.4亿元"`}},
		"the wrong figure":                {Turn{Kind: Answer, Want: []string{"4.5亿元"}}, []Post{blocks(`[` + line + `]`)}, []string{`lacks "4.5亿元"`}},
		"no answer":                       {Turn{Kind: Answer, Want: []string{"4"}}, nil, []string{"nothing is posted, want kind answer", `lacks "4"`}},
		"silence":                         {Turn{Kind: Silent}, nil, nil},
		"no silence":                      {Turn{Kind: Silent}, []Post{text("好")}, []string{"1 posts, want none"}},
		"short":                           {Turn{Kind: Short}, []Post{text("好\n的")}, nil},
		"nothing short":                   {Turn{Kind: Short}, nil, []string{"nothing is posted, want kind short"}},
		"short or silent":                 {Turn{Kind: ShortOrSilent}, nil, nil},
		"short and judged":                {Turn{Kind: ShortOrSilent}, []Post{blocks(judged)}, []string{"feedback buttons below a short reply"}},
		"long":                            {Turn{Kind: Short}, []Post{text("一\n二\n三\n四")}, []string{"4 lines, want a short reply"}},
		"asks back":                       {Turn{Kind: AskBack, Want: []string{"甲园"}}, []Post{blocks(ask)}, nil},
		"asks back with nothing to press": {Turn{Kind: AskBack}, []Post{text("哪个？")}, []string{"no buttons to choose from"}},
		"no blocks at all":                {Turn{Kind: Decline}, []Post{blocks(`{`)}, []string{"blocks that are no JSON: {"}},
	} {
		if diff := cmp.Diff(tt.want, tt.turn.Check(tt.posts...)); diff != "" {
			t.Errorf("%s (-want +got):\n%s", name, diff)
		}
	}
}
