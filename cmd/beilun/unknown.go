package main

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"beilun/internal/dotenv"

	"github.com/blevesearch/bleve/v2/search"
)

// ownName matches names that are settings, or mistyped ones.
var ownName = regexp.MustCompile(`^(?:BEILUN|SLACK)_`)

// testName matches variables of the program's tests and of its own processes.
var testName = regexp.MustCompile(`^BEILUN_(?:(?:CHAOS|KILL|TEST|BENCH)_\w+|\w+_TOOLS|PDF_WORKER|SKIPS|TALKS|PICTURES|VERDICT|EVAL|DISTRICTS|NODE_MODULES|NO_SUCH)$`)

// warnDotenv says which names in .env are no settings. One that cannot be read is reported
// by what needs it.
func (e *env) warnDotenv() {
	file, _ := dotenv.Read(dotenvFile) // as above
	for _, name := range slices.Sorted(maps.Keys(file)) {
		if ownName.MatchString(name) {
			e.warnUnknown(dotenvFile, name)
		}
	}
}

// warnEnvironment says which names in an environment are no settings. Those that begin
// with SLACK_ may be of other programs.
func (e *env) warnEnvironment(environ []string) {
	for _, v := range environ {
		name, _, _ := strings.Cut(v, "=")
		if strings.HasPrefix(name, "BEILUN_") && !testName.MatchString(name) {
			e.warnUnknown(e.lang.Text("config.environment"), name)
		}
	}
}

// warnUnknown says that a name is no setting, and which may be meant, unless it is one.
func (e *env) warnUnknown(where, name string) {
	const near = 4 // letters
	best, least := "", near+1
	for _, s := range settings() {
		if d := search.LevenshteinDistance(name, s.name); d < least {
			best, least = s.name, d
		}
	}
	switch {
	case least == 0:
	case best == "":
		e.say("config.unknown-far", where, name)
	default:
		e.say("config.unknown", where, name, best)
	}
}
