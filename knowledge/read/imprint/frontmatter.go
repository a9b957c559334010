package imprint

import (
	"errors"
	"strings"
)

// frontKeys are the keys of a front-matter block, besides those of a line.
var frontKeys = func() map[string]Key {
	out := map[string]Key{}
	for kind, k := range map[string]Key{"front-title": KeyTitle, "front-source": KeySource, "front-url": KeyURL, "front-date": KeyDate, "front-embargo": KeyEmbargo} {
		for _, w := range bylineWords.Words(kind) {
			out[w] = k
		}
	}
	return out
}()

// ErrFrontMatter is returned for a block of title, date and source without an
// end.
var ErrFrontMatter = errors.New("the block of title, date and source does not end with ---")

const (
	maxFront     = 16 << 10 // bytes of a front-matter block
	maxFrontLine = 100      // lines of a front-matter block
)

// FrontMatter reads a block of "key: value" lines between two lines of --- at the
// start of text. rest is the byte offset after it, 0 if there is no such block.
// Unknown keys, lists and comments are ignored. A block that begins with a known
// key and does not end gives ErrFrontMatter, because it is unknown where the
// release begins.
func FrontMatter(text string) (h Head, rest int, err error) {
	at := len(text) - len(strings.TrimLeft(text, " \t\n"))
	lineAt := func() string {
		l, _, _ := strings.Cut(text[at:], "\n")
		at = min(at+len(l)+1, len(text))
		return strings.TrimSpace(l)
	}
	start := at
	if lineAt() != "---" {
		return Head{}, 0, nil
	}
	known := false
	for n := 0; at < len(text) && at-start < maxFront && n < maxFrontLine; n++ {
		l := lineAt()
		if l == "---" || l == "..." {
			return h, at, nil
		}
		if l == "" || l[0] == '#' || l[0] == '-' {
			continue
		}
		word, value, ok := strings.Cut(l, ":")
		if wide, v, also := strings.Cut(l, "："); also && (!ok || len(wide) < len(word)) {
			word, value, ok = wide, v, true
		}
		if !ok {
			if known {
				return Head{}, 0, ErrFrontMatter
			}
			return Head{}, 0, nil
		}
		k := frontKey(strings.TrimSpace(word))
		known = known || k != KeyNone
		h.Set(k, unquote(strings.TrimSpace(value)))
	}
	if known {
		return Head{}, 0, ErrFrontMatter
	}
	return Head{}, 0, nil
}

func frontKey(word string) Key {
	if k, ok := frontKeys[strings.ToLower(word)]; ok {
		return k
	}
	k, n := KeyAt(word + ":")
	if n != len(word)+1 {
		return KeyNone
	}
	return k
}

// unquote returns s without quotation marks around it.
func unquote(s string) string {
	if len(s) >= 2 && (s[0] == '"' || s[0] == '\'') && s[len(s)-1] == s[0] {
		return strings.TrimSpace(s[1 : len(s)-1])
	}
	return s
}
