package answerfit

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"beilun/index"
	"beilun/index/eval/verdict"
	"beilun/internal/zhtext"
	"beilun/knowledge"
	"beilun/knowledge/figure"
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

// Of an open set one question in openEvery is asked, and one paragraph in openMissing
// is left out, so that the questions about it have no answer.
const (
	openEvery   = 12
	openMissing = 4
)

// ReadOpen reads a sample of an open set as a district: each paragraph is a release.
// It returns nil where the files are missing: the texts are not ours to keep beside
// the program.
func ReadOpen(ctx context.Context, contexts, questions string) (_ *District, err error) {
	d := &District{Name: strings.TrimSuffix(filepath.Base(questions), filepath.Ext(questions)), Open: true}
	texts := map[string]string{}
	var articles []*knowledge.Article
	n := 0
	err = eachLine(contexts, func(c openContext) {
		if n++; n%openMissing != 0 {
			texts[c.ID] = c.Text
			articles = append(articles, openArticle(c))
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
	if _, err := d.index.Sync(ctx, corpusOf(articles)); err != nil {
		return nil, fmt.Errorf("index %s: %w", contexts, err)
	}
	return d, d.collect(ctx)
}

// openArticle makes a release of one paragraph.
func openArticle(c openContext) *knowledge.Article {
	p := knowledge.Paragraph{Text: c.Text, Figures: figure.Scan(c.Text, knowledge.Date{})}
	for _, s := range zhtext.Sentences(c.Text) {
		p.Sentences = append(p.Sentences, knowledge.Span{Start: s[0], End: s[1]})
	}
	return &knowledge.Article{ID: c.ID, Digest: c.ID, Sections: []knowledge.Section{{Paragraphs: []knowledge.Paragraph{p}}}}
}

// gold returns a question whose answer is only taken from the text it was written
// about; without that it has none.
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

// corpusOf returns articles as what an index reads.
func corpusOf(articles []*knowledge.Article) index.Corpus {
	return func(_ context.Context, yield func(index.File) error) error {
		for _, a := range articles {
			err := yield(index.File{ID: a.ID, Digest: a.Digest, Article: func() (*knowledge.Article, error) { return a, nil }})
			if err != nil {
				return err
			}
		}
		return nil
	}
}

// maxLine is the longest line of a file of an open set, in bytes.
const maxLine = 4 << 20

// eachLine calls f with the lines of a file.
func eachLine[T any](name string, f func(T)) (err error) {
	file, err := os.Open(name)
	if err != nil {
		return fmt.Errorf("read an open set: %w", err)
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	lines := bufio.NewScanner(file)
	lines.Buffer(nil, maxLine)
	for lines.Scan() {
		var x T
		if err := json.Unmarshal(lines.Bytes(), &x); err != nil {
			return fmt.Errorf("read %s: %w", name, err)
		}
		f(x)
	}
	if err := lines.Err(); err != nil {
		return fmt.Errorf("read %s: %w", name, err)
	}
	return nil
}
