package bot

import (
	"context"
	"sync"
	"testing"

	"beilun/bot/message"
	"beilun/bot/message/golden"
	"beilun/bot/message/messagetest"
	"beilun/bot/talk"
	"beilun/index"
	"beilun/index/answer"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
	"beilun/knowledge/releases"

	"github.com/slack-go/slack"
)

// builtIn is an index of the releases that are built in, made once.
var builtIn = sync.OnceValues(func() (*index.Index, error) {
	x, err := index.InMemory(index.Options{})
	if err != nil {
		return nil, err
	}
	c := corpus.FromFS(releases.FS())
	_, err = x.Sync(context.Background(), func(ctx context.Context, yield func(index.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			return yield(index.File{ID: f.ID, Digest: f.Digest, Err: f.Err, Article: func() (*knowledge.Article, error) { return f.Article() }})
		})
	})
	return x, err
})

// bookshelf is a library of those releases.
type bookshelf struct{ *index.Index }

func (bookshelf) Reindex(context.Context) (*index.Changes, error) { return &index.Changes{}, nil }

// readers makes a bot that knows the releases and no Slack.
func readers(t *testing.T) (*Bot, *answer.Answerer) {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	a := answer.New(x, answer.Options{Today: func() knowledge.Date { return knowledge.Date{Year: 2026, Month: 11, Day: 29} }})
	return New("xoxb-none", "xapp-none", a, bookshelf{x}, Options{APIURL: "http://127.0.0.1:1/", District: func() string { return x.District().Name }}), a
}

// goldens are questions with an answer of each shape.
var goldens = []struct{ name, question string }{
	{"figure", "吉利新能源汽车总部总投资多少？"},
	{"series", "滨江装备创业园入驻企业多少家？"},
	{"date", "东方中央研究院总部什么时候开工？"},
	{"text", "滨江高中是什么学校？"},
	{"compared", "吉利新能源汽车总部和东方中央研究院总部哪个总投资大？"},
	{"most", "哪个项目总投资最大？"},
	{"declined", "滨江高中的投资是多少？"},
	{"nothing", "火星基地的面积是多少？"},
	{"english", "quantum park annual output value"},
	{"years", "宁波舟山港集装箱吞吐量是多少？"},
	{"district", "北仑区2021年地区生产总值是多少？"},
	{"verdict", "吉利新能源汽车总部总投资是3.6亿元吗？"},
	{"list", "有哪些总部项目"},
	{"table", "列一下所有总部项目和投资额"},
	{"underway", "哪些项目在建及总投资"},
	{"card", "介绍一下东方中央研究院"},
	{"card-district", "介绍一下北仑"},
	{"news", "最近有什么新闻"},
	{"news-of", "吉利最近有什么消息"},
	{"papers", "收录了哪些新闻稿"},
	{"updated", "资料更新到什么时候"},
	{"checked", "2024年甬江科创区北仑片区落地总部项目8个，新开工项目23个，累计投资超100亿元，灵峰产业园出租率95%以上，这几个数对吗？"},
	{"checked-one", "帮我核对：吉利新能源汽车总部总投资5亿元，建筑面积4.6万平方米"},
	{"parts", "滨江装备创业园年产值多少，入驻企业多少家，出租率呢"},
}

// TestGoldenReplies compares what is posted, in each of its forms, with
// testdata/golden, and holds it against Slack's limits.
func TestGoldenReplies(t *testing.T) {
	t.Parallel()
	b, a := readers(t)
	j := messagetest.New(t)
	for _, tt := range goldens {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			ans, err := a.Follow(t.Context(), tt.question, nil)
			if err != nil {
				t.Fatal(err)
			}
			for suffix, english := range map[string]bool{"": ans.English, "-en": true} {
				if suffix == "-en" && ans.English {
					continue
				}
				r := message.NewReply(ans, english)
				if r.Series == nil {
					if r.Series, err = talk.History(t.Context(), b.library, ans, english); err != nil {
						t.Fatal(err)
					}
				}
				golden.Message(t, j, tt.name+suffix, r.Message(message.Buttons{Key: "KEY", Private: tt.name == "figure"}))
				if tt.name == "figure" {
					golden.Message(t, j, "figure-public"+suffix, r.Message(message.Buttons{Key: "KEY"}))
				}
				if r.Series != nil {
					golden.Message(t, j, tt.name+"-chart"+suffix, r.Series.Message(english))
				}
			}
		})
	}
}

// TestGoldenViews compares Home, the modals and what is said unasked.
func TestGoldenViews(t *testing.T) {
	t.Parallel()
	b, a := readers(t)
	j := messagetest.New(t)
	ctx := t.Context()
	ans, err := a.Answer(ctx, goldens[0].question)
	if err != nil {
		t.Fatal(err)
	}
	r := message.NewReply(ans, false)
	around, err := b.library.Around(ctx, r.Passage)
	if err != nil {
		t.Fatal(err)
	}
	for _, english := range []bool{false, true} {
		suffix := map[bool]string{false: "-zh", true: "-en"}[english]
		w := message.WordsOf(english).UI
		h := message.Home{Local: b.samples.local(ctx, message.HomeAsks), Releases: b.library.Releases(), Passages: b.library.Passages(), Samples: b.samples.figures(ctx), English: english}
		form, err := message.FeedbackView(message.FeedbackForm{Key: "KEY"}, english)
		if err != nil {
			t.Fatal(err)
		}
		for name, view := range map[string]any{
			"home":    slack.HomeTabViewRequest{Type: slack.VTHomeTab, Blocks: slack.Blocks{BlockSet: h.Blocks()}},
			"why":     form,
			"context": message.Modal(w.ContextTitle, english, message.ContextBlocks(r, around, english)),
			"more":    message.Modal(w.More, english, r.PassageBlocks()),
		} {
			golden.JSON(t, name+suffix, view)
			j.View(t, view)
		}
		golden.Message(t, j, "help"+suffix, b.host.help(ctx, english))
		for name, of := range map[string]string{"figures": "吉利新能源汽车总部", "figures-all": ""} {
			entries, err := b.library.Figures(ctx, of)
			if err != nil {
				t.Fatal(err)
			}
			golden.Message(t, j, name+suffix, message.Figures(entries, message.FiguresPage{Of: of}, english))
		}
		golden.Message(t, j, "releases"+suffix, message.Releases(b.library.Releases(), english))
	}
}
