package read

import (
	"testing"
	"unicode/utf8"

	"beilun/knowledge"
)

func FuzzFile(f *testing.F) {
	f.Add("a.txt", []byte(wrappedPage))
	f.Add("a.md", []byte("---\ntitle: x\n---\n# a\n\n- b `c`\n> d\n\n|a|b|\n|-|-|\n|1|2|\n\n&amp;\\*<br><http://x>![i](j)\n"))
	f.Add("2024-01-02 a.txt", []byte("\xd4\xb0\xc7\xf8\xcd\xa8\xb1\xa8\xa1\xa3\x81\x30\x81\x30"))
	f.Add("a.txt", []byte("\xff\xfe\x00\x4e\x3d\xd8\x00\xde"))
	f.Add("a.txt", []byte("标题\n来源：某报 发布时间：2024-02-30\n推 广 方 案 说 明\n正文，\r\n（来源：某部）"))
	f.Fuzz(func(t *testing.T, id string, data []byte) {
		a, err := File(id, data)
		if err != nil {
			return
		}
		for _, s := range a.Sections {
			if !utf8.ValidString(s.Heading) {
				t.Fatalf("heading %q", s.Heading)
			}
			checkSpan(t, s.Heading, s.Origin, len(data))
		}
		for _, p := range a.Paragraphs() {
			if !utf8.ValidString(p.Text) || p.Text == "" {
				t.Fatalf("paragraph %q", p.Text)
			}
			checkSpan(t, p.Text, p.Origin, len(data))
			last := 0
			for _, s := range p.Sentences {
				if s.Start < last || s.End > len(p.Text) || s.Len() <= 0 {
					t.Fatalf("%q: sentence %v after %d", p.Text, s, last)
				}
				last = s.End
			}
			for _, g := range p.Figures {
				if g.Quote.Start < 0 || g.Quote.End > len(p.Text) || !g.Quote.Contains(g.Span) {
					t.Fatalf("%q: figure %+v", p.Text, g)
				}
			}
		}
	})
}

func FuzzHTML(f *testing.F) {
	f.Add([]byte("<!DOCTYPE html><title>甲_乙网</title><meta name=PubDate content=2024-05-01><div id=zoom><h2>一</h2><p>" + one + "<br>　　" + two + "<sup>2</sup>&nbsp;<table><tr><td rowspan=2>a<td colspan=3>b<tr><td>1</table><ul><li><a href=x>x</a>"))
	f.Add([]byte("<h1 id=activity-name>甲</h1><div id=js_content style='visibility:hidden'><section>" + one + two + "</section></div><script>var ct = \"1714529400\"</script>"))
	f.Add([]byte("<frameset><frame></frameset><noscript>x</noscript><pre>a\nb</pre></p></b><td><!-- saved from url=(1)http://a -->"))
	f.Add([]byte("<html><body><div><div>" + one + "</div><p>" + two + "</p></div><form><select><option>x</select></form><div><a>y</a></div>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := File("a.html", data)
		if err != nil {
			return
		}
		for _, s := range a.Sections {
			checkSpan(t, s.Heading, s.Origin, len(data))
			for _, p := range s.Paragraphs {
				if !utf8.ValidString(p.Text) || p.Text == "" {
					t.Fatalf("paragraph %q", p.Text)
				}
				checkSpan(t, p.Text, p.Origin, len(data))
			}
		}
		if !utf8.ValidString(a.Title + a.Source + a.URL) {
			t.Fatalf("title %q source %q URL %q", a.Title, a.Source, a.URL)
		}
	})
}

func FuzzMHTML(f *testing.F) {
	f.Add([]byte(message("Snapshot-Content-Location: https://a.example/b\r\n", "Content-Type: text/html; charset=gbk\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<p>"+one+"=\r\n"+two)))
	f.Add([]byte(message("", "Content-Type: multipart/mixed; boundary=a\r\n\r\n--a\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: base64\r\n\r\nPHA+\r\n--a--")))
	f.Fuzz(func(t *testing.T, data []byte) {
		a, err := File("a.mhtml", data)
		if err == nil && len(a.Paragraphs()) == 0 {
			t.Fatal("no paragraphs and no error")
		}
	})
}

func FuzzMarkdown(f *testing.F) {
	f.Add("# a\n\n- b `c`\n> d\n\n|a|b|\n|-|-|\n|1|2|\n\n&amp;\\*<br><http://x>![i](j)\n")
	f.Add("字\n字  \nA\nB\\\n- 1\n\n\ta\tb\n~~~\nx\n~~~\n[a]: /b\n\n[a]\n")
	f.Fuzz(func(t *testing.T, text string) {
		a, err := File("a.md", []byte(text))
		if err != nil {
			return
		}
		for _, s := range a.Sections {
			checkSpan(t, s.Heading, s.Origin, len(text))
			for _, p := range s.Paragraphs {
				if !utf8.ValidString(p.Text) || p.Text == "" {
					t.Fatalf("paragraph %q", p.Text)
				}
				checkSpan(t, p.Text, p.Origin, len(text))
			}
		}
	})
}

// checkSpan checks that every byte of text with an Origin is inside the file.
func checkSpan(t *testing.T, text string, o knowledge.Origin, size int) {
	t.Helper()
	for i := range len(text) {
		if s, ok := o.File(knowledge.Span{Start: i, End: i + 1}); ok && (s.Start < 0 || s.End > size || s.Len() <= 0) {
			t.Fatalf("%q: byte %d stands at %v of a file of %d bytes", text, i, s, size)
		}
	}
}
