package intake

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"time"

	"beilun/bot/message"
	"beilun/bot/surface"
	"beilun/bot/webapi"
	"beilun/internal/logs"

	"github.com/slack-go/slack"
)

// Bounds of handing over.
const (
	maxHanded    = 10               // files of one message
	proposalLife = 24 * time.Hour   // within which it is to be confirmed
	handTime     = 15 * time.Minute // for all files of one message
)

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

// FilesIn reads the IDs of the files that an event brings, each once and as
// many as are looked at, and how many there are beyond those.
func FilesIn(payload json.RawMessage) (ids []string, more int) {
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

// Message is a message that came with files.
type Message struct {
	Target webapi.Target // of replies
	User   string
	Event  string   // ID of the delivery
	Files  []string // Slack's IDs
	More   int      // files beyond those
}

// Hand shows each of the files that an admin hands over; anybody else gets the names of
// those who can. What an earlier process posted is not posted again.
func (d *Desk) Hand(ctx context.Context, m Message) error {
	ctx, cancel := surface.Longer(ctx, handTime)
	defer cancel()
	english := d.Languages.English(ctx, m.User)
	if refusal := d.refusal(m.User, english); refusal != nil {
		d.refused(logs.File, m.User, "event", m.Event)
		return d.Post.Once(ctx, m.Target, m.Event+" files", func(context.Context) (message.Message, error) { return *refusal, nil })
	}
	for _, id := range m.Files {
		key := keyOf(m.Event, id)
		p := proposal{File: id, User: m.User, At: d.Now()}
		err := d.Post.Once(ctx, m.Target, key, func(ctx context.Context) (message.Message, error) { return d.propose(ctx, key, p, english) })
		if err != nil {
			return err
		}
	}
	if m.More == 0 {
		return nil
	}
	logs.Refuse(d.Log, slog.LevelInfo, logs.File, logs.TooMany, "event", m.Event, "user", m.User, "count", m.More)
	return d.Post.Once(ctx, m.Target, m.Event+" more", func(context.Context) (message.Message, error) {
		return message.Say(fmt.Sprintf(message.WordsOf(english).Intake.TooMany, maxHanded, m.More)), nil
	})
}

// isAdmin reports whether a person may hand releases over.
func (d *Desk) isAdmin(user string) bool { return slices.Contains(d.Admins, user) }

// refusal returns what to say to a person who cannot hand a file over, nil for one
// who can.
func (d *Desk) refusal(user string, english bool) *message.Message {
	w := message.WordsOf(english).Intake
	var m message.Message
	switch {
	case d.Folder == nil:
		m = message.Say(w.BuiltIn)
	case d.isAdmin(user):
		return nil
	case len(d.Admins) == 0:
		m = message.Say(w.NoAdmins)
	default:
		m = whoMayMessage(d.Admins, english)
	}
	return &m
}

// refused logs what refusal says.
func (d *Desk) refused(what logs.What, user string, args ...any) {
	why := logs.NoAdmin
	if d.Folder == nil {
		why = logs.BuiltIn
	}
	logs.Refuse(d.Log, slog.LevelInfo, what, why, append([]any{"user", user}, args...)...)
}

// keyOf names what comes of a file in an event.
func keyOf(event, file string) string {
	sum := sha256.Sum256([]byte(event + " " + file))
	return hex.EncodeToString(sum[:16])
}

// propose fetches and reads a file, and makes the message that shows it: with
// buttons where it can be taken in, with the reason where not. An error means
// that ctx ended.
func (d *Desk) propose(ctx context.Context, key string, p proposal, english bool) (message.Message, error) {
	if err := d.fetcher.hold(ctx); err != nil {
		return message.Message{}, err
	}
	defer d.fetcher.letGo()
	w := message.WordsOf(english).Intake
	refuse := func(name string, err error) (message.Message, error) {
		if ctx.Err() != nil {
			return message.Message{}, ctx.Err()
		}
		logs.Refuse(d.Log, slog.LevelInfo, logs.File, whyOf(err), "file", p.File, "user", p.User, "err", webapi.Redact(err))
		return message.Say(fmt.Sprintf(w.Unread, message.Label(name, maxShownName), Reason(err, english))), nil
	}
	f, err := d.fetcher.fetch(ctx, p.File)
	if err != nil {
		return refuse(f.name, err)
	}
	a, err := d.Folder.Preview(ctx, f.name, f.data)
	if err != nil {
		return refuse(f.name, err)
	}
	p.Name, p.Digest = f.name, contentHash(f.data)
	d.Memory.Remember(surface.Proposal, key, p)
	v := newPreview(f.name, len(f.data), a, d.Library.Releases())
	return v.message(key, english), nil
}

func contentHash(data []byte) string {
	sum := sha256.Sum256(data)
	return hex.EncodeToString(sum[:])
}

// Add answers "/beilun add LINK" with the preview of the file.
func (d *Desk) Add(ctx context.Context, c slack.SlashCommand, _ string, english bool) (message.Message, error) {
	if m := d.refusal(c.UserID, english); m != nil {
		d.refused(logs.Command, c.UserID, "command", "add")
		return *m, nil
	}
	_, link, _ := strings.Cut(strings.Join(strings.Fields(c.Text), " "), " ") // as Slack wrote it: strip leaves the label of a link
	id, ok := fileOf(link)
	if !ok {
		logs.Refuse(d.Log, slog.LevelDebug, logs.Command, logs.Unreadable, "command", "add", "user", c.UserID)
		return message.Say(message.WordsOf(english).Intake.AddUsage), nil
	}
	return d.propose(ctx, rand.Text(), proposal{File: id, User: c.UserID, At: d.Now()}, english)
}
