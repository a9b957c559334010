package bot

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"beilun/bot/delivery"
	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/bot/surface"
	"beilun/bot/webapi"

	"github.com/slack-go/slack"
)

// A release is handed over in two steps. The file that an admin sends is
// fetched, read and shown; of it only what it takes to know it again is kept.
// When the admin confirms, it is fetched again, and added if it is still the
// same. Each step can be done anew after a crash and comes to the same end.

// Bounds of handing over.
const (
	maxHanded    = 10               // files of one message
	proposalLife = 24 * time.Hour   // within which it is to be confirmed
	handTime     = 15 * time.Minute // for all files of one message
)

// errChanged says that a file is not what was shown.
var errChanged = errors.New("the file has changed since it was shown")

// proposal is a file that was shown to an admin.
type proposal struct {
	File    string        `json:"file"` // Slack's ID
	Name    string        `json:"name"` // in the releases folder
	Digest  string        `json:"digest,omitempty"`
	User    string        `json:"user"` // who may confirm
	At      time.Time     `json:"at"`
	State   proposalState `json:"state,omitempty"`
	Free    bool          `json:"free,omitempty"`    // no release had the name before it was added
	Release string        `json:"release,omitempty"` // its ID, once added
}

// proposalState is how far a proposal has come.
type proposalState string

// The states of a proposal.
const (
	proposed proposalState = ""
	adding   proposalState = "adding" // it may be in the folder
	added    proposalState = "added"
	declined proposalState = "declined"
)

// filesIn reads the IDs of the files that an event brings, each once and as
// many as are looked at, and how many there are beyond those.
func filesIn(payload json.RawMessage) (ids []string, more int) {
	var p struct {
		Event struct {
			Files  json.RawMessage `json:"files"`
			Blocks any             `json:"blocks"`
		} `json:"event"`
	}
	var files []struct {
		ID any `json:"id"`
	}
	_ = json.Unmarshal(payload, &p) // what cannot be read names no files
	_ = json.Unmarshal(p.Event.Files, &files)
	var all []string
	for _, f := range files {
		id, _ := f.ID.(string) // of another type in no event that is known
		all = append(all, id)
	}
	all = filesDrawn(p.Event.Blocks, all, 0)
	seen := map[string]bool{}
	for _, id := range all {
		if !fileID.MatchString(id) || seen[id] {
			continue
		}
		seen[id] = true
		if len(ids) == maxHanded {
			more++
			continue
		}
		ids = append(ids, id)
	}
	return ids, more
}

// filesDrawn finds the files that blocks show. The event of a mention at times
// names its files nowhere else.
func filesDrawn(v any, found []string, depth int) []string {
	const deepest = 20
	if depth > deepest {
		return found
	}
	switch v := v.(type) {
	case []any:
		for _, x := range v {
			found = filesDrawn(x, found, depth+1)
		}
	case map[string]any:
		if id, ok := v["file_id"].(string); ok && v["type"] == "file" {
			return append(found, id)
		}
		found = filesDrawn(v["elements"], found, depth+1)
	}
	return found
}

// heard does what is said to the bot: first with the files that came with it,
// then with the question, where there is one.
func (b *Bot) heard(ctx context.Context, d delivery.Job, q question, direct bool) error {
	ids, more := filesIn(d.Payload)
	if len(ids) > 0 && (direct || b.isAdmin(q.user)) {
		if err := b.handed(ctx, q, ids, more); err != nil {
			return err
		}
		if !said.MayAsk(q.text) {
			return nil
		}
		q.untagged = !said.Asks(q.text) // it may be a word about the file
	}
	if said.IsChatter(q.text) || direct && q.text == "" {
		return nil
	}
	return b.ask(ctx, q)
}

// handed shows each of the files that an admin hands over; anybody else is told
// who can. What was posted by a process before this one is not posted again.
func (b *Bot) handed(ctx context.Context, q question, ids []string, more int) error {
	ctx, cancel := longer(ctx, handTime)
	defer cancel()
	english := b.languages.English(ctx, q.user)
	if m := b.mayHand(q.user, english); m != nil {
		return b.post.Once(ctx, q.target(), q.event+" files", func(context.Context) (message.Message, error) { return *m, nil })
	}
	for _, id := range ids {
		key := keyOf(q.event, id)
		p := proposal{File: id, User: q.user, At: b.now()}
		err := b.post.Once(ctx, q.target(), key, func(ctx context.Context) (message.Message, error) { return b.propose(ctx, key, p, english) })
		if err != nil {
			return err
		}
	}
	if more == 0 {
		return nil
	}
	return b.post.Once(ctx, q.target(), q.event+" more", func(context.Context) (message.Message, error) {
		return message.Say(fmt.Sprintf(message.WordsOf(english).Intake.TooMany, maxHanded, more)), nil
	})
}

// mayHand returns what to tell a person who cannot hand a file over, nil for
// one who can.
func (b *Bot) mayHand(user string, english bool) *message.Message {
	w := message.WordsOf(english).Intake
	var m message.Message
	switch {
	case b.opts.Intake == nil:
		m = message.Say(w.BuiltIn)
	case b.isAdmin(user):
		return nil
	case len(b.opts.Admins) == 0:
		m = message.Say(w.NoAdmins)
	default:
		m = whoMayMessage(b.opts.Admins, english)
	}
	return &m
}

// keyOf names what comes of a file in an event.
func keyOf(event, file string) string {
	sum := sha256.Sum256([]byte(event + " " + file))
	return hex.EncodeToString(sum[:16])
}

// propose fetches and reads a file, and makes the message that shows it: with
// buttons where it can be taken in, with the reason where not. An error means
// that ctx ended.
func (b *Bot) propose(ctx context.Context, key string, p proposal, english bool) (message.Message, error) {
	if err := b.hold(ctx); err != nil {
		return message.Message{}, err
	}
	defer b.letGo()
	w := message.WordsOf(english).Intake
	refuse := func(name string, err error) (message.Message, error) {
		if ctx.Err() != nil {
			return message.Message{}, ctx.Err()
		}
		b.log.Info("file refused", "file", p.File, "err", webapi.Redact(err))
		return message.Say(fmt.Sprintf(w.Unread, message.Label(name, maxShownName), reasonOf(err, english))), nil
	}
	f, err := b.fetch(ctx, p.File)
	if err != nil {
		return refuse(f.name, err)
	}
	a, err := b.opts.Intake.Preview(ctx, f.name, f.data)
	if err != nil {
		return refuse(f.name, err)
	}
	p.Name, p.Digest = f.name, contentHash(f.data)
	b.memory.Remember(surface.Proposal, key, p)
	v := newPreview(f.name, len(f.data), a, b.library.Releases())
	return v.message(key, english), nil
}

// hold waits for a place in memory for a file; letGo gives it back.
func (b *Bot) hold(ctx context.Context) error {
	select {
	case b.hands <- struct{}{}:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (b *Bot) letGo() { <-b.hands }

func contentHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// addCommand answers "/beilun add LINK".
func (b *Bot) addCommand(ctx context.Context, c slack.SlashCommand, _ string, english bool) (message.Message, error) {
	if m := b.mayHand(c.UserID, english); m != nil {
		return *m, nil
	}
	_, link, _ := strings.Cut(strings.Join(strings.Fields(c.Text), " "), " ") // as Slack wrote it: strip leaves the label of a link
	id, ok := fileOf(link)
	if !ok {
		return message.Say(message.WordsOf(english).Intake.AddUsage), nil
	}
	return b.propose(ctx, rand.Text(), proposal{File: id, User: c.UserID, At: b.now()}, english)
}
