package bot

import (
	"errors"
	"strings"
	"testing"

	"beilun/bot/news/newstest"
	"beilun/index"
	"beilun/index/words"
	"beilun/internal/fakeslack"
	"beilun/knowledge"
	"beilun/knowledge/read"

	"golang.org/x/tools/txtar"
)

// reopen opens the index of a press anew, on disk and with words of its own: an
// index that was made with others has to be built again, as one of the version
// before has.
func reopen(t *testing.T, p *newstest.Press, dir, own string) {
	t.Helper()
	if err := p.Index.Close(); err != nil {
		t.Fatal(err)
	}
	lex, err := words.NewLexicon(own)
	if err != nil {
		t.Fatal(err)
	}
	x, err := index.Open(dir, index.Options{Lexicon: lex})
	if err != nil {
		t.Fatal(err)
	}
	p.Use(x)
	t.Cleanup(func() { _ = x.Close() })
}

// TestUpgrade answers and tells news, and is then another version that reads other
// figures in the same files: no digest and no notice comes of that. What was not
// told before is, and so is what arrived meanwhile, each once.
func TestUpgrade(t *testing.T) {
	t.Parallel()
	p := startPrinting(t, Options{})
	dir := t.TempDir()
	reopen(t, p.press, dir, "旧版用词")
	first, second := newstest.Release("a.md", "2024-01-10", "云杉软件园入驻企业60家。云杉软件园总投资3亿元。"), newstest.Release("b.md", "2024-03-10", "云杉软件园入驻企业70家。")
	p.press.Publish(t, first)
	misread := strings.Replace(string(first.Data), "60家", "6家", 1)
	p.press.Files[0].Digest = misread // the file is not that one: published anew, it changes
	p.press.Publish(t, txtar.File{Name: "a.md", Data: []byte(misread)})
	p.press.Files[0].Digest = string(first.Data)
	p.press.Files[0].Article = func() (*knowledge.Article, error) { return read.File("a.md", []byte(misread)) }
	p.press.Publish(t)
	p.start(t)
	p.idle(t)
	p.command(t, "C1", "U1", "subscribe 云杉软件园")
	thread := p.ask(t, fakeslack.Message{Channel: "C1", User: "U1", Text: "云杉软件园入驻企业多少家？"})
	if text := p.Channels.Posts()[len(p.Channels.Posts())-1].Text; !strings.Contains(text, "6家") {
		t.Fatalf("the old version says %q", text)
	}
	p.press.OnTold(func() error { return errors.New("the process ends before it can say so") })
	if n := p.press.Publish(t, second); n != 1 {
		t.Fatalf("%d news", n)
	}
	before := len(p.Channels.Posts())
	waitFor(t, "notes", func() bool { _, marked, err := p.bot.memory.Store.Marks.Get(newsMark); return err == nil && marked })
	p.stop()

	reopen(t, p.press, dir, "")
	p.start(t) // it asks for news before there is an index
	if _, _, err := p.press.News(t.Context()); !errors.Is(err, index.ErrBuilding) {
		t.Errorf("news before the index is built: %v", err)
	}
	p.press.Publish(t, first)
	p.idle(t)
	digests, notices := p.byEvent("C1")
	if len(digests) != 1 || len(notices) != 1 {
		t.Errorf("%d digests and %d notices for the news from before: %v", len(digests), len(notices), p.Channels.Posts()[before:])
	}
	before = len(p.Channels.Posts())
	p.press.Publish(t)
	p.idle(t)
	if got := p.Channels.Posts()[before:]; len(got) != 0 {
		t.Errorf("the upgrade tells %+v", got)
	}

	p.stop()
	reopen(t, p.press, dir, "又一版用词")
	p.start(t)
	p.press.Publish(t, newstest.Release("c.md", "2024-06-10", "云杉软件园入驻企业90家。"))
	p.idle(t)
	p.press.Publish(t)
	p.idle(t)
	text := ""
	for _, post := range p.Channels.Posts()[before:] {
		text += post.ThreadTS + " " + post.Text + "\n"
	}
	if strings.Count(text, "90家") != 2 || strings.Count(text, thread+" ") != 1 || strings.Contains(text, "3亿元") {
		t.Errorf("what arrived during the upgrade is told as %s", text)
	}
}
