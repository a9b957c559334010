package english

import (
	_ "embed"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"sync"
)

//go:embed data/chinese.txt
var chineseList string

// chineseKeys are the keys of data/chinese.txt.
var chineseKeys = strings.Fields(`
	when year day where why how high wide deep far old fast often share rank which list latest about compare
	whether must many have-many money length lasting size area who by-whom what what-is head rate to
	phase line number ordinal first count numbered lettered letter line-end also`)

// loadChinese returns the words of data/chinese.txt by key.
var loadChinese = sync.OnceValue(func() map[string][]string {
	words, err := parseChinese(chineseList)
	if err != nil {
		panic(fmt.Errorf("data/chinese.txt: %w", err)) // it is part of the program
	}
	return words
})

func parseChinese(list string) (map[string][]string, error) {
	out := map[string][]string{}
	n := 0
	for line := range strings.Lines(list) {
		n++
		if line = strings.TrimSpace(line); line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		key, words, _ := strings.Cut(line, "=")
		key = strings.TrimSpace(key)
		switch {
		case !slices.Contains(chineseKeys, key):
			return nil, fmt.Errorf("line %d: unknown key %q", n, key)
		case out[key] != nil:
			return nil, fmt.Errorf("line %d: %s is there already", n, key)
		case strings.TrimSpace(words) == "":
			return nil, fmt.Errorf("line %d: %s has no words", n, key)
		}
		out[key] = strings.Fields(words)
	}
	for _, key := range chineseKeys {
		if out[key] == nil {
			return nil, fmt.Errorf("%s is missing", key)
		}
	}
	return out, nil
}

// chinese returns the first word of a key.
func chinese(key string) string { return loadChinese()[key][0] }

// saying returns the slot of the first word of a key.
func saying(key string) Slot { return fixed(chinese(key)) }

// numbered returns the forms of a key for the number n of a thing, which may be
// empty.
func numbered(key string, n int, thing string) (out []string) {
	r := strings.NewReplacer("D", strconv.Itoa(n), "N", numeral(n), "T", thing)
	for _, form := range loadChinese()[key] {
		out = append(out, r.Replace(form))
	}
	return out
}

// numeral returns a small number as Chinese counts with it.
func numeral(n int) string {
	const digits = "一二三四五六七八九十"
	const size = len("一")
	switch {
	case n <= 0 || n >= 20:
		return strconv.Itoa(n)
	case n <= 10:
		return digits[(n-1)*size : n*size]
	}
	return digits[9*size:] + numeral(n-10)
}
