package bot

import (
	"context"
	"encoding/json"
	"testing"

	"beilun/index"
)

// History is empty: TestChart has figures of its own.
func (s *shelf) History(context.Context, index.Row) ([]index.Row, error) { return nil, nil }

func (s *shelf) Around(_ context.Context, id string) ([]index.Passage, error) {
	return []index.Passage{{ID: "a.md#0", Text: "前一段。"}, {ID: id, Heading: "一、概况", Text: "原段。"}, {ID: "a.md#2", Text: "后一段。"}}, nil
}

func (s *shelf) Passages() int { return 3 }

// block is as much of a block as the tests look at.
type block struct {
	Type     string
	Rows     [][]blockCell
	Elements []json.RawMessage
}

type blockCell struct {
	Text  string
	Value float64
}

func readBlocks(t *testing.T, data []byte) []block {
	t.Helper()
	var blocks []block
	if err := json.Unmarshal(data, &blocks); err != nil {
		t.Fatalf("read blocks %s: %v", data, err)
	}
	return blocks
}

func encode(t *testing.T, v any) []byte {
	t.Helper()
	data, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return data
}

// valueOf finds the value of the element with an action ID, or an ID that
// begins with it, anywhere in blocks.
func valueOf(t *testing.T, blocks, action string) string {
	t.Helper()
	var v any
	if err := json.Unmarshal([]byte(blocks), &v); err != nil {
		t.Fatal(err)
	}
	value, ok := findValue(v, action)
	if !ok {
		t.Fatalf("no element %q in %s", action, blocks)
	}
	return value
}

func findValue(v any, action string) (string, bool) {
	switch v := v.(type) {
	case map[string]any:
		if v["action_id"] == action {
			value, _ := v["value"].(string)
			return value, true
		}
		for _, x := range v {
			if s, ok := findValue(x, action); ok {
				return s, true
			}
		}
	case []any:
		for _, x := range v {
			if s, ok := findValue(x, action); ok {
				return s, true
			}
		}
	}
	return "", false
}
