package model

// Origin is where a candidate comes from, a bit for each place.
type Origin uint32

// The places that candidates come from.
const (
	Nearest    Origin = 1 << iota // the last unit before the figure in its clause
	Nearer                        // one between the first and the last
	Opening                       // the first one of the clause
	Behind                        // the first one behind the figure in its clause
	OfIt                          // behind the figure and 的: 投资82亿元的某某园
	MadeBehind                    // behind 建设, in the clause or the next one
	Lead1                         // the first one of the clause before
	Last1                         // the last one of it
	Lead2                         // of the one before that
	Last2
	Lead3 // of one before that, in the sentence
	Last3
	Condition   // of the clause
	CondBefore  // of a clause before it in the sentence
	SentenceTop // the first one of the sentence
	PrevFirst   // the first one of the sentence before
	PrevLast    // the last one of it
	OlderFirst  // the first one of a sentence before that
	ParaTop     // the first one of the paragraph
	TitleFirst
	TitleLast
	OfHeading
	OfTopic
	OfHome
	SameSentence // what the figure before is of, in the sentence
	SentenceAgo  // in the sentence before
	ParaAgo      // what the last figure of the paragraph before is of
	ParaAgoTop   // what its first one is of
	Recalled     // the last one before the paragraph that is of the kind in the clause
	RecalledLast // the last one before the paragraph
	RunIn        // the first sentence of the paragraph, that is a heading: 二期工程。
	Spoke        // who speaks in the quotation
	origins      = iota
)

// originNames are the names of the origins, by their bits.
var originNames = [origins]string{
	"nearest", "nearer", "opening", "behind", "of-it", "made-behind", "lead-1", "last-1", "lead-2", "last-2", "lead-3", "last-3",
	"condition", "condition-before", "sentence-top", "previous-first", "previous-last", "older-first", "paragraph-top", "title-first", "title-last", "heading", "topic",
	"home", "same-sentence", "sentence-ago", "paragraph-ago", "paragraph-ago-top", "recalled", "recalled-last", "run-in", "speaker",
}
