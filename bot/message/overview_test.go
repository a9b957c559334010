package message

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"beilun/bot/message/messagetest"
	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/overview"
	"beilun/internal/needs"
	"beilun/knowledge"
	"beilun/knowledge/concept"
)

// hostileOverview makes an overview of a kind, of releases that try everything.
func hostileOverview(r *rand.Rand, kind overview.Kind) *answer.Answer {
	word := func() string { return messagetest.Hostile[r.IntN(len(messagetest.Hostile))] }
	metrics := []*concept.Concept{concept.Default().Named("总投资"), concept.Default().Named("建筑面积")}
	o := &overview.Overview{Request: overview.Request{Kind: kind, Of: strings.Repeat(word(), 1+r.IntN(9))}, Thing: word(), Earlier: r.IntN(2) == 0, Partial: r.IntN(2) == 0}
	row := func() index.Row {
		p := messagetest.Passage(r, fmt.Sprintf("r%d.md#1", r.IntN(100)), []int{40, 3_000}[r.IntN(2)])
		f := &p.Figures[r.IntN(len(p.Figures))]
		f.Binding = knowledge.Binding{Subject: word(), Metric: strings.Repeat(word(), 1+r.IntN(9)), Scope: word(), State: knowledge.Planned, Period: "2024-01-01/2024-12-31"}
		return index.Row{Passage: p, Figure: f}
	}
	if r.IntN(2) == 0 {
		c := row()
		o.Count = &c
	}
	if kind == overview.Table {
		o.Metrics = metrics
	}
	for range map[overview.Kind]int{overview.Table: overview.MaxTable, overview.Releases: overview.MaxPapers}[kind] + 1 {
		c := row()
		it := overview.Item{Name: strings.Repeat(word(), 1+r.IntN(50)), Release: c.Passage.Release, Passage: c.Passage}
		it.Release.Title, it.Release.Source = strings.Repeat(word(), 300), strings.Repeat(word(), 100)
		switch kind {
		case overview.Table:
			it.Cells = []overview.Cell{{c, row(), row()}, nil}
		case overview.Card:
			it.Cells = []overview.Cell{{c, row()}}
		}
		o.Items = append(o.Items, it)
	}
	o.Total = len(o.Items) + r.IntN(3)
	a := hostileAnswer(r)
	for a.Claim == nil {
		a = hostileAnswer(r)
	}
	a.Overview = o
	return a
}

// TestHostileOverview draws lists, tables, cards and news of such releases: Slack refuses
// none of them, and nobody is mentioned.
func TestHostileOverview(t *testing.T) {
	t.Parallel()
	j := messagetest.New(t)
	seed := rand.Uint64()
	r := rand.New(rand.NewPCG(seed, 0))
	for i := range needs.Some(t, 60, 8) {
		for _, kind := range []overview.Kind{overview.List, overview.Table, overview.Card, overview.News, overview.Releases, overview.Updated} {
			a := hostileOverview(r, kind)
			reply := NewReply(a, a.English)
			drawn, _ := reply.Drawn()
			sources, _ := reply.Sources()
			for _, m := range []Message{reply.Message(Buttons{Key: strings.Repeat("K", 26), Private: i%2 == 0}), reply.Shared("U1", "KEY", a.Question), drawn, sources, reply.Sure("KEY")} {
				if m.Forms != nil {
					checkHostile(t, j, m)
				}
			}
			if t.Failed() {
				t.Fatalf("with seed %d, %s %d", seed, kind, i)
			}
		}
	}
}
