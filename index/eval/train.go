package eval

import (
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"unicode"
	"unicode/utf8"

	"beilun/index"
	"beilun/index/answer/span"
	"beilun/internal/zhtext"
	"beilun/knowledge"
)

// Training is what the reader of spans is trained by.
type Training struct {
	Contexts  []Input
	Questions []Input // of the contexts with the same number
	Held      bool    // train on the articles of one half of all titles and report on the other
	Options   span.Options
	Out       io.Writer // the weights
}

// goldQuestion is a question with its answers.
type goldQuestion struct {
	Question  string `json:"question"`
	ContextID string `json:"context_id"`
	Title     string `json:"title"`
	Numeric   bool   `json:"numeric"`
	Answers   []struct {
		Text       string `json:"text"`
		Start, End int
	} `json:"answers"`
}

// lesson is a question to train or test by.
type lesson struct {
	span.Example
	set     int
	numeric bool
	held    bool
}

// trainHits is the number of passages that an example holds.
const trainHits = 4

// Train learns the weights of the reader of spans and writes them.
func (r Run) Train(ctx context.Context, t Training) error {
	if len(t.Contexts) != len(t.Questions) {
		return errors.New("train: as many files of contexts as of questions are needed")
	}
	if r.Lexicon == nil {
		lex, err := index.NewLexicon("")
		if err != nil {
			return err
		}
		r.Lexicon = lex
	}
	var all []lesson
	for i := range t.Contexts {
		ls, err := r.lessons(ctx, t.Contexts[i], t.Questions[i])
		if err != nil {
			return err
		}
		for j := range ls {
			ls[j].set = i
		}
		all = append(all, ls...)
	}
	w, err := r.train(ctx, t, all)
	if err != nil {
		return err
	}
	return span.WriteWeights(t.Out, w)
}

func (r Run) train(ctx context.Context, t Training, all []lesson) ([]float32, error) {
	var examples []span.Example
	for _, l := range all {
		if !t.Held || !l.held {
			examples = append(examples, l.Example)
		}
	}
	r.progress().Info("training", "questions", len(examples))
	w := span.Train(r.Lexicon, examples, t.Options, func(round int, w []float32) {
		if t.Held && (round%3 == 2 || round >= t.Options.Epochs-1) {
			r.report(span.With(r.Lexicon, w), round, t, all)
		}
	})
	return w, ctx.Err()
}

// report logs how well rd reads the questions that were held back.
func (r Run) report(rd *span.Reader, round int, t Training, all []lesson) {
	for set := range t.Questions {
		n, sum, numbers, right := 0, 0.0, 0, 0.0
		for _, l := range all {
			if l.set != set || !l.held {
				continue
			}
			n++
			best := 0.0
			if spans := rd.Read(l.Query, l.Hits); len(spans) > 0 {
				text := spans[0].Span.Of(l.Hits[spans[0].Hit].Passage.Text)
				for _, g := range l.Gold {
					best = max(best, overlap(g.Text, text))
				}
			}
			sum += best
			if l.numeric {
				numbers++
				right += best
			}
		}
		r.progress().Info("read", "round", round+1, "set", t.Questions[set].Name, "questions", n,
			"F1", fmt.Sprintf("%.3f", sum/float64(max(n, 1))), "numeric", fmt.Sprintf("%.3f", right/float64(max(numbers, 1))))
	}
}

// lessons asks questions of contexts and notes where their answers stand.
func (r Run) lessons(ctx context.Context, contexts, questions Input) (_ []lesson, err error) {
	texts := map[string]string{}
	var as []*knowledge.Article
	err = EachLine(contexts, contexts.Name, func(c qaContext) error {
		texts[c.ID] = c.Text
		as = append(as, textArticle(c.ID, c.Text, knowledge.Date{}))
		return ctx.Err()
	})
	if err != nil {
		return nil, err
	}
	x, err := r.open(ctx, articles(as))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, x.Close()) }()
	var out []lesson
	err = EachLine(questions, questions.Name, func(q goldQuestion) error {
		l := lesson{numeric: q.Numeric, held: heldBack(q.Title)}
		l.Query = r.Lexicon.ParseQuery(q.Question, knowledge.Date{})
		var err error
		if l.Hits, err = x.Search(ctx, l.Query, trainHits); err != nil {
			return err
		}
		for _, a := range q.Answers {
			l.Gold = append(l.Gold, goldIn(l.Hits, q.ContextID, texts[q.ContextID], a.Text, a.Start, a.End))
		}
		out = append(out, l)
		return nil
	})
	return out, err
}

// goldIn finds the answer at the characters from start to end of a context
// among hits.
func goldIn(hits []index.Hit, id, context, text string, start, end int) span.Gold {
	g := span.Gold{Text: text, Hit: -1}
	from, to := byteOf(context, start), byteOf(context, end)
	for i, h := range hits {
		if h.Passage.Release.ID != id {
			continue
		}
		// A long context is several passages.
		o := h.Passage.Origin
		if h.Passage.Text == context {
			o = knowledge.Span{End: len(context)}
		}
		if o.Start <= from && to <= o.Start+len(h.Passage.Text) {
			g.Hit, g.Span = i, knowledge.Span{Start: from - o.Start, End: to - o.Start}
		}
	}
	return g
}

func byteOf(text string, n int) int {
	for i := range text {
		if n == 0 {
			return i
		}
		n--
	}
	return len(text)
}

// heldBack tells one half of the articles from the other by their titles.
func heldBack(title string) bool {
	h := fnv.New32a()
	_, _ = h.Write([]byte(title))
	return h.Sum32()>>7&1 == 1
}

// overlap is the F1 of two texts' characters over their longest common run,
// marks and white space left out.
func overlap(a, b string) float64 {
	x, y := letters(a), letters(b)
	best := 0
	row := make([]int, len(y)+1)
	for _, r := range x {
		for j := len(y); j > 0; j-- {
			row[j] = 0
			if y[j-1] == r {
				if row[j] = 1; j > 1 {
					row[j] += row[j-1]
				}
				best = max(best, row[j])
			}
		}
	}
	if best == 0 {
		return 0
	}
	return 2 * float64(best) / float64(len(x)+len(y))
}

func letters(s string) []rune {
	out := make([]rune, 0, utf8.RuneCountInString(s))
	for _, r := range zhtext.FoldString(s) {
		if !isMark(r) {
			out = append(out, r)
		}
	}
	return out
}

func isMark(r rune) bool { return unicode.IsPunct(r) || unicode.IsSpace(r) }
