package surface

import (
	"context"
	"errors"
	"log/slog"
	"strings"
	"time"
	"unicode"

	"beilun/bot/webapi"
	"beilun/index/answer"
	"beilun/internal/courtesy"

	lru "github.com/hashicorp/golang-lru/v2"
)

// Bounds of what is kept of people's locales.
const (
	maxLocales  = 10_000
	localeLife  = 24 * time.Hour
	localeRetry = 5 * time.Minute        // after a failure
	localeTime  = 700 * time.Millisecond // no answer waits longer for it
)

// Languages decides in which language a person is addressed. It is safe for
// concurrent use. Use NewLanguages.
type Languages struct {
	api     LocaleAPI
	memory  *Memory
	log     *slog.Logger
	locales *lru.Cache[string, locale] // by user
}

// LocaleAPI is the part of the Web API that Languages needs.
type LocaleAPI interface {
	// Locale returns a person's locale, as "en-US". The error is webapi.ErrNoRoom
	// if Slack's limits leave no room for the call at the moment.
	Locale(ctx context.Context, user string) (string, error)
}

// locale is a person's locale, and until when it is used without asking again.
type locale struct {
	name  string
	until time.Time
}

// settings are what a person has chosen in the Home tab.
type settings struct {
	Language string `json:"language"` // zh, en, or as their Slack when empty
}

// NewLanguages returns Languages that know nobody yet.
func NewLanguages(api LocaleAPI, memory *Memory, log *slog.Logger) *Languages {
	locales, err := lru.New[string, locale](maxLocales)
	if err != nil { // the size is positive
		panic(err)
	}
	return &Languages{api: api, memory: memory, log: log, locales: locales}
}

// English reports whether a person is addressed in English: as they chose, or as
// their Slack is set. Everyone else is addressed in Chinese.
func (l *Languages) English(ctx context.Context, user string) bool {
	if user == "" {
		return false
	}
	if chosen := l.Chosen(user); chosen != "" {
		return chosen == "en"
	}
	return strings.HasPrefix(l.localeOf(ctx, user), "en")
}

// EnglishFor is English for the answer to a question, which may itself be in English.
func (l *Languages) EnglishFor(ctx context.Context, user string, a *answer.Answer) bool {
	if l.Chosen(user) == "zh" {
		return false
	}
	return a.English && isSentence(a.Question) || l.English(ctx, user)
}

// isSentence reports whether a text has several words in letters: whoever writes GDP 2023
// may be anybody.
func isSentence(text string) bool {
	n := 0
	for _, word := range strings.Fields(text) {
		if strings.ContainsFunc(word, unicode.IsLetter) {
			n++
		}
	}
	return n > 1
}

// EnglishIn is English for the reply to a text: whoever writes several English words is
// answered in English, whoever writes hi or thx may be anybody.
func (l *Languages) EnglishIn(ctx context.Context, user, text string) bool {
	if l.Chosen(user) == "zh" {
		return false
	}
	return courtesy.IsEnglish(text) && isSentence(text) || l.English(ctx, user)
}

// Chosen returns the language that a person has chosen, zh or en, or "" for none.
func (l *Languages) Chosen(user string) string {
	var s settings
	if !l.memory.Recall(Setting, user, &s) {
		return ""
	}
	return s.Language
}

// Choose keeps a person's choice. Any code but zh and en is no choice.
func (l *Languages) Choose(user, code string) {
	if code != "zh" && code != "en" {
		code = ""
	}
	l.memory.Remember(Setting, user, settings{code})
}

// localeOf asks Slack for a person's locale once a day. If Slack's limits leave no
// room for the call at once, it returns "" and the next question asks again.
func (l *Languages) localeOf(ctx context.Context, user string) string {
	if known, ok := l.locales.Get(user); ok && time.Now().Before(known.until) {
		return known.name
	}
	ctx, cancel := context.WithTimeout(ctx, localeTime)
	defer cancel()
	name, err := l.api.Locale(ctx, user)
	life := localeLife
	switch {
	case errors.Is(err, webapi.ErrNoRoom):
		return ""
	case err != nil:
		l.log.Debug("cannot ask for a locale", "err", webapi.Redact(err))
		name, life = "", localeRetry
	}
	l.locales.Add(user, locale{name, time.Now().Add(life)})
	return name
}
