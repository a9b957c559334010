package bot

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// bareQuestions name no thing, and are asked of things that releases have many of.
var bareQuestions = []string{
	"建筑面积呢？", "建筑面积多少", "总建筑面积多少平方米？", "什么时候竣工？", "什么时候竣工", "几时完工", "完工了吗", "什么时候开工", "总投资多少", "总投资呢",
	"投资多少亿", "投资呢", "投了多少钱", "花了多少钱", "造价多少", "用地面积多少", "占地多少亩", "占地多大", "多大", "面积多大？",
	"这个项目总投资多少", "该项目什么时候竣工", "它的建筑面积是多少", "那总投资呢", "另外，什么时候开工？", "请问总投资是多少", "项目总投资多少", "预计什么时候竣工", "在哪里", "什么时候投产",
}

// TestBareQuestions asks them where there is nothing to lean on, in five places: what is
// of one of several things is neither claimed nor quoted.
func TestBareQuestions(t *testing.T) {
	t.Parallel()
	const mention = "<@" + fakeslack.BotUser + "> "
	c := startTalk(t, "channel")
	sent := must[fakeslack.Sent](t)
	settled := func(events int, send func()) {
		acks := c.Stats().Acks
		send()
		if err := c.Deliveries.WaitAcks(within(t), acks+events); err != nil {
			t.Fatal("not acknowledged:", err)
		}
		c.until(t, "end of the turn", func() bool {
			left, err := c.bot.memory.Store.Deliveries.Unsettled()
			return err == nil && len(left) == 0
		})
	}
	named := func(m fakeslack.Message) (ts string) {
		m.Text = mention + m.Text
		settled(2, func() {
			pair, _, err := c.People.MentionPair(m)
			ts = sent(pair, err).TS
		})
		return ts
	}
	for i, q := range bareQuestions {
		if needs.Part(t) && i%8 > 0 {
			continue
		}
		channel := fmt.Sprint("C", 100+i)
		inThread := func(opener string) func() {
			return func() {
				m := fakeslack.Message{Channel: channel, User: "U2", Text: q, ThreadTS: named(fakeslack.Message{Channel: channel, User: "U1", Text: opener})}
				c.fresh()
				named(m)
				m.User = "U3"
				settled(1, func() { sent(c.People.Message(m)) })
			}
		}
		for place, ask := range map[string]func(){
			"a channel":               func() { named(fakeslack.Message{Channel: channel, User: "U1", Text: q}) },
			"a thread about no thing": inThread("2024年新签约落户的科创企业数量是多少？"),
			"a thread of a decline":   inThread("火星基地总投资多少？"),
			"a direct message": func() {
				settled(1, func() {
					sent(c.People.DirectMessage(fakeslack.Message{Channel: fmt.Sprint("D", 100+i), User: "U2", Text: q}))
				})
			},
			"a command": func() {
				settled(1, func() { sent(c.People.Slash(channel, fmt.Sprint("U", 100+i), q)) })
				c.until(t, "the reply", func() bool { return len(c.all()) > c.seen })
			},
		} {
			c.now.Add(int64(fade))
			c.fresh()
			ask()
			for _, p := range c.fresh() {
				if shown := shownOf([]fakeslack.Post{p}); strings.Contains(shown, "——") || strings.Contains(shown, "《") {
					t.Errorf("%s in %s: %s", q, place, shown)
				}
			}
		}
	}
}

// fade is longer than anything is remembered in a direct message.
const fade = time.Hour

// TestBareElsewhere asks the same of the districts in ../shared, as far as they are
// there.
func TestBareElsewhere(t *testing.T) {
	t.Parallel()
	needs.Long(t, "ten seconds")
	dirs, err := filepath.Glob(filepath.Join(needs.Shared(t, "eval/press"), "*", "releases"))
	if err != nil || len(dirs) == 0 {
		t.Fatal(err, dirs)
	}
	for _, dir := range dirs {
		x, err := index.InMemory(index.Options{})
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		c := corpus.FromFS(os.DirFS(dir))
		_, err = x.Sync(t.Context(), func(ctx context.Context, yield func(index.File) error) error {
			return c.Each(ctx, func(f corpus.File) error {
				return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
			})
		})
		if err != nil {
			t.Fatal(err)
		}
		a := answer.New(x, answer.Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2025, Month: 12, Day: 1} }})
		for _, q := range bareQuestions {
			ans, err := a.Follow(t.Context(), q, nil)
			if err != nil {
				t.Fatal(err)
			}
			said := ans.Said()
			if said == nil {
				continue
			}
			if own := x.District().Name; !ans.Meant && !(own != "" && strings.HasPrefix(ans.Topic, own)) {
				t.Errorf("%s: %s: %s, of %q", dir, q, said.Text, ans.Topic)
			}
			if text := message.NewReply(ans, false).Text(); ans.Claim != nil && ans.Claim.Figure != nil && !strings.Contains(text, ans.Claim.Figure.Binding.Subject) {
				t.Errorf("%s: %s: the only thing is not named: %s", dir, q, text)
			}
		}
	}
}
