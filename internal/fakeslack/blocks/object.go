package blocks

import (
	"encoding/json"
	"fmt"
	"unicode/utf8"

	"beilun/internal/fakeslack/webapi"
)

// Runes returns the number of characters in a text as Slack counts them: code
// points.
func Runes(s string) int { return utf8.RuneCountInString(s) }

// object is a JSON object and its place.
type object struct {
	*checker
	at     string // a JSON pointer
	fields map[string]any
}

// checker collects the faults of blocks, and counts what a message may hold a
// number of.
type checker struct {
	faults   []string
	blockIDs map[string]bool
	charts   int
	tables   int
	markdown int // characters
	pieces   int // blocks, with what a markdown block comes to
}

func newChecker() *checker { return &checker{blockIDs: map[string]bool{}} }

func (c *checker) fault(at, format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...)+" [json-pointer:"+at+"]")
}

// object reads v as an object. It is a fault if v is not one.
func (c *checker) object(at string, v any) (object, bool) {
	m, ok := v.(map[string]any)
	if !ok {
		c.fault(at, "must provide an object")
	}
	return object{c, at, m}, ok
}

// kind returns the type of an object.
func (o object) kind() string {
	k, _ := o.fields["type"].(string)
	return k
}

// has reports whether a field is given. Null counts as left out.
func (o object) has(name string) bool { return o.fields[name] != nil }

// need reports whether a field is given. It is a fault if it is not.
func (o object) need(name string) bool {
	if !o.has(name) {
		o.fault(o.at, "missing required field: %s", name)
		return false
	}
	return true
}

// sub returns a field that is an object.
func (o object) sub(name string) (object, bool) {
	if !o.has(name) {
		return object{}, false
	}
	return o.object(o.at+"/"+name, o.fields[name])
}

// length checks the length of a text.
func (c *checker) length(at, text string, least, most int) {
	switch n := Runes(text); {
	case n < least:
		c.fault(at, "must be more than %d characters", least-1)
	case n > most:
		c.fault(at, "must be less than %d characters", most+1)
	}
}

// str checks a field that is a string, if it is given.
func (o object) str(name string, least, most int) {
	if !o.has(name) {
		return
	}
	text, ok := o.fields[name].(string)
	if !ok {
		o.fault(o.at+"/"+name, "must provide a string")
		return
	}
	o.length(o.at+"/"+name, text, least, most)
}

// oneOf checks a field that is one of a few words, if it is given.
func (o object) oneOf(name string, words ...string) {
	if !o.has(name) {
		return
	}
	for _, w := range words {
		if o.fields[name] == w {
			return
		}
	}
	o.fault(o.at+"/"+name, "must be a valid enum value")
}

// number checks a field that is a number within bounds, if it is given.
func (o object) number(name string, least, most int) {
	if !o.has(name) {
		return
	}
	switch n, ok := o.fields[name].(float64); {
	case !ok:
		o.fault(o.at+"/"+name, "must provide a number")
	case n < float64(least):
		o.fault(o.at+"/"+name, "must be greater than %d", least-1)
	case n > float64(most):
		o.fault(o.at+"/"+name, "must be less than %d", most+1)
	}
}

// list checks a field that is a list with a number of items, and returns it.
func (o object) list(name string, least, most int) []any {
	if !o.has(name) {
		if least > 0 {
			o.fault(o.at, "missing required field: %s", name)
		}
		return nil
	}
	items, ok := o.fields[name].([]any)
	at := o.at + "/" + name
	switch {
	case !ok:
		o.fault(at, "must provide an array")
	case len(items) < least:
		o.fault(at, "no less than %d items required", least)
	case len(items) > most:
		o.fault(at, "no more than %d items allowed", most)
	}
	return items
}

// each checks every item of a list that is an object.
func (o object) each(name string, items []any, check func(object)) {
	for i, v := range items {
		if item, ok := o.object(fmt.Sprintf("%s/%s/%d", o.at, name, i), v); ok {
			check(item)
		}
	}
}

// text checks a field that is a text object, if it is given.
func (o object) text(name string, most int, kinds ...string) {
	t, ok := o.sub(name)
	if ok {
		t.textObject(most, kinds...)
	}
}

const (
	plain  = "plain_text"
	mrkdwn = "mrkdwn"
)

// textObject checks a text of one of the kinds, or of either if none is named.
func (o object) textObject(most int, kinds ...string) {
	if len(kinds) == 0 {
		kinds = []string{plain, mrkdwn}
	}
	if o.need("type") {
		o.oneOf("type", kinds...)
	}
	if o.need("text") {
		o.str("text", AtMost("text.min_length"), most)
	}
}

// refuse returns Slack's answer to the faults, nil if there are none.
func (c *checker) refuse(code string) *webapi.Refusal {
	if len(c.faults) == 0 {
		return nil
	}
	return &webapi.Refusal{Code: code, Messages: c.faults}
}

// parseBlocks reads a list of blocks.
func parseBlocks(raw json.RawMessage) ([]any, *webapi.Refusal) {
	var blocks []any
	if json.Unmarshal(raw, &blocks) != nil {
		return nil, webapi.Refuse("invalid_blocks_format")
	}
	return blocks, nil
}
