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
	"beilun/bot/webapi"
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
	if err := oneFile(args); err != nil {
		return err
	}
	c, err := loadConfig(e.getenv)
	if err == nil {
		err = checkPlaces(c)
	}
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
	if err := state.Restoring(c.state); err != nil { // what is missing may be on its way
		return nil, none, stateError(c.state, err)
	}
	if _, err := os.Lstat(c.state); errors.Is(err, fs.ErrNotExist) {
		e.say("backup.no-state", c.state)
		return nil, none, nil
	}
	snapshot, err := copyState(ctx, e, c)
	if err != nil {
		return nil, none, err
	}
	done = func() error { // serve removes an old one, too
		if err := os.Remove(snapshot); !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		return nil
	}
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
	ctx, cancel := context.WithTimeout(ctx, backupTime)
	defer cancel()
	for {
		st, err := state.Open(c.state, state.Options{Wait: time.Millisecond})
		if errors.Is(err, state.ErrHeld) {
			path, err = state.AskSnapshot(ctx, c.state)
			if errors.Is(err, state.ErrLeft) && webapi.Pause(ctx, 20*time.Millisecond) == nil {
				continue // it was another backup, say
			}
			return path, err
		}
		if err != nil {
			return "", stateError(c.state, err)
		}
		e.logLosses(st.Losses())
		path = c.state + ".snapshot-" + rand.Text()
		return path, errors.Join(st.Snapshot(path), st.Close())
	}
}

// logLosses logs what damage has cost the state.
func (e *env) logLosses(losses []state.Loss) {
	for _, l := range losses {
		for _, line := range bot.LossLines(l, e.lang == terminal.English) {
			e.logf("%s", line)
		}
	}
}

// ownFiles returns what may be within a folder of releases and is no release: it is
// neither saved with them nor moved when they are restored. file is the backup.
func ownFiles(c config, file string) ([]string, error) {
	all, err := state.Files(c.state)
	if c.words != "" {
		all = append(all, c.words)
	}
	return append(all, c.index, file, dotenvFile), err
}

// checkPlaces returns an error if a place that is saved and restored is in another one, so
// that its files would be there twice.
func checkPlaces(c config) error {
	for i, a := range c.releases {
		for _, b := range c.releases[i+1:] {
			if archive.Within(a, b) || archive.Within(b, a) {
				return misuse("backup.nested", "BEILUN_RELEASES", a, b)
			}
		}
	}
	outer := []struct{ setting, path string }{{"BEILUN_STATE", c.state}, {"BEILUN_INDEX", c.index}}
	if c.words != "" {
		for _, o := range outer {
			if archive.Within(o.path, c.words) {
				return misuse("backup.nested", "BEILUN_WORDS, "+o.setting, c.words, o.path)
			}
		}
		outer = append(outer, struct{ setting, path string }{"BEILUN_WORDS", c.words})
	}
	for _, o := range outer {
		for _, a := range c.releases {
			if archive.Within(o.path, a) {
				return misuse("backup.nested", "BEILUN_RELEASES, "+o.setting, a, o.path)
			}
		}
	}
	return nil
}

// backupFiles returns the releases and the words as sources. out is the backup itself.
func backupFiles(c config, out string) (sources []archive.Source, err error) {
	skip, err := ownFiles(c, out)
	if err != nil {
		return nil, err
	}
	for i, path := range c.releases {
		info, err := os.Stat(path)
		if err != nil {
			return nil, err
		}
		p := archive.Place{Setting: "BEILUN_RELEASES", Name: "releases/" + strconv.Itoa(i+1), Kind: archive.Folder, Path: path}
		if !info.IsDir() {
			p.Name, p.Kind = p.Name+"/"+archive.BaseName(path), archive.Single
		}
		sources = append(sources, archive.Source{Place: p, Skip: skip})
	}
	if c.words != "" {
		p := archive.Place{Setting: "BEILUN_WORDS", Name: "words/" + archive.BaseName(c.words), Kind: archive.Single, Path: c.words}
		sources = append(sources, archive.Source{Place: p})
	}
	return sources, nil
}

// printContents prints what is in an archive, and what was left out.
func printContents(e *env, path string, m *archive.Manifest) error {
	for _, l := range m.Left {
		e.say("backup.left", terminal.Printable(l))
	}
	_, err := fmt.Fprintln(e.stdout, terminal.Printable(e.lang.Text("config.setting", path, contents(e.lang, m))))
	return err
}

// contents says in a line what is in an archive.
func contents(lang terminal.Lang, m *archive.Manifest) string {
	var parts []string
	sizes := m.Sizes()
	for _, p := range m.Places {
		switch p.Setting {
		case "BEILUN_STATE":
			parts = append(parts, lang.Text("backup.state", m.Counts["subscriptions"], m.Counts["feedback"]))
		case "BEILUN_WORDS":
			parts = append(parts, lang.Text("backup.words"))
		default:
			parts = append(parts, lang.Text("backup.files", sizes[p.Name], terminal.Printable(p.Path)))
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
	if err := oneFile(args); err != nil {
		return err
	}
	c := defaultConfig()
	c.restores = true
	c, err = loadConfigTo(c, e.getenv)
	if err != nil {
		return err
	}
	if err := checkPlaces(c); err != nil {
		return err
	}
	a, err := archive.Open(ctx, args[0])
	if err != nil {
		return archiveError(args[0], err)
	}
	r, err := state.BeginRestore(c.state)
	if errors.Is(err, state.ErrHeld) {
		return misuse("restore.held", c.state)
	}
	if err != nil {
		return stateError(c.state, err)
	}
	if err := restore(ctx, e, c, a, r, args[0], *replace); err != nil {
		return err
	}
	e.print("restore.done", args[0], a.Made.Local().Format("2006-01-02 15:04"), contents(e.lang, &a.Manifest))
	return nil
}

// restore puts back an archive, and ends r. The index is forgotten before anything is
// moved, and again at the end, because another command may have made it in between.
func restore(ctx context.Context, e *env, c config, a *archive.Archive, r *state.Restore, path string, replace bool) error {
	s, err := stage(ctx, c, a, path, replace)
	if err != nil {
		return errors.Join(err, r.End(false))
	}
	if err := errors.Join(r.Move(), forgetIndex(c)); err != nil {
		return terminal.Errorf("restore.undone", errors.Join(err, s.Discard(), r.End(false)))
	}
	aside, err := s.Put(replace, time.Now())
	for _, old := range aside {
		e.say("restore.aside", old)
	}
	switch {
	case errors.Is(err, archive.ErrHalf):
		return terminal.Errorf("restore.again", errors.Join(err, r.Leave()))
	case err != nil:
		return terminal.Errorf("restore.undone", errors.Join(err, r.End(false)))
	}
	if err := forgetIndex(c); err != nil {
		return terminal.Errorf("restore.index", c.index, errors.Join(err, r.End(true)))
	}
	return r.End(true)
}

// stage unpacks an archive beside where it is put, and checks the state in it.
func stage(ctx context.Context, c config, a *archive.Archive, path string, replace bool) (*archive.Staged, error) {
	targets, err := restoreTargets(c, a, path, replace)
	if err != nil {
		return nil, err
	}
	s, err := a.Stage(ctx, targets)
	if errors.Is(err, archive.ErrKept) || errors.Is(err, archive.ErrSpace) {
		return nil, archiveError(path, err)
	}
	if err != nil {
		return nil, fmt.Errorf("restore: %w", err)
	}
	if err := doubt(s.Path("BEILUN_STATE"), a); err != nil {
		return nil, archiveError(path, errors.Join(err, s.Discard()))
	}
	return s, nil
}

// archiveError returns why a file is not restored from, in the user's language.
func archiveError(path string, err error) error {
	for cause, key := range map[error]string{archive.ErrNewer: "restore.newer", archive.ErrDamaged: "restore.damaged", fs.ErrNotExist: "restore.missing"} {
		if errors.Is(err, cause) {
			return misuse(key, path, terminal.Printable(err.Error()))
		}
	}
	return misuse("restore.failed", path, terminal.Printable(err.Error()))
}

// restoreTargets returns where each place of an archive is put, as this machine is set.
func restoreTargets(c config, a *archive.Archive, path string, replace bool) (targets []archive.Target, err error) {
	own, err := ownFiles(c, path)
	if err != nil {
		return nil, err
	}
	count := map[string]int{}
	for _, p := range a.Places {
		to := ""
		places := map[string][]string{"BEILUN_STATE": {c.state}, "BEILUN_WORDS": {c.words}, "BEILUN_RELEASES": c.releases}[p.Setting]
		if n := count[p.Setting]; n < len(places) {
			to = places[n]
		}
		count[p.Setting]++
		if p.Setting != "BEILUN_RELEASES" && (p.Kind != archive.Single || count[p.Setting] > 1) {
			return nil, misuse("restore.damaged", path, terminal.Printable(fmt.Sprintf("%s: %s", p.Setting, p.Name)))
		}
		if to == "" {
			return nil, misuse("restore.unset", terminal.Printable(p.Setting), terminal.Printable(p.Name), terminal.Printable(p.Path))
		}
		p.Private = p.Setting == "BEILUN_STATE" // whatever the archive says
		t := archive.Target{Place: p, To: to, Keep: own}
		free, err := t.IsFree()
		if err != nil {
			return nil, misuse("restore.place", p.Setting, fmt.Errorf("%s: %w", to, err))
		}
		if !free && !replace {
			return nil, misuse("restore.taken", to, p.Setting)
		}
		targets = append(targets, t)
	}
	return targets, nil
}

// doubt prepares a state that was unpacked: since it was saved, another process may have
// posted what it has to post, so that the bot looks in Slack first. It counts what is in
// it. A backup has no damaged state; what is none would be replaced by an empty one.
func doubt(path string, a *archive.Archive) error {
	a.Counts = nil
	if path == "" {
		return nil
	}
	_, err := state.Check(path)
	switch {
	case errors.Is(err, state.ErrNewer):
		return fmt.Errorf("its state: %w: %w", archive.ErrNewer, err)
	case err != nil:
		return fmt.Errorf("its state: %w: %w", archive.ErrDamaged, err)
	}
	st, err := state.Open(path, state.Options{})
	if err != nil {
		return err
	}
	a.Counts, err = st.Counts()
	return errors.Join(err, st.Deliveries.Doubt(), news.Doubt(st), st.Close())
}

// forgetIndex makes the next start build the index again. An index of other releases
// would make news of those that come back.
func forgetIndex(c config) error {
	if err := os.Remove(filepath.Join(c.index, store.CurrentFile)); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}
