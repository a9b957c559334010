package eval

import (
	"bufio"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/words"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
)

// MaxLine is the longest line of a question or context file, in bytes.
const MaxLine = 4 << 20

// maxPassages is the number of passages in a prediction.
const maxPassages = 10

// Prediction is the answer to one question in the form that the scorers read.
type Prediction struct {
	ID       string   `json:"id"`
	Passages []any    `json:"passages"` // context IDs, or {"id","text"} for sets without IDs
	Answer   string   `json:"answer"`
	Figures  []Figure `json:"figures,omitempty"`
	Refused  bool     `json:"refused"`
	Quoted   bool     `json:"quoted,omitempty"` // nothing is claimed; the first passage is quoted instead
	Older    []Older  `json:"older,omitempty"`
}

// Figure is a figure of an answer.
type Figure struct {
	Text string `json:"text"`
	Unit string `json:"unit"`
	Kind string `json:"kind"`
}

// Older is the figure of another release for the same thing.
type Older struct {
	Answer    string `json:"answer"`
	ContextID string `json:"context_id"`
	Relation  string `json:"relation"`
}

// Summary holds the counts and times of a run.
type Summary struct {
	Questions, Declined int
	Elapsed             time.Duration
	P50, P95, P99       time.Duration // of a whole answer
}

// PerSecond returns the number of questions answered per second.
func (s Summary) PerSecond() float64 {
	if s.Elapsed <= 0 {
		return 0
	}
	return float64(s.Questions) / s.Elapsed.Seconds()
}

// String returns the summary in one line.
func (s Summary) String() string {
	return fmt.Sprintf("%d questions, %d declined, %.0f a second, p50 %s, p95 %s, p99 %s",
		s.Questions, s.Declined, s.PerSecond(), round(s.P50), round(s.P95), round(s.P99))
}

func round(d time.Duration) time.Duration { return d.Round(10 * time.Microsecond) }

// Run holds the options of an evaluation of any kind.
type Run struct {
	Lexicon  *words.Lexicon        // nil: the built-in words
	Fold     bool                  // ask in simplified characters
	Today    func() knowledge.Date // day of questions without a date of their own; nil: answer.Today
	Out      io.Writer             // predictions, one JSON object a line
	Progress *slog.Logger          // nil: silent
}

// asker asks one index questions, one at a time, and records how long each takes.
type asker struct {
	answerer *answer.Answerer
	on       *knowledge.Date // the day of asking
	byID     bool            // predictions name passages by the ID of their release instead of their text
	took     *[]time.Duration
	declined *int
}

// ask asks a question, as a follow-up to before unless that is nil.
func (a asker) ask(ctx context.Context, id, question string, before *answer.Answer) (Prediction, *answer.Answer, error) {
	start := time.Now()
	ans, err := a.answerer.Follow(ctx, question, before)
	if err != nil {
		return Prediction{}, nil, fmt.Errorf("ask %s: %w", id, err)
	}
	*a.took = append(*a.took, time.Since(start))
	if ans.Said() == nil {
		*a.declined++
	}
	return a.predict(id, ans), ans, nil
}

func (a asker) predict(id string, ans *answer.Answer) Prediction {
	p := Prediction{ID: id, Passages: []any{}, Refused: ans.Said() == nil, Quoted: ans.Outcome() == answer.Quotation}
	seen := map[string]bool{}
	add := func(h index.Hit) {
		if len(p.Passages) == maxPassages {
			return
		}
		if !a.byID {
			p.Passages = append(p.Passages, map[string]string{"id": h.Passage.ID, "text": h.Passage.Text})
		} else if rel := h.Passage.Release.ID; !seen[rel] {
			seen[rel] = true
			p.Passages = append(p.Passages, rel)
		}
	}
	if c := ans.Claim; c != nil {
		add(c.Hit)
		p.Answer = ans.ClaimText()
		if f := c.Figure; f != nil {
			p.Figures = []Figure{{f.Text, f.Unit, string(f.Kind)}}
		}
		for _, o := range ans.Others {
			p.Older = append(p.Older, Older{o.Text, o.Hit.Passage.Release.ID, string(o.Relation)})
		}
	}
	if ans.Claim == nil && ans.Quoted != nil {
		add(ans.Quoted.Hit)
	}
	for _, h := range ans.Passages {
		add(h)
	}
	return p
}

// summary computes percentiles by the nearest-rank rule.
func summary(took []time.Duration, declined int) Summary {
	s := Summary{Questions: len(took), Declined: declined}
	if len(took) == 0 {
		return s
	}
	sorted := slices.Sorted(slices.Values(took))
	for _, d := range took {
		s.Elapsed += d
	}
	rank := func(p int) time.Duration { return sorted[min(len(sorted)-1, (len(sorted)*p+99)/100-1)] }
	s.P50, s.P95, s.P99 = rank(50), rank(95), rank(99)
	return s
}

// EachLine decodes each line of r, a JSON object, and calls f with it. It skips blank
// lines. name is for errors.
func EachLine[T any](r io.Reader, name string, f func(T) error) error {
	sc := bufio.NewScanner(r)
	sc.Buffer(make([]byte, 64<<10), MaxLine)
	for n := 1; sc.Scan(); n++ {
		line := sc.Bytes()
		if n == 1 {
			line = trimBOM(line)
		}
		if len(line) == 0 {
			continue
		}
		var v T
		if err := json.Unmarshal(line, &v); err != nil {
			return fmt.Errorf("read %s line %d: %w", name, n, err)
		}
		if err := f(v); err != nil {
			return err
		}
	}
	if err := sc.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}

func trimBOM(b []byte) []byte {
	if len(b) >= 3 && string(b[:3]) == "\ufeff" {
		return b[3:]
	}
	return b
}

// TextArticle returns a release of one paragraph, with its figures.
func TextArticle(id, text string, date knowledge.Date) *knowledge.Article {
	p := knowledge.Paragraph{Text: text, Figures: figure.Scan(text, date)}
	for _, s := range zhtext.Sentences(text) {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	return &knowledge.Article{ID: id, Date: date, Digest: id, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{p}}}}
}

// Articles returns a corpus of parsed articles.
func Articles(as []*knowledge.Article) index.Corpus {
	return func(_ context.Context, yield func(index.File) error) error {
		for _, a := range as {
			f := index.File{ID: a.ID, Digest: a.Digest, Article: func() (*knowledge.Article, error) { return a, nil }}
			if err := yield(f); err != nil {
				return err
			}
		}
		return nil
	}
}

// open returns an index of corpus in memory.
func (r Run) open(ctx context.Context, corpus index.Corpus) (*index.Index, error) {
	x, err := index.InMemory(index.Options{Lexicon: r.Lexicon})
	if err != nil {
		return nil, err
	}
	changes, err := x.Sync(ctx, corpus)
	if err != nil {
		return nil, fmt.Errorf("index the releases: %w", err)
	}
	for _, f := range changes.Refused {
		r.progress().Warn("release refused", "release", f.ID, "err", f.Err)
	}
	r.progress().Info("indexed", "releases", len(changes.New), "passages", x.Passages())
	return x, nil
}

func (r Run) progress() *slog.Logger {
	if r.Progress == nil {
		return slog.New(slog.DiscardHandler)
	}
	return r.Progress
}

// write writes a prediction of any kind, one a line.
func (r Run) write(p any) error {
	line, err := json.Marshal(p)
	if err != nil {
		return fmt.Errorf("encode a prediction: %w", err)
	}
	if _, err := r.Out.Write(append(line, '\n')); err != nil {
		return fmt.Errorf("write predictions: %w", err)
	}
	return nil
}
