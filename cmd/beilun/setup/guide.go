// Package setup leads a person who is no developer through connecting the program to
// Slack: it asks one thing at a time, checks each answer at once, and writes the settings
// to a .env file at the end.
package setup

import (
	"context"
	"errors"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"strings"

	"beilun/bot"
	"beilun/cmd/beilun/terminal"
	"beilun/internal/dotenv"
)

// ErrEnded is the error of [Guide.Run] if the input ends before the last question. Nothing
// was written.
var ErrEnded = terminal.Errorf("setup.ended")

// Guide asks for the settings. All fields but Browse and Home are needed.
type Guide struct {
	Console  *Console
	Lang     terminal.Lang
	File     string                     // the .env file
	Getenv   func(string) string        // settings in the environment win over those of File
	Browse   func(address string) error // opens a browser; nil: there is none
	Home     string                     // directory of the user, for paths that begin with ~
	CheckBot func(ctx context.Context, token string) []bot.Finding
	CheckApp func(ctx context.Context, token string) []bot.Finding
	Count    func(ctx context.Context, path string) (Tally, error) // releases at a path
}

// Tally counts releases: how many files there are, and how many of them were read and
// refused. Those that are neither were not tried.
type Tally struct{ Files, Read, Refused int }

// answers are what was asked for, by the name of the setting, and what the checks found.
type answers struct {
	before map[string]string // settings of the file
	set    map[string]string
	bot    string // the name of the bot in Slack, empty if it is not known
	own    bool   // the releases are those of the person
	empty  bool   // of which there are none yet
}

// Run asks the questions and writes the file. It reports whether the person wants the
// program to serve now. The file is not touched if Run returns an error, that of ctx or
// ErrEnded among others.
func (g *Guide) Run(ctx context.Context) (serve bool, err error) {
	data, err := read(g.File)
	if err != nil {
		return false, terminal.Errorf("config.dotenv-unreadable", g.File)
	}
	a := &answers{set: map[string]string{}}
	a.before, _, err = dotenv.Parse(data)
	switch {
	case errors.Is(err, dotenv.ErrLarge):
		return false, terminal.Errorf("config.dotenv-large", g.File)
	case errors.Is(err, dotenv.ErrEncoding):
		return false, terminal.Errorf("config.dotenv-encoding", g.File)
	case err != nil:
		return false, terminal.Errorf("config.dotenv-line", g.File, dotenv.LineOf(err))
	}
	at, err := filepath.Abs(g.File)
	if err != nil {
		at = g.File
	}
	g.say("setup.hello", at)
	steps := []func(context.Context, *answers) error{g.askApp, g.askBotToken, g.askAppToken, g.askReleases, g.askAdmins}
	for i, step := range steps {
		g.Console.Say("")
		g.Console.Say(g.Lang.Text("setup.step", i+1, len(steps)))
		if err := step(ctx, a); err != nil {
			return false, g.ended(err)
		}
	}
	if err := g.save(data, a); err != nil {
		return false, err
	}
	g.next(a)
	start, err := g.ask(ctx, "setup.serve")
	if err != nil && !errors.Is(err, io.EOF) {
		return false, err
	}
	return err == nil && start == "", nil
}

// ended returns err, or ErrEnded for the end of the input. It says that nothing was
// changed.
func (g *Guide) ended(err error) error {
	switch {
	case errors.Is(err, io.EOF):
		g.Console.Say("")
		return ErrEnded
	case errors.Is(err, context.Canceled):
		g.Console.Say("")
		g.say("setup.unchanged")
	}
	return err
}

func (g *Guide) say(key string, args ...any) { g.Console.Say(g.Lang.Text(key, args...)) }

// ask asks with the message of a key as the prompt, and returns the line without spaces
// around it.
func (g *Guide) ask(ctx context.Context, key string, args ...any) (string, error) {
	line, err := g.Console.Ask(ctx, g.Lang.Text(key, args...))
	return strings.TrimSpace(line), err
}

// askKept asks with the prompt of a key for a value, of which there may be one already
// that Enter keeps.
func (g *Guide) askKept(ctx context.Context, key, kept string) (string, error) {
	if kept == "" {
		return g.ask(ctx, key+"-new")
	}
	return g.ask(ctx, key+"-kept", terminal.Printable(kept))
}

// askApp leads to the page that makes the app.
func (g *Guide) askApp(ctx context.Context, a *answers) error {
	g.say("setup.app")
	if a.before["SLACK_BOT_TOKEN"] != "" {
		if line, err := g.ask(ctx, "setup.app-made"); err != nil || line == "" {
			return err
		}
	}
	link := bot.ManifestLink()
	if g.Browse != nil {
		line, err := g.ask(ctx, "setup.app-open")
		if err != nil {
			return err
		}
		if line != "" {
			return nil
		}
		if g.Browse(link) == nil {
			g.say("setup.app-opened")
			return nil
		}
	}
	g.say("setup.app-link", link)
	_, err := g.ask(ctx, "setup.app-done")
	return err
}

// askReleases asks for the folder of releases, and makes it if it is to be new.
func (g *Guide) askReleases(ctx context.Context, a *answers) error {
	const name = "BEILUN_RELEASES"
	folder := g.Lang.Text("setup.folder")
	g.say("setup.releases", folder)
	kept := a.before[name]
	for {
		line, err := g.askKept(ctx, "setup.releases", kept)
		switch {
		case err != nil:
			return err
		case line == "" && kept == "":
			g.say("setup.releases-sample")
			return nil
		case line == "-":
			g.say("setup.releases-sample")
			a.set[name] = ""
			return nil
		case line == "" || line == kept:
			a.own, a.empty = true, !g.count(ctx, kept) // may be a file, too
			return nil
		case line == "1" || line == folder:
			line = folder
		}
		path, err := useFolder(cleanPath(line, g.Home), line == folder)
		if err == nil {
			_, err = quote(path)
		}
		if err != nil {
			g.say("setup.releases-bad", terminal.Printable(line), err)
			continue
		}
		a.own, a.empty = true, !g.count(ctx, path)
		a.set[name] = path
		return nil
	}
}

// count prints how many releases there are at a path. It reports whether there may be one
// that can be read.
func (g *Guide) count(ctx context.Context, path string) bool {
	n, err := g.Count(ctx, path)
	switch {
	case err != nil:
		g.say("setup.releases-uncounted", terminal.Printable(path), err)
	case n.Files == 0:
		g.say("setup.releases-none", terminal.Printable(path))
	case n.Read+n.Refused < n.Files:
		g.say("setup.releases-many", terminal.Printable(path), n.Files)
	case n.Refused > 0:
		g.say("setup.releases-refused", terminal.Printable(path), n.Read, n.Refused)
	default:
		g.say("setup.releases-found", terminal.Printable(path), n.Read)
	}
	return err != nil || n.Refused < n.Files
}

// askAdmins asks for the people who may put right what was read.
func (g *Guide) askAdmins(ctx context.Context, a *answers) error {
	const name = "BEILUN_ADMINS"
	g.say("setup.admins")
	for {
		line, err := g.askKept(ctx, "setup.admins", a.before[name])
		if err != nil {
			return err
		}
		if line == "" {
			return nil
		}
		if line == "-" {
			a.set[name] = ""
			return nil
		}
		ids, err := cleanMembers(line)
		if err == nil {
			a.set[name] = ids
			return nil
		}
		g.say("setup.admins-bad", terminal.Printable(line))
	}
}

// save writes the file, if anything is new in it.
func (g *Guide) save(data []byte, a *answers) error {
	for name, value := range a.set {
		if other := g.Getenv(name); other != "" && other != value {
			g.say("setup.shadowed", name)
		}
	}
	after, err := merge(data, a.set)
	if err != nil {
		return terminal.Errorf("setup.unmerged", g.File, err)
	}
	if data == nil {
		after = append([]byte("# "+g.Lang.Text("setup.comment")+"\n"), after...)
	}
	merged := maps.Clone(a.before)
	maps.Copy(merged, a.set)
	if data != nil && maps.Equal(merged, a.before) {
		g.say("setup.same")
		return nil
	}
	if err := write(g.File, after); err != nil {
		return fmt.Errorf("%w", terminal.Errorf("setup.unwritten", g.File, err))
	}
	g.Console.Say("")
	g.say("setup.written", g.File)
	return nil
}

// next prints what to do now.
func (g *Guide) next(a *answers) {
	name := a.bot
	if name == "" {
		name = "beilun"
	}
	name = terminal.Printable(name)
	last := g.Lang.Text("setup.next-sample", name, terminal.Words().Example)
	switch {
	case a.own && a.empty:
		last = g.Lang.Text("setup.next-empty", name)
	case a.own:
		last = g.Lang.Text("setup.next-own", name)
	}
	g.say("setup.next", name, last)
}
