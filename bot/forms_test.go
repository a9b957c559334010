package bot

import (
	"strings"
	"testing"

	"beilun/bot/message"
	"beilun/internal/fakeslack"
)

// TestAnswerForms has Slack refuse the forms of a message one after the other: what
// is said stays the same down to the plain text.
func TestAnswerForms(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		refused int
		types   []string
	}{
		{"as newest", 0, []string{"rich_text", "rich_text", "actions", "context_actions"}},
		{"as of old", 1, []string{"rich_text", "rich_text", "actions"}},
		{"markdown", 2, []string{"markdown"}},
		{"text", 3, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := startReading(t)
			if tt.refused > 0 {
				r.Fail("chat.postMessage", fakeslack.Failure{Code: "invalid_blocks", Times: tt.refused})
			}
			must[fakeslack.Sent](t)(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: geely}))
			checkForm(t, r.post(t, 1), tt.types, "4.4亿元\n")
		})
	}
}

// TestChartForms does the same with a chart.
func TestChartForms(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name    string
		refused int
		types   []string
	}{
		{"no chart", 1, []string{"rich_text", "data_table"}},
		{"no sorting", 2, []string{"rich_text", "table"}},
		{"markdown", 3, []string{"markdown"}},
		{"text", 4, nil},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			r := startReading(t)
			sent := must[fakeslack.Sent](t)
			sent(r.People.DirectMessage(fakeslack.Message{Channel: "D1", User: "U1", Text: port}))
			p := r.post(t, 1)
			r.Fail("chat.postMessage", fakeslack.Failure{Code: "invalid_blocks", Times: tt.refused})
			sent(r.People.ClickMessage("U1", p, message.ChartAction, ""))
			checkForm(t, r.post(t, 2), tt.types, "2023年：超13.24亿吨")
		})
	}
}

func checkForm(t *testing.T, p fakeslack.Post, types []string, text string) {
	t.Helper()
	var got []string
	if len(p.Blocks) > 0 {
		for _, b := range readBlocks(t, p.Blocks) {
			got = append(got, b.Type)
		}
	}
	if strings.Join(got, " ") != strings.Join(types, " ") || !strings.Contains(p.Text, text) {
		t.Errorf("posted %v with %q, want %v", got, p.Text, types)
	}
}
