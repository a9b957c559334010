package terminal

import (
	"errors"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestLangOf(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		env  map[string]string
		want Lang
	}{
		{nil, Chinese},
		{map[string]string{"LANG": "en_US.UTF-8"}, English},
		{map[string]string{"LANG": "en"}, English},
		{map[string]string{"LANG": "enm_XX"}, Chinese},
		{map[string]string{"LANG": "zh_CN.UTF-8"}, Chinese},
		{map[string]string{"LANG": "C.UTF-8"}, Chinese},
		{map[string]string{"LANG": "fr_FR"}, Chinese},
		{map[string]string{"LC_ALL": "C", "LANG": "en_US.UTF-8"}, Chinese},
		{map[string]string{"LC_MESSAGES": "en_GB", "LANG": "zh_CN.UTF-8"}, English},
		{map[string]string{"BEILUN_LANG": "zh", "LANG": "en_US.UTF-8"}, Chinese},
		{map[string]string{"BEILUN_LANG": " EN "}, English},
		{map[string]string{"BEILUN_LANG": "de", "LANG": "en_US"}, English},
	} {
		if got := LangOf(func(name string) string { return tt.env[name] }); got != tt.want {
			t.Errorf("%v: %s, want %s", tt.env, got, tt.want)
		}
	}
}

var verb = regexp.MustCompile(`%(?:\[(\d+)\])?[-+# 0-9.]*([a-zA-Z%])`)

// verbs returns the verbs of a format by the argument that they are for.
func verbs(format string) map[int]string {
	out, n := map[int]string{}, 0
	for _, m := range verb.FindAllStringSubmatch(format, -1) {
		if m[2] == "%" {
			continue
		}
		if m[1] != "" {
			n, _ = strconv.Atoi(m[1])
			n--
		}
		v := m[2]
		if v == "q" {
			v = "s"
		}
		out[n] = v
		n++
	}
	return out
}

// TestMessages checks that the languages have the same messages with the same arguments,
// and that these are the ones that the program uses.
func TestMessages(t *testing.T) {
	t.Parallel()
	zh, en := messages()[Chinese], messages()[English]
	if diff := cmp.Diff(slices.Sorted(maps.Keys(zh)), slices.Sorted(maps.Keys(en))); diff != "" {
		t.Fatalf("keys (-zh +en):\n%s", diff)
	}
	for key, text := range zh {
		want := verbs(text)
		for i, v := range verbs(en[key]) {
			if want[i] != v && !strings.Contains(text, "%[") { // a format that numbers its arguments may leave out some
				t.Errorf("%s: argument %d is %q in Chinese and %q in English", key, i+1, want[i], v)
			}
		}
		if !strings.Contains(en[key]+text, "%[") && len(verbs(en[key])) != len(want) {
			t.Errorf("%s: %d arguments in Chinese, %d in English", key, len(want), len(verbs(en[key])))
		}
	}
	used := usedStrings(t)
	for key := range zh {
		if family := key[:strings.LastIndex(key, ".")+1]; !used[key] && (family == "" || !used[family]) && !used[strings.TrimSuffix(strings.TrimSuffix(key, "-new"), "-kept")] {
			t.Errorf("%s is used nowhere", key)
		}
	}
	for s := range used {
		if family, _, ok := strings.Cut(s, "."); ok && isKey.MatchString(s) && hasFamily(zh, family) && zh[s] == "" {
			t.Errorf("%s is no message", s)
		}
	}
}

var isKey = regexp.MustCompile(`^[a-z]+\.[a-z-]+$`)

func hasFamily(keys map[string]string, family string) bool {
	for k := range keys {
		if strings.HasPrefix(k, family+".") {
			return true
		}
	}
	return false
}

// usedStrings returns the string literals of the commands, with the part before a key's
// last dot where it is made of parts ("doctor."+state).
func usedStrings(t *testing.T) map[string]bool {
	used := map[string]bool{}
	for _, pattern := range []string{"../*.go", "../*/*.go"} {
		files, err := filepath.Glob(pattern)
		if err != nil {
			t.Fatal(err)
		}
		for _, name := range files {
			if strings.HasSuffix(name, "_test.go") {
				continue
			}
			f, err := parser.ParseFile(token.NewFileSet(), name, nil, 0)
			if err != nil {
				t.Fatal(err)
			}
			ast.Inspect(f, func(n ast.Node) bool {
				if lit, ok := n.(*ast.BasicLit); ok && lit.Kind == token.STRING {
					if s, err := strconv.Unquote(lit.Value); err == nil {
						used[s] = true
					}
				}
				return true
			})
		}
	}
	return used
}

func TestExplain(t *testing.T) {
	t.Parallel()
	unset := Errorf("config.setting", "BEILUN_SHARED", Errorf("config.switch"))
	deep := errors.New("disk on fire")
	for _, tt := range []struct {
		err    error
		zh, en string
	}{
		{unset, "BEILUN_SHARED：只能是 on 或 off", "BEILUN_SHARED: it takes on or off"},
		{errors.Join(unset, deep), "BEILUN_SHARED：只能是 on 或 off\ndisk on fire", "BEILUN_SHARED: it takes on or off\ndisk on fire"},
		{fmt.Errorf("start: %w", unset), "start: BEILUN_SHARED：只能是 on 或 off", "start: BEILUN_SHARED: it takes on or off"},
		{Errorf("words.file", deep), "BEILUN_WORDS：disk on fire", "BEILUN_WORDS: disk on fire"},
		{Errorf("no such key"), "no such key", "no such key"},
	} {
		if got := Chinese.Explain(tt.err); got != tt.zh {
			t.Errorf("%q, want %q", got, tt.zh)
		}
		if got := English.Explain(tt.err); got != tt.en {
			t.Errorf("%q, want %q", got, tt.en)
		}
	}
	if !errors.Is(Errorf("words.file", deep), deep) {
		t.Error("the cause is lost")
	}
}
