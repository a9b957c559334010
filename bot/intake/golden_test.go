package intake

import (
	"beilun/index/store"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"beilun/bot/intake/intaketest"
	"beilun/bot/message"
	"beilun/bot/message/golden"
	"beilun/bot/message/messagetest"
	"beilun/bot/surface"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/state"
	"beilun/knowledge/read"

	"github.com/slack-go/slack"
)

// TestGoldenIntake compares what is said about releases that are handed over,
// in both languages.
func TestGoldenIntake(t *testing.T) {
	t.Parallel()
	j := messagetest.New(t)
	f := intaketest.New(t)
	f.Put(t, "云河水上巴士.md", intaketest.Yunhe)
	f.Put(t, "坏.md", " ")
	d := newDesk(t, f, f)
	plainText := "# <!channel> 无日期的通稿\n\n没有数字的一段。\n"
	for _, english := range []bool{false, true} {
		suffix := map[bool]string{false: "-zh", true: "-en"}[english]
		w := message.WordsOf(english).Intake
		show := func(name, text string) message.Message {
			a, err := read.File(name, []byte(text))
			if err != nil {
				t.Fatal(err)
			}
			return newPreview(name, len(text), a, f.Releases()).message("KEY", english)
		}
		p := proposal{Name: "云河水上巴士.md", Release: "云河水上巴士.md"}
		var status strings.Builder
		for _, line := range d.Status(t.Context(), english) {
			status.WriteString(line + "\n")
		}
		removal := removeMessage(matching(f.Releases(), "水上巴士"), english)
		for name, m := range map[string]message.Message{
			"preview": show("云河水上巴士 第二稿.md", intaketest.Yunhe), "preview-bare": show("通稿.md", plainText),
			"added": d.addedMessage(t.Context(), p, english), "failed": d.notAddedMessage("KEY", p, errFull, english),
			"gone": d.notAddedMessage("KEY", p, errGone, english), "who": whoMayMessage(d.Admins, english),
			"remove": removal, "status": message.Say(strings.TrimSpace(status.String())), "help": message.Say(strings.TrimSpace(string(w.Help))),
		} {
			golden.Message(t, j, "intake-"+name+suffix, m)
		}
		h := message.Home{English: english, Admin: true, Local: message.Local{Examples: []string{message.FallbackAsk}, Thing: message.FallbackThing}}
		j.View(t, slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.Blocks()}})
	}
}

// TestReasons has a sentence for every reason, in both languages.
func TestReasons(t *testing.T) {
	t.Parallel()
	for _, english := range []bool{false, true} {
		seen := map[string]bool{}
		for _, err := range append(slices.Clone(slackReasons), read.ErrEmpty, read.ErrScanned, store.ErrNoSpace, context.DeadlineExceeded, errors.New("another")) {
			text := Reason(err, english)
			if text == "" || seen[text] || strings.HasSuffix(text, "。") || strings.HasSuffix(text, ".") {
				t.Errorf("%v: %q", err, text)
			}
			seen[text] = true
		}
	}
}

// TestSynced tells when the releases were last read, where that is known.
func TestSynced(t *testing.T) {
	t.Parallel()
	f := intaketest.New(t)
	d := newDesk(t, f, syncedFolder{f})
	d.Now = func() time.Time { return time.Unix(1_700_000_120, 0) }
	if got := strings.Join(d.Status(t.Context(), false), "\n"); got != "最近一次读取：2分钟前" {
		t.Errorf("said %q", got)
	}
}

type syncedFolder struct{ *intaketest.Folder }

func (syncedFolder) Synced() time.Time { return time.Unix(1_700_000_000, 0) }

// TestMatching finds releases by what a person remembers of them.
func TestMatching(t *testing.T) {
	t.Parallel()
	all := []index.Release{{ID: "2025/a.md", Title: "云河水上巴士"}, {ID: "a.md", Title: "云河ＡＢＣ通报"}, {ID: "b.md"}}
	for name, want := range map[string]int{"《云河": 2, "雲河": 2, "abc通报": 1, "a.md": 1, "2025/": 1, "b": 2, "火星": 0} {
		if got := matching(all, name); len(got) != want {
			t.Errorf("%q finds %v", name, got)
		}
	}
}

// newDesk makes a desk over a folder that has no Slack.
func newDesk(t *testing.T, f *intaketest.Folder, l Library) *Desk {
	t.Helper()
	kept, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	log := slog.New(slog.DiscardHandler)
	return New(Options{
		Memory: &surface.Memory{Store: kept, Log: log}, Library: l, Answerer: answer.New(f.Index, answer.Options{}), Folder: f,
		Admins: []string{"UADMIN", "UBOSS"}, Changed: func() {}, Now: time.Now, Speed: 1, Log: log,
	})
}

// errFull says that the disk is full.
var errFull = fmt.Errorf("write: %w", syscall.ENOSPC)
