package bindfit

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path"
	"path/filepath"
	"strings"

	"beilun/index/eval/facts"
	"beilun/knowledge"
	"beilun/knowledge/bind"
	"beilun/knowledge/bind/model"
	"beilun/knowledge/corpus"
	"beilun/knowledge/district"
)

// District holds the releases of a district and the facts marked in them.
type District struct {
	Name     string
	home     string
	articles []*knowledge.Article
	facts    map[string][]facts.Fact // by the base name of the release
}

// Read reads a district: the folder releases and the file facts.jsonl in dir.
func Read(ctx context.Context, dir string) (_ *District, err error) {
	d := &District{Name: filepath.Base(dir), facts: map[string][]facts.Fact{}}
	data, err := os.ReadFile(filepath.Join(dir, "facts.jsonl"))
	if err != nil {
		return nil, fmt.Errorf("read facts: %w", err)
	}
	for line := range strings.Lines(string(data)) {
		var f facts.Fact
		if strings.TrimSpace(line) == "" {
			continue
		}
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			return nil, fmt.Errorf("read facts of %s: %w", d.Name, err)
		}
		d.facts[path.Base(f.Release)] = append(d.facts[path.Base(f.Release)], f)
	}
	c, err := corpus.Open(filepath.Join(dir, "releases"))
	if err != nil {
		return nil, fmt.Errorf("read releases of %s: %w", d.Name, err)
	}
	defer func() { err = errors.Join(err, c.Close()) }()
	err = c.Each(ctx, func(f corpus.File) error {
		a, err := f.Article()
		if err == nil {
			d.articles = append(d.articles, a)
		}
		return err
	})
	var releases []district.Release
	for _, a := range d.articles {
		releases = append(releases, district.Release{Title: a.Title, Source: a.Source})
	}
	d.home = district.Find(releases, district.District{}).Name
	return d, err
}

// place is a figure of an article, by its paragraph and index.
type place struct {
	p *knowledge.Paragraph
	i int
}

// compare binds the releases with b and compares their figures with the facts. It
// calls each with the result of a fact and its figure, the zero place if none was
// found.
func (d *District) compare(b bind.Binder, each func(facts.Result, place)) facts.Score {
	var sum facts.Score
	b.Home = d.home
	for _, a := range d.articles {
		b.Once().Article(a)
		var rows []facts.Row
		var places []place
		for i := range a.Sections {
			for j := range a.Sections[i].Paragraphs {
				p := &a.Sections[i].Paragraphs[j]
				for k := range p.Figures {
					if f := &p.Figures[k]; len(f.Binding.Words) > 0 {
						rows, places = append(rows, facts.RowOf(f, a.Date)), append(places, place{p, k})
					}
				}
			}
		}
		js, s := facts.Compare(d.facts[path.Base(a.ID)], rows)
		sum = sum.Add(s)
		for _, j := range js {
			where := place{}
			for k := range rows {
				if j.Row == &rows[k] {
					where = places[k]
				}
			}
			each(j, where)
		}
	}
	return sum
}

// examples binds the releases with b and returns the choices of the subjects of their
// figures. A second example for the same figure leaves out unnamed groups of things.
func (d *District) examples(b bind.Binder) []example {
	choices := map[place]model.Choice{}
	b.Watch = func(p *knowledge.Paragraph, c model.Choice) { choices[place{p, c.Figure}] = c }
	var out []example
	d.compare(b, func(j facts.Result, where place) {
		c, ok := choices[where]
		if j.Row == nil || !ok || len(c.Candidates) < 2 {
			return
		}
		var all, owners example
		own := where.p.Figures[where.i].Binding.Scope
		for _, o := range c.Candidates {
			r := *j.Row
			r.Subject = o.Subject
			if o.Scope != "" && (own == "" || own == c.Candidates[c.Chosen].Scope) {
				r.Scope = o.Scope
			}
			right := j.Fact.Fit(r).Subject
			all.add(o, right)
			if !o.Group {
				owners.add(o, right)
			}
		}
		if all.isMixed() {
			out = append(out, all)
		}
		if len(owners.right) < len(all.right) && owners.isMixed() {
			out = append(out, owners)
		}
	})
	return out
}
