package bot

import (
	"bytes"
	"cmp"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/library"
	"beilun/internal/needs"
	"beilun/knowledge/corpus"

	"github.com/slack-go/slack"
)

// foreign are names of the built-in releases and of their district.
var foreign = []string{"北仑", "宁波", "甬", "Beilun", "Ningbo", "吉利", "滨江", "jili"}

// selfTexts is all that a bot over the releases in a folder says of itself.
func selfTexts(t *testing.T, folder string) (text, district string) {
	t.Helper()
	files, err := corpus.Open(folder)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = files.Close() })
	x, err := index.InMemory(index.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = x.Close() })
	if _, err := x.Sync(t.Context(), library.Source(files.Each)); err != nil {
		t.Fatal(err)
	}
	a := answer.New(x, answer.Options{})
	b := New("xoxb-none", "xapp-none", a, bookshelf{x}, Options{District: func() string { return x.District().Name }})
	b.samples.news = true // so that the texts about news are among them
	var out bytes.Buffer
	for _, english := range []bool{false, true} {
		w, ctx := message.WordsOf(english).UI, t.Context()
		l := b.samples.local(ctx, message.HomeAsks)
		h := message.Home{Local: l, Releases: x.Releases(), Samples: b.samples.figures(ctx), English: english, Admin: true}
		encoded, err := json.Marshal(slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.Blocks()}})
		if err != nil {
			t.Fatal(err)
		}
		out.Write(encoded)
		fmt.Fprintf(&out, "\n%s%s\n%+v\n%+v\n", b.host.help(ctx, english).Text, message.WordsOf(english).Intake.Help, *w, *message.WordsOf(english).News)
		fmt.Fprintf(&out, w.GreetChannel+message.WordsOf(english).Manners.Hello, w.Place(l.District), l.Examples[0], w.Place(l.District), l.Examples[0])
		out.WriteString(unknown(ctx, t, a, english))
	}
	return out.String(), x.District().Name
}

// unknown is what is said where nothing is known.
func unknown(ctx context.Context, t *testing.T, a *answer.Answerer, english bool) string {
	t.Helper()
	out := ""
	for _, q := range []string{"火星基地的注册资本是多少", "的？"} {
		ans, err := a.Answer(ctx, q)
		if err != nil {
			t.Fatal(err)
		}
		out += message.NewReply(ans, english).Text()
	}
	return out
}

// TestLocal asks what a bot says of itself over releases of other districts: it
// names theirs, and nothing of the releases that are built in.
func TestLocal(t *testing.T) {
	t.Parallel()
	folders := map[string]string{filepath.Join("testdata", "linhu"): "临湖区", filepath.Join("testdata", "unsigned"): ""}
	press, err := filepath.Glob(filepath.Join("..", "..", "shared", "eval", "press", "*", "releases"))
	if err != nil {
		t.Fatal(err)
	}
	for key, name := range map[string]string{"anping2": "安枰区", "beishan": "北杉区", "jinsha": "缙沙新区", "meigang": "湄港区", "qinghe": "青鹤湾临港开发区", "yunling": "芸岭市"} {
		if needs.Part(t) && key != "jinsha" && key != "yunling" {
			continue
		}
		folders[filepath.Join("..", "..", "shared", "eval", "press", key, "releases")] = name
	}
	if len(press) == 0 {
		t.Log("the press districts are left out: no ../shared/eval/press")
	}
	for folder, want := range folders {
		if _, err := os.Stat(folder); err != nil {
			continue
		}
		text, district := selfTexts(t, folder)
		if district != want {
			t.Errorf("%s is of %q, want %q", folder, district, want)
		}
		for _, name := range foreign {
			if i := strings.Index(text, name); i >= 0 {
				t.Errorf("%s: %q in %q", folder, name, text[max(0, i-60):min(len(text), i+60)])
			}
		}
		if want := cmp.Or(want, "这里"); !strings.Contains(text, "关于"+want+"的问题") || !strings.Contains(text, "问我"+want+"的公开资料") {
			t.Errorf("%s: it does not say that it is about %s", folder, want)
		}
	}
}

// TestManifestNamesNone holds the manifest against the same: it is pasted before
// there are releases.
func TestManifestNamesNone(t *testing.T) {
	t.Parallel()
	for _, name := range foreign {
		if strings.Contains(string(Manifest()), name) {
			t.Errorf("the manifest names %s", name)
		}
	}
}
