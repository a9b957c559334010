package state

import (
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"go.etcd.io/bbolt"
)

// Loss is what damage to the file has cost. It is kept in the file, so that the process
// that met the damage is not the only one to report it.
type Loss struct {
	At     time.Time   `json:"at"`
	Why    string      `json:"why"`              // what was damaged, for an operator
	Kept   string      `json:"kept,omitempty"`   // the file with the damage; empty: it is still in use
	Stale  bool        `json:"stale,omitempty"`  // the last changes before the damage may be missing
	Tables []TableLoss `json:"tables,omitempty"` // that were damaged; none: everything was read
}

// TableLoss is what damage has cost a table.
type TableLoss struct {
	Table   string `json:"table"`             // "subscriptions"
	Kept    int    `json:"kept"`              // entries
	Lost    int    `json:"lost"`              // entries that are known to be lost
	Unknown bool   `json:"unknown,omitempty"` // more may be lost, or older than they were
}

// tableNames are the names of all tables. A file has all of them.
func tableNames() []string {
	return []string{"deliveries", "names", "topics", "replies", "flags", "threads", "settings", "feedback", "subscriptions", "answered", "notes", "places", "quiet", "marks"}
}

// meaning says what the loss of an entry of a table means.
func meaning(table string) string {
	switch table {
	case "deliveries", "names":
		return "a question may be answered again or not at all"
	case "subscriptions":
		return "they have to be made again"
	case "topics", "threads", "replies":
		return "people may have to name the bot again, and buttons of old answers do nothing"
	case "flags":
		return "people may be greeted again"
	case "settings":
		return "people have to choose their language again"
	case "feedback":
		return "these ratings are gone"
	case "notes", "marks", "answered", "places":
		return "news of changed figures may not be posted"
	case "quiet":
		return "notices have to be switched off again"
	}
	return ""
}

// IsTotal reports whether nothing could be read.
func (l Loss) IsTotal() bool {
	for _, t := range l.Tables {
		if t.Kept > 0 || !t.Unknown {
			return false
		}
	}
	return len(l.Tables) == len(tableNames())
}

// Lines returns the loss in sentences for an operator, in English: one about the file,
// and one for each damaged table.
func (l Loss) Lines() []string {
	head := fmt.Sprintf("%s: the state was damaged (%s)", l.At.Format("2006-01-02 15:04"), l.Why)
	if l.Kept != "" {
		head += "; the damaged file is kept as " + l.Kept
	}
	switch {
	case len(l.Tables) == 0 && l.Stale:
		head += "; nothing is known to be lost, but the last change before the damage may be"
	case len(l.Tables) == 0:
		head += "; nothing is lost"
	case l.IsTotal():
		return []string{head + "; nothing of it could be read"}
	}
	out := []string{head}
	for _, t := range l.Tables {
		line := fmt.Sprintf("%s: %d kept, %d lost", t.Table, t.Kept, t.Lost)
		if t.Unknown {
			line = fmt.Sprintf("%s: %d kept, at least %d lost", t.Table, t.Kept, t.Lost)
		}
		if t.Lost > 0 || t.Unknown {
			line += " (" + meaning(t.Table) + ")"
		}
		out = append(out, line)
	}
	return out
}

// String returns the loss on one line.
func (l Loss) String() string { return strings.Join(l.Lines(), "; ") }

// Bounds of the losses that are kept.
const (
	maxLosses = 20
	lossLife  = 30 * day
)

// putLosses writes losses to the bucket of the format.
func putLosses(b *bbolt.Bucket, all []Loss) error {
	raw, err := json.Marshal(all[max(0, len(all)-maxLosses):])
	if err != nil {
		return err
	}
	return b.Put(lossesKey, record(string(formatKey), string(lossesKey), epoch, raw))
}
