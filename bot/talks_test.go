package bot

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"beilun/bot/message"
	"beilun/index/answer"
	"beilun/internal/fakeslack"
	"beilun/knowledge"
)

// exchange is a conversation of testdata/talks, one on each line of a file.
type exchange struct {
	ID    string
	Place string // channel: all in one thread; dm; slash
	Turns []turn
}

// turn is one message of a person, with what the bot does then.
type turn struct {
	User, Text string
	Kind       string   // as judge has them
	Want, Not  []string // what is shown, and what is not; white space aside
	Known      string   // why this turn goes wrong, until somebody mends it
}

// talkDay is when the conversations take place.
var talkDay = time.Date(2026, 11, 29, 10, 0, 0, 0, time.UTC)

// betweenTurns is how long people take for the next message.
const betweenTurns = 10 * time.Second

// sharedTalks are conversations that others wrote. A copy is in testdata, for where
// they are not.
var sharedTalks = filepath.Join("..", "..", "shared", "talks", "talks.jsonl")

// TestTalks has each conversation of testdata/talks with the built-in releases. The
// file that BEILUN_TALKS names takes the place of the shared ones; its path is
// relative to this folder or to the one above.
func TestTalks(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob(filepath.Join("testdata", "talks", "*.jsonl"))
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations:", err)
	}
	named := os.Getenv("BEILUN_TALKS")
	if named == "" {
		named = sharedTalks
	} else if _, err := os.Stat(named); err != nil && !filepath.IsAbs(named) {
		named = filepath.Join("..", named)
	}
	if _, err := os.Stat(named); err == nil || os.Getenv("BEILUN_TALKS") != "" {
		files = slices.DeleteFunc(files, func(f string) bool { return filepath.Base(f) == filepath.Base(sharedTalks) })
		files = append(files, named)
	} else {
		t.Logf("no %s: its copy in testdata is used", named)
	}
	for _, file := range files {
		for _, x := range exchangesIn(t, file) {
			t.Run(filepath.Base(file)+"/"+x.ID, func(t *testing.T) {
				t.Parallel()
				for _, fault := range startTalk(t, x.Place).have(t, x) {
					t.Error(fault)
				}
			})
		}
	}
}

// TestTalksNotice falsifies what is wanted of a conversation: each fault is noticed.
func TestTalksNotice(t *testing.T) {
	t.Parallel()
	const one = `{"id":"x","place":"channel","turns":[{"user":"U1","text":"@beilun 吉利新能源汽车总部总投资多少？",%s}]}`
	for _, wrong := range []string{
		`"kind":"answer","want":["4.5亿元"]`, `"kind":"answer","not":["4.4亿元"]`, `"kind":"silent"`,
		`"kind":"decline"`, `"kind":"short"`, `"kind":"ask_back"`, `"kind":"short_or_silent"`, `"kind":"anything"`,
	} {
		var x exchange
		if err := json.Unmarshal(fmt.Appendf(nil, one, wrong), &x); err != nil {
			t.Fatal(err)
		}
		if len(startTalk(t, x.Place).have(t, x)) == 0 {
			t.Errorf("nobody notices %s", wrong)
		}
	}
}

func exchangesIn(t *testing.T, file string) (out []exchange) {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(data) {
		if line = bytes.TrimSpace(line); len(line) == 0 {
			continue
		}
		var x exchange
		if err := json.Unmarshal(line, &x); err != nil {
			t.Fatalf("%s: %v", file, err)
		}
		if len(x.Turns) == 0 {
			t.Fatalf("%s: %q has no turns", file, x.ID)
		}
		out = append(out, x)
	}
	return out
}

// talking is a conversation in progress.
type talking struct {
	*reading
	place  string
	now    *atomic.Int64 // nanoseconds after talkDay
	thread string
	seen   int
}

func startTalk(t *testing.T, place string) *talking {
	t.Helper()
	x, err := builtIn()
	if err != nil {
		t.Fatal(err)
	}
	day := func() knowledge.Date {
		return knowledge.Date{Year: talkDay.Year(), Month: int(talkDay.Month()), Day: talkDay.Day()}
	}
	a := answer.New(x, answer.Options{Today: day})
	district := func() string { return x.District().Name }
	now := new(atomic.Int64)
	clock := func() time.Time { return talkDay.Add(time.Duration(now.Load())) }
	return &talking{reading: startWith(t, a, Options{District: district, Now: clock, Speed: 4}), place: place, now: now}
}

// have holds a conversation and returns what is wrong with what the bot posts.
func (c *talking) have(t *testing.T, x exchange) (faults []string) {
	t.Helper()
	for i, turn := range x.Turns {
		c.now.Add(int64(betweenTurns))
		c.say(t, turn.User, turn.Text)
		posts := c.fresh()
		if i := slices.IndexFunc(posts, func(p fakeslack.Post) bool { return !p.Ephemeral && p.ThreadTS == "" }); turn.Text == "[share]" && i >= 0 {
			c.thread = posts[i].TS // who goes on goes on there
		}
		wrong := judge(turn.Kind, turn.Want, turn.Not, posts)
		if turn.Known != "" {
			if len(wrong) == 0 {
				faults = append(faults, fmt.Sprintf("turn %d, %q, goes right now: take out its known", i+1, turn.Text))
			}
			continue
		}
		for _, f := range wrong {
			faults = append(faults, fmt.Sprintf("turn %d, %q: %s; posted:\n%s", i+1, turn.Text, f, shownOf(posts)))
		}
	}
	return faults
}

// say writes a message, runs a command or clicks a button, and waits until the bot is
// done with it.
func (c *talking) say(t *testing.T, user, text string) {
	t.Helper()
	acks, sure, answered := c.Stats().Acks, must[fakeslack.Sent](t), false
	typed := strings.NewReplacer("@beilun", "<@"+fakeslack.BotUser+">", "@U", "<@U").Replace(text)
	if strings.Contains(typed, "<@U") {
		typed = closeMentions(typed)
	}
	m := fakeslack.Message{Channel: "C1", User: user, Text: typed, ThreadTS: c.thread}
	events := 1
	switch command, isCommand := strings.CutPrefix(text, "/beilun"); {
	case text == "[share]":
		at := slices.IndexFunc(c.all(), func(p fakeslack.Post) bool { return bytes.Contains(p.Blocks, []byte(`"`+message.ShareAction+`"`)) })
		if at < 0 {
			t.Fatal("there is nothing to share")
		}
		posts := c.all()
		slices.Reverse(posts)
		at = slices.IndexFunc(posts, func(p fakeslack.Post) bool { return bytes.Contains(p.Blocks, []byte(`"`+message.ShareAction+`"`)) })
		sure(c.People.ClickMessage(user, posts[at], message.ShareAction, ""))
		answered = true
	case isCommand:
		sure(c.People.Slash("C1", user, strings.TrimSpace(command)))
		answered = true
	case c.place == "dm":
		m.Channel, m.ThreadTS = "D1", ""
		sure(c.People.DirectMessage(m))
	default:
		var sent fakeslack.Sent
		if strings.Contains(typed, fakeslack.BotUser) {
			mention, _, err := c.People.MentionPair(m)
			sent, events = sure(mention, err), 2
		} else {
			sent = sure(c.People.Message(m))
		}
		if c.thread == "" {
			c.thread = sent.TS
		}
	}
	if err := c.Deliveries.WaitAcks(within(t), acks+events); err != nil {
		t.Fatal("not acknowledged:", err)
	}
	c.until(t, "end of the turn", func() bool {
		left, err := c.bot.memory.Store.Deliveries.Unsettled()
		posts := c.all()
		if err != nil || len(left) > 0 || answered && len(posts) == c.seen {
			return false
		}
		return text != "[share]" || posts[len(posts)-1].Ephemeral // who shares is told last, when the thread has its topic
	})
	time.Sleep(20 * time.Millisecond) // what comes behind the last post
}

// closeMentions ends the mentions of people, which are written without a bracket.
func closeMentions(text string) string {
	var out strings.Builder
	for {
		i := strings.Index(text, "<@U")
		if i < 0 {
			break
		}
		end := i + len("<@U")
		for end < len(text) && (text[end] >= '0' && text[end] <= '9' || text[end] >= 'A' && text[end] <= 'Z') {
			end++
		}
		out.WriteString(text[:end])
		if end == len(text) || text[end] != '>' {
			out.WriteString(">")
		}
		text = text[end:]
	}
	return out.String() + text
}

// all returns what was posted, for all to see or for one person.
func (c *talking) all() []fakeslack.Post { return c.Channels.Posts() }

// fresh returns what was posted since it was called last.
func (c *talking) fresh() []fakeslack.Post {
	all := c.all()
	out := all[min(c.seen, len(all)):]
	c.seen = len(all)
	return out
}

// judge returns what is wrong with the posts of a turn.
func judge(kind string, want, not []string, posts []fakeslack.Post) (faults []string) {
	shown := flat(shownOf(posts))
	for _, w := range want {
		if !strings.Contains(shown, flat(w)) {
			faults = append(faults, "lacks "+w)
		}
	}
	for _, n := range not {
		if strings.Contains(shown, flat(n)) {
			faults = append(faults, "has "+n)
		}
	}
	silent := len(posts) == 0
	declined := strings.Contains(shown, strings.TrimSpace(message.DeclineMark))
	sourced := strings.Contains(shown, "《") || strings.Contains(shown, "http")
	asks := strings.Contains(shown, `"`+message.AskAction)
	brief := func() bool {
		for _, p := range posts {
			if lines := strings.Count(strings.TrimSpace(p.Text), "\n") + 1; lines > 2 || bytes.Contains(p.Blocks, []byte(message.FeedbackAction)) || bytes.Contains(p.Blocks, []byte(message.UsefulAction)) {
				return false
			}
		}
		return true
	}
	good, known := map[string]bool{
		"answer":          !silent && sourced && !declined,
		"short":           !silent && brief(),
		"ask_back":        asks && brief(),
		"silent":          silent,
		"short_or_silent": silent || brief(),
		"decline":         declined,
	}[kind]
	if !known || !good {
		faults = append(faults, "is not of kind "+kind)
	}
	return faults
}

// shownOf returns the texts and blocks of posts. What is in several runs of a block
// is joined.
func shownOf(posts []fakeslack.Post) string {
	var out strings.Builder
	for _, p := range posts {
		fmt.Fprintf(&out, "%s %s: %s\n", p.Method, p.Channel, p.Text)
		var blocks any
		if json.Unmarshal(p.Blocks, &blocks) == nil {
			shownIn(blocks, &out)
			out.WriteString("\n")
		}
	}
	return out.String()
}

func shownIn(v any, out *strings.Builder) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			shownIn(e, out)
		}
	case map[string]any:
		for _, key := range []string{"title", "text", "url", "elements", "fields", "rows", "child_blocks"} {
			if s, ok := v[key].(string); ok {
				out.WriteString(s)
			} else {
				shownIn(v[key], out)
			}
		}
		if id, ok := v["action_id"].(string); ok {
			fmt.Fprintf(out, "[%q]", id)
		}
	}
}

func flat(s string) string { return strings.Join(strings.Fields(s), "") }
