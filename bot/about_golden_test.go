package bot

import (
	"testing"

	"beilun/bot/message"
	"beilun/bot/message/golden"
	"beilun/bot/message/messagetest"
	"beilun/bot/talk"
	"beilun/internal/courtesy"
)

// TestGoldenAbout compares what is said about answers of each shape, and about the bot.
func TestGoldenAbout(t *testing.T) {
	t.Parallel()
	b, a := readers(t)
	j := messagetest.New(t)
	ctx := t.Context()
	for _, english := range []bool{false, true} {
		suffix := map[bool]string{false: "-zh", true: "-en"}[english]
		w := message.WordsOf(english)
		for name, question := range map[string]string{
			"figure": geely, "compared": "吉利新能源汽车总部和东方中央研究院总部哪个总投资大？", "quoted": "北仑电厂全厂煤电装机容量多少",
			"declined": "火星基地的面积是多少？", "parts": "滨江装备创业园年产值多少，入驻企业多少家，出租率呢", "list": "有哪些总部项目",
		} {
			ans, err := a.Follow(ctx, question, nil)
			if err != nil {
				t.Fatal(err)
			}
			r := message.NewReply(ans, english)
			if r.Series == nil {
				if r.Series, err = talk.History(ctx, b.library, ans, english); err != nil {
					t.Fatal(err)
				}
			}
			golden.Message(t, j, "sure-"+name+suffix, r.Sure("KEY"))
			if m, ok := r.Sources(); ok {
				golden.Message(t, j, "source-"+name+suffix, m)
			}
			if m, ok := r.Before(); ok {
				golden.Message(t, j, "before-"+name+suffix, m)
			}
			if name == "figure" {
				around, err := b.library.Around(ctx, r.Passage)
				if err != nil {
					t.Fatal(err)
				}
				golden.Message(t, j, "detail"+suffix, r.InContext(around))
			}
		}
		golden.Message(t, j, "hello"+suffix, b.host.hello(ctx, w))
		golden.Message(t, j, "reported"+suffix, message.Reported("KEY", english))
		golden.Message(t, j, "mistyped"+suffix, w.Manners.Mistyped("subscribe", "subscribe", "吉利"))
		golden.Message(t, j, "hour"+suffix, message.Say(w.Manners.Courteous(courtesy.Read("早上好"))))
	}
}
