package mcpserver

import (
	"context"
	"errors"
	"fmt"
	"runtime/debug"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// bound bounds what a client can make the server do. A panic becomes an error, for it would
// end the whole program, which serves others as well.
func (s *Server) bound(next mcp.MethodHandler) mcp.MethodHandler {
	return func(ctx context.Context, method string, req mcp.Request) (res mcp.Result, err error) {
		defer func() {
			if r := recover(); r != nil {
				s.site.Log.Error("mcp: panic", "method", method, "panic", fmt.Sprint(r), "stack", string(debug.Stack()))
				res, err = s.failed(method, wordsOf(false).Failed)
			}
		}()
		switch method {
		case "tools/call", "resources/list", "resources/read":
		case "subscriptions/listen":
			return nil, &jsonrpc.Error{Code: jsonrpc.CodeMethodNotFound, Message: "nothing is sent unasked"}
		default:
			return next(ctx, method, req)
		}
		ctx, cancel := context.WithTimeout(ctx, callTime)
		defer cancel()
		if request, ok := ctx.Value(gone{}).(context.Context); ok {
			defer context.AfterFunc(request, cancel)()
		}
		leave, err := s.line.enter(ctx)
		switch {
		case errors.Is(err, errBusy):
			return s.failed(method, wordsOf(false).Busy)
		case err != nil:
			return s.failed(method, wordsOf(false).Slow)
		}
		defer leave()
		if method == "resources/list" {
			return s.listResources(req)
		}
		return next(ctx, method, req)
	}
}

// failed returns what a client gets of a method that did nothing.
func (s *Server) failed(method, why string) (mcp.Result, error) {
	if method == "tools/call" {
		return refused(why), nil
	}
	return nil, &jsonrpc.Error{Code: jsonrpc.CodeInternalError, Message: why}
}
