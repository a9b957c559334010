package bot

import (
	"slices"
	"strings"
	"testing"

	"beilun/internal/fakeslack"
)

func TestExamine(t *testing.T) {
	t.Parallel()
	all := fakeslack.AllScopes()
	without := func(scope string) []string {
		return slices.DeleteFunc(slices.Clone(all), func(s string) bool { return s == scope })
	}
	for _, tt := range []struct {
		name     string
		bot, app string
		scopes   []string
		disabled bool
		want     map[string]FindingState
		says     string
	}{
		{"healthy", fakeslack.BotToken, fakeslack.AppToken, all, false, map[string]FindingState{"SLACK_BOT_TOKEN": Fine, "scopes": Fine, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "Socket Mode is on"},
		{"wrong token", "xoxb-wrong", fakeslack.AppToken, all, false, map[string]FindingState{"SLACK_BOT_TOKEN": Broken, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "copy the Bot User OAuth Token"},
		{"swapped", fakeslack.AppToken, fakeslack.BotToken, all, false, map[string]FindingState{"SLACK_BOT_TOKEN": Broken, "SLACK_APP_TOKEN": Broken, "BEILUN_SHARED": Fine}, "it is an app-level token"},
		{"user token", "xoxp-somebody", fakeslack.AppToken, all, false, map[string]FindingState{"SLACK_BOT_TOKEN": Broken, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "it is a user token"},
		{"no word", "secret", fakeslack.AppToken, all, false, map[string]FindingState{"SLACK_BOT_TOKEN": Broken, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "does not begin with xoxb-"},
		{"core scope", fakeslack.BotToken, fakeslack.AppToken, without("chat:write"), false, map[string]FindingState{"SLACK_BOT_TOKEN": Fine, "scope chat:write": Broken, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "beilun manifest"},
		{"extra scope", fakeslack.BotToken, fakeslack.AppToken, without("users:read"), false, map[string]FindingState{"SLACK_BOT_TOKEN": Fine, "scope users:read": Lacking, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "English"},
		{"files", fakeslack.BotToken, fakeslack.AppToken, without("files:read"), false, map[string]FindingState{"SLACK_BOT_TOKEN": Fine, "scope files:read": Lacking, "SLACK_APP_TOKEN": Fine, "BEILUN_SHARED": Fine}, "which releases handed over as files need; paste what \"beilun manifest\" prints"},
		{"Socket Mode off", fakeslack.BotToken, fakeslack.AppToken, all, true, map[string]FindingState{"SLACK_BOT_TOKEN": Fine, "scopes": Fine, "SLACK_APP_TOKEN": Broken, "BEILUN_SHARED": Fine}, "switch it on under Socket Mode"},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			srv, err := fakeslack.Start(fakeslack.Options{Scopes: tt.scopes})
			if err != nil {
				t.Fatal(err)
			}
			defer srv.Close()
			if tt.disabled {
				srv.Sockets.RefuseOpen("link_disabled", -1)
			}
			found := Examine(within(t), tt.bot, tt.app, Options{APIURL: srv.URL()})
			var said strings.Builder
			for _, f := range found {
				if state, ok := tt.want[f.What]; !ok || state != f.State {
					t.Errorf("%+v", f)
				}
				said.WriteString(f.Text + "\n")
			}
			if len(found) != len(tt.want) || !strings.Contains(said.String(), tt.says) {
				t.Errorf("found %+v, want %v and %q", found, tt.want, tt.says)
			}
			for _, secret := range []string{"wrong", "somebody", "secret", "fake-"} {
				if strings.Contains(said.String(), secret) {
					t.Errorf("a finding holds a token: %s", said.String())
				}
			}
		})
	}
}

// TestServeWithoutScopes does not serve without what every answer needs, and
// serves without the rest.
// TestUnreachable examines where nothing answers: that is no fault of a token.
func TestUnreachable(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{})
	if err != nil {
		t.Fatal(err)
	}
	address := srv.URL()
	if err := srv.Close(); err != nil {
		t.Fatal(err)
	}
	for _, f := range Examine(within(t), fakeslack.BotToken, fakeslack.AppToken, Options{APIURL: address}) {
		if f.What != "BEILUN_SHARED" && (f.State != Broken || f.Code != Unreached || !strings.Contains(f.Text, "no connection to Slack; check the network")) {
			t.Errorf("%+v", f)
		}
	}
}

func TestServeWithoutScopes(t *testing.T) {
	t.Parallel()
	srv, err := fakeslack.Start(fakeslack.Options{Scopes: []string{"commands"}})
	if err != nil {
		t.Fatal(err)
	}
	defer srv.Close()
	err = New(fakeslack.BotToken, fakeslack.AppToken, &parrot{}, &shelf{}, Options{APIURL: srv.URL()}).Run(within(t))
	if err == nil || !strings.Contains(err.Error(), "chat:write") || !strings.Contains(err.Error(), "reinstall") || strings.Contains(err.Error(), "users:read") {
		t.Errorf("without scopes: %v", err)
	}
}
