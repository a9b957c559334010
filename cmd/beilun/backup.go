package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"beilun/bot"
	"beilun/bot/news"
	"beilun/cmd/beilun/terminal"
	"beilun/index/store"
	"beilun/internal/archive"
	"beilun/internal/state"
)

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
	m := &archive.Manifest{Beilun: programVersion(), Made: time.Now().UTC()}
	sources, done, err := backupState(ctx, e, c, m)
	if err != nil {
		return err
	}
	more, err := backupFiles(c, args[0])
	if err == nil {
		sources = append(sources, more...) // behind the state; see internal/archive
		if len(sources) == 0 {
			err = misuse("backup.nothing")
		}
	}
	if err == nil {
		err = archive.Write(ctx, args[0], m, sources)
	}
	if err := errors.Join(err, done()); err != nil {
		if errors.Is(err, archive.ErrExists) {
			return misuse("backup.exists", args[0])
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
		e.say("backup.no-state", c.state)
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
		return "", stateError(c.state, err)
	}
	defer func() { err = errors.Join(err, st.Close()) }()
	e.logLosses(st.Losses())
	path = c.state + ".snapshot-" + rand.Text()
	return path, st.Snapshot(path)
}

// logLosses logs what damage has cost the state.
func (e *env) logLosses(losses []state.Loss) {
	for _, l := range losses {
		for _, line := range bot.LossLines(l, e.lang == terminal.English) {
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
		e.say("backup.left", terminal.Printable(l))
	}
	_, err := fmt.Fprintln(e.stdout, e.lang.Text("config.setting", path, contents(e.lang, m)))
	return err
}

// contents says in a line what is in an archive.
func contents(lang terminal.Lang, m *archive.Manifest) string {
	var parts []string
	for _, p := range m.Places {
		switch n := len(m.Of(p)); p.Setting {
		case "BEILUN_STATE":
			parts = append(parts, lang.Text("backup.state", m.Counts["subscriptions"], m.Counts["feedback"]))
		case "BEILUN_WORDS":
			parts = append(parts, lang.Text("backup.words"))
		default:
			parts = append(parts, lang.Text("backup.files", n, p.Path))
		}
	}
	return strings.Join(parts, lang.Text("backup.and"))
}

func runRestore(ctx context.Context, e *env) error {
	fl := flags("restore")
	replace := fl.Bool("replace", false, "")
	args, err := e.parse(fl)
	if err != nil {
		return err
	}
	if len(args) != 1 {
		return errUsage
	}
	c := defaultConfig()
	c.restores = true
	c, err = loadConfigTo(c, e.getenv)
	if err != nil {
		return err
	}
	a, err := archive.Open(ctx, args[0])
	if err != nil {
		return archiveError(args[0], err)
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
		e.say("restore.aside", old)
	}
	if err != nil {
		return terminal.Errorf("restore.again", err)
	}
	if err := forgetIndex(c); err != nil {
		return terminal.Errorf("restore.index", c.index, err)
	}
	_, err = fmt.Fprintln(e.stdout, e.lang.Text("restore.done", args[0], a.Made.Local().Format("2006-01-02 15:04"), contents(e.lang, &a.Manifest)))
	return err
}

// archiveError returns why a file is not restored from, in the user's language.
func archiveError(path string, err error) error {
	for cause, key := range map[error]string{archive.ErrNewer: "restore.newer", archive.ErrDamaged: "restore.damaged", fs.ErrNotExist: "restore.missing"} {
		if errors.Is(err, cause) {
			return misuse(key, path, err)
		}
	}
	return misuse("restore.failed", path, err)
}

// restoreTargets returns where each place of an archive is put, as this machine is set.
func restoreTargets(c config, a *archive.Archive, replace bool) (targets []archive.Target, err error) {
	if held, err := state.IsHeld(c.state); err == nil && held {
		return nil, misuse("restore.held", c.state)
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
			return nil, misuse("restore.unset", p.Setting, p.Name, terminal.Printable(p.Path))
		}
		t := archive.Target{Place: p, To: to}
		free, err := t.IsFree()
		if err != nil {
			return nil, misuse("restore.place", p.Setting, err)
		}
		if !free && !replace {
			return nil, misuse("restore.taken", to, p.Setting)
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

// forgetIndex makes the next start build the index again. An index of other releases
// would make news of those that come back.
func forgetIndex(c config) error {
	if err := os.Remove(filepath.Join(c.index, store.CurrentFile)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
