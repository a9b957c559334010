package main

import (
	"errors"
	"log/slog"
	"net"
	"net/netip"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"beilun/cmd/beilun/terminal"
	"beilun/index"
	"beilun/index/answer"
	"beilun/internal/dotenv"
	"beilun/internal/logs"
	"beilun/knowledge"
	"beilun/knowledge/district"
)

// config is the validated configuration. Tokens are never printed.
type config struct {
	releases  []string // folders or files; empty: the built-in releases
	index     string   // directory of the index
	words     string   // file of the user's own words; empty: none
	sources   string   // file of addresses that are followed; empty: none
	botToken  string
	appToken  string
	slackAPI  string // base URL of Slack's Web API, with a slash at its end; empty: Slack's own
	admins    []string
	channels  []string          // that the bot may post in; empty: all
	shared    bool              // it may post in channels that other organisations share
	state     string            // file of the state that must survive a restart
	quiet     bool              // nothing is posted to a thread whose answer has changed
	web       webConfig         // of the web site
	site      *index.Site       // at which replies find pages of releases; nil: they do not. See newWatch
	log       logs.Options      // form and level of the log
	district  district.District // as configured; zero: found in the releases
	on        knowledge.Date    // the day of asking, from -on; zero: today
	confirmed bool              // releases that are suddenly missing were removed on purpose, from -confirm
	restores  bool              // files and folders may be missing, because they are to be made
}

// webConfig is the configuration of the web site. Its token is never printed.
type webConfig struct {
	listen  string // address; empty: serve has no site
	token   string
	proxies []netip.Prefix // that are believed
	url     string         // public address, without a slash at its end
}

// today returns a function that returns the day on which a question is asked: that
// of -on, or else the clock's, which changes while the program runs.
func (c config) today() func() knowledge.Date {
	if c.on.IsZero() {
		return answer.Today
	}
	return func() knowledge.Date { return c.on }
}

// setting is one environment variable. .env.example documents all of them, which a
// test checks.
type setting struct {
	name string
	read func(c *config, value string) error
}

func settings() []setting {
	return slices.Concat(fileSettings(), slackSettings(), webSettings(), outputSettings())
}

// fileSettings are the settings of files, and of the district that they are about.
func fileSettings() []setting {
	return []setting{
		{"BEILUN_RELEASES", func(c *config, v string) error {
			for _, p := range splitList(v) {
				if _, err := os.Stat(p); err != nil && !c.restores {
					return terminal.Errorf("config.releases", p)
				}
				c.releases = append(c.releases, p)
			}
			return nil
		}},
		{"BEILUN_INDEX", func(c *config, v string) error { c.index = v; return nil }},
		{"BEILUN_WORDS", func(c *config, v string) error {
			if _, err := os.Stat(v); err != nil && !c.restores {
				return terminal.Errorf("config.words", v)
			}
			c.words = v
			return nil
		}},
		{"BEILUN_SOURCES", func(c *config, v string) error {
			if info, err := os.Stat(v); (err != nil || !info.Mode().IsRegular()) && !c.restores {
				return terminal.Errorf("config.sources", v)
			}
			c.sources = v
			return nil
		}},
		{"BEILUN_DISTRICT", func(c *config, v string) (err error) {
			if c.district, err = district.Named(v); err != nil {
				return terminal.Errorf("config.district", v)
			}
			return nil
		}},
		{"BEILUN_STATE", func(c *config, v string) error {
			if info, err := os.Stat(v); err == nil && info.IsDir() {
				return terminal.Errorf("config.state", v)
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
			return checkToken(v, "xoxb-", "config.bot-token")
		}},
		{"SLACK_APP_TOKEN", func(c *config, v string) error {
			c.appToken = v
			return checkToken(v, "xapp-", "config.app-token")
		}},
		{"SLACK_API_URL", func(c *config, v string) error {
			u, err := url.Parse(v)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" {
				return terminal.Errorf("config.api")
			}
			c.slackAPI = strings.TrimRight(v, "/") + "/"
			return nil
		}},
		{"BEILUN_ADMINS", func(c *config, v string) error {
			for _, id := range splitList(v) {
				if !userID.MatchString(id) {
					return terminal.Errorf("config.admin", id)
				}
				c.admins = append(c.admins, id)
			}
			return nil
		}},
		{"BEILUN_CHANNELS", func(c *config, v string) error {
			for _, id := range splitList(v) {
				if !channelID.MatchString(id) {
					return terminal.Errorf("config.channel", id)
				}
				c.channels = append(c.channels, id)
			}
			return nil
		}},
		{"BEILUN_SHARED", func(c *config, v string) error { return readSwitch(v, &c.shared) }},
	}
}

// minToken is the length of the token of the site at least: whoever can reach the site may
// try any number, though slowly.
const minToken = 16

// webSettings are the settings of the web site.
func webSettings() []setting {
	return []setting{
		{"BEILUN_LISTEN", func(c *config, v string) error { c.web.listen = v; return checkListen(v) }},
		{"BEILUN_WEB_TOKEN", func(c *config, v string) error {
			c.web.token = v
			if len(v) < minToken || strings.ContainsAny(v, " \t\"'") {
				return terminal.Errorf("config.web-token", minToken)
			}
			return nil
		}},
		{"BEILUN_WEB_PROXY", func(c *config, v string) error {
			for _, text := range splitList(v) {
				p, err := netip.ParsePrefix(text)
				if err != nil {
					a, err := netip.ParseAddr(text)
					if err != nil || a.Zone() != "" {
						return terminal.Errorf("config.web-proxy", text)
					}
					p = netip.PrefixFrom(a.Unmap(), a.Unmap().BitLen())
				}
				c.web.proxies = append(c.web.proxies, p.Masked())
			}
			return nil
		}},
		{"BEILUN_URL", func(c *config, v string) error {
			u, err := url.Parse(v)
			if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.Trim(u.Path, "/") != "" || u.RawQuery != "" || u.Fragment != "" || u.User != nil {
				return terminal.Errorf("config.url")
			}
			c.web.url = u.Scheme + "://" + u.Host
			return nil
		}},
	}
}

// checkListen returns an error if v is no address to listen on.
func checkListen(v string) error {
	_, port, err := net.SplitHostPort(v)
	if n, bad := strconv.Atoi(port); err != nil || bad != nil || n < 0 || n > 65535 {
		return terminal.Errorf("config.listen")
	}
	return nil
}

// readSwitch reads on or off.
func readSwitch(v string, on *bool) error {
	switch v {
	case "on", "off":
		*on = v == "on"
		return nil
	}
	return terminal.Errorf("config.switch")
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
		{"BEILUN_LANG", func(c *config, v string) error { // read in newEnv already
			if l := strings.ToLower(v); l != string(terminal.Chinese) && l != string(terminal.English) {
				return terminal.Errorf("config.lang")
			}
			return nil
		}},
		{"BEILUN_LOG", func(c *config, v string) error {
			switch f := logs.Form(v); f {
			case logs.Text, logs.JSON:
				c.log.Form = f
				return nil
			}
			return terminal.Errorf("config.log")
		}},
		{"BEILUN_LOG_LEVEL", func(c *config, v string) error {
			levels := map[string]slog.Level{"debug": slog.LevelDebug, "info": slog.LevelInfo, "warn": slog.LevelWarn, "error": slog.LevelError}
			level, ok := levels[strings.ToLower(v)]
			if !ok {
				return terminal.Errorf("config.log-level")
			}
			c.log.Level = level
			return nil
		}},
		{"BEILUN_DEBUG", func(c *config, v string) error {
			switch v {
			case "0", "false":
			case "1", "true":
				c.log.Level = slog.LevelDebug
			default:
				return terminal.Errorf("config.debug")
			}
			return nil
		}},
	}
}

var userID = regexp.MustCompile(`^[UW][A-Z0-9]{4,20}$`)

var channelID = regexp.MustCompile(`^[CG][A-Z0-9]{4,20}$`)

// checkToken returns an error if v does not have the form of a token with the
// prefix. remedy is the key of the message that says where to get one.
func checkToken(v, prefix, remedy string) error {
	if strings.HasPrefix(v, prefix) && len(v) > len(prefix)+3 && !strings.ContainsAny(v, " \t\"'") {
		return nil
	}
	return terminal.Errorf("config.token", prefix, terminal.Errorf(remedy))
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

// dotenvFile is read from the working directory; the environment wins over it.
const dotenvFile = ".env"

// defaultConfig returns the configuration without any setting.
func defaultConfig() config {
	return config{index: filepath.Join("data", "index"), state: filepath.Join("data", "state.db")}
}

// loadConfig reads .env and the environment. Its error has one line for each
// mistake, with the name of the variable and a remedy. required are the variables
// that the command needs.
func loadConfig(getenv func(string) string, required ...string) (config, error) {
	return loadConfigTo(defaultConfig(), getenv, required...)
}

// loadConfigTo is loadConfig with what c has already.
func loadConfigTo(c config, getenv func(string) string, required ...string) (config, error) {
	file, err := readDotenv(dotenvFile)
	if err != nil { // what seems to be missing may be in it
		return c, usageError{err}
	}
	var errs []error
	for _, s := range settings() {
		v := strings.TrimSpace(getenv(s.name))
		if v == "" {
			v = strings.TrimSpace(file[s.name])
		}
		if v == "" {
			for _, r := range required {
				if r == s.name {
					errs = append(errs, terminal.Errorf("config.unset", s.name, terminal.Errorf(remedyFor(s.name))))
				}
			}
			continue
		}
		if err := s.read(&c, v); err != nil {
			errs = append(errs, terminal.Errorf("config.setting", s.name, err))
		}
	}
	if err := errors.Join(errs...); err != nil {
		return c, usageError{err}
	}
	return c, nil
}

// remedyFor returns the key of the message that says where the value of a setting comes
// from.
func remedyFor(name string) string {
	switch name {
	case "SLACK_BOT_TOKEN":
		return "config.mend-bot-token"
	case "SLACK_APP_TOKEN":
		return "config.mend-app-token"
	}
	return "config.mend"
}

// readDotenv is dotenv.Read with an error in the user's language.
func readDotenv(name string) (map[string]string, error) {
	file, err := dotenv.Read(name)
	for cause, key := range map[error]string{
		dotenv.ErrUnreadable: "config.dotenv-unreadable", dotenv.ErrLarge: "config.dotenv-large",
		dotenv.ErrEncoding: "config.dotenv-encoding",
	} {
		if errors.Is(err, cause) {
			return nil, terminal.Errorf(key, name)
		}
	}
	if n := dotenv.LineOf(err); n > 0 {
		return nil, terminal.Errorf("config.dotenv-line", name, n)
	}
	return file, err
}

// configOf returns the configuration of a command that answers from the releases, with what
// its flags say: -releases, whose index is in memory, and -on.
func configOf(e *env, paths string, on knowledge.Date) (config, error) {
	c, err := loadConfig(e.getenv)
	if err != nil {
		return c, err
	}
	c.on = on
	if paths != "" {
		c.releases, c.index = splitList(paths), ""
	}
	return c, nil
}
