package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"

	"beilun/bot"
	"beilun/bot/message"
	"beilun/bot/said"
	"beilun/index/answer"
	"beilun/knowledge/errata"

	"github.com/joho/godotenv"
)

// flagPattern matches a flag in a usage or in a command line.
var flagPattern = regexp.MustCompile(`(?:^|[\s\[|])(-[a-z]+)\b`)

// mentionedFlags returns the flags that a text mentions.
func mentionedFlags(text string) (flags []string) {
	for rest := text; ; {
		m := flagPattern.FindStringSubmatchIndex(rest)
		if m == nil {
			slices.Sort(flags)
			return slices.Compact(flags)
		}
		flags = append(flags, rest[m[2]:m[3]])
		rest = rest[m[3]:]
	}
}

// helpText returns what "beilun help NAME" prints; ok is false if there is no such
// command.
func helpText(t *testing.T, name string) (text string, ok bool) {
	var out strings.Builder
	code := run(t.Context(), []string{"help", name}, func(string) string { return "" }, strings.NewReader(""), &out, io.Discard)
	return out.String(), code == exitAnswered && name != "help"
}

// checkArgs reports what is wrong with a command line of beilun: its command exists and
// has these flags.
func checkArgs(t *testing.T, args []string) error {
	if len(args) == 0 || args[0] == "help" {
		return nil
	}
	help, ok := helpText(t, args[0])
	if !ok {
		return errors.New("no such command")
	}
	known := mentionedFlags(help)
	for _, f := range mentionedFlags(strings.Join(args[1:], " ")) {
		if !slices.Contains(known, f) {
			return fmt.Errorf("beilun %s has no flag %s; it has %s", args[0], f, known)
		}
	}
	return nil
}

// checkDeveloper checks commands of developers, which need the sources: that what they
// name is there.
func checkDeveloper(t *testing.T, block string) (errs []error) {
	for line := range strings.Lines(block) {
		line = strings.TrimSpace(line)
		if err := checkDeveloperLine(t, line); err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", line, err))
		}
	}
	return errs
}

func checkDeveloperLine(t *testing.T, line string) error {
	if args, ok := beilunArgs(line); ok {
		return checkArgs(t, args)
	}
	words := strings.Fields(line)
	if len(words) < 3 || words[0] != "go" || words[1] != "run" && words[1] != "test" {
		return errors.New("no rule for this command")
	}
	found := 0
	for _, w := range words[2:] {
		if !strings.HasPrefix(w, "./") {
			continue
		}
		found++
		dir := filepath.Join(root, strings.TrimSuffix(w, "/..."))
		if info, err := os.Stat(dir); err != nil || !info.IsDir() {
			return fmt.Errorf("%s is no folder", w)
		}
		if i := slices.Index(words, "-run"); i >= 0 && words[i+1] != "'^$'" {
			if err := hasTest(dir, words[i+1]); err != nil {
				return err
			}
		}
	}
	if found == 0 {
		return errors.New("it names no package")
	}
	return nil
}

// hasTest reports whether a test of the package in dir has this in its name.
func hasTest(dir, name string) error {
	files, err := filepath.Glob(filepath.Join(dir, "*_test.go"))
	if err != nil {
		return err
	}
	for _, f := range files {
		source, err := os.ReadFile(f)
		if err != nil {
			return err
		}
		if regexp.MustCompile(`func Test\w*` + regexp.QuoteMeta(strings.TrimPrefix(name, "Test"))).Match(source) {
			return nil
		}
	}
	return fmt.Errorf("no test in %s is named %s", dir, name)
}

// checkWindows checks commands of Windows, which are not run.
func checkWindows(t *testing.T, block string) (errs []error) {
	for line := range strings.Lines(block) {
		line = strings.TrimSpace(line)
		if line == `Unblock-File .\beilun.exe` {
			continue
		}
		args, ok := beilunArgs(line)
		err := errors.New("no rule for this command")
		if ok {
			err = checkArgs(t, args)
		}
		if err != nil {
			errs = append(errs, fmt.Errorf("%s: %w", line, err))
		}
	}
	return errs
}

// checkBench leaves the table to the test of package bench, which finds it by its first
// line.
func checkBench(_ *testing.T, block string) []error {
	if !regexp.MustCompile(`^20\d\d-\d\d-\d\d; \d+ CPUs`).MatchString(block) {
		return []error{errors.New("this is no output of beilun bench")}
	}
	return nil
}

// checkErrata reads an example of 更正表.txt.
func checkErrata(_ *testing.T, block string) (errs []error) {
	l := errata.Parse(errata.Sheet{ID: "README", Text: block})
	for _, p := range l.Problems {
		errs = append(errs, fmt.Errorf("更正表 %v", p))
	}
	if len(l.Lines) == 0 {
		errs = append(errs, errors.New("no line of the 更正表 is read"))
	}
	return errs
}

// checkReleases reads the line of .env that the story takes over; with tokens it is
// complete.
func checkReleases(t *testing.T, block string) []error {
	return checkDotenv(t, block+"SLACK_BOT_TOKEN=xoxb-1234567890\nSLACK_APP_TOKEN=xapp-1234567890\n")
}

// checkDotenv reads an example of .env.
func checkDotenv(t *testing.T, block string) (errs []error) {
	values, err := godotenv.Unmarshal(block)
	if err != nil {
		return []error{fmt.Errorf(".env: %w", err)}
	}
	for name := range values {
		if !isSetting(name) {
			errs = append(errs, fmt.Errorf("%s is no setting", name))
		}
	}
	if values["BEILUN_RELEASES"] != "" {
		values["BEILUN_RELEASES"] = t.TempDir()
	}
	if _, err := loadConfig(func(k string) string { return values[k] }, "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"); err != nil {
		errs = append(errs, err)
	}
	return errs
}

func isSetting(name string) bool {
	return slices.ContainsFunc(settings(), func(s setting) bool { return s.name == name })
}

// checkCode checks a span of code: commands, flags, settings, sub-commands, scopes and
// files are there.
func checkCode(t *testing.T, code string) error {
	if args, ok := beilunArgs(code); ok {
		return checkArgs(t, args)
	}
	switch {
	case strings.HasPrefix(code, "go run "), strings.HasPrefix(code, "go test "):
		return checkDeveloperLine(t, code)
	case strings.HasPrefix(code, "/beilun"):
		return checkSubcommand(strings.TrimSpace(strings.TrimPrefix(code, "/beilun")))
	case strings.HasPrefix(code, "BEILUN_"), strings.HasPrefix(code, "SLACK_"):
		name, value, given := strings.Cut(code, "=")
		return checkSetting(name, value, given)
	case strings.HasPrefix(code, "beilun_"):
		name, _, _ := strings.Cut(code, "{")
		return checkMetric(name)
	case regexp.MustCompile(`^-[a-z]+$`).MatchString(code):
		return checkFlag(t, code)
	case regexp.MustCompile(`^[a-z]+:[a-z]+(?:\.[a-z]+)?$`).MatchString(code):
		if !strings.Contains(string(bot.Manifest()), `"`+code+`"`) && code != "connections:write" {
			return errors.New("the manifest has no such scope")
		}
	case regexp.MustCompile(`^beilun-[\w.-]+$`).MatchString(code):
		return checkArchive(code)
	case regexp.MustCompile(`^(cmd|bot|index|internal|knowledge)/[\w./-]+$`).MatchString(code), strings.HasPrefix(code, ".ci/run"), code == ".env.example":
		_, err := os.Stat(filepath.Join(root, code))
		return err
	}
	return nil
}

// checkArchive reports whether .ci/dist makes an archive of this name.
func checkArchive(name string) error {
	if name == "beilun-backup.tar.gz" {
		return nil // of beilun backup
	}
	data, err := os.ReadFile(filepath.Join(root, ".ci", "dist"))
	if err != nil {
		return err
	}
	m := regexp.MustCompile(`^beilun-(\w+)-(\w+)(\.zip|\.tar\.gz)$`).FindStringSubmatch(name)
	if m == nil {
		return errors.New("no name of an archive")
	}
	system, kind := strings.Replace(m[1], "macos", "darwin", 1), ".zip"
	if system == "linux" {
		kind = ".tar.gz"
	}
	if m[3] != kind || !strings.Contains(string(data), system+"/"+m[2]) {
		return errors.New(".ci/dist makes no such archive")
	}
	return nil
}

// checkSubcommand reports whether /beilun knows a text as a sub-command, or it is in the
// place of a question.
func checkSubcommand(text string) error {
	word, _, _ := strings.Cut(text, " ")
	if word == "" || word == "问题" || word == "QUESTION" {
		return nil
	}
	for _, name := range subcommands {
		if said.IsCommand(name, word) {
			return nil
		}
	}
	return fmt.Errorf("%s is no sub-command of /beilun", word)
}

// subcommands are the names of those that /beilun has.
var subcommands = []string{
	"help", "figures", "releases", "status", "reindex", "subscribe", "unsubscribe", "subscriptions", "notices", "feedback", "add", "remove",
	"correct", "corrections",
}

// variables are the environment variables that sources and .ci/run read.
var variables = sync.OnceValue(func() string {
	var all strings.Builder
	for _, dir := range []string{".ci", "bot", "cmd", "index", "internal", "knowledge"} {
		_ = filepath.WalkDir(filepath.Join(root, dir), func(path string, e os.DirEntry, err error) error { // what cannot be read is missed below
			if err == nil && e.Type().IsRegular() && (filepath.Ext(path) == ".go" || dir == ".ci") {
				if data, err := os.ReadFile(path); err == nil {
					all.WriteString(strings.Join(regexp.MustCompile(`BEILUN_[A-Z_]+`).FindAllString(string(data), -1), "\n") + "\n")
				}
			}
			return nil
		})
	}
	return all.String()
})

// checkSetting reports whether a variable is one of the program or of its tests, and
// takes a value.
func checkSetting(name, value string, given bool) error {
	for _, s := range settings() {
		if s.name == name && given {
			return s.read(&config{}, value)
		} else if s.name == name {
			return nil
		}
	}
	if strings.Contains(variables(), name+"\n") {
		return nil
	}
	return errors.New("no such setting")
}

// checkFlag reports whether a command has a flag, or the go command, of which the README
// names -short.
func checkFlag(t *testing.T, flag string) error {
	if flag == "-short" || flag == "-update" {
		return nil
	}
	for _, c := range commands() {
		if help, _ := helpText(t, c.name); slices.Contains(mentionedFlags(help), flag) {
			return nil
		}
	}
	return errors.New("no command has this flag")
}

// checkGrid checks a table by its first heading.
func checkGrid(t *testing.T, g grid) []error {
	switch g.head[0] {
	case "命令 command":
		return checkCommands(t, g)
	case "设置 setting":
		return checkSettings(g)
	case "问", "ask":
		return checkQuestions(t, g)
	case "看到", "you see", "在哪里", "where", "电脑", "系统", "什么", "文件", "指标 metric": // the last is that of TestReadmeFormats
		return nil // their code is checked as all code is
	}
	return []error{fmt.Errorf("no rule for a table with the heading %q", g.head[0])}
}

// checkCommands compares the table of commands with the commands and their flags.
func checkCommands(t *testing.T, g grid) (errs []error) {
	listed := map[string]bool{}
	for _, row := range g.rows {
		for _, code := range row[0].code {
			args, ok := beilunArgs(code)
			if !ok || len(args) == 0 {
				errs = append(errs, fmt.Errorf("%s is no command", code))
				continue
			}
			listed[args[0]] = true
			help, ok := helpText(t, args[0])
			if !ok {
				continue // the code is checked as all code is
			}
			has := mentionedFlags(help)
			shown := mentionedFlags(code)
			if !slices.Equal(has, shown) && args[0] != "eval" {
				errs = append(errs, fmt.Errorf("%s: its help has the flags %s, the README %s", args[0], has, shown))
			}
		}
	}
	for _, c := range commands() {
		if !listed[c.name] {
			errs = append(errs, fmt.Errorf("beilun %s is not in the table of commands", c.name))
		}
	}
	return errs
}

// checkSettings compares the table of settings with the settings.
func checkSettings(g grid) (errs []error) {
	listed := map[string]bool{}
	for _, row := range g.rows {
		listed[row[0].text] = true // whether it is one is checked as of all code
	}
	for _, s := range settings() {
		if !listed[s.name] {
			errs = append(errs, fmt.Errorf("%s is not in the table of settings", s.name))
		}
	}
	return errs
}

// outcomes are the outcomes as the README names them. A question back is a decline.
var outcomes = map[string]string{
	"有答案": "claimed", "只引用": "quoted", "没查到": "declined", "反问": "declined",
	"claimed": "claimed", "quoted": "quoted", "not found": "declined", "asks back": "declined",
}

// outcomes returns the outcomes of the questions in the tables.
func (p page) outcomes() map[string]string {
	found := map[string]string{}
	for _, g := range p.grids {
		for _, row := range g.rows {
			if g.head[0] == "问" || g.head[0] == "ask" {
				found[row[0].text] = outcomes[row[1].text]
			}
		}
	}
	return found
}

// checkQuestions asks the questions of a table and compares the outcome and a part of
// what is printed.
func checkQuestions(t *testing.T, g grid) (errs []error) {
	for _, row := range g.rows {
		question, want, part := row[0].text, outcomes[row[1].text], row[2].text
		var out strings.Builder
		code := run(t.Context(), []string{"ask", question}, func(string) string { return "" }, strings.NewReader(""), &out, io.Discard)
		printed, got := out.String(), "claimed"
		if isUnsure(printed) {
			got = "quoted"
		}
		if code != exitAnswered {
			got = "declined"
		}
		if got != want {
			errs = append(errs, fmt.Errorf("%s: %s, the README has %q; it prints\n%s", question, got, row[1].text, printed))
		}
		if part == "" || !strings.Contains(printed, part) {
			errs = append(errs, fmt.Errorf("%s: %q is not in\n%s", question, part, printed))
		}
	}
	return errs
}

// isUnsure reports whether a quotation is printed, and nothing claimed.
func isUnsure(printed string) bool {
	for _, english := range []bool{false, true} {
		if strings.HasPrefix(printed, message.WordsOf(english).Answer.Reasons[answer.NotSure]) {
			return true
		}
	}
	return false
}
