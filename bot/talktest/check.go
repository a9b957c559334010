package talktest

import (
	"encoding/json"
	"fmt"
	"html"
	"maps"
	"slices"
	"strings"
	"unicode"

	"beilun/bot/message"
)

// Post is a message that the bot posted: its text and the blocks that Slack shows in
// its place, if there are any.
type Post struct {
	Text   string
	Blocks json.RawMessage
}

// maxShort bounds a short reply, in lines.
const maxShort = 3

// Check returns what is wrong with the posts that a turn got, nil if nothing is.
func (t Turn) Check(posts ...Post) (faults []string) {
	complain := func(format string, a ...any) { faults = append(faults, fmt.Sprintf(format, a...)) }
	if n := len(posts); n == 0 && t.Kind != Silent && t.Kind != ShortOrSilent {
		complain("nothing is posted, want kind %s", t.Kind)
	} else if n > 0 && t.Kind == Silent {
		complain("%d posts, want none", n)
	}
	var all strings.Builder
	for _, p := range posts {
		s := seen{}
		var tree any
		if len(p.Blocks) > 0 && json.Unmarshal(p.Blocks, &tree) != nil {
			complain("blocks that are no JSON: %.100s", p.Blocks)
		}
		s.walk(tree)
		all.WriteString(bare(p.Text) + apart + bare(s.text.String()) + apart)
		if t.Kind == Short || t.Kind == ShortOrSilent {
			if s.judged {
				complain("feedback buttons below a short reply")
			}
			if n := strings.Count(strings.TrimSpace(p.Text), "\n") + 1; n > maxShort {
				complain("%d lines, want a short reply", n)
			}
		}
		if t.Kind == AskBack && s.buttons == 0 {
			complain("no buttons to choose from")
		}
	}
	for _, want := range t.Want {
		if !strings.Contains(all.String(), bare(want)) {
			complain("lacks %q", want)
		}
	}
	for _, not := range t.Not {
		if strings.Contains(all.String(), bare(not)) {
			complain("has %q", not)
		}
	}
	return faults
}

// apart separates what is not read as one text. Unlike a line break it is not white
// space.
const apart = "\x1f"

// bare returns a text without white space, as people see it.
func bare(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) {
			return -1
		}
		return r
	}, html.UnescapeString(text))
}

// seen is what a person sees of a message's blocks.
type seen struct {
	text    strings.Builder
	buttons int
	judged  bool // has buttons that judge the answer
}

// walk reads a block or what is in one. The parts of one line of rich text are read as
// one text: a figure may be of another style than the words around it.
func (s *seen) walk(v any) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			s.walk(e)
		}
	case map[string]any:
		kind, _ := v["type"].(string)
		id, _ := v["action_id"].(string)
		if kind == "button" {
			s.buttons++
		}
		s.judged = s.judged || slices.Contains([]string{message.FeedbackAction, message.UsefulAction, message.UselessAction}, id)
		for _, key := range slices.Sorted(maps.Keys(v)) {
			if text, ok := v[key].(string); !ok {
				s.walk(v[key])
			} else if slices.Contains([]string{"text", "title", "url", "title_url", "image_url", "alt_text"}, key) {
				s.text.WriteString(text)
			}
		}
		if !slices.Contains([]string{"", "text", "link", "emoji", "user"}, kind) {
			s.text.WriteString(apart)
		}
	}
}
