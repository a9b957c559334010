package drawtest

import (
	"encoding/json"
	"errors"
	"fmt"
	"html"
)

// Post is a message of a person, with Text, or of the app, with what it posted as
// [Page] takes it.
type Post struct {
	By     string // name of who posts it
	Face   string // drawn on the picture of a person: one character
	Color  string // of that picture, in CSS
	At     string // time of day
	Text   string // of a person; a word that begins with @ is drawn as a mention
	Posted []byte // by the app: JSON
	Form   int    // which form of it
}

// Thread returns a page of HTML with a thread as Slack shows it: a headline, the place
// that the thread is in, and its posts. Its error names what cannot be drawn.
func Thread(title, place string, posts []Post) (string, error) {
	if len(posts) == 0 {
		return "", errors.New("the thread has no posts")
	}
	var p pen
	p.in("div", "thread", func() {
		p.in("div", "thread-head", func() {
			p.in("b", "", func() { p.text(title) })
			p.in("span", "thread-place", func() { p.text(place) })
		})
		for _, post := range posts {
			p.post(post)
		}
	})
	if err := errors.Join(p.unknown...); err != nil {
		return "", err
	}
	return whole(p.out.String()), nil
}

// post draws one post of a thread.
func (p *pen) post(post Post) {
	var blocks []json.RawMessage
	if post.Text == "" {
		var err error
		if blocks, err = new(content).read(post.Posted, post.Form); err != nil {
			p.unknown = append(p.unknown, fmt.Errorf("post of %s: %w", post.By, err))
			return
		}
	}
	p.in("div", "post", func() {
		if post.Text == "" {
			p.out.WriteString(botFace)
		} else {
			fmt.Fprintf(&p.out, `<div class="face" style="background:%s">%s</div>`, html.EscapeString(post.Color), html.EscapeString(post.Face))
		}
		p.in("div", "body", func() {
			p.by(post.By, post.At, post.Text == "")
			if post.Text == "" {
				p.blocks(blocks)
				return
			}
			p.in("div", "block", func() { p.typed(post.Text) })
		})
	})
}

// botFace is the picture of the bot: a sheet with lines and a bar chart.
const botFace = `<div class="face"><svg width="36" height="36" viewBox="0 0 36 36"><path d="M10 8h16v20H10z" fill="#fff"/><path d="M13 12h10M13 15.5h10" stroke="#1264a3" stroke-width="1.6"/><path d="M14 25v-3M18 25v-6M22 25v-4.5" stroke="#1264a3" stroke-width="2.4"/></svg></div>`
