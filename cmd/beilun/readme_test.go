package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/url"
	"os"
	"path/filepath"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"

	"beilun/bot"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	tableast "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/text"
)

// root is the folder of the module, from here.
const root = "../.."

// fence is a block of the README between fences.
type fence struct {
	kind string // what is behind the opening fence
	text string
}

// grid is a table of the README: its cells as they are shown, with the code in them.
type grid struct {
	head []string
	rows [][]gridCell
}

type gridCell struct {
	text string
	code []string
}

// page is a README, parsed.
type page struct {
	fences   []fence
	grids    []grid
	code     []string // all spans of code
	links    []string
	headings []string // as the part of an address behind #
}

// parsePage parses a README.
func parsePage(source []byte) page {
	var p page
	doc := goldmark.New(goldmark.WithExtensions(extension.GFM)).Parser().Parse(text.NewReader(source))
	_ = ast.Walk(doc, func(n ast.Node, entering bool) (ast.WalkStatus, error) { // the function returns no error
		if !entering {
			return ast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.FencedCodeBlock:
			kind := ""
			if n.Info != nil {
				kind = string(n.Info.Value(source))
			}
			p.fences = append(p.fences, fence{kind, string(n.Lines().Value(source))})
		case *ast.CodeBlock:
			p.fences = append(p.fences, fence{"indented", string(n.Lines().Value(source))})
		case *tableast.Table:
			p.grids = append(p.grids, parseGrid(n, source))
		case *ast.CodeSpan:
			p.code = append(p.code, shown(n, source))
		case *ast.Link:
			p.links = append(p.links, string(n.Destination))
		case *ast.Image:
			p.links = append(p.links, string(n.Destination))
		case *ast.Heading:
			p.headings = append(p.headings, slug(shown(n, source)))
		}
		return ast.WalkContinue, nil
	})
	return p
}

func parseGrid(t *tableast.Table, source []byte) (g grid) {
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []gridCell
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell := gridCell{text: shown(c, source)}
			_ = ast.Walk(c, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
				if span, ok := n.(*ast.CodeSpan); ok && entering {
					cell.code = append(cell.code, shown(span, source))
				}
				return ast.WalkContinue, nil
			})
			cells = append(cells, cell)
		}
		if g.head == nil {
			for _, c := range cells {
				g.head = append(g.head, c.text)
			}
			continue
		}
		g.rows = append(g.rows, cells)
	}
	return g
}

// shown returns the text of a node without markup.
func shown(n ast.Node, source []byte) string {
	var b strings.Builder
	_ = ast.Walk(n, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if t, ok := n.(*ast.Text); ok && entering {
			b.Write(t.Value(source))
		}
		return ast.WalkContinue, nil
	})
	return strings.ReplaceAll(b.String(), `\|`, "|") // as it is in the code of tables
}

// slug returns a heading as GitHub makes it a part of an address.
func slug(heading string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// kinds has what is done with each kind of fence. A README with a fence of another kind
// fails.
var kinds = map[string]func(t *testing.T, text string) []error{
	"console":         checkSession,
	"sh":              nil, // the story
	"sh setup":        nil,
	"sh mac":          nil,
	"slack":           nil,
	"text 新闻稿.md":     nil,
	"text 更正表.txt":    checkErrata,
	"text log":        nil,
	"dotenv releases": checkReleases,
	"dotenv":          checkDotenv,
	"sh dev":          checkDeveloper,
	"powershell":      checkWindows,
	"text bench":      checkBench,
	"json mcp":        checkAssistant,

	"yaml prometheus.yml":   promtool("config", "prometheus.yml"),
	"yaml beilun.rules.yml": promtool("rules", "beilun.rules.yml"),
}

// readReadme returns the README, parsed.
func readReadme(t *testing.T) page {
	t.Helper()
	source, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	return parsePage(source)
}

// TestReadme checks all that the README says in code, but for the commands that
// TestReadmeStory runs: sessions are compared with what the program prints, questions are
// asked, and what cannot be run here is parsed.
func TestReadme(t *testing.T) {
	t.Parallel()
	p := readReadme(t)
	for _, err := range checkPage(t, p) {
		t.Error(err)
	}
	seen := map[string]bool{}
	for _, f := range p.fences {
		seen[f.kind] = true
	}
	for kind := range kinds {
		if !seen[kind] {
			t.Errorf("no block %q is in the README", kind)
		}
	}
}

// checkPage checks what does not need the story.
func checkPage(t *testing.T, p page) (errs []error) {
	for _, f := range p.fences {
		check, ok := kinds[f.kind]
		if !ok {
			errs = append(errs, fmt.Errorf("no rule for a block of kind %q:\n%s", f.kind, f.text))
		} else if check != nil {
			errs = append(errs, check(t, f.text)...)
		}
	}
	for _, g := range p.grids {
		errs = append(errs, checkGrid(t, g)...)
	}
	for _, c := range p.code {
		if err := checkCode(t, c); err != nil {
			errs = append(errs, fmt.Errorf("`%s`: %w", c, err))
		}
	}
	for _, l := range p.links {
		if err := checkLink(p, l); err != nil {
			errs = append(errs, fmt.Errorf("link %s: %w", l, err))
		}
	}
	return errs
}

func checkLink(p page, to string) error {
	if strings.HasPrefix(to, "#") {
		if !slices.Contains(p.headings, to[1:]) {
			return fmt.Errorf("no such heading; there are %q", p.headings)
		}
		return nil
	}
	if strings.HasPrefix(to, newApp) {
		return checkNewApp(to)
	}
	if strings.Contains(to, ":") {
		return errors.New("only links into the project are checked")
	}
	_, err := os.Stat(filepath.Join(root, to))
	return err
}

// newApp is the address of the page that makes an app in Slack, before the manifest.
const newApp = "https://api.slack.com/apps?new_app=1&manifest_json="

// checkNewApp compares the link that makes the app with the manifest. The long
// description is not in it, so that it is short enough for browsers.
func checkNewApp(to string) error {
	text, err := url.QueryUnescape(strings.TrimPrefix(to, newApp))
	if err != nil {
		return err
	}
	var linked, want map[string]any
	if err := json.Unmarshal([]byte(text), &linked); err != nil {
		return err
	}
	if err := json.Unmarshal(bot.Manifest(), &want); err != nil {
		return err
	}
	if about, ok := want["display_information"].(map[string]any); ok {
		delete(about, "long_description")
	}
	if !reflect.DeepEqual(linked, want) {
		return errors.New("the manifest is another; take what beilun manifest -link prints")
	}
	return nil
}

// checkSession runs each command behind a $ and compares what it prints with what is
// below. A line … leaves out any number of lines.
func checkSession(t *testing.T, session string) (errs []error) {
	sessions := strings.Split("\n"+session, "\n$ ")
	if len(sessions) < 2 {
		return []error{fmt.Errorf("a session without a command:\n%s", session)}
	}
	for _, s := range sessions[1:] {
		command, want, _ := strings.Cut(s, "\n")
		args, ok := beilunArgs(command)
		if !ok {
			errs = append(errs, fmt.Errorf("%s: only beilun is run", command))
			continue
		}
		var out strings.Builder
		run(t.Context(), args, func(string) string { return "" }, strings.NewReader(""), &out, io.Discard)
		if !isShown(out.String(), want) {
			errs = append(errs, fmt.Errorf("%s prints\n%s\nthe README shows\n%s", command, out.String(), want))
		}
	}
	return errs
}

// isShown reports whether want shows what was printed, with … for lines left out.
func isShown(printed, want string) bool {
	pattern := regexp.QuoteMeta(strings.TrimSpace(want))
	pattern = regexp.MustCompile(`(?m)^…$`).ReplaceAllString(pattern, `(?s:.*)`)
	return regexp.MustCompile(`^` + pattern + `$`).MatchString(strings.TrimSpace(printed))
}

// beilunArgs returns the arguments of a command line that runs beilun, in any of the
// ways that the README has.
func beilunArgs(line string) (args []string, ok bool) {
	for _, program := range []string{"go run ./cmd/beilun", "./beilun", `.\beilun.exe`, "beilun"} {
		rest, found := strings.CutPrefix(line, program)
		if found && (rest == "" || rest[0] == ' ') {
			rest, _, _ = strings.Cut(rest, " > ")
			rest, _, _ = strings.Cut(rest, " | ")
			return shellWords(rest), true
		}
	}
	return nil, false
}

// shellWords splits at spaces outside double quotes, which it removes.
func shellWords(line string) (words []string) {
	for _, m := range regexp.MustCompile(`(?:[^\s"]|"[^"]*")+`).FindAllString(line, -1) {
		words = append(words, strings.ReplaceAll(m, `"`, ""))
	}
	return words
}
