package html

import (
	"errors"
	"strings"
	"testing"

	"beilun/knowledge"
	"beilun/knowledge/read/release"
	"beilun/knowledge/read/trace"

	"golang.org/x/tools/txtar"
)

func TestWeChatPosts(t *testing.T) {
	t.Parallel()
	const first, second = "临溪渔港昨日开港，首批停靠渔船86艘。", "渔港总投资3.5亿元，年卸港量可达12万吨。"
	files, err := txtar.ParseFile("testdata/wechat.txtar")
	if err != nil {
		t.Fatal(err)
	}
	oneSentence := map[string]bool{"domtext.html": true, "video5.html": true}
	for _, f := range files.Files {
		a, err := Read(release.File{ID: f.Name, Data: f.Data})
		if err != nil {
			t.Errorf("%s: %v", f.Name, err)
			continue
		}
		var got []string
		for _, s := range a.Sections {
			for _, p := range s.Paragraphs {
				got = append(got, p.Text)
			}
		}
		want := first + "|" + second
		switch {
		case oneSentence[f.Name]:
			want = first
		case f.Name == "share0.html":
			want += "|泊位：1号；卸港量：5万吨|泊位：2号；卸港量：7万吨"
		}
		if s := strings.Join(got, "|"); s != want {
			t.Errorf("%s: %s", f.Name, s)
		}
		if a.Source != "临溪发布" || a.Date.String() != "2025-05-16" || a.Title == "" || a.URL == "" {
			t.Errorf("%s: title %q, source %q, date %v, address %q", f.Name, a.Title, a.Source, a.Date, a.URL)
		}
	}
}

// TestNoPost checks that summaries and broken scripts are not taken for posts.
func TestNoPost(t *testing.T) {
	t.Parallel()
	for _, script := range []string{
		`window.item_show_type = '0'; var msg_desc = htmlDecode("临溪渔港昨日开港，首批停靠渔船86艘。");`,
		`window.item_show_type = '8'; window.content_noencode = '临溪渔港昨日开港，首批停靠渔船86艘。`,
		`window.item_show_type = '8'; window.content_noencode = '';`,
		`window.item_show_type = '8'; window.desc = window.desc || '';`,
	} {
		page := "<html><body><div id=\"js_content\"></div><script>" + script + "</script></body></html>"
		if _, err := Read(release.File{ID: "a.html", Data: []byte(page)}); !errors.Is(err, release.ErrScripted) {
			t.Errorf("%s: %v", script, err)
		}
	}
}

func TestUnescaped(t *testing.T) {
	t.Parallel()
	for s, want := range map[string]string{
		`甲\x0a乙\n丙`: "甲\n乙\n丙", `\x3cp\x3e`: "<p>", `\u4e34\/\"\'\\`: `临/"'\`, `\ud842\udfb7`: "𠮷", `\x`: "x", `\u12`: "u12", `甲\`: "甲", `\临`: "临",
	} {
		if got := unescaped(trace.String{Text: s}, knowledge.Span{End: len(s)}); got.Text != want {
			t.Errorf("%s: %q, want %q", s, got.Text, want)
		}
	}
}

func FuzzPost(f *testing.F) {
	for _, s := range []string{`content_noencode: JsDecode('甲\x0a乙')`, `text_page_info = {content: '\x3cp\x3e甲`, `window.desc = "\ud842\udfb7"; item_show_type = '8'`, `picture_page_info_list=[{`} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, script string) {
		data := []byte("<html><body><script>" + script + "</script></body></html>")
		a, err := Read(release.File{ID: "a.html", Data: data})
		if err != nil {
			return
		}
		for _, s := range a.Sections {
			for _, p := range s.Paragraphs {
				for i := range p.Text {
					if at, ok := p.Origin.File(knowledge.Span{Start: i, End: i + 1}); ok && (at.Start < 0 || at.End > len(data)) {
						t.Fatalf("byte %d of %q is at %v", i, p.Text, at)
					}
				}
			}
		}
	})
}
