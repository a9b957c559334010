package blocks

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"beilun/internal/needs"
)

// near lists the cases without a number, or in which a smaller number is refused for
// another reason.
var near = []string{"data-table-content-too-long", "data-series-too-many-points", "data-point-label-too-long", "axis-too-many-categories", "axis-category-label-too-long", "data-table-too-many-columns", "chart-series-empty"}

var marker = regexp.MustCompile(`"([@*])(\d+)"`)

// expand replaces the markers. step is added to the number of the first one.
func expand(t *testing.T, text string, step int) any {
	t.Helper()
	if loc := marker.FindStringSubmatchIndex(text); loc != nil && step != 0 {
		n, err := strconv.Atoi(text[loc[4]:loc[5]])
		if err != nil {
			t.Fatal(err)
		}
		text = text[:loc[4]] + strconv.Itoa(n+step) + text[loc[5]:]
	}
	var v any
	if err := json.Unmarshal([]byte(text), &v); err != nil {
		t.Fatalf("%v in %s", err, text)
	}
	return fill(v, "#")
}

func fill(v any, number string) any {
	switch v := v.(type) {
	case string:
		if n, ok := strings.CutPrefix(v, "@"); ok {
			count, _ := strconv.Atoi(n)
			return strings.Repeat("字", count)
		}
		return strings.ReplaceAll(v, "#", number)
	case map[string]any:
		out := map[string]any{}
		for k, x := range v {
			out[k] = fill(x, number)
		}
		return out
	case []any:
		out := []any{}
		if len(v) == 2 {
			if s, ok := v[0].(string); ok && strings.HasPrefix(s, "*") {
				count, _ := strconv.Atoi(s[1:])
				for i := range count {
					out = append(out, fill(v[1], strconv.Itoa(i)))
				}
				return out
			}
		}
		for _, x := range v {
			out = append(out, fill(x, number))
		}
		return out
	}
	return v
}

// faultsOf checks a block, or a view, whatever surface it is for.
func faultsOf(t *testing.T, v any) []string {
	t.Helper()
	if m, ok := v.(map[string]any); ok && (m["type"] == "modal" || m["type"] == "home") {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if refusal := CheckView(raw, ""); refusal != nil {
			return refusal.Messages
		}
		return nil
	}
	c := newChecker()
	if o, ok := c.object("", v); ok {
		checkBlock(o)
	}
	return c.faults
}

func TestRefusedBlocks(t *testing.T) {
	t.Parallel()
	for _, tt := range refusedBlocks() {
		v := expand(t, tt.json, 0)
		faults := faultsOf(t, v)
		at := tt.at
		if m, ok := v.(map[string]any); ok && m["type"] == "modal" {
			at = "/view" + at
		}
		if !slices.ContainsFunc(faults, func(f string) bool {
			return strings.HasSuffix(f, " [json-pointer:"+at+"]") || strings.HasSuffix(f, " [json-pointer:"+strings.TrimSuffix(at, "/"+lastPart(at))+"]") && strings.Contains(f, lastPart(at))
		}) {
			t.Errorf("%s: %q, want a fault at %q", tt.name, faults, at)
		}
		loc := marker.FindStringSubmatch(tt.json)
		if loc == nil || slices.Contains(near, tt.name) {
			continue
		}
		step := -1
		if loc[2] == "0" || tt.name == "data-table-too-few-rows" {
			step = 1
		}
		if faults := faultsOf(t, expand(t, tt.json, step)); len(faults) > 0 {
			t.Errorf("%s, within the limit: %q", tt.name, faults)
		}
	}
}

func lastPart(pointer string) string { return pointer[strings.LastIndex(pointer, "/")+1:] }

// TestMessage checks the limits of a message as a whole.
func TestMessage(t *testing.T) {
	t.Parallel()
	text := func(n int) string {
		return fmt.Sprintf(`{"type":"section","text":{"type":"mrkdwn","text":"@%d"}}`, n)
	}
	table := `{"type":"table","rows":[[{"type":"raw_text","text":"x"}]]}`
	chart := `{"type":"data_visualization","title":"x","chart":{"type":"pie","segments":[{"label":"x","value":1}]}}`
	long := text(3000) + "," + text(3000) + "," + text(3000) + "," + text(3000) + ","
	for _, tt := range []struct{ name, blocks, code, message string }{
		{"nothing", ``, "", ""},
		{"fifty", `"*50",` + text(1), "", ""},
		{"fifty-one", `"*51",` + text(1), "invalid_blocks", "no more than 50 items allowed [json-pointer:/blocks]"},
		{"markdown counts as what it comes to", `{"type":"markdown","text":"` + strings.Repeat(`# a\nb\n`, 26) + `"}`, "invalid_blocks", "no more than 50 items allowed [json-pointer:/blocks]"},
		{"long", long + text(1200), "", ""},
		{"too long", long + text(1201), "msg_blocks_too_long", ""},
		{"markdown summed", `{"type":"markdown","text":"@6000"},{"type":"markdown","text":"@6001"}`, "invalid_blocks", "markdown text must be less than 12001 characters [json-pointer:/blocks]"},
		{"one table", table, "", ""},
		{"two tables", table + "," + table, "invalid_attachments", "only_one_table_allowed"},
		{"two charts", chart + "," + chart, "", ""},
		{"three charts", chart + "," + chart + "," + chart, "invalid_blocks", "no more than 2 data_visualization blocks allowed [json-pointer:/blocks]"},
		{"same block_id", `{"type":"divider","block_id":"a"},{"type":"divider","block_id":"a"}`, "invalid_blocks", "`block_id` a already exists for another block [json-pointer:/blocks/1/block_id]"},
		{"input", `{"type":"input"}`, "invalid_blocks", "unsupported type: input [json-pointer:/blocks/0/type]"},
		{"alert", `{"type":"alert"}`, "invalid_blocks", "unsupported type: alert [json-pointer:/blocks/0/type]"},
	} {
		raw, err := json.Marshal(expand(t, "["+tt.blocks+"]", 0))
		if err != nil {
			t.Fatal(err)
		}
		got := CheckMessage(raw)
		switch {
		case got == nil && tt.code != "":
			t.Errorf("%s: taken, want %s", tt.name, tt.code)
		case got != nil && (got.Code != tt.code || tt.message != "" && !slices.Contains(got.Messages, tt.message)):
			t.Errorf("%s: %s %q, want %s %q", tt.name, got.Code, got.Messages, tt.code, tt.message)
		}
	}
	if got := CheckMessage(json.RawMessage(`{"type":"divider"}`)); got == nil || got.Code != "invalid_blocks_format" {
		t.Errorf("no list: %v", got)
	}
}

// shared is the directory of fixtures made by others.
func shared(t *testing.T) string {
	t.Helper()
	return needs.Shared(t, "slack/blocks")
}

func readJSONFile(t *testing.T, path string, v any) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(raw, v); err != nil {
		t.Fatalf("%s: %v", path, err)
	}
}

// TestLimits compares our limits with the shared ones. If they differ, ours is lower,
// for the reason given.
func TestLimits(t *testing.T) {
	t.Parallel()
	var theirs any
	readJSONFile(t, filepath.Join(shared(t), "limits.json"), &theirs)
	lower := map[string]string{
		"data_table.rows.max_items":             "Slack documents a header and 100 rows",
		"data_visualization.segments.max_items": "the client library refuses more than 6",
		"data_visualization.series.max_items":   "the client library refuses more than 6",
	}
	seen := 0
	flatten("", theirs, func(name string, n int) {
		seen++
		ours, ok := limits[name]
		switch {
		case !ok:
			t.Errorf("we have no limit %s", name)
		case lower[name] != "" && ours >= n:
			t.Errorf("%s: %d, theirs %d, but ours should be lower: %s", name, ours, n, lower[name])
		case lower[name] == "" && ours != n:
			t.Errorf("%s: %d, theirs %d", name, ours, n)
		}
	})
	if seen < 80 {
		t.Errorf("only %d limits read", seen)
	}
}

func flatten(name string, v any, each func(string, int)) {
	switch v := v.(type) {
	case map[string]any:
		for k, x := range v {
			flatten(strings.TrimPrefix(name+"."+k, "."), x, each)
		}
	case float64:
		each(name, int(v))
	}
}

// TestSharedInvalid checks that each shared case has a counterpart among ours.
func TestSharedInvalid(t *testing.T) {
	t.Parallel()
	var manifest struct{ Cases []struct{ ID string } }
	readJSONFile(t, filepath.Join(shared(t), "fixtures", "invalid", "manifest.json"), &manifest)
	ours := refusedBlocks()
	for _, c := range manifest.Cases {
		if !slices.ContainsFunc(ours, func(b refusedBlock) bool { return b.name == c.ID }) {
			t.Errorf("no case for %s", c.ID)
		}
	}
	if len(manifest.Cases) < 100 {
		t.Errorf("only %d cases read", len(manifest.Cases))
	}
}

// TestSharedValid checks that each shared block, element, object, rich text, view and
// message is accepted.
func TestSharedValid(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(shared(t), "fixtures", "valid")
	files, err := filepath.Glob(filepath.Join(dir, "*", "*.json"))
	if err != nil || len(files) < 90 {
		t.Fatalf("%d files, %v", len(files), err)
	}
	for _, file := range files {
		var v any
		readJSONFile(t, file, &v)
		kind, name := filepath.Base(filepath.Dir(file)), strings.TrimSuffix(filepath.Base(file), ".json")
		if faults := validFaults(t, kind, name, v); len(faults) > 0 {
			t.Errorf("%s/%s: %q", kind, name, faults)
		}
	}
}

func validFaults(t *testing.T, kind, name string, v any) []string {
	t.Helper()
	m, _ := v.(map[string]any)
	c := newChecker()
	o := object{c, "", m}
	switch kind {
	case "blocks", "views":
		return faultsOf(t, v)
	case "elements":
		if m["type"] == "url" {
			checkURLSource(o)
		} else {
			checkElement(o, slices.Concat(contextElements, actionElements, sectionElements, inputElements, contextActionElements))
		}
	case "rich_text":
		part := v
		if !strings.HasPrefix(o.kind(), "rich_text_") {
			part = map[string]any{"type": "rich_text_section", "elements": []any{v}}
		}
		checkRichText(object{c, "", map[string]any{"elements": []any{part}}})
	case "objects":
		objectFaults(c, name, v)
	case "messages", "attachments":
		return messageFaults(t, name, m)
	}
	return c.faults
}

// objectFaults checks an object where it belongs.
func objectFaults(c *checker, name string, v any) {
	text := map[string]any{"type": "plain_text", "text": "x"}
	holder := func(fields map[string]any) {
		checkElement(object{c, "", fields}, slices.Concat(actionElements, inputElements))
	}
	switch {
	case strings.HasPrefix(name, "text_"):
		object{c, "", v.(map[string]any)}.textObject(3000)
	case strings.HasPrefix(name, "option_group"):
		holder(map[string]any{"type": "static_select", "option_groups": []any{v}})
	case strings.HasPrefix(name, "option_"):
		holder(map[string]any{"type": "static_select", "options": []any{v}})
	case strings.HasPrefix(name, "confirmation_"):
		holder(map[string]any{"type": "button", "text": text, "confirm": v})
	case strings.HasPrefix(name, "conversation_filter"):
		holder(map[string]any{"type": "conversations_select", "filter": v})
	case strings.HasPrefix(name, "dispatch_action"):
		holder(map[string]any{"type": "plain_text_input", "dispatch_action_config": v})
	case strings.HasPrefix(name, "workflow"):
		holder(map[string]any{"type": "workflow_button", "text": text, "workflow": v.(map[string]any)})
	case strings.HasPrefix(name, "trigger"), strings.HasPrefix(name, "input_parameter"):
		holder(map[string]any{"type": "workflow_button", "text": text, "workflow": map[string]any{"trigger": v}})
	default:
		c.fault("", "no place for %s", name)
	}
}

func messageFaults(t *testing.T, name string, m map[string]any) []string {
	t.Helper()
	blocks := func(v any) []string {
		raw, err := json.Marshal(v)
		if err != nil {
			t.Fatal(err)
		}
		if refusal := CheckMessage(raw); v != nil && refusal != nil {
			return append(refusal.Messages, refusal.Code)
		}
		return nil
	}
	faults := blocks(m["blocks"])
	list, _ := m["attachments"].([]any)
	for _, a := range list {
		faults = append(faults, blocks(a.(map[string]any)["blocks"])...)
	}
	if strings.HasPrefix(name, "webhook_") && slices.Contains(faults, "invalid_blocks") {
		return nil // these name two blocks alike, which Slack refuses
	}
	return faults
}
