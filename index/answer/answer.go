package answer

import (
	"strings"

	"beilun/index"
	"beilun/index/answer/check"
	"beilun/index/answer/overview"
	"beilun/index/answer/talk"
	"beilun/index/query"
	"beilun/index/words"
	"beilun/knowledge"
	"beilun/knowledge/errata"
)

// Answer is the reply to one question. It claims something, or quotes what the
// releases say without claiming that it answers, or declines; Reason says why it
// does not claim.
type Answer struct {
	Question    string             // as asked, cleaned of control characters and trimmed
	Asked       string             // the question with what was carried over from the one before; empty when nothing was
	Topic       string             // the question in full and in Chinese, which the next one may lean on
	Corrected   []words.Correction // what was corrected in the question; empty if nothing was
	English     bool               // it was asked in English
	Query       query.Query        // as understood
	Claim       *Claim             // nil: nothing is claimed
	Quoted      *Claim             // without a Claim: what the releases say that may answer, without certainty
	Others      []Claim            // what other releases say of the same thing, newest first; of a quotation only where it has the figure that was asked for
	Conversion  *Conversion        // of the Claim's figure into the unit asked for; nil when it has that unit
	Meant       bool               // it names no thing, and is answered for the only one that it can mean: the Topic names it
	Plain       bool               // each of its words is understood, so that it can be nothing but this question
	Checked     []check.Checked    // the figures that the question gives to be checked, of which a single one is also claimed; nil if it asks something else
	Reason      Reason             // why it was declined; empty beside a Claim
	Known       []Claim            // of a declined question: what the releases do say of the thing, at most 3
	Suggestions []string           // of a declined question: questions that have an answer, at most 4
	Explanation *Explanation       // how it came about; nil unless Options.Explain is set
	Rulings     []errata.Line      // corrections by people that it depends on; nil unless Options.Explain is set
	Passages    []index.Hit        // beside a Claim further passages, otherwise the nearest ones; best first, at most MaxPassages
	Overview    *overview.Overview // what was asked of the releases as a whole; nil if one thing was asked. The Claim is what is said of it first
	Parts       []*Answer          // what else the same text asks, each answered for itself; nil if it asks one thing
}

// Outcome is what is made of a question.
type Outcome string

// The outcomes.
const (
	Claimed   Outcome = "claimed"  // what the releases say answers
	Quotation Outcome = "quoted"   // a passage is shown, and nothing is claimed
	Declined  Outcome = "declined" // the answer is not known
)

// Outcome returns what was made of the question.
func (a *Answer) Outcome() Outcome {
	switch {
	case a.Claim != nil, check.IsKnown(a.Checked):
		return Claimed
	case a.Quoted != nil:
		return Quotation
	}
	return Declined
}

// Said returns what is claimed or quoted, nil for a decline.
func (a *Answer) Said() *Claim {
	if a.Claim != nil {
		return a.Claim
	}
	return a.Quoted
}

// Leads reports whether the next question may lean on a: something was answered, or
// is known of the thing that it named, or it waits for the name of one (WhichThing).
func (a *Answer) Leads() bool {
	switch {
	case a.Said() != nil, len(a.Known) > 0, a.Reason == WhichThing, check.IsKnown(a.Checked):
		return true
	case a.Reason == SubjectUnknown, a.Reason == OtherPlace, a.Reason == NothingFound:
		return false
	}
	return len(a.Query.Named) > 0
}

// ClaimText returns the texts of all claims, of the parts as well; "" if there is none.
func (a *Answer) ClaimText() string {
	var texts []string
	for _, part := range append([]*Answer{a}, a.Parts...) {
		if part.Claim != nil {
			texts = append(texts, part.Claim.Text)
		}
	}
	return strings.Join(texts, "；")
}

// Claim is one thing that one release says.
type Claim struct {
	Hit      index.Hit
	Sentence knowledge.Span    // in Hit.Passage.Text: the sentence that says it
	Span     knowledge.Span    // in Hit.Passage.Text: the shortest part that answers, qualifiers included
	Text     string            // the text at Span, verbatim; of a list from several places those of all members, which are in Others as well
	Figure   *knowledge.Figure // the figure asked for; nil when the answer is not a figure
	Relation Relation          // of one of Others to the Claim; empty for the Claim itself
}

// Quote returns the sentence that makes the claim, verbatim.
func (c *Claim) Quote() string { return c.Sentence.Of(c.Hit.Passage.Text) }

// Relation is how another release's statement compares with the claim.
type Relation string

// The relations.
const (
	Earlier     Relation = "earlier"     // an older release with another figure: the history
	Conflicting Relation = "conflicting" // another publisher's figure of about the same date
	Same        Relation = "same"        // another release that states the same figure
	Corrected   Relation = "corrected"   // a figure that the claim's release corrects
	Plan        Relation = "plan"        // what was planned or aimed at, beside what was reached
	Result      Relation = "result"      // what was reached, beside the plan or aim that was asked for
	Part        Relation = "part"        // a later part of a year, beside the newest whole year
	Compared    Relation = "compared"    // the same metric of another thing
	Member      Relation = "member"      // a further member of the list that is claimed
)

// Reason is why nothing is claimed.
type Reason string

// The reasons.
const (
	NothingFound   Reason = "nothing found"      // no passage has the question's terms
	SubjectUnknown Reason = "subject unknown"    // the releases do not mention what was asked about
	NotStated      Reason = "not stated"         // they mention it, but do not say what was asked
	NotSure        Reason = "not sure"           // what is quoted may answer
	WhichThing     Reason = "which thing"        // it names no thing and may mean several: the Suggestions ask about some
	OtherPlace     Reason = "other place"        // they are about another place
	OtherTime      Reason = "other time"         // they say it for another time
	NoQuestion     Reason = "no question"        // nothing to search for: only stop words, marks or emoji
	TooLong        Reason = "question too long"  // over MaxQuestion characters
	TooMany        Reason = "too many questions" // more than MaxParts in one text
	Remark         Reason = "remark"             // it asks nothing, and is said in the conversation
	Reading        Reason = "reading"            // the releases are not read yet; set by the server
	NoReleases     Reason = "no releases"        // there are none to answer from; set by the bot
)

// Limits of a question and an answer.
const (
	MaxQuestion = talk.MaxQuestion // characters (runes) of a question
	MaxPassages = 10               // passages beside or in place of a claim
	MaxParts    = 12               // questions in one text
)
