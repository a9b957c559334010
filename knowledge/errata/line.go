package errata

import (
	_ "embed"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"beilun/internal/wordlist"
	"beilun/internal/zhtext"
	"beilun/knowledge/bind/names"
)

//go:embed words.txt
var wordFile string

// words are the words of words.txt.
type words struct {
	kinds       map[string]Kind // by the word that a line begins with
	same, apart *regexp.Regexp  // signs between names, in a folded text
}

var loadWords = sync.OnceValue(func() *words {
	w := &words{kinds: map[string]Kind{}}
	for class, l := range wordlist.MustParse("knowledge/errata/words.txt", wordFile, nil).All() {
		switch class {
		case "samesign":
			w.same = signs(l.Words)
		case "apartsign":
			w.apart = signs(l.Words)
		default:
			for _, word := range l.Words {
				w.kinds[word] = Kind(class)
			}
		}
	}
	return w
})

// signs returns an expression for any of the signs and words of a line of words.txt.
func signs(list []string) *regexp.Regexp {
	var out []string
	for _, s := range list {
		once, repeated := strings.CutSuffix(s, "+")
		quoted := regexp.QuoteMeta(once)
		switch {
		case repeated:
			quoted = "(?:" + quoted + ")+"
		case strings.ContainsFunc(s, unicode.IsLetter):
			quoted = `\s` + quoted + `\s`
		}
		out = append(out, quoted)
	}
	return regexp.MustCompile(strings.Join(out, "|"))
}

// ParseLine reads one line without a remark. The error is ErrForm, ErrName, ErrNames,
// ErrRelease, ErrPhrase or ErrLong.
func ParseLine(text string) (Line, error) {
	l := Line{Text: text}
	if utf8.RuneCountInString(text) > maxLine || !utf8.ValidString(text) || strings.ContainsFunc(text, unicode.IsControl) {
		return l, ErrLong
	}
	rest := text
	if i := strings.IndexAny(text, ":："); i >= 0 {
		if k, ok := loadWords().kinds[fold(text[:i])]; ok {
			_, width := utf8.DecodeRuneInString(text[i:])
			l.Kind, rest = k, strings.TrimSpace(text[i+width:])
		}
	}
	var err error
	switch l.Kind {
	case NotFigure:
		l.Release, l.Phrase = cutRelease(rest)
		if l.Phrase = unquoted(l.Phrase); squeeze(l.Phrase) == "" {
			err = ErrPhrase
		}
	case Retracted:
		l.Release, l.Reason = cutRelease(rest)
	default:
		return l, l.readNames(rest)
	}
	if l.Release == "" {
		err = ErrRelease
	}
	return l, err
}

// listSigns are the signs between names behind a word that decides the kind.
var listSigns = regexp.MustCompile(`[、,;]|≠|!=|<>|=+`)

// readNames reads the names of a line. The sign between them decides its kind if no
// word did.
func (l *Line) readNames(text string) error {
	text = strings.NewReplacer("＝", "=", "！", "!", "，", ",", "；", ";").Replace(text)
	w := loadWords()
	apart, sign := w.apart.MatchString(text), listSigns
	switch {
	case l.Kind == Same && apart:
		return ErrForm
	case l.Kind != "":
	case apart && strings.Contains(w.apart.ReplaceAllString(text, ""), "="):
		return ErrForm // 甲 = 乙 ≠ 丙: which of them?
	case apart:
		l.Kind, sign = Apart, w.apart
	case w.same.MatchString(text):
		l.Kind, sign = Same, w.same
	default:
		return ErrForm
	}
	for _, part := range sign.Split(text, -1) {
		name := fold(unquoted(part))
		if !isName(name) {
			return ErrName
		}
		if !slices.Contains(l.Names, name) {
			l.Names = append(l.Names, name)
		}
	}
	if n := len(l.Names); n < 2 || n > maxNames {
		return ErrNames
	}
	return nil
}

// isName reports whether a folded text can be the name of one thing.
func isName(name string) bool {
	n := utf8.RuneCountInString(name)
	return n >= 2 && n <= maxName && strings.ContainsFunc(name, unicode.IsLetter) && !names.IsKind(name) && !strings.Contains(name, ":")
}

// fileEnd matches a file's name up to its extension, and what may follow it.
var fileEnd = regexp.MustCompile(`^(.*?\.[A-Za-z]{2,5})(?:[\s:：,，、。；;“"”」]|$)`)

// cutRelease splits a text into the release at its beginning, a file's name or a title
// in 《》, and the rest.
func cutRelease(text string) (release, rest string) {
	end := len(text)
	if i := strings.Index(text, "》"); i > 0 && strings.HasPrefix(text, "《") {
		end = i + len("》")
	} else if at := fileEnd.FindStringSubmatchIndex(text); at != nil {
		end = at[3]
	} else if i := strings.IndexFunc(text, unicode.IsSpace); i >= 0 {
		end = i
	}
	release, rest = text[:end], text[end:]
	if quoted := strings.TrimLeft(release, "“\"「"); quoted != release {
		release, rest = quoted, strings.TrimLeft(rest, "”\"」")
	}
	return strings.TrimSpace(release), strings.TrimSpace(strings.TrimLeft(rest, " \t\u3000:：,，、;；"))
}

// unquoted returns a text without quotation marks at both ends.
func unquoted(text string) string {
	text = strings.TrimSpace(text)
	for _, q := range []string{"“”", "\"\"", "「」", "‘’", "『』"} {
		rs := []rune(q)
		if s, ok := strings.CutPrefix(text, string(rs[0])); ok {
			if s, ok := strings.CutSuffix(s, string(rs[1])); ok {
				return strings.TrimSpace(s)
			}
		}
	}
	return text
}

// fold returns a text in the form of the ledger's names: folded, without white space.
func fold(text string) string { return squeeze(zhtext.FoldString(text)) }

func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }
