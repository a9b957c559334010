package mcpserver

import (
	"beilun/index/answer/check"
	"beilun/internal/web/ledger"
	"beilun/internal/web/page"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Server answers assistants. It is safe for concurrent use.
type Server struct {
	site    *page.Site
	all     *ledger.Ledger
	checker *check.Checker
	mcp     *mcp.Server
	line    line
}
