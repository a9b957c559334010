package bind

import (
	"bufio"
	"fmt"
	"os"
	"testing"
)

var ZZBinder func(t *testing.T) Binder

func TestZZUnits(t *testing.T) {
	in := os.Getenv("UNITS")
	if in == "" {
		t.Skip()
	}
	b := ZZBinder(t)
	f, _ := os.Open(in)
	for r := bufio.NewScanner(f); r.Scan(); {
		sc := b.scene(loadTables(), lineOf(r.Text()), "", &calendar{}, newCast())
		fmt.Println("TEXT", r.Text())
		fmt.Print("  words")
		for _, w := range sc.words {
			fmt.Printf(" %s/%s", sc.s[w.Start:w.End], w.Tag)
		}
		fmt.Println()
		for _, u := range sc.units {
			fmt.Printf("  unit %s phase=%s proper=%v named=%v bare=%v sort=%s first=%v points=%v measure=%v listed=%v made=%v barred=%v prep=%d alias=%v\n", u.text, u.phase, u.proper, u.named, u.bare, sorts()[u.sort], u.first, u.points, u.measure, u.listed, u.made, u.barred, u.prep, u.alias)
		}
	}
}
