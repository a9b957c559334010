package mcpserver

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"reflect"
	"strings"

	"beilun/internal/courtesy"
	"beilun/internal/zhtext"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// definitions returns the tools by name, as tools.json describes them.
func definitions() map[string]*mcp.Tool {
	data, err := files.ReadFile("tools/tools.json")
	var tools []*mcp.Tool
	if err == nil {
		err = json.Unmarshal(data, &tools)
	}
	if err != nil {
		panic(fmt.Errorf("mcpserver: tools: %w", err)) // a part of the program
	}
	out := map[string]*mcp.Tool{}
	for _, t := range tools {
		out[t.Name] = t
	}
	return out
}

// refusal is an error whose text is a sentence for the client.
type refusal string

func (r refusal) Error() string { return string(r) }

// refused returns the result of a call for which nothing was looked up.
func refused(why string) *mcp.CallToolResult {
	return &mcp.CallToolResult{IsError: true, Content: []mcp.Content{&mcp.TextContent{Text: why}}}
}

// addTool adds a tool. do returns the result and the same as a text.
func addTool[In, Out any](s *Server, t *mcp.Tool, do func(ctx context.Context, in In, w *Words) (Out, string, error)) {
	schema := new(jsonschema.Schema)
	data, err := json.Marshal(t.InputSchema)
	if err == nil {
		err = json.Unmarshal(data, schema)
	}
	var input *jsonschema.Resolved
	if err == nil {
		input, err = schema.Resolve(&jsonschema.ResolveOptions{ValidateDefaults: true})
	}
	if err != nil {
		panic(fmt.Errorf("mcpserver: tool %s: %w", t.Name, err)) // a part of the program
	}
	t.OutputSchema = schemaOf(reflect.TypeFor[Out]())
	s.mcp.AddTool(t, func(ctx context.Context, req *mcp.CallToolRequest) (*mcp.CallToolResult, error) {
		w := wordsOf(isEnglish(req.Params.Arguments))
		var in In
		if err := decode(req.Params.Arguments, input, &in); err != nil {
			return refused(fmt.Sprintf(w.Wrong, zhtext.Truncate(err.Error(), maxWhy))), nil
		}
		out, text, err := do(ctx, in, w)
		var why refusal
		switch {
		case errors.As(err, &why):
			return refused(string(why)), nil
		case ctx.Err() != nil:
			return refused(w.Slow), nil
		case err != nil:
			s.site.Log.Error("mcp", "tool", t.Name, "err", err)
			return refused(w.Failed), nil
		}
		return &mcp.CallToolResult{StructuredContent: out, Content: []mcp.Content{&mcp.TextContent{Text: w.cut(text)}}}, nil
	})
}

// maxWhy is the size of what is said of arguments that do not fit, in runes: it may have an
// argument in it.
const maxWhy = 200

// decode reads the arguments of a call and checks them.
func decode(args json.RawMessage, schema *jsonschema.Resolved, in any) error {
	all := map[string]any{}
	if len(args) > 0 {
		if err := json.Unmarshal(args, &all); err != nil {
			return errors.New("not an object")
		}
	}
	if all == nil { // of null
		all = map[string]any{}
	}
	if err := schema.ApplyDefaults(&all); err != nil {
		return err
	}
	if err := schema.Validate(all); err != nil {
		return errors.New(strings.ReplaceAll(strings.TrimPrefix(err.Error(), "validating root: "), "validating /properties/", ""))
	}
	data, err := json.Marshal(all)
	if err != nil {
		return err
	}
	return json.Unmarshal(data, in)
}

// isEnglish reports whether who calls with some arguments reads English: if they say so, or
// the question is English.
func isEnglish(args json.RawMessage) bool {
	var said struct{ Lang, Question string }
	_ = json.Unmarshal(args, &said) // what fits of it is enough
	return said.Lang == "en" || said.Question != "" && courtesy.IsEnglish(said.Question)
}
