package corpus

import (
	"errors"
	"fmt"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A loss is when so many releases of a root are missing at once that a share that is not
// mounted, or a wrong folder, is likelier than people who removed them. It takes
// leastLost files, because of a few files people do remove most, and more than one in
// lostShare of those that were known. New files that are a part of the missing ones
// (renewed) mean that people moved, converted or replaced them.
const (
	leastLost = 5
	lostShare = 2
	renewed   = 2
)

// lossLasts is how long a loss waits until what is missing counts as removed.
const lossLasts = 24 * time.Hour

// Loss says that most releases of a root are missing. They are reported as they were
// until the loss is confirmed or has lasted for a day.
type Loss struct {
	Missing, Of int       // files
	Since       time.Time // when it was first seen
}

// Error returns a text from which ParseLoss makes the loss again.
func (l *Loss) Error() string {
	return fmt.Sprintf("%d of %d releases are missing since %s; they are kept until that is confirmed or a day has passed", l.Missing, l.Of, l.Since.UTC().Format(time.RFC3339))
}

// lossText matches the beginning of the text of a Loss, in groups its numbers and its time.
var lossText = regexp.MustCompile(`^(\d{1,9}) of (\d{1,9}) releases are missing since (\S+);`)

// ParseLoss returns the loss that the text of an error describes, as an index keeps it.
func ParseLoss(text string) (*Loss, bool) {
	m := lossText.FindStringSubmatch(text)
	if m == nil {
		return nil, false
	}
	since, err := time.Parse(time.RFC3339, m[3])
	missing, err1 := strconv.Atoi(m[1])
	of, err2 := strconv.Atoi(m[2])
	return &Loss{missing, of, since}, errors.Join(err, err1, err2) == nil
}

// seenSince returns when a loss was first seen: at a time that is known and not in the
// future, as after a clock was set back, or now.
func seenSince(since, now time.Time) time.Time {
	if since.IsZero() || since.After(now) {
		return now
	}
	return since
}

// lossOf returns the loss of a root, nil if there is none, and which of the known files
// are missing in what was found there, in order. prefix is that of the root's IDs.
func lossOf(known []string, prefix string, found []entry) (*Loss, []string) {
	listed, blind := map[string]bool{}, []string(nil)
	was := map[string]bool{}
	for _, id := range known {
		was[id] = true
	}
	fresh := 0
	for _, e := range found {
		id := prefix + e.id
		listed[id] = true
		switch {
		case e.err != nil && strings.HasSuffix(id, "/"):
			blind = append(blind, id)
		case e.err == nil && !was[id]:
			fresh++
		}
	}
	var missing []string
	for _, id := range known {
		if !isListed(id, listed) && !slices.ContainsFunc(blind, func(folder string) bool { return strings.HasPrefix(id, folder) }) {
			missing = append(missing, id)
		}
	}
	slices.Sort(missing)
	if n := len(missing); n < leastLost || n*lostShare <= len(known) || fresh*renewed >= n {
		return nil, missing
	}
	return &Loss{Missing: len(missing), Of: len(known)}, missing
}

// isListed reports whether a file is in a list of IDs, or one that holds it.
func isListed(id string, listed map[string]bool) bool {
	for ; id != "." && id != "/"; id = path.Dir(id) {
		if listed[id] {
			return true
		}
	}
	return false
}
