package bot

import "fmt"

// ui is what the bot says of its own, in one language. Everything else in a
// reply stands in a release.
type ui struct {
	help                                              string
	figuresUsage, noFigures, figuresTitle, figuresAll string
	moreFigures                                       string
	failed, notAdmin, reindexFailed, noReleases       string
	releases, moreReleases                            string // formats
	changes                                           string // format
	share, shared, sharedBefore, sharedBy, expired    string
	notInChannel                                      string
	more, context, chart                              string // buttons
	useful, useless, thanks                           string
	whyTitle, whyLabel, whyFree, whyHint              string
	reasons                                           []reason
	send, cancel, closes                              string
	contextTitle, before, after                       string
	edited, editedYes, replaced                       string
	status                                            string
	greetChannel, greetUser                           string
	welcome, nodded                                   string // to thanks, to a word that needs no reply
	promptsTitle                                      string
	here                                              string // of a district whose name is not known
	homeTitle, homeUntitled                           string // homeTitle: format
	homeKnows, homeLatest, homeNewest                 string
	homeFigures, homeExamples, homeSettings           string
	languageLabel, homeNews                           string
	languages                                         [3]string // as the person's Slack, Chinese, English
	time, thing, figure, note, source                 string
	unitFormat, unitSkips                             string // formats
	chartShown                                        string
	figuresHead                                       []string
	notes                                             map[string]string // of points; none: as they are
	statusFormat                                      string
	connected, apart, lastApart, crowded              string // to admins: formats
	queued, scope, seconds, minutes, hours            string // formats
	feedbackNone, feedbackHead                        string
	asked                                             string // a question that came from a button: format
}

// reason is one of the reasons for which an answer is useless; its name is
// what is kept.
type reason struct{ name, text string }

func uiOf(english bool) *ui {
	if english {
		return uiEnglish
	}
	return uiChinese
}

// unit tells the unit of a series beside its title, and that the line between
// its points skips years.
func (w *ui) unit(s *Series) string {
	if s.skips() {
		return fmt.Sprintf(w.unitSkips, s.Unit)
	}
	return fmt.Sprintf(w.unitFormat, s.Unit)
}
