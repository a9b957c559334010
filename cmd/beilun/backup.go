package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"time"

	"beilun/bot"
	"beilun/bot/news"
	"beilun/index/store"
	"beilun/internal/archive"
	"beilun/internal/state"
)

const backupUsage = `beilun backup FILE

writes what cannot be made again into one new file, a .tar.gz: the state
(subscriptions, feedback, settings, which questions were answered), the
releases with their corrections and what was removed, and the words of
BEILUN_WORDS. It may run while beilun serves. The file is for you alone: it
has what people asked.

The tokens are not in it: keep .env in a safe place. The index is not either,
and is built again from the releases.

example: beilun backup beilun-backup.tar.gz
`

const restoreUsage = `beilun restore [-replace] FILE

puts back what beilun backup wrote, after checking all of it: the state to
BEILUN_STATE, the releases to BEILUN_RELEASES, the words to BEILUN_WORDS, as
these are set here. Stop beilun serve first. The index is built again when
beilun starts; no news are made of the releases that come back, and nothing is
posted again that was posted before.

  -replace  where there is something already, move it aside first; without it,
            nothing is restored then
`

// backupTime bounds how long the beilun that serves may take to copy its state.
const backupTime = time.Minute

func runBackup(ctx context.Context, e *env) error {
	args, err := e.parse(flags("backup"))
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return errUsage
	}
	c, err := loadConfig(e.getenv)
	if err != nil {
		return err
	}
	m := &archive.Manifest{Beilun: buildVersion(), Made: time.Now().UTC()}
	sources, done, err := backupState(ctx, e, c, m)
	if err != nil {
		return err
	}
	more, err := backupFiles(c, args[0])
	if err == nil {
		sources = append(sources, more...) // behind the state; see internal/archive
		if len(sources) == 0 {
			err = usagef("backup: there is no state and no folder of releases; run it where beilun serves, or set BEILUN_STATE and BEILUN_RELEASES")
		}
	}
	if err == nil {
		err = archive.Write(ctx, args[0], m, sources)
	}
	if err := errors.Join(err, done()); err != nil {
		if errors.Is(err, archive.ErrExists) {
			return usagef("backup %s: %w", args[0], err)
		}
		return fmt.Errorf("backup: %w", err)
	}
	return printContents(e, args[0], m)
}

// backupState returns the state as a source, none if there is no state, and a function
// that removes its copy. The state comes before the releases: what it says of a release
// that was handed in, that the person was told so, must not be newer than the folder.
func backupState(ctx context.Context, e *env, c config, m *archive.Manifest) (_ []archive.Source, done func() error, err error) {
	none := func() error { return nil }
	if _, err := os.Lstat(c.state); errors.Is(err, fs.ErrNotExist) {
		e.logf("there is no state %s yet; only files are saved", c.state)
		return nil, none, nil
	}
	snapshot, err := copyState(ctx, e, c)
	if err != nil {
		return nil, none, err
	}
	done = func() error { return os.Remove(snapshot) }
	st, err := state.Open(snapshot, state.Options{})
	if err != nil {
		return nil, none, errors.Join(err, done())
	}
	if m.Counts, err = st.Counts(); err == nil {
		err = st.Close()
	}
	if err != nil {
		return nil, none, errors.Join(err, done())
	}
	return []archive.Source{{Place: archive.Place{Setting: "BEILUN_STATE", Name: "state/state.db", Kind: archive.Single, Path: c.state, Private: true}, From: snapshot}}, done, nil
}

// copyState writes a copy of the state beside it and returns its path. The copy is made
// by the process that has it open, if there is one.
func copyState(ctx context.Context, e *env, c config) (path string, err error) {
	st, err := state.Open(c.state, state.Options{Wait: time.Millisecond})
	if errors.Is(err, state.ErrHeld) {
		ctx, cancel := context.WithTimeout(ctx, backupTime)
		defer cancel()
		return state.AskSnapshot(ctx, c.state)
	}
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	e.logLosses(st.Losses())
	path = c.state + ".snapshot-" + rand.Text()
	return path, st.Snapshot(path)
}

// logLosses logs what damage has cost the state.
func (e *env) logLosses(losses []state.Loss) {
	for _, l := range losses {
		for _, line := range l.Lines() {
			e.logf("%s", line)
		}
	}
}

// backupFiles returns the releases and the words as sources. out is the backup itself.
func backupFiles(c config, out string) (sources []archive.Source, err error) {
	beside, err := filepath.Glob(c.state + "*")
	if err != nil {
		beside = []string{c.state} // its name is no pattern
	}
	skip := append(beside, c.index, out)
	for i, path := range c.releases {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		p := archive.Place{Setting: "BEILUN_RELEASES", Name: "releases/" + strconv.Itoa(i+1), Kind: archive.Folder, Path: path}
		if !info.IsDir() {
			p.Name, p.Kind = p.Name+"/"+filepath.Base(path), archive.Single
		}
		sources = append(sources, archive.Source{Place: p, Skip: skip})
	}
	if c.words != "" {
		p := archive.Place{Setting: "BEILUN_WORDS", Name: "words/" + filepath.Base(c.words), Kind: archive.Single, Path: c.words}
		sources = append(sources, archive.Source{Place: p})
	}
	return sources, nil
}

// printContents prints what is in an archive, and what was left out.
func printContents(e *env, path string, m *archive.Manifest) error {
	for _, l := range m.Left {
		e.logf("left out: %s", printable(l))
	}
	_, err := fmt.Fprintf(e.stdout, "%s: %s\n", path, contents(m))
	return err
}

// contents says in a line what is in an archive.
func contents(m *archive.Manifest) string {
	var parts []string
	for _, p := range m.Places {
		switch n := len(m.Of(p)); p.Setting {
		case "BEILUN_STATE":
			parts = append(parts, fmt.Sprintf("the state (%d subscriptions, %d ratings)", m.Counts["subscriptions"], m.Counts["feedback"]))
		case "BEILUN_WORDS":
			parts = append(parts, "the words")
		default:
			parts = append(parts, fmt.Sprintf("%d files of %s", n, p.Path))
		}
	}
	return strings.Join(parts, ", ")
}

// buildVersion returns the version of the program.
func buildVersion() string {
	if info, ok := debug.ReadBuildInfo(); ok {
		return info.Main.Version
	}
	return "unknown"
}

func runRestore(ctx context.Context, e *env) error {
	fs := flags("restore")
	replace := fs.Bool("replace", false, "")
	args, err := e.parse(fs)
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return errUsage
	}
	c, err := loadConfigTo(config{restores: true}, e.getenv)
	if err != nil {
		return err
	}
	a, err := archive.Open(ctx, args[0])
	if err != nil {
		return usagef("restore %s: %w", args[0], err)
	}
	targets, err := restoreTargets(c, a, *replace)
	if err != nil {
		return err
	}
	s, err := a.Stage(ctx, targets)
	if err != nil {
		return fmt.Errorf("restore: %w", err)
	}
	if err := doubt(s.Path("BEILUN_STATE")); err != nil {
		return fmt.Errorf("restore state: %w", errors.Join(err, s.Discard()))
	}
	aside, err := s.Put(*replace, time.Now())
	for _, old := range aside {
		e.logf("what was there is now in %s", old)
	}
	if err != nil {
		return fmt.Errorf("restore: %w; run it again with -replace", err)
	}
	if err := forgetIndex(c); err != nil {
		return fmt.Errorf("restore: remove the old index, so that it is built again: %w", err)
	}
	_, err = fmt.Fprintf(e.stdout, "restored from %s, made %s: %s\n", args[0], a.Made.Local().Format("2006-01-02 15:04"), contents(&a.Manifest))
	return err
}

// restoreTargets returns where each place of an archive is put, as this machine is set.
func restoreTargets(c config, a *archive.Archive, replace bool) (targets []archive.Target, err error) {
	if held, err := state.IsHeld(c.state); err == nil && held {
		return nil, usagef("restore: beilun is running on %s; stop it first", c.state)
	}
	releases := 0
	for _, p := range a.Places {
		to := ""
		switch p.Setting {
		case "BEILUN_STATE":
			to = c.state
		case "BEILUN_WORDS":
			to = c.words
		case "BEILUN_RELEASES":
			if releases < len(c.releases) {
				to = c.releases[releases]
			}
			releases++
		}
		if to == "" {
			return nil, usagef("restore: set %s to where %s is to be put; it was %s", p.Setting, p.Name, printable(p.Path))
		}
		t := archive.Target{Place: p, To: to}
		free, err := t.IsFree()
		if err != nil {
			return nil, usagef("restore: %s: %w", p.Setting, err)
		}
		if !free && !replace {
			return nil, usagef("restore: there is something in %s already; name another place in %s, or move it aside with -replace", to, p.Setting)
		}
		targets = append(targets, t)
	}
	return targets, nil
}

// doubt prepares a state that was unpacked: since it was saved, another process may have
// posted what it has to post, so that the bot looks in Slack first.
func doubt(path string) error {
	if path == "" {
		return nil
	}
	st, err := state.Open(path, state.Options{})
	if err != nil {
		return err
	}
	return errors.Join(st.Deliveries.Doubt(), news.Doubt(st), st.Close())
}

// stateFinding says what there is to know of the state, for doctor.
func stateFinding(path string) bot.Finding {
	f := bot.Finding{What: "BEILUN_STATE", State: bot.Fine}
	losses, err := state.Check(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.Text = fmt.Sprintf("none yet; %s is made at the first start", path)
	case errors.Is(err, state.ErrHeld):
		f.Text = "in use by the beilun that serves"
	case errors.Is(err, state.ErrNewer) || errors.Is(err, state.ErrForeign):
		f.Text, f.State = fmt.Sprintf("%s: %v", path, err), bot.Broken
	case err != nil:
		f.Text, f.State = fmt.Sprintf("%s: %v; what can be read is kept at the next start", path, err), bot.Lacking
	case len(losses) > 0:
		f.Text, f.State = losses[len(losses)-1].String(), bot.Lacking
	default:
		f.Text = path + " is as it was written"
	}
	return f
}

// forgetIndex makes the next start build the index again. An index of other releases
// would make news of those that come back.
func forgetIndex(c config) error {
	if err := os.Remove(filepath.Join(c.index, store.CurrentFile)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
