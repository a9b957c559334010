package bot

import (
	"bytes"
	"encoding/json"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"beilun/internal/needs"

	"github.com/google/go-cmp/cmp"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

type manifestFile struct {
	DisplayInformation struct {
		Name, Description string
		LongDescription   string `json:"long_description"`
	} `json:"display_information"`
	Features struct {
		AgentView struct {
			Description string                            `json:"agent_description"`
			Prompts     []struct{ Title, Message string } `json:"suggested_prompts"`
		} `json:"agent_view"`
		BotUser struct {
			Name string `json:"display_name"`
		} `json:"bot_user"`
		Shortcuts []struct {
			Name, Description string
			CallbackID        string `json:"callback_id"`
		}
		Commands []struct {
			Command, Description string
			Hint                 string `json:"usage_hint"`
		} `json:"slash_commands"`
	}
	OAuth struct {
		Scopes struct {
			Bot         []string
			BotOptional []string `json:"bot_optional"`
		}
	} `json:"oauth_config"`
}

func readManifest(t *testing.T) manifestFile {
	t.Helper()
	var m manifestFile
	if err := json.Unmarshal(Manifest(), &m); err != nil {
		t.Fatal(err)
	}
	return m
}

// TestManifestSchema holds the manifest against Slack's own schema.
func TestManifestSchema(t *testing.T) {
	t.Parallel()
	file := needs.Shared(t, "slack/manifest-schema/manifest.schema.2.0.0.json")
	compiler := jsonschema.NewCompiler()
	compiler.UseRegexpEngine(func(s string) (jsonschema.Regexp, error) {
		return regexp.Compile(strings.ReplaceAll(s, `(?![\.\-])`, "")) // Go has no lookahead; the manifest has no domains
	})
	schema, err := compiler.Compile(file)
	if err != nil {
		t.Fatal(err)
	}
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(Manifest()))
	if err != nil {
		t.Fatal(err)
	}
	if err := schema.Validate(v); err != nil {
		t.Errorf("the manifest is not what Slack takes: %v", err)
	}
}

// TestManifestLengths holds the manifest against the lengths that Slack
// documents and the schema does not have.
func TestManifestLengths(t *testing.T) {
	t.Parallel()
	m := readManifest(t)
	for _, tt := range []struct {
		what, text string
		min, max   int
	}{
		{"name", m.DisplayInformation.Name, 1, 35},
		{"description", m.DisplayInformation.Description, 1, 140},
		{"long description", m.DisplayInformation.LongDescription, 174, 4000},
		{"agent description", m.Features.AgentView.Description, 1, 300},
		{"bot name", m.Features.BotUser.Name, 1, 80},
		{"shortcut", m.Features.Shortcuts[0].Name, 1, 24},
		{"shortcut's description", m.Features.Shortcuts[0].Description, 1, 150},
		{"command", m.Features.Commands[0].Command, 1, 32},
		{"command's description", m.Features.Commands[0].Description, 1, 2000},
		{"usage hint", m.Features.Commands[0].Hint, 1, 1000},
	} {
		if n := utf8.RuneCountInString(tt.text); n < tt.min || n > tt.max {
			t.Errorf("%s has %d characters, want %d to %d", tt.what, n, tt.min, tt.max)
		}
	}
	if n := len(m.Features.AgentView.Prompts); n > maxPrompts {
		t.Errorf("%d suggested prompts, want at most %d", n, maxPrompts)
	}
	if id := m.Features.Shortcuts[0].CallbackID; id != askMessage {
		t.Errorf("the shortcut is %q, want %q", id, askMessage)
	}
}

// TestManifestScopes finds a reason for each scope that the manifest asks for. Those
// that the bot can do without may be left out at the installation; Slack wants each of
// these in both lists.
func TestManifestScopes(t *testing.T) {
	t.Parallel()
	var all, optional []string
	for _, s := range scopes {
		all = append(all, s.name)
		if !s.core {
			optional = append(optional, s.name)
		}
	}
	slices.Sort(all)
	slices.Sort(optional)
	got := readManifest(t).OAuth.Scopes
	if diff := cmp.Diff(all, got.Bot); diff != "" {
		t.Errorf("scopes (-explained +asked for):\n%s", diff)
	}
	if diff := cmp.Diff(optional, got.BotOptional); diff != "" {
		t.Errorf("optional scopes (-not core +marked so):\n%s", diff)
	}
}

// TestManifestLink reads the manifest back from the link. All that the app does is in it.
func TestManifestLink(t *testing.T) {
	t.Parallel()
	link := ManifestLink()
	const longest = 4000 // bytes; servers take 8,000
	if len(link) > longest {
		t.Errorf("the link has %d bytes, want at most %d", len(link), longest)
	}
	if i := strings.IndexFunc(link, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>{}|\\^`+", r) }); i >= 0 {
		t.Errorf("the link has a character that does not belong there: %q", link[i:min(len(link), i+20)])
	}
	u, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	if u.Host != "api.slack.com" || u.Path != "/apps" || u.Query().Get("new_app") != "1" {
		t.Errorf("the link leads to %s%s", u.Host, u.Path)
	}
	var got, want map[string]any
	if err := json.Unmarshal([]byte(u.Query().Get("manifest_json")), &got); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(manifest, &want); err != nil {
		t.Fatal(err)
	}
	delete(want["display_information"].(map[string]any), "long_description")
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("the manifest of the link (-want +got):\n%s", diff)
	}
}
