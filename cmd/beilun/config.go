package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"beilun/knowledge"
	"beilun/knowledge/district"

	"github.com/joho/godotenv"
)

// config is the validated configuration. Tokens are never printed.
type config struct {
	releases []string // folders or files; empty: the built-in releases
	index    string   // directory of the index
	words    string   // file of the user's own words; empty: none
	botToken string
	appToken string
	slackAPI string // base URL of Slack's Web API, with a slash at its end; empty: Slack's own
	admins   []string
	channels []string // that the bot may post in; empty: all
	shared   bool     // it may post in channels that other organisations share
	state    string   // file of the state that must survive a restart
	quiet    bool     // nothing is posted to a thread whose answer has changed
	debug    bool
	district district.District // as configured; zero: found in the releases
	on       knowledge.Date    // the day of asking, from -on; zero: today
	restores bool              // files and folders may be missing, because they are to be made
}

// setting is one environment variable. .env.example documents all of them, which a
// test checks.
type setting struct {
	name string
	read func(c *config, value string) error
}

func settings() []setting {
	return slices.Concat(fileSettings(), slackSettings(), outputSettings())
}

// fileSettings are the settings of files, and of the district that they are about.
func fileSettings() []setting {
	return []setting{
		{"BEILUN_RELEASES", func(c *config, v string) error {
			for _, p := range splitList(v) {
				if _, err := os.Stat(p); err != nil && !c.restores {
					return fmt.Errorf("%s cannot be read; name an existing folder or file", p)
				}
				c.releases = append(c.releases, p)
			}
			return nil
		}},
		{"BEILUN_INDEX", func(c *config, v string) error {
			if info, err := os.Stat(v); err == nil && !info.IsDir() {
				return fmt.Errorf("%s is a file; name a directory", v)
			}
			c.index = v
			return nil
		}},
		{"BEILUN_WORDS", func(c *config, v string) error {
			if _, err := os.Stat(v); err != nil && !c.restores {
				return fmt.Errorf("%s cannot be read; name a text file with a word a line", v)
			}
			c.words = v
			return nil
		}},
		{"BEILUN_DISTRICT", func(c *config, v string) (err error) {
			c.district, err = district.Named(v)
			return err
		}},
		{"BEILUN_STATE", func(c *config, v string) error {
			if info, err := os.Stat(v); err == nil && info.IsDir() {
				return fmt.Errorf("%s is a directory; name a file", v)
			}
			c.state = v
			return nil
		}},
	}
}

// slackSettings are the settings of Slack: access, and whom the bot serves there.
func slackSettings() []setting {
	return []setting{
		{"SLACK_BOT_TOKEN", func(c *config, v string) error {
			c.botToken = v
			return checkToken(v, "xoxb-", "copy the Bot User OAuth Token from OAuth & Permissions of your app at api.slack.com/apps")
		}},
		{"SLACK_APP_TOKEN", func(c *config, v string) error {
			c.appToken = v
			return checkToken(v, "xapp-", "make an app-level token with connections:write under Basic Information of your app at api.slack.com/apps")
		}},
		{"SLACK_API_URL", func(c *config, v string) error {
			u, err := url.Parse(v)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
				return errors.New("it is no address; leave it empty or give one such as https://slack.com/api/")
			}
			c.slackAPI = strings.TrimRight(v, "/") + "/"
			return nil
		}},
		{"BEILUN_ADMINS", func(c *config, v string) error {
			for _, id := range splitList(v) {
				if !userID.MatchString(id) {
					return fmt.Errorf("%q is no Slack user ID; it looks like U012ABCDEF, see the user's profile", id)
				}
				c.admins = append(c.admins, id)
			}
			return nil
		}},
		{"BEILUN_CHANNELS", func(c *config, v string) error {
			for _, id := range splitList(v) {
				if !channelID.MatchString(id) {
					return fmt.Errorf("%q is no Slack channel ID; it looks like C012ABCDEF, see the channel's details", id)
				}
				c.channels = append(c.channels, id)
			}
			return nil
		}},
		{"BEILUN_SHARED", func(c *config, v string) error { return readSwitch(v, &c.shared) }},
	}
}

// readSwitch reads on or off.
func readSwitch(v string, on *bool) error {
	switch v {
	case "on", "off":
		*on = v == "on"
		return nil
	}
	return errors.New("it takes on or off")
}

// outputSettings control what the program posts and logs without being asked.
func outputSettings() []setting {
	return []setting{
		{"BEILUN_NOTICES", func(c *config, v string) error {
			var on bool
			err := readSwitch(v, &on)
			c.quiet = err == nil && !on
			return err
		}},
		{"BEILUN_DEBUG", func(c *config, v string) error {
			switch v {
			case "0", "false":
			case "1", "true":
				c.debug = true
			default:
				return errors.New("it takes 1 or 0")
			}
			return nil
		}},
	}
}

var userID = regexp.MustCompile(`^[UW][A-Z0-9]{4,20}$`)

var channelID = regexp.MustCompile(`^[CG][A-Z0-9]{4,20}$`)

// checkToken returns an error if v does not have the form of a token with the
// prefix. remedy says where to get one.
func checkToken(v, prefix, remedy string) error {
	if strings.HasPrefix(v, prefix) && len(v) > len(prefix)+3 && !strings.ContainsAny(v, " \t\"'") {
		return nil
	}
	return fmt.Errorf("it does not begin with %s or is incomplete; %s", prefix, remedy)
}

// splitList splits at commas and drops empty parts.
func splitList(v string) []string {
	var out []string
	for _, p := range strings.Split(v, ",") {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// dotenv is read from the working directory; the environment wins over it.
const dotenv = ".env"

// loadConfig reads .env and the environment. Its error has one line for each
// mistake, with the name of the variable and a remedy. required are the variables
// that the command needs.
func loadConfig(getenv func(string) string, required ...string) (config, error) {
	return loadConfigTo(config{}, getenv, required...)
}

// loadConfigTo is loadConfig with what c has already.
func loadConfigTo(c config, getenv func(string) string, required ...string) (config, error) {
	c.index, c.state = filepath.Join("data", "index"), filepath.Join("data", "state.db")
	file, err := readDotenv(dotenv)
	errs := []error{err}
	for _, s := range settings() {
		v := strings.TrimSpace(getenv(s.name))
		if v == "" {
			v = strings.TrimSpace(file[s.name])
		}
		if v == "" {
			for _, r := range required {
				if r == s.name {
					errs = append(errs, fmt.Errorf("%s is not set; %s", s.name, remedyFor(s.name)))
				}
			}
			continue
		}
		if err := s.read(&c, v); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", s.name, err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return c, usageError{err}
	}
	return c, nil
}

func remedyFor(name string) string {
	switch name {
	case "SLACK_BOT_TOKEN":
		return "put the Bot User OAuth Token (xoxb-…) of your app, from OAuth & Permissions at api.slack.com/apps, into .env"
	case "SLACK_APP_TOKEN":
		return "put an app-level token (xapp-…) with connections:write, from Basic Information at api.slack.com/apps, into .env"
	}
	return "put it into .env; see .env.example"
}

func readDotenv(name string) (map[string]string, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s cannot be read; make it readable or remove it", name)
	}
	m, err := godotenv.Parse(bytes.NewReader(data))
	if err != nil { // its message quotes the line, which may contain a token
		return nil, fmt.Errorf("%s has a line that is not NAME=value; compare it with .env.example", name)
	}
	return m, nil
}
