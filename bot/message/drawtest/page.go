package drawtest

import (
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"strings"
)

//go:embed style.css
var style string

// Width is that of a page in CSS pixels: the one of a Slack window's middle column.
const Width = 760

// Page returns a page of HTML with what is posted: the JSON of a message as golden
// files have it (of its forms the one numbered form), of a list of blocks, or of a
// view. by is who posts it. An error names what cannot be drawn.
func Page(by string, data []byte, form int) (string, error) {
	var blocks []json.RawMessage
	var posted struct {
		Type                 string
		Forms                [][]json.RawMessage
		Blocks               []json.RawMessage
		Title, Submit, Close *text
	}
	switch err := json.Unmarshal(data, &blocks); {
	case err == nil:
		posted.Blocks = blocks
	default:
		if err := json.Unmarshal(data, &posted); err != nil {
			return "", fmt.Errorf("read what is posted: %w", err)
		}
	}
	if posted.Forms != nil {
		if form < 0 || form >= len(posted.Forms) {
			return "", fmt.Errorf("form %d of %d", form, len(posted.Forms))
		}
		posted.Blocks = posted.Forms[form]
	}
	if len(posted.Blocks) == 0 {
		return "", errors.New("it has no blocks")
	}
	var p pen
	switch posted.Type {
	case "modal":
		p.out.WriteString(`<div class="modal"><div class="modal-head">` + posted.Title.html() + `</div>`)
		p.blocks(posted.Blocks)
		p.out.WriteString(`<div class="modal-foot">`)
		for _, b := range []*text{posted.Close, posted.Submit} {
			if b != nil {
				p.out.WriteString(`<span class="button">` + b.html() + `</span>`)
			}
		}
		p.out.WriteString(`</div></div>`)
	case "home":
		p.out.WriteString(`<div class="home">`)
		p.blocks(posted.Blocks)
		p.out.WriteString(`</div>`)
	default:
		p.out.WriteString(`<div class="post"><div class="face"></div><div class="body"><div class="by"><b>` + html.EscapeString(by) + `</b> <span class="app">APP</span> <span class="at">10:00</span></div>`)
		p.blocks(posted.Blocks)
		p.out.WriteString(`</div></div>`)
	}
	if err := errors.Join(p.unknown...); err != nil {
		return "", err
	}
	return `<!doctype html><meta charset="utf-8"><style>` + style + `</style>` + p.out.String(), nil
}

// text is an object with a text; nil is empty.
type text struct{ Text string }

func (t *text) html() string {
	if t == nil {
		return ""
	}
	return html.EscapeString(t.Text)
}

// pen draws blocks one after the other.
type pen struct {
	out     strings.Builder
	unknown []error
}

// miss notes what cannot be drawn.
func (p *pen) miss(what, kind string) {
	p.unknown = append(p.unknown, fmt.Errorf("no drawing of %s %q", what, kind))
}

// in draws what is inside a tag with a class.
func (p *pen) in(tag, class string, inside func()) {
	fmt.Fprintf(&p.out, `<%s class="%s">`, tag, class)
	inside()
	fmt.Fprintf(&p.out, `</%s>`, tag)
}

func (p *pen) text(s string) {
	p.out.WriteString(strings.ReplaceAll(html.EscapeString(s), "\n", "<br>"))
}
