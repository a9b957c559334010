package try

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"

	"beilun/internal/fakeslack"
	"beilun/internal/fakeslack/people"
)

// press is a button that was printed: one of a post, or of a view.
type press struct {
	post                 fakeslack.Post
	view                 string // its ID; empty: it is in a post
	action, value, label string
}

func (d *desk) printf(format string, args ...any) {
	d.mu.Lock()
	defer d.mu.Unlock()
	fmt.Fprintf(d.out, format, args...)
}

// print prints what the bot posts and opens, until ctx is done.
func (d *desk) print(ctx context.Context) {
	posts, views, home, there := 0, 0, "", false
	connected := func() bool {
		moments := d.srv.Sockets.Timeline()
		return len(moments) > 0 && moments[len(moments)-1].Live > 0
	}
	for {
		if now := connected(); now != there {
			there = now
			d.printf("%s\n", map[bool]string{true: "(the bot is connected)", false: "(the bot has gone)"}[now])
		}
		now, opened := d.srv.Channels.Posts(), d.srv.Screens.Views()
		for _, p := range now[posts:] {
			d.post(p)
		}
		for _, v := range opened[views:] {
			d.view("window", v)
		}
		if v, ok := d.srv.Screens.Home(person); ok && v.Hash != home {
			d.view("Home", v)
			home = v.Hash
		}
		posts, views = len(now), len(opened)
		err := d.srv.Wait(ctx, func() bool {
			v, _ := d.srv.Screens.Home(person)
			return len(d.srv.Channels.Posts()) > posts || len(d.srv.Screens.Views()) > views || v.Hash != home || connected() != there
		})
		if err != nil {
			return
		}
	}
}

// post prints a post: its text, and the labels of its buttons.
func (d *desk) post(p fakeslack.Post) {
	d.mu.Lock()
	defer d.mu.Unlock()
	where := "beilun in the channel"
	if p.Channel == direct {
		where = "beilun to you"
	} else if p.ThreadTS != "" {
		where = "beilun in the thread"
	}
	switch {
	case p.Delete:
		fmt.Fprintln(d.out, "(beilun has taken its message away)")
		return
	case p.Ephemeral:
		where += ", only you see it"
	case p.Method == "chat.update", p.Replace:
		where += ", instead of what it said"
	}
	fmt.Fprintf(d.out, "\n%s:\n%s\n", where, indented(p.Text))
	d.list(p.Blocks, press{post: p})
}

// view prints a modal or the Home tab.
func (d *desk) view(what string, v people.View) {
	d.mu.Lock()
	defer d.mu.Unlock()
	fmt.Fprintf(d.out, "\n%s %s:\n%s\n", what, v.Title, indented(strings.Join(texts(v.Blocks), "\n")))
	d.list(v.Blocks, press{view: v.ID})
}

// list prints the buttons of blocks with their numbers, which go on where those before
// ended. The caller holds d.mu.
func (d *desk) list(blocks json.RawMessage, of press) {
	found := buttons(blocks)
	for _, b := range found {
		b.post, b.view = of.post, of.view
		d.buttons = append(d.buttons, b)
		fmt.Fprintf(d.out, "  [%d] %s", len(d.buttons), b.label)
	}
	if len(found) > 0 {
		fmt.Fprintln(d.out)
	}
}

func indented(s string) string { return "  " + strings.ReplaceAll(s, "\n", "\n  ") }

// walk calls do with each object in blocks, in order, until it returns false for the
// one that it would go into.
func walk(blocks json.RawMessage, do func(object map[string]json.RawMessage) bool) {
	var list []json.RawMessage
	if json.Unmarshal(blocks, &list) == nil {
		for _, v := range list {
			walk(v, do)
		}
		return
	}
	var object map[string]json.RawMessage
	if json.Unmarshal(blocks, &object) != nil || !do(object) {
		return
	}
	for _, key := range []string{"title", "label", "text", "elements", "fields", "accessory", "element", "options", "child_blocks", "rows", "positive_button", "negative_button"} {
		walk(object[key], do)
	}
}

// word returns a string, or the text of an object that has one.
func word(raw json.RawMessage) string {
	var s string
	if json.Unmarshal(raw, &s) == nil {
		return s
	}
	var o struct{ Text json.RawMessage }
	if json.Unmarshal(raw, &o) != nil || len(o.Text) == 0 {
		return ""
	}
	return word(o.Text)
}

// buttons returns what can be pressed in blocks: buttons, the choices of menus, and
// links that the bot follows.
func buttons(blocks json.RawMessage) (out []press) {
	walk(blocks, func(o map[string]json.RawMessage) bool {
		action := word(o["action_id"])
		switch word(o["type"]) {
		case "button":
			out = append(out, press{action: action, value: word(o["value"]), label: word(o["text"])})
			return false
		case "feedback_buttons":
			for _, side := range []string{"positive_button", "negative_button"} {
				out = append(out, choice(action, o[side]))
			}
			return false
		case "static_select", "overflow":
			var options []json.RawMessage
			_ = json.Unmarshal(o["options"], &options) // one without options has none to list
			for _, option := range options {
				out = append(out, choice(action, option))
			}
			return false
		}
		return true
	})
	return out
}

// choice returns one of the choices that an element gives.
func choice(action string, raw json.RawMessage) press {
	var o map[string]json.RawMessage
	_ = json.Unmarshal(raw, &o) // a choice without value and text is refused by the server before
	return press{action: action, value: word(o["value"]), label: word(o["text"])}
}

// texts returns the texts of blocks, a line for each block or line of rich text.
func texts(blocks json.RawMessage) (out []string) {
	var line strings.Builder
	end := func() {
		if line.Len() > 0 {
			out = append(out, line.String())
			line.Reset()
		}
	}
	walk(blocks, func(o map[string]json.RawMessage) bool {
		switch word(o["type"]) {
		case "button", "feedback_buttons", "static_select", "overflow":
			return false
		case "text", "link", "raw_text":
			line.WriteString(word(o["text"]))
		case "plain_text", "mrkdwn":
			end()
			line.WriteString(word(o["text"]))
		default:
			end()
		}
		return true
	})
	end()
	return out
}
