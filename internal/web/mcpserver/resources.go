package mcpserver

import (
	"context"
	"fmt"
	"net/url"
	"strconv"
	"strings"

	"beilun/index"
	"beilun/index/answer/plain"
	"beilun/index/passage"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// The address of a release as a resource is scheme and its ID, escaped.
const (
	scheme   = "beilun://release/"
	template = scheme + "{+id}"
	textMIME = "text/plain; charset=utf-8"
)

const (
	resourcePage = 100       // resources of a page of the list
	resourceSize = 256 << 10 // bytes, of the text of a resource
	resourceLong = 2000      // paragraphs of a resource
)

func (s *Server) addResources() {
	s.mcp.AddResourceTemplate(&mcp.ResourceTemplate{
		Name: "release", Title: "Press release", URITemplate: template, MIMEType: textMIME,
		Description: "The text of a press release as it was read, by its id",
	}, s.readResource)
}

func addressOf(id string) string { return scheme + url.PathEscape(id) }

// listResources returns a page of the list of releases, newest first. A cursor is the number
// of releases before the page.
func (s *Server) listResources(req mcp.Request) (mcp.Result, error) {
	from := 0
	if p, ok := req.GetParams().(*mcp.ListResourcesParams); ok && p != nil && p.Cursor != "" {
		n, err := strconv.Atoi(p.Cursor)
		if err != nil || n < 0 {
			return nil, &jsonrpc.Error{Code: jsonrpc.CodeInvalidParams, Message: "this cursor is none of the list"}
		}
		from = n
	}
	all := s.site.Index.Releases()
	from = min(from, len(all))
	to := min(from+resourcePage, len(all))
	out := &mcp.ListResourcesResult{Resources: []*mcp.Resource{}}
	for _, r := range all[from:to] {
		out.Resources = append(out.Resources, resourceOf(r))
	}
	if to < len(all) {
		out.NextCursor = strconv.Itoa(to)
	}
	return out, nil
}

func resourceOf(r index.Release) *mcp.Resource {
	t := text{Words: wordsOf(false)}
	return &mcp.Resource{URI: addressOf(r.ID), Name: r.ID, Title: r.Title, Description: t.source(plain.Form{}.ReleaseOf(r)), MIMEType: textMIME}
}

// readResource returns the text of a release, with its source before it.
func (s *Server) readResource(ctx context.Context, req *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
	escaped, _ := strings.CutPrefix(req.Params.URI, scheme)
	id, err := url.PathUnescape(escaped)
	if err != nil {
		return nil, mcp.ResourceNotFoundError(req.Params.URI)
	}
	r, ok := s.held(id)
	if !ok {
		return nil, mcp.ResourceNotFoundError(req.Params.URI)
	}
	w := wordsOf(false)
	t := text{Words: w}
	t.line(w.Source, t.source(plain.Form{}.ReleaseOf(r)))
	var paragraphs []Paragraph
	size, more := 0, false
	for n := 1; n <= resourceLong && !more; n += resourcePage {
		part, err := s.site.Index.Near(ctx, passage.ID(id, n), 0, resourcePage-1)
		if err != nil {
			return nil, fmt.Errorf("read release %q: %w", id, err)
		}
		for _, p := range part {
			if size += len(p.Text); size > resourceSize {
				more = true
				break
			}
			paragraphs = append(paragraphs, Paragraph{len(paragraphs) + 1, p.Heading, p.Text})
		}
		if len(part) < resourcePage {
			break
		}
	}
	t.body(paragraphs)
	if more {
		t.line(w.Cut)
	}
	return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{URI: req.Params.URI, MIMEType: textMIME, Text: t.String()}}}, nil
}
