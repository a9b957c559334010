package surface

import (
	"context"
	"errors"
	"log/slog"
	"testing"

	"beilun/bot/webapi"
	"beilun/index/answer"
	"beilun/internal/state"
)

// locales is a Slack that knows the locales of some people.
type locales struct {
	names map[string]string
	calls int
}

func (l *locales) Locale(_ context.Context, user string) (string, error) {
	l.calls++
	switch name, ok := l.names[user]; {
	case name == "busy":
		return "", webapi.ErrNoRoom
	case !ok:
		return "", errors.New("as asked")
	default:
		return name, nil
	}
}

// TestLanguages checks that a choice counts more than the locale, that a locale is
// asked for once, and that without room within Slack's limits it is asked for again.
func TestLanguages(t *testing.T) {
	t.Parallel()
	kept, err := state.Temporary(state.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = kept.Close() })
	log := slog.New(slog.DiscardHandler)
	slack := &locales{names: map[string]string{"UEN": "en-GB", "UZH": "zh-CN", "UBUSY": "busy"}}
	l := NewLanguages(slack, &Memory{Store: kept, Log: log}, log)
	for _, tt := range []struct {
		user    string
		english bool
		calls   int // in all
	}{
		{"", false, 0}, {"UEN", true, 1}, {"UEN", true, 1}, {"UZH", false, 2}, {"UNKNOWN", false, 3}, {"UNKNOWN", false, 3}, {"UBUSY", false, 4}, {"UBUSY", false, 5},
	} {
		if got := l.English(t.Context(), tt.user); got != tt.english || slack.calls != tt.calls {
			t.Errorf("%q: English %v after %d calls, want %v after %d", tt.user, got, slack.calls, tt.english, tt.calls)
		}
	}
	l.Choose("UEN", "zh")
	l.Choose("UZH", "en")
	l.Choose("UNKNOWN", "fr")
	english := &answer.Answer{English: true, Question: "how much is it"}
	if l.English(t.Context(), "UEN") || l.EnglishFor(t.Context(), "UEN", english) || !l.English(t.Context(), "UZH") || l.Chosen("UNKNOWN") != "" {
		t.Error("a choice does not count")
	}
	if !l.EnglishFor(t.Context(), "UNKNOWN", english) {
		t.Error("an English question is answered in Chinese")
	}
	for _, text := range []string{"GDP", "gdp？", "GDP 2023"} {
		if l.EnglishFor(t.Context(), "UNKNOWN", &answer.Answer{English: true, Question: text}) {
			t.Errorf("%q, which anybody writes, is answered in English", text)
		}
	}
}
