package answerfit

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beilun/index"
	"beilun/index/eval"
	"beilun/index/eval/verdict"
	"beilun/knowledge"
)

// openContext and openQuestion are lines of the files of open sets: questions about
// paragraphs of an encyclopedia.
type (
	openContext struct {
		ID   string `json:"context_id"`
		Text string `json:"text"`
	}
	openQuestion struct {
		ID       string `json:"id"`
		Question string `json:"question"`
		Context  string `json:"context_id"`
		Kind     string `json:"kind"`
		Answers  []struct {
			Text string `json:"text"`
		} `json:"answers"`
	}
)

// One question in openEvery of an open set is asked, and one paragraph in openMissing
// is left out, so that the questions about it have no answer.
const (
	openEvery   = 12
	openMissing = 4
)

// ReadOpen reads a sample of an open set as a district, in which each paragraph is a
// release. It returns nil if a file is missing: we may not distribute the texts.
func ReadOpen(ctx context.Context, contexts, questions string) (_ *District, err error) {
	d := &District{Name: strings.TrimSuffix(filepath.Base(questions), filepath.Ext(questions)), Open: true}
	texts := map[string]string{}
	var articles []*knowledge.Article
	n := 0
	err = eachLine(contexts, func(c openContext) {
		if n++; n%openMissing != 0 {
			texts[c.ID] = c.Text
			articles = append(articles, eval.TextArticle(c.ID, c.Text, knowledge.Date{}))
		}
	})
	n = 0
	if err == nil {
		err = eachLine(questions, func(q openQuestion) {
			if n++; n%openEvery == 0 {
				d.questions = append(d.questions, q.gold(texts[q.Context]))
			}
		})
	}
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	if d.index, err = index.InMemory(index.Options{}); err != nil {
		return nil, err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, d.Close())
		}
	}()
	if _, err := d.index.Sync(ctx, eval.Articles(articles)); err != nil {
		return nil, fmt.Errorf("index %s: %w", contexts, err)
	}
	return d, d.collect(ctx)
}

// gold returns a question that has an answer only in the text that it was written
// about, or no answer if text is empty.
func (q openQuestion) gold(text string) verdict.Gold {
	g := verdict.Gold{ID: q.ID, Question: q.Question, Kind: q.Kind, AskedOn: rowsAskedOn}
	if text == "" {
		return g
	}
	g.Answerable, g.Contains = true, []string{text}
	for _, a := range q.Answers {
		g.Answers = append(g.Answers, a.Text)
	}
	return g
}

// eachLine calls f with each line of a file.
func eachLine[T any](name string, f func(T)) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read an open set: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	return eval.EachLine(file, name, func(x T) error {
		f(x)
		return nil
	})
}
