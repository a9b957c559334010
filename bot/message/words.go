package message

import (
	"fmt"
	"time"

	"beilun/index/answer"
	"beilun/internal/courtesy"
	"beilun/knowledge"
	"beilun/knowledge/ledger"
)

// Wording holds the texts around an answer, in one language. What answers is
// always the text of a release.
type Wording struct {
	Asked, ReadAs, Converted          string // formats
	Translated                        string // format: the whole question, put into Chinese
	Part                              string
	KnownOf, Suggested                string
	More                              string
	NoSource, NoDate, NoURL           string
	Gone                              string // of an address
	Relations                         map[answer.Relation]string
	Reasons                           map[answer.Reason]string
	States                            map[knowledge.State]string
	NotSaid                           string
	Cited                             string // publisher, date, title
	Colon, Comma, OpenQuote, EndQuote string
	Replaced                          string // format: the date of a release whose page says something else now, and the day on which that was found
	AlsoAt, Listed                    string // before and between the copies of a release
	OpenBracket, EndBracket           string
}

// StateLoss is the wording of what damage has cost the state, for admins.
type StateLoss struct {
	Head, Kept        string            // formats: when, and what was wrong; where the damaged file is kept
	Whole, Stale      string            // nothing was lost, or only the last change
	Lost, More, Maybe string            // formats, with how many entries of a table were kept and lost: these, at least these, perhaps some
	Total, Restore    string            // nothing could be read; what to do about it
	Tables            map[string]string // the entries of a table, by its name
	Meaning           map[string]string // what it means to lose them, by the same
}

// UI holds what the bot says on its own account, in one language.
type UI struct {
	Help                                           Lines
	FiguresUsage, NoFigures                        string
	MoreFigures                                    string
	NotAdmin, ReindexFailed, NoReleases            string
	Releases, MoreReleases                         string // formats
	Changes                                        string // format
	Share, Shared, SharedBefore, SharedBy, Expired string
	NotInChannel                                   string
	More, Context, Chart, Missing                  string // buttons
	Useful, Useless, Thanks                        string
	WhyTitle, WhyLabel, WhyFree, WhyHint           string
	Reasons                                        []Reason
	Send, Cancel, Closes                           string
	ContextTitle, Before, After                    string
	Edited, EditedYes, Replaced                    string
	Status                                         string
	GreetChannel                                   string
	PromptsTitle                                   string
	Here                                           string // of a district whose name is not known
	HomeTitle, HomeUntitled                        string // HomeTitle: format
	HomeKnows, HomeLatest, HomeNewest              string
	HomeFigures, HomeExamples, HomeSettings        string
	LanguageLabel                                  string
	Languages                                      [3]string // as the person's Slack, Chinese, English
	Time, Thing, Figure, Note, Source              string
	ChartShown                                     string
	FiguresHead                                    []string
	StatusFormat                                   string
	Connected, Apart, LastApart, Crowded           string // to admins: formats
	Queued, Scope, Seconds, Minutes, Hours         string // formats
	StateLoss                                      StateLoss
	FeedbackNone, FeedbackHead                     string
	Asked                                          string // a question that came from a button: format
}

// Reason is one of the reasons why an answer is useless. Its name is what is kept.
type Reason struct{ Name, Text string }

// TableWords holds the texts in and around tables and charts of figures, in one
// language.
type TableWords struct {
	Of, All         string                     // titles; Of: format
	Count, Page     string                     // formats: how many there are, which are shown
	Unit, UnitSkips string                     // formats
	Change          string                     // behind what is measured
	Also            string                     // between what was said of a figure before
	Standings       map[ledger.Standing]string // formats for what was said of a figure before
	Notes           map[string]string          // on a figure: its state, or its relation to others
	Scales          map[string]string          // behind a unit that begins with one: what it stands for
}

// AboutWords holds the replies to what is asked about the answer before, in one language.
type AboutWords struct {
	Source, Others, Joined string // before a source, before further ones, between them
	Stop                   string // ends a sentence
	Agree, Report          string // no release says anything else; how to say that it is wrong
	Listed, Compared       string // of a list, of the figures of a draft
	Cited                  string // a format, behind some of the sources: how many there are
	NotThere, Unsure       string // of a decline, of a quotation
	NoQuote                string // of a reply without a release
	NoChart, NoBefore      string
	Nearest                string // before the nearest passage, where no figure is of an earlier time
	Direct, Already        string // where it can be shared; that all can read it
	Why                    string // a button
	NoLast, Publisher      string // formats: an example; who published everything
}

// MannersWords holds the replies to courtesies and to questions about the bot itself, in
// one language.
type MannersWords struct {
	Hello, AskHelp string                   // two lines, a format: the place, an example; a line for where commands can be typed
	Replies        map[courtesy.Kind]string // that of courtesy.Hour is a format
	How            map[string]string        // by sub-command: how it is used; formats of a thing with a name
	Meant, Also    string                   // formats: what was probably to be typed, with the same in the language that it was typed in
	Commands       map[string]string        // by sub-command: the word to type
}

// NewsWords holds the texts about subscriptions and news, in one language.
type NewsWords struct {
	Help, Home string // formats: how to subscribe, in the help and in Home, where there are news

	Open, End, Colon           string
	Comma, Semicolon           string
	Before, Listed             string // behind a clause: what was said before; between several
	Issued                     string // behind a figure of another time: format, when it was published
	Differ, Against, Corrected string // before a line; between two figures that contradict each other
	More                       string // format
	Digest, DigestOf           string // headings; format
	Notice                     string
	By, ByOf, EndWith          string // who subscribed, to what; how to end it: formats
	EndCommand                 string // format
	Everything                 string
	SeeAll, SeeOf              string // buttons; format
	QuietThread, QuietChannel  string // buttons

	Subscribed, Known, HowEnd              string // formats
	UnknownSubject, SubscribeAnyway        string // format; button
	Already, Full, AllFull                 string // formats
	NotHere, BadSubject, NoNews, ReadAs    string
	Ended, EndedAll, NotSubscribed, Which  string // formats
	List, ListNone, ListLine               string // formats
	ThreadQuiet, ChannelQuiet              string
	NoticesOn, NoticesOff, NoticesUse      string
	NoticesAreOn, NoticesAreOff, NoticesNo string
}

// IntakeWords holds the texts about releases that are handed over, in one
// language.
type IntakeWords struct {
	Help                                     Lines  // for admins, below the help
	BuiltIn, WhoMay, NoAdmins, NotYours      string // WhoMay is followed by the admins
	AddUsage, TooMany                        string // format
	Ask, Fallback                            string // Fallback: format
	Title, NoTitle, Date, Source, URL        string
	Unknown                                  string
	Extent, File, Start, Figures             string // formats
	Sep, Stop                                string
	NoDate, NoSource, NoFigures, Like, Taken string // warnings; Like and Taken: formats
	Add, Decline                             string // buttons
	Added, AddedAs, CanAsk                   string // formats; CanAsk: none
	Declined, NotAdded, Again, Expired       string // formats, but for Expired
	Unread                                   string // format
	RemoveUsage, RemoveNone, RemoveMany      string // formats
	RemoveHead, Remove                       string
	Sure, SureText, Yes, No                  string // of the dialog; SureText: format
	Removed, RemovedBefore, NotRemoved       string // formats
	Problems, ProblemsReason, ProblemsKind   string // formats
	ProblemsMore, Synced                     string // formats
	Home                                     string
	Reasons                                  [9]string // in the order of the errors of package intake
}

// CorrectionWords holds the texts about corrections, in one language.
type CorrectionWords struct {
	Usage                      Lines
	Written, There             string // formats
	NotWritten, Undone         string // formats
	NotUndone                  string // format
	None, Head, Bad, Retracted string // None: no format
	Line                       string // format: the number and the text
	More                       string // format
	Undo                       string // button
	Help                       Lines  // for admins, below the help
}

// PageWords holds the texts of lists that are turned like pages, in one language.
type PageWords struct {
	Part       string // format
	Next, Back string
}

// CheckWords holds the texts about the figures of a draft, in one language.
type CheckWords struct {
	Lead                                          string // format: the number of figures, the counts
	Agrees, Differs, Disputed, NotTold, NotRead   string // the counts: formats
	Says, SaysNow, SaidBefore, Either, Or, Newest string // before what the releases say
	Untold, Unread                                string // behind what the draft says
	Rounded, Comma                                string
	Above                                         string // in place of a source that was just named
	More                                          string // format
}

// DeliveryWords holds the texts about the delivery of answers, in one language.
type DeliveryWords struct {
	Failed, Elsewhere, Foreign, Later string
	Busy, TooMany, Place              string // formats
	TooFast, AskedBefore, Unsure      string // of clicks
}

// AndMore says that n more lines were left out.
func (w *NewsWords) AndMore(n int) string { return fmt.Sprintf(w.More, n) }

// Subject returns the name of what is subscribed to.
func (w *NewsWords) Subject(s string) string {
	if s == "" {
		return w.Everything
	}
	return fmt.Sprintf(w.ByOf, s)
}

// Ago returns how long ago t was, roughly.
func (w *UI) Ago(now, t time.Time) string {
	switch d := now.Sub(t); {
	case t.IsZero():
		return "—"
	case d < time.Minute:
		return fmt.Sprintf(w.Seconds, int(d.Seconds()))
	case d < time.Hour:
		return fmt.Sprintf(w.Minutes, int(d.Minutes()))
	default:
		return fmt.Sprintf(w.Hours, int(d.Hours()))
	}
}
