package terminal

import (
	"strings"
	"testing"

	"beilun/bot"
)

// TestFinding checks that each finding has Chinese, and what is said about Slack's codes.
func TestFinding(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		f          bot.Finding
		what, text string // parts
	}{
		{bot.Finding{What: "SLACK_BOT_TOKEN", Code: bot.BotGood, Args: []string{"beilun", "区委"}}, "SLACK_BOT_TOKEN", "机器人 beilun，工作区 区委"},
		{bot.Finding{What: "SLACK_APP_TOKEN", Code: bot.AppGood}, "SLACK_APP_TOKEN", "Socket Mode 已打开"},
		{bot.Finding{What: "SLACK_BOT_TOKEN", Code: bot.Misplaced, Args: []string{"xapp-", "xoxb-"}}, "SLACK_BOT_TOKEN", "这是 应用级令牌 App-Level Token（xapp-…），要的是以 xoxb- 开头的那个"},
		{bot.Finding{What: "SLACK_APP_TOKEN", Code: bot.Misplaced, Args: []string{"", "xapp-"}}, "SLACK_APP_TOKEN", "它不是以 xapp- 开头的"},
		{bot.Finding{What: "SLACK_BOT_TOKEN", Code: bot.BotRefused, Args: []string{"invalid_auth"}}, "SLACK_BOT_TOKEN", "Slack 不接受（invalid_auth）：在 api.slack.com/apps"},
		{bot.Finding{What: "SLACK_APP_TOKEN", Code: bot.AppRefused, Args: []string{"link_disabled"}}, "SLACK_APP_TOKEN", "Socket Mode 没有打开"},
		{bot.Finding{What: "SLACK_APP_TOKEN", Code: bot.AppRefused, Args: []string{"brand_new"}}, "SLACK_APP_TOKEN", "connections:write"},
		{bot.Finding{What: "SLACK_APP_TOKEN", Code: bot.Unreached, Args: []string{"dial tcp"}}, "SLACK_APP_TOKEN", "连不上 Slack"},
		{bot.Finding{What: "SLACK_APP_TOKEN", Code: bot.Failed, Args: []string{"odd\x1b[2J"}}, "SLACK_APP_TOKEN", "没有检查成（odd[2J）"},
		{bot.Finding{What: "scopes", Code: bot.ScopesGood}, "权限", "都有了"},
		{bot.Finding{What: "scopes", Code: bot.ScopesHidden}, "权限", "没有说"},
		{bot.Finding{What: "scope files:read", Code: bot.ScopeMissing, Args: []string{"files:read"}}, "权限 files:read", "从 Slack 交来的新闻稿文件"},
		{bot.Finding{What: "BEILUN_SHARED", Code: bot.SharedOn}, "BEILUN_SHARED", "on："},
		{bot.Finding{What: "BEILUN_SHARED", Code: bot.SharedOff}, "BEILUN_SHARED", "off："},
		{bot.Finding{What: "new", Text: "a finding without Chinese", Code: "new"}, "new", "a finding without Chinese"},
	} {
		what, text := Chinese.Finding(tt.f)
		if what != tt.what || !strings.Contains(text, tt.text) || strings.Contains(text, "%!") {
			t.Errorf("%s: %q, %q, want %q", tt.f.Code, what, text, tt.text)
		}
		tt.f.Text = "in English"
		if _, text := English.Finding(tt.f); text != "in English" {
			t.Errorf("%s in English: %q", tt.f.Code, text)
		}
	}
}

// TestFindingWords checks that whatever findings name has words.
func TestFindingWords(t *testing.T) {
	t.Parallel()
	w := chineseFindings()
	for code, key := range w.Codes {
		if w.Mend[key] == "" {
			t.Errorf("%s: nothing to do for %q", code, key)
		}
	}
	for _, s := range bot.Scopes() {
		if w.Lost[s] == "" {
			t.Errorf("nothing is said about the scope %s", s)
		}
	}
	if len(w.Lost) != len(bot.Scopes()) {
		t.Errorf("%d scopes have words, want %d", len(w.Lost), len(bot.Scopes()))
	}
}
