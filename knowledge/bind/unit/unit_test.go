package unit_test

import (
	"strings"
	"testing"

	"beilun/index/words"
	"beilun/knowledge/bind/bindtest"
	"beilun/knowledge/bind/cast"
	"beilun/knowledge/bind/clause"
	"beilun/knowledge/bind/names"
	"beilun/knowledge/bind/unit"
)

// TestRead reads the units of texts of an article about 东湖区 that has mentioned 东湖区青湖产业园.
func TestRead(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	for file, genre := range map[string]uint8{"units.txt": cast.Report, "policy.txt": cast.Policy} {
		bindtest.Blocks(t, "testdata/"+file, func(text string) []string {
			c := cast.New()
			c.Home, c.Genre = "东湖区", genre
			c.Add("东湖区青湖产业园", "一期", names.SortOf("产业园"), false)
			tx := bindtest.Text(lex.Binder().Cut, text, "")
			var us unit.List
			us.Read(tx, c)
			var out []string
			for i := range us.All {
				out = append(out, describe(&us.All[i], tx))
			}
			if us.Heading.Text+us.Heading.Phase != "" {
				out = append(out, "heading: "+us.Heading.Text+" "+us.Heading.Phase)
			}
			if len(us.Before) != 1 {
				t.Errorf("%d things before", len(us.Before))
			}
			if us = us.Reset(); len(us.All)+len(us.Before) != 0 {
				t.Errorf("reset: %+v", us)
			}
			return out
		})
	}
}

// describe returns a unit with what is known of it.
func describe(u *unit.Unit, t *clause.Text) string {
	out := []string{u.Text}
	for _, x := range []struct {
		is   bool
		name string
	}{{u.Phase != "", u.Phase}, {u.Named, "named"}, {u.Proper, "proper"}, {u.Listed, "listed"}, {u.Predicate, "predicate"}, {u.Condition, "condition"}, {u.Barred, "barred"}, {u.Alias, "alias"}, {u.Bare, "bare"}, {unit.IsGroup(u), "group"}, {t.Clauses[u.Clause].Source, "source"}} {
		if x.is {
			out = append(out, x.name)
		}
	}
	if u.Prep > 0 {
		out = append(out, string(names.PrepAt(int(u.Prep)-1)))
	}
	if u.Sort > 0 {
		out = append(out, names.Sorts()[u.Sort])
	}
	return strings.Join(out, " ")
}
