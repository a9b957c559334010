// Package answerfit learns the weights that answers are chosen with, from questions
// with known answers about several districts, and tests them with each district left
// out in turn.
package answerfit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"

	"golang.org/x/sync/errgroup"

	"beilun/index"
	"beilun/index/answer"
	"beilun/index/answer/choice"
	"beilun/index/answer/choice/feature"
	"beilun/index/answer/frame"
	"beilun/index/eval/learn"
	"beilun/index/eval/verdict"
	"beilun/index/library"
	"beilun/knowledge"
	"beilun/knowledge/corpus"
)

// District holds the questions about a district with their candidates, and the index
// that they are asked of.
type District struct {
	Name      string
	Asked     []Asked
	Small     bool // its questions are rows (see readRows) about a few short releases
	Open      bool // it is a sample of an open set instead of a district
	index     *index.Index
	questions []verdict.Gold
	made      int // index of the first question made from a fact; 0: none
}

// Close closes the index.
func (d *District) Close() error { return d.index.Close() }

// Asked is a question with its candidates.
type Asked struct {
	Gold       verdict.Gold
	Reading    *choice.Reading
	Frame      *frame.Frame
	Hits       []index.Hit
	Candidates []choice.Candidate
	Verdicts   []verdict.Verdict // of each candidate, if it is claimed
	Unclear    []bool            // of each candidate: right, but not in a passage known to have the answer
	made       bool              // from a fact
}

// Folders returns the folders of districts: each of dirs is one, or contains several.
func Folders(dirs ...string) (out []string, err error) {
	for _, dir := range dirs {
		found, err := filepath.Glob(filepath.Join(dir, "*", "questions.*"))
		if own, gerr := filepath.Glob(filepath.Join(dir, "questions.*")); gerr == nil && len(own) > 0 {
			found = own
		}
		if err != nil {
			return nil, err
		}
		if len(found) == 0 {
			return nil, fmt.Errorf("no district in %s", dir)
		}
		for _, name := range found {
			out = append(out, filepath.Dir(name))
		}
	}
	return out, nil
}

// ReadAll reads districts. Each folder is one, or contains several.
func ReadAll(ctx context.Context, dirs ...string) ([]*District, error) {
	folders, err := Folders(dirs...)
	if err != nil {
		return nil, err
	}
	out := make([]*District, len(folders))
	err = each(ctx, len(folders), func(ctx context.Context, i int) (err error) {
		out[i], err = Read(ctx, folders[i])
		return err
	})
	if err != nil {
		for _, d := range out {
			if d != nil {
				err = errors.Join(err, d.Close())
			}
		}
		return nil, err
	}
	return out, nil
}

// ReadOpenSets reads samples of open sets. Each set is two file names with a colon
// between them: paragraphs and questions. Sets with a missing file are left out.
func ReadOpenSets(ctx context.Context, sets ...string) (out []*District, err error) {
	for _, set := range sets {
		contexts, questions, ok := strings.Cut(set, ":")
		if !ok {
			return nil, fmt.Errorf("open set %q: want PARAGRAPHS:QUESTIONS", set)
		}
		d, err := ReadOpen(ctx, contexts, questions)
		if err != nil {
			return nil, err
		}
		if d != nil {
			out = append(out, d)
		}
	}
	return out, nil
}

// each calls do with each number below n, on all processors, until a call fails.
func each(ctx context.Context, n int, do func(ctx context.Context, i int) error) error {
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i := range n {
		g.Go(func() error { return do(ctx, i) })
	}
	return g.Wait()
}

// questionsFile is the file of a district's questions.
const questionsFile = "questions.jsonl"

// Read reads the district in dir, indexes its releases and collects the candidates of
// its questions. Figures are bound with the built-in weights.
func Read(ctx context.Context, dir string) (*District, error) {
	d, err := open(ctx, dir)
	if err == nil {
		if err = d.collect(ctx); err != nil {
			err = errors.Join(err, d.Close())
		}
	}
	return d, err
}

// open reads a district and indexes its releases.
func open(ctx context.Context, dir string) (_ *District, err error) {
	d := &District{Name: filepath.Base(dir)}
	releases := filepath.Join(dir, "releases")
	if d.questions, err = readRows(filepath.Join(dir, rowsFile)); err == nil {
		d.Small, releases = true, dir
	} else if d.questions, err = readQuestions(filepath.Join(dir, questionsFile)); err != nil {
		return nil, err
	}
	c, err := corpus.Open(releases)
	if err != nil {
		return nil, fmt.Errorf("read releases of %s: %w", d.Name, err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	source := library.Source(func(ctx context.Context, yield func(corpus.File) error) error {
		return c.Each(ctx, func(f corpus.File) error {
			if f.ID == rowsFile {
				return nil
			}
			return yield(f)
		})
	})
	lex, source, err := index.LexiconFor(ctx, "", source)
	if err != nil {
		return nil, err
	}
	x, err := index.InMemory(index.Options{Lexicon: lex})
	if err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, x.Close())
		}
	}()
	d.index = x
	if _, err := x.Sync(ctx, source); err != nil {
		return nil, fmt.Errorf("index the releases of %s: %w", d.Name, err)
	}
	if err := d.addMade(filepath.Join(dir, factsFile), releases); err != nil {
		return nil, err
	}
	return d, nil
}

// addMade adds the questions that are made from facts.
func (d *District) addMade(facts, releases string) error {
	fs, err := readFacts(facts)
	if err != nil || len(fs) == 0 {
		return err
	}
	names, err := filepath.Glob(filepath.Join(releases, "*"))
	if err != nil {
		return fmt.Errorf("read releases: %w", err)
	}
	var texts []string
	for _, name := range names {
		text, err := os.ReadFile(name)
		if err != nil {
			return fmt.Errorf("read releases: %w", err)
		}
		texts = append(texts, string(text))
	}
	d.made = len(d.questions)
	d.questions = append(d.questions, madeOf(fs, texts)...)
	return nil
}

// readQuestions reads questions with known answers, one JSON object a line.
func readQuestions(name string) (out []verdict.Gold, err error) {
	data, err := os.ReadFile(name)
	if err != nil {
		return nil, fmt.Errorf("read questions: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		if strings.TrimSpace(line) == "" {
			continue
		}
		var g verdict.Gold
		if err := json.Unmarshal([]byte(line), &g); err != nil {
			return nil, fmt.Errorf("read %s: %w", name, err)
		}
		out = append(out, g)
	}
	return out, nil
}

// collect collects the candidates of each question.
func (d *District) collect(ctx context.Context) error {
	return d.ask(ctx, answer.Options{}, func(a *answer.Answerer, g verdict.Gold, made bool, question string, ans *answer.Answer) error {
		if ans != nil && ans.Topic != "" {
			question = ans.Topic
		}
		r, hits, err := a.Reading(ctx, question)
		if err == nil {
			d.add(g, made, r, hits, r.Candidates())
		}
		return err
	}, false)
}

// ask asks the questions of a district, each on its day, and calls each with the
// answer. Each turn of a conversation is a question. Unless all is set, only the turns
// of conversations are answered; ans is nil for other questions.
func (d *District) ask(ctx context.Context, o answer.Options, each func(a *answer.Answerer, g verdict.Gold, made bool, question string, ans *answer.Answer) error, all bool) error {
	for n, g := range d.questions {
		made := d.made > 0 && n >= d.made
		if on, err := knowledge.ParseDate(g.AskedOn); err == nil {
			o.Today = func() knowledge.Date { return on }
		} else {
			o.Today = nil
		}
		a := answer.New(d.index, o)
		turns := g.Turns
		if len(turns) == 0 {
			turns = []verdict.Gold{g}
		}
		var before *answer.Answer
		for i, turn := range turns {
			if len(g.Turns) > 0 {
				turn.ID = fmt.Sprintf("%s#%d", g.ID, i+1)
			}
			if all || len(turns) > 1 {
				var err error
				if before, err = a.Follow(ctx, turn.Question, before); err != nil {
					return fmt.Errorf("ask %s: %w", turn.ID, err)
				}
			}
			if turn.Kind == unjudged {
				continue
			}
			if err := each(a, turn, made, turn.Question, before); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *District) add(g verdict.Gold, made bool, r *choice.Reading, hits []index.Hit, cs []choice.Candidate) {
	q := Asked{Gold: g, Reading: r, Frame: r.Frame(), Hits: hits, Candidates: cs, Verdicts: make([]verdict.Verdict, len(cs)), Unclear: make([]bool, len(cs)), made: made}
	for i := range cs {
		c := &cs[i]
		if c.Kind == choice.Nothing {
			q.Verdicts[i] = verdict.Refused
			continue
		}
		text := c.Passages(hits)
		q.Verdicts[i] = verdict.Judge(&g, verdict.Reply{Claim: c.Text(hits), Passages: []string{text}})
		q.Unclear[i] = q.Verdicts[i] == verdict.Right && !hasAnswer(&g, text)
	}
	d.Asked = append(d.Asked, q)
}

// hasAnswer reports whether a passage is one of those noted to have the answer or, if
// none is noted, contains the answer.
func hasAnswer(g *verdict.Gold, passage string) bool {
	if len(g.Contains) > 0 {
		return verdict.Rank(g, []string{passage}) == 1
	}
	return verdict.Holds(g.Answers, passage)
}

// choice returns q as an example. The right candidates are those that answer it, or
// Nothing if it has no answer.
func (q *Asked) choice() learn.Choice {
	var c learn.Choice
	some := false
	for i := range q.Candidates {
		some = some || q.Verdicts[i] == verdict.Right && !q.Unclear[i]
	}
	for i := range q.Candidates {
		right := q.Verdicts[i] == verdict.Right
		if q.Unclear[i] {
			continue
		}
		if q.Candidates[i].Kind == choice.Nothing {
			right = !q.Gold.Answerable
			if q.Gold.Answerable && !some {
				right = true
			}
		}
		c.Candidates = append(c.Candidates, feature.All(q.Candidates[i].Features, q.Reading.Group()))
		c.Right = append(c.Right, right)
	}
	return c
}

// Learn learns weights from districts.
func Learn(districts []*District, o learn.Options) choice.Weights {
	var examples []learn.Choice
	for _, d := range districts {
		for i := range d.Asked {
			examples = append(examples, d.Asked[i].choice())
		}
	}
	return learn.FitChoices(examples, feature.Count(), o)
}
