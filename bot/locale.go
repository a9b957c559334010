package bot

import (
	"context"
	"errors"
	"strings"
	"time"

	"beilun/bot/webapi"
	"beilun/index/answer"
)

// Life of what Slack tells of a person's language, and of not being told.
const (
	localeLife  = 24 * time.Hour
	localeRetry = 5 * time.Minute
	localeTime  = 700 * time.Millisecond // no answer waits longer for it
	maxLocales  = 10_000
)

// settings are what a person has chosen in the Home tab.
type settings struct {
	Language string `json:"language"` // zh, en, or as their Slack when empty
}

// english reports whether a person is to be addressed in English: as they
// chose, or as their Slack is set. Everyone else is in Chinese.
func (b *Bot) english(ctx context.Context, user string) bool {
	var s settings
	if user == "" {
		return false
	}
	if b.recall(settingKind, user, &s) && s.Language != "" {
		return s.Language == "en"
	}
	return strings.HasPrefix(b.locale(ctx, user), "en")
}

// englishFor is english for a question, which may itself be in English.
func (b *Bot) englishFor(ctx context.Context, user string, a *answer.Answer) bool {
	var s settings
	if b.recall(settingKind, user, &s) && s.Language == "zh" {
		return false
	}
	return a.English || b.english(ctx, user)
}

// locale asks Slack for a person's locale, once a day. Where it cannot be had
// at once, without waiting for a turn within Slack's tier, the next question
// asks again.
func (b *Bot) locale(ctx context.Context, user string) string {
	if l, ok := b.face.locales.get(user); ok {
		return l
	}
	ctx, cancel := context.WithTimeout(ctx, localeTime)
	defer cancel()
	l, err := b.api.Locale(ctx, user)
	switch {
	case errors.Is(err, webapi.ErrNoRoom):
		return ""
	case err != nil:
		b.log.Debug("locale", "err", webapi.Redact(err))
		b.face.locales.putFor(user, "", localeRetry)
		return ""
	}
	b.face.locales.put(user, l)
	return l
}
