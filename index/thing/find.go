package thing

import "strings"

// Fit is how the words of a question fit the name of a thing.
type Fit uint8

// The fits, from the closest.
const (
	Full  Fit = iota // the name itself, apart from what may be left out behind it
	Short            // parts are left out, or it is a short form that the releases define
	Fuzzy            // one character differs
	Kind             // only its kind is named, and hardly any other thing is of that kind: the bridge
)

// Match is a place of a question that names a thing.
type Match struct {
	Start, End int // bytes of the question
	Thing      Thing
	Others     []string // other things that the same words may mean
	Fit        Fit
}

// Words answers questions about the words of a question. Places are bytes.
type Words interface {
	IsEdge(at int) bool                // whether a word begins or ends at a byte
	Begins(at int) bool                // whether what precedes a byte cannot belong to a name that begins there
	IsCommon(start, end int) bool      // whether these bytes are a word of the dictionary and no name
	IsNoKind(start, end int) bool      // whether these bytes are a word for a kind of things that means no thing by itself
	IsTaken(start, end int) bool       // whether there is something other than a name: a time
	Cuts(at int) bool                  // whether a byte is within a word for what is measured
	Alike(a, b string) bool            // whether two characters sound alike
	Occurs(written, meant string) bool // whether the releases have the text written, where a name has meant
}

// Limits of a question. The longest names of the districts in index/eval/testdata
// have twenty tokens.
const (
	maxTokens     = 200 // of a question
	maxSpots      = 200 // of a pair: one with more is a word for a kind, or the district's name
	maxCandidates = 48
	maxRivals     = 8 // a short form of more things than these is none
	maxSingles    = 2 // characters of a short form that are neither beside the one before nor a pair
)

// Find returns the places of a folded question that name things, in order and without
// overlap.
func (s *Set) Find(question string, words Words) []Match {
	q := tokensOf(question)
	q = q[:min(len(q), maxTokens)]
	f := finder{set: s, question: question, q: q, words: words, breaks: make([]bool, max(0, len(q)-1)), starts: make([]int8, len(q))}
	for i := range f.breaks {
		f.breaks[i] = f.parts(i)
	}
	shared := pool.Get().(*shares)
	defer shared.release()
	var all []aligned
	for _, c := range f.candidates(shared) {
		if a, ok := f.align(c); ok {
			all = append(all, a)
		}
	}
	return f.choose(all)
}

// finder finds the things of one question.
type finder struct {
	set      *Set
	question string
	q        []token
	words    Words
	breaks   []bool // by token: whether it is apart from the next one
	starts   []int8 // by token: 1 if a name may begin there, -1 if none does, 0 if nobody has asked
}

// apart reports whether a clause ends between tokens i and i+1, or something other than
// a name is there.
func (f *finder) apart(i int) bool { return f.breaks[i] }

// begins reports whether a name may begin at token i by what precedes it.
func (f *finder) begins(i int) bool {
	if f.starts[i] == 0 {
		f.starts[i] = -1
		if f.words.Begins(f.q[i].start) {
			f.starts[i] = 1
		}
	}
	return f.starts[i] > 0
}

// parts is apart before it is noted.
func (f *finder) parts(i int) bool {
	between := f.question[f.q[i].end:f.q[i+1].start]
	return between != "" && strings.ContainsAny(between, ",，;；。?？!！、:：") || f.words.IsTaken(f.q[i].start, f.q[i+1].end)
}
