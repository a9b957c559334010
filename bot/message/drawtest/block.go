package drawtest

import (
	"encoding/json"
	"fmt"
	"html"
	"strings"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
)

// block is any block or element of Block Kit.
type block struct {
	Type                                            string
	Text, Title, Label, Placeholder                 any
	URL, Caption, Name, UserID                      string
	Style                                           any
	Indent                                          int
	Value                                           any
	Elements, Fields, Options                       []block
	Accessory, Element, Positive, Negative, Initial *block
	ChildBlocks                                     []json.RawMessage
	Rows                                            [][]block
	Chart                                           *chart
}

// UnmarshalJSON reads the names with underscores that encoding/json does not match.
func (b *block) UnmarshalJSON(data []byte) error {
	type plain block
	var names struct {
		UserID      string            `json:"user_id"`
		ChildBlocks []json.RawMessage `json:"child_blocks"`
		Positive    *block            `json:"positive_button"`
		Negative    *block            `json:"negative_button"`
		Initial     *block            `json:"initial_option"`
	}
	if err := json.Unmarshal(data, (*plain)(b)); err != nil {
		return err
	}
	if err := json.Unmarshal(data, &names); err != nil {
		return err
	}
	b.UserID, b.ChildBlocks, b.Positive, b.Negative, b.Initial = names.UserID, names.ChildBlocks, names.Positive, names.Negative, names.Initial
	return nil
}

// words returns a text that is a string or an object with one.
func words(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case map[string]any:
		return words(v["text"])
	}
	return ""
}

func (p *pen) blocks(all []json.RawMessage) {
	for _, data := range all {
		var b block
		if err := json.Unmarshal(data, &b); err != nil {
			p.unknown = append(p.unknown, fmt.Errorf("read a block: %w", err))
			continue
		}
		p.in("div", "block "+html.EscapeString(b.Type), func() { p.block(b) })
	}
}

func (p *pen) block(b block) {
	switch b.Type {
	case "rich_text":
		p.rich(b.Elements)
	case "header":
		p.in("h2", "", func() { p.text(words(b.Text)) })
	case "divider":
		p.out.WriteString("<hr>")
	case "section":
		p.in("div", "grow", func() {
			p.text(words(b.Text))
			for _, f := range b.Fields {
				p.in("div", "field", func() { p.text(words(f.Text)) })
			}
		})
		if b.Accessory != nil {
			p.element(*b.Accessory)
		}
	case "context", "actions", "context_actions":
		for _, e := range b.Elements {
			p.element(e)
		}
	case "input":
		p.in("b", "label", func() { p.text(words(b.Label)) })
		if b.Element != nil {
			p.element(*b.Element)
		}
	case "container":
		p.in("details", "", func() {
			p.in("summary", "", func() { p.text(words(b.Title)) })
			p.blocks(b.ChildBlocks)
		})
	case "markdown":
		if err := goldmark.New(goldmark.WithExtensions(extension.GFM)).Convert([]byte(words(b.Text)), &p.out); err != nil {
			p.unknown = append(p.unknown, err)
		}
	case "table", "data_table":
		p.table(b)
	case "data_visualization":
		p.in("div", "chart-title", func() { p.text(words(b.Title)) })
		if b.Chart == nil || !p.chart(*b.Chart) {
			p.miss("chart", words(b.Title))
		}
	default:
		p.miss("block", b.Type)
	}
}

// element draws an element that is not part of rich text.
func (p *pen) element(e block) {
	switch e.Type {
	case "button":
		p.in("span", "button "+strings.TrimSpace(words(e.Style)), func() { p.text(words(e.Text)) })
	case "plain_text", "mrkdwn":
		p.in("span", "", func() { p.text(words(e.Text)) })
	case "feedback_buttons":
		for _, f := range []*block{e.Positive, e.Negative} {
			if f != nil {
				p.in("span", "feedback", func() { p.text(words(f.Text)) })
			}
		}
	case "static_select":
		shown := words(e.Placeholder)
		if e.Initial != nil {
			shown = words(e.Initial.Text)
		}
		p.in("span", "button menu", func() { p.text(shown) })
	case "radio_buttons":
		for _, o := range e.Options {
			p.in("div", "radio", func() { p.text(words(o.Text)) })
		}
	case "plain_text_input":
		p.in("div", "typed", func() { p.text(words(e.Placeholder)) })
	default:
		p.miss("element", e.Type)
	}
}

// rich draws elements of rich text.
func (p *pen) rich(elements []block) {
	for _, e := range elements {
		switch e.Type {
		case "rich_text_section":
			p.in("div", "line", func() { p.runs(e.Elements) })
		case "rich_text_quote":
			p.in("blockquote", "", func() { p.runs(e.Elements) })
		case "rich_text_preformatted":
			p.in("pre", "", func() { p.runs(e.Elements) })
		case "rich_text_list":
			tag := "ul"
			if words(e.Style) == "ordered" {
				tag = "ol"
			}
			p.in(tag, fmt.Sprintf("indent%d", e.Indent), func() {
				for _, item := range e.Elements {
					p.in("li", "", func() { p.runs(item.Elements) })
				}
			})
		default:
			p.miss("rich text", e.Type)
		}
	}
}

// runs draws the pieces of a line.
func (p *pen) runs(elements []block) {
	for _, e := range elements {
		shown := words(e.Text)
		switch e.Type {
		case "text":
		case "link":
			if shown == "" {
				shown = e.URL
			}
		case "user":
			shown = "@" + e.UserID
		case "emoji":
			shown = ":" + e.Name + ":"
		default:
			p.miss("run", e.Type)
		}
		styles, _ := e.Style.(map[string]any)
		class := e.Type
		for _, s := range []string{"bold", "italic", "strike", "code"} {
			if on, _ := styles[s].(bool); on {
				class += " " + s
			}
		}
		p.in("span", class, func() { p.text(shown) })
	}
}

// table draws a table of cells; one that can be sorted has a caption.
func (p *pen) table(b block) {
	p.in("table", "", func() {
		if b.Caption != "" {
			p.in("caption", "", func() { p.text(b.Caption) })
		}
		for i, row := range b.Rows {
			tag := "td"
			if i == 0 {
				tag = "th"
			}
			p.in("tr", "", func() {
				for _, c := range row {
					p.in(tag, c.Type, func() { p.cell(c) })
				}
			})
		}
	})
}

func (p *pen) cell(c block) {
	switch c.Type {
	case "raw_text", "raw_number":
		if shown := words(c.Text); shown != "" {
			p.text(shown)
		} else {
			p.text(fmt.Sprint(c.Value))
		}
	case "rich_text":
		p.rich(c.Elements)
	default:
		p.miss("cell", c.Type)
	}
}
