package house

import (
	"cmp"
	"encoding/json"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	gocmp "github.com/google/go-cmp/cmp"
)

// twinsKey is the key of the limit on pairs of word lists with the same words.
const twinsKey = "twins"

// A pair of lists counts if this share of the words of one, and at least so many,
// are also in the other.
const (
	twinPercent = 80
	twinWords   = 3
)

// lexicons are embedded files, or folders of them, that are no lists of words which
// decide one thing, and are not compared: dictionaries, learned weights, and tables of
// characters.
var lexicons = []string{
	"index/answer/choice/beliefs.txt",
	"index/answer/choice/weights.txt",
	"index/english/data",
	"index/rank/ranking.txt",
	"index/words/data/heteronyms.txt",
	"index/words/data/pinyin.txt",
	"index/words/data/stopwords.txt", // all words that a search leaves out
	"index/words/data/words.txt",
	"internal/zhtext/opencc",
	"internal/zhtext/unicode",
	"knowledge/bind/model/weights.txt",
	"knowledge/concept", // all words for what is measured, and for things
}

// unguarded are the folders of packages that only measure or test.
var unguarded = []string{"bot/message/messagetest", "index/bench", "index/eval"}

// A wordList is the Chinese words of one class of a data file.
type wordList struct {
	file  string // relative to the module
	class string // empty for lines that begin with a word
	words map[string]bool
}

// A twin is two lists in different files, the first of which has nearly all its words
// in the second.
type twin struct {
	list, in wordList
	shared   int
}

// String returns a line of the report.
func (t twin) String() string {
	return fmt.Sprintf("%s %s: %d of %d in %s %s (%d)", t.list.file, t.list.class, t.shared, len(t.list.words),
		t.in.file, t.in.class, len(t.in.words))
}

// wordLists returns the lists of all .txt files and words.json that packages of the
// product embed. Root is the folder of the module.
func (m *module) wordLists(root string) ([]wordList, error) {
	var lists []wordList
	for _, p := range m.packages {
		if within(p.path, unguarded) {
			continue
		}
		for _, pattern := range p.embedded() {
			if ext := path.Ext(pattern); ext != ".txt" && path.Base(pattern) != "words.json" {
				continue
			}
			files, err := filepath.Glob(filepath.Join(root, filepath.FromSlash(p.path), filepath.FromSlash(pattern)))
			if err != nil {
				return nil, err
			}
			for _, f := range files {
				name, err := filepath.Rel(root, f)
				if err != nil {
					return nil, err
				}
				name = filepath.ToSlash(name)
				if within(name, lexicons) || slices.ContainsFunc(lists, func(l wordList) bool { return l.file == name }) {
					continue
				}
				text, err := os.ReadFile(f)
				if err != nil {
					return nil, err
				}
				more, err := listsOf(name, string(text))
				if err != nil {
					return nil, fmt.Errorf("%s: %w", name, err)
				}
				lists = append(lists, more...)
			}
		}
	}
	return lists, nil
}

// within reports whether name is one of the files or folders, or in one of them.
func within(name string, folders []string) bool {
	return slices.ContainsFunc(folders, func(f string) bool { return name == f || strings.HasPrefix(name, f+"/") })
}

// embedded returns the patterns of the package's go:embed directives.
func (p *pkg) embedded() []string {
	var patterns []string
	for _, f := range p.files {
		for _, group := range f.syntax.Comments {
			for _, c := range group.List {
				if rest, ok := strings.CutPrefix(c.Text, "//go:embed "); ok {
					patterns = append(patterns, strings.Fields(rest)...)
				}
			}
		}
	}
	return patterns
}

// listsOf returns the lists of a data file. The class of a line is its first field if
// there is no Chinese in it. In JSON a list is an array of strings, under its name.
func listsOf(name, text string) ([]wordList, error) {
	var lists []wordList
	add := func(class string, fields []string) {
		i := slices.IndexFunc(lists, func(l wordList) bool { return l.class == class })
		if i < 0 {
			i = len(lists)
			lists = append(lists, wordList{name, class, map[string]bool{}})
		}
		for _, f := range fields {
			// What follows a mark says where the word counts: 约~签, 倍?, 全年/龄.
			if end := strings.IndexAny(f, "~/?!$"); end > 0 {
				f = f[:end]
			}
			if f = strings.Trim(f, ",:^"); hasHan(f) {
				lists[i].words[f] = true
			}
		}
	}
	if path.Ext(name) == ".json" {
		var values map[string]any
		if err := json.Unmarshal([]byte(text), &values); err != nil {
			return nil, err
		}
		for class, v := range values {
			array, _ := v.([]any)
			for _, w := range array {
				if s, ok := w.(string); ok {
					add(class, []string{s})
				}
			}
		}
		return lists, nil
	}
	for line := range strings.Lines(text) {
		fields := strings.Fields(line)
		switch {
		case len(fields) == 0 || strings.HasPrefix(fields[0], "#"):
		case hasHan(fields[0]):
			add("", fields)
		default:
			add(fields[0], fields[1:])
		}
	}
	return lists, nil
}

// hasHan reports whether s has a Chinese character.
func hasHan(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.Is(unicode.Han, r) })
}

// twins returns the pairs of lists in different files of which one has nearly all its
// words in the other, each pair once.
func twins(lists []wordList) []twin {
	var found []twin
	for i, a := range lists {
		for _, b := range lists[i+1:] {
			if a.file == b.file {
				continue
			}
			small, big := a, b
			if len(small.words) > len(big.words) {
				small, big = big, small
			}
			shared := 0
			for w := range small.words {
				if big.words[w] {
					shared++
				}
			}
			if shared >= twinWords && 100*shared >= twinPercent*len(small.words) {
				found = append(found, twin{small, big, shared})
			}
		}
	}
	slices.SortFunc(found, func(a, b twin) int { return cmp.Compare(a.String(), b.String()) })
	return found
}

// twinReading returns the number of twins and which they are.
func twinReading(found []twin) reading {
	lines := make([]string, len(found))
	for i, t := range found {
		lines[i] = t.String()
	}
	return reading{len(found), "word lists with the words of another:\n" + strings.Join(lines, "\n")}
}

func TestTwins(t *testing.T) {
	t.Parallel()
	var lists []wordList
	for _, f := range []struct{ name, text string }{
		{"a.txt", "# 计划 预计 拟\nplan 计划 预计 拟~模\nplan 将\nfew 年 月\n"},
		{"b.txt", "planned 将 拟 预计 计划 打算\nother 计划 预计 水 火\nunits 年 月 日\n"},
		{"c.txt", "预计\n计划 +2\n打算$\n"},
		{"d/words.json", `{"Plan": ["将", "拟", "预计", "计划"], "Head": "计划"}`},
	} {
		more, err := listsOf(f.name, f.text)
		if err != nil {
			t.Fatal(err)
		}
		lists = append(lists, more...)
	}
	var got []string
	for _, w := range twins(lists) {
		got = append(got, w.String())
	}
	want := []string{
		"a.txt plan: 4 of 4 in b.txt planned (5)",
		"a.txt plan: 4 of 4 in d/words.json Plan (4)",
		"c.txt : 3 of 3 in b.txt planned (5)",
		"d/words.json Plan: 4 of 4 in b.txt planned (5)",
	}
	if diff := gocmp.Diff(want, got); diff != "" {
		t.Errorf("twins (-want +got):\n%s", diff)
	}
}
