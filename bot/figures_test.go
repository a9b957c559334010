package bot

import (
	"encoding/json"
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/internal/fakeslack"

	"github.com/google/go-cmp/cmp"
	"github.com/slack-go/slack"
)

func TestFigures(t *testing.T) {
	t.Parallel()
	s := start(t, Options{})
	sent := must[fakeslack.Sent](t)
	sent(s.People.Slash("C1", "U1", "figures 滨海园"))
	p := s.posts(t, 1)[0]
	blocks := readBlocks(t, p.Blocks)
	if !p.Ephemeral || len(blocks) != 2 || blocks[1].Type != "data_table" || len(blocks[1].Rows) != 13 {
		t.Fatalf("want a head and twelve rows for the asker alone, got %s", p.Blocks)
	}
	want := []blockCell{{Text: "总投资"}, {Text: "2亿元", Value: 7}, {Text: "此前1800万元"}, {}}
	if diff := cmp.Diff(want, blocks[1].Rows[2]); diff != "" {
		t.Errorf("second row (-want +got):\n%s", diff)
	}
	if !strings.Contains(string(p.Blocks), "管委会，2024-09-29") {
		t.Errorf("no source: %s", p.Blocks)
	}
	sent(s.People.Slash("C1", "U1", "figures 火星"))
	if p := s.posts(t, 2)[1]; !strings.Contains(p.Text, "没有这样的数字") {
		t.Errorf("unknown thing: %s", p.Text)
	}
	sent(s.People.Click("C1", "U1", message.FiguresAction, `{"of":"滨海园","from":-4}`)) // not a value of ours
	sent(s.People.Slash("C1", "U1", "figures "+strings.Repeat("长", 500)))
	for _, p := range s.posts(t, 4)[2:] {
		if strings.Contains(string(p.Blocks), "table") {
			t.Errorf("a table for a bad request: %s", p.Blocks)
		}
	}
}

// TestFiguresPlain turns the pages of the table that cannot be sorted.
func TestFiguresPlain(t *testing.T) {
	t.Parallel()
	entries, err := (&shelf{}).Figures(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	first := message.Figures(entries, message.FiguresPage{Of: "滨海园"}, false).Forms[1]
	blocks := readBlocks(t, encode(t, first))
	if len(blocks) != 3 || len(blocks[1].Rows) != 11 {
		t.Fatalf("want a head, ten rows and a button, got %s", encode(t, first))
	}
	var page message.FiguresPage
	if err := json.Unmarshal([]byte(first[2].(*slack.ActionBlock).Elements.ElementSet[0].(*slack.ButtonBlockElement).Value), &page); err != nil {
		t.Fatal(err)
	}
	second := message.Figures(entries, page, false).Forms[1]
	if blocks := readBlocks(t, encode(t, second)); len(blocks) != 2 || len(blocks[1].Rows) != 3 {
		t.Errorf("want the last two rows and no button, got %s", encode(t, second))
	}
}
