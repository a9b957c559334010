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
	var posted content
	blocks, err := posted.read(data, form)
	if err != nil {
		return "", err
	}
	var p pen
	switch posted.Type {
	case "modal":
		p.out.WriteString(`<div class="modal"><div class="modal-head">` + posted.Title.html() + `</div>`)
		p.blocks(blocks)
		p.out.WriteString(`<div class="modal-foot">`)
		for _, b := range []*text{posted.Close, posted.Submit} {
			if b != nil {
				p.out.WriteString(`<span class="button">` + b.html() + `</span>`)
			}
		}
		p.out.WriteString(`</div></div>`)
	case "home":
		p.out.WriteString(`<div class="home">`)
		p.blocks(blocks)
		p.out.WriteString(`</div>`)
	default:
		p.out.WriteString(`<div class="post"><div class="face"></div><div class="body">`)
		p.by(by, "10:00", true)
		p.blocks(blocks)
		p.out.WriteString(`</div></div>`)
	}
	if err := errors.Join(p.unknown...); err != nil {
		return "", err
	}
	return whole(p.out.String()), nil
}

// whole returns the page with a body.
func whole(body string) string {
	return `<!doctype html><meta charset="utf-8"><style>` + style + `</style>` + body
}

// content is what is posted: a message, or a view.
type content struct {
	Type                 string
	Forms                [][]json.RawMessage
	Blocks               []json.RawMessage
	Title, Submit, Close *text
}

// read reads what is posted and returns its blocks: of a message with forms those of the
// one numbered form.
func (posted *content) read(data []byte, form int) ([]json.RawMessage, error) {
	if json.Unmarshal(data, &posted.Blocks) != nil {
		if err := json.Unmarshal(data, posted); err != nil {
			return nil, fmt.Errorf("read what is posted: %w", err)
		}
	}
	blocks := posted.Blocks
	if posted.Forms != nil {
		if form < 0 || form >= len(posted.Forms) {
			return nil, fmt.Errorf("form %d of %d", form, len(posted.Forms))
		}
		blocks = posted.Forms[form]
	}
	if len(blocks) == 0 {
		return nil, errors.New("it has no blocks")
	}
	return blocks, nil
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

func (p *pen) text(s string) { p.out.WriteString(shapes.Replace(html.EscapeString(s))) }

// shapes draws what few fonts have as Slack does.
var shapes = strings.NewReplacer("\n", "<br>", "\u26aa", `<span class="circle"></span>`)

// by draws who posts, and when.
func (p *pen) by(name, at string, app bool) {
	p.in("div", "by", func() {
		p.in("b", "", func() { p.text(name) })
		if app {
			p.out.WriteString(` <span class="app">APP</span>`)
		}
		p.out.WriteString(" ")
		p.in("span", "at", func() { p.text(at) })
	})
}

// typed draws what a person typed.
func (p *pen) typed(s string) {
	for i, word := range strings.Split(s, " ") {
		if i > 0 {
			p.out.WriteString(" ")
		}
		if strings.HasPrefix(word, "@") {
			p.in("span", "user", func() { p.text(word) })
		} else {
			p.text(word)
		}
	}
}
