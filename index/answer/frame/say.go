package frame

import (
	_ "embed"
	"slices"
	"sort"
	"strings"
	"sync"
	"unicode/utf8"

	"beilun/internal/wordlist"
)

// People say one thing in many words: 啥时候, 什么时候; 有几家公司, 公司一共有多少家. Words
// are compared with a question in a plain form. In it, words for the same are one,
// and for the words of metrics, those that say nothing are left out.

//go:embed say.txt
var sayFile string

// depth is how much is left out in a plain form.
type depth uint8

const (
	light depth = iota // words for the same are one
	deep               // words that say nothing are left out, too
)

// saying is a rule of say.txt: what is written, and its plain form.
type saying struct {
	written, plain string
	depth          depth
}

// sayings are the rules by the first character of what is written, the longest
// first.
var sayings = sync.OnceValue(func() map[rune][]saying {
	out := map[rune][]saying{}
	for line := range strings.Lines(sayFile) {
		f := strings.Fields(line)
		if len(f) == 0 || strings.HasPrefix(f[0], "#") {
			continue
		}
		key, isDeep := strings.CutPrefix(f[0], "deep:")
		f[0] = key
		for _, w := range f {
			s := saying{written: w, plain: key, depth: light}
			if isDeep {
				s.depth = deep
			}
			switch {
			case key == "keep" && w != key:
				s.plain, s.depth = w, deep
			case key == "drop" && w != key:
				s.plain, s.depth = "", deep
			}
			r, _ := utf8.DecodeRuneInString(w)
			if !slices.ContainsFunc(out[r], func(o saying) bool { return o.written == w && o.depth == s.depth }) {
				out[r] = append(out[r], s)
			}
		}
	}
	for _, list := range out {
		sort.SliceStable(list, func(i, j int) bool {
			return len(list[i].written) > len(list[j].written) || len(list[i].written) == len(list[j].written) && list[i].depth > list[j].depth
		})
	}
	return out
})

// plain is a text in its plain form.
type plain struct {
	text string
	from []int // by byte of text: where its original begins
	to   []int // by byte of text: where its original ends

	chars wordlist.RuneSet // of text
}

// closed replaces what is not compared by its words in a plain form: a name, a time.
const closed = '\x01'

// plainOf returns the plain form of text, with closed for what is masked.
func plainOf(text string, d depth, masked func(at int) bool) plain {
	p := plain{from: make([]int, 0, len(text)), to: make([]int, 0, len(text))}
	b := make([]byte, 0, len(text))
	add := func(s string, from, to int) {
		b = append(b, s...)
		for range len(s) {
			p.from, p.to = append(p.from, from), append(p.to, to)
		}
	}
	rules := sayings()
	for i := 0; i < len(text); {
		r, w := utf8.DecodeRuneInString(text[i:])
		if masked != nil && masked(i) {
			if len(b) == 0 || b[len(b)-1] != closed {
				add(string(closed), i, i+w)
			}
			i += w
			continue
		}
		s, ok := sayingAt(rules[r], text[i:], d)
		switch {
		case ok && (masked == nil || !masked(i+len(s.written)-1)):
			add(s.plain, i, i+len(s.written))
			i += len(s.written)
		case r == ' ':
			i += w
		default:
			add(text[i:i+w], i, i+w)
			i += w
		}
	}
	p.text = string(b)
	p.chars = wordlist.CharsOf(p.text)
	return p
}

func sayingAt(rules []saying, text string, d depth) (saying, bool) {
	for _, s := range rules {
		if s.depth <= d && strings.HasPrefix(text, s.written) {
			return s, true
		}
	}
	return saying{}, false
}

// span returns where the original of the bytes from up to to begins and ends.
func (p *plain) span(from, to int) (int, int) { return p.from[from], p.to[to-1] }
