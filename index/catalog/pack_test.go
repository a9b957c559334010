package catalog

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"beilun/index/words"
	"beilun/internal/packed"
	"beilun/knowledge/district"

	"github.com/google/go-cmp/cmp"
)

// TestPack packs what is worked out of releases and compares what is read back with it.
func TestPack(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	records, _ := copyRecords(t)
	c := New(lex, 1)
	c.Releases = records
	made := NewReprints()
	made.Follow(c.Releases)
	if len(made.cites) == 0 || len(made.places) == 0 {
		t.Fatal("no copies are packed")
	}
	read := UnpackReprints(made.Pack(), c.Releases)
	if read == nil {
		t.Fatal("the copies are not read")
	}
	if diff := cmp.Diff(reprintLines(made), reprintLines(read)); diff != "" || read.out != made.out {
		t.Errorf("%d and %d left out (-made +read):\n%s", made.out, read.out, diff)
	}
	for id, r := range c.Releases {
		if got, want := read.CopiesOf(&r), made.CopiesOf(&r); !slices.Equal(got, want) {
			t.Errorf("%s: copies %v, want %v", id, got, want)
		}
	}
	fewer := maps.Clone(c.Releases)
	delete(fewer, slices.Min(slices.Collect(maps.Keys(fewer))))
	read.Follow(fewer)
	fresh := NewReprints()
	fresh.Follow(fewer)
	fresh.spread()
	compareReprints(t, "one release fewer", fresh, read)

	var naming, other Naming
	text := naming.Pack(lex, c)
	other.Unpack(c, text)
	other.Prepare(lex, c)
	got, want := other.made, NewMentions(lex, c)
	if diff := cmp.Diff(slices.Collect(want.Things.All()), slices.Collect(got.Things.All())); diff != "" {
		t.Errorf("things (-made +read):\n%s", diff)
	}
	for _, name := range want.Things.Names() {
		a, b := want.Names.EndIn(name), got.Names.EndIn(name)
		_, known := got.Things.Named(name)
		if a != b || !known {
			t.Errorf("%s: ends in %q, %q when read; known: %t", name, a, b, known)
		}
	}

	var here, there Locality
	own := district.District{Name: "安枰区"}
	for _, o := range []district.District{{}, own} {
		there.Unpack(c, o, here.Pack(c, o))
		if there.of != c || cmp.Diff(here.found, there.found) != "" {
			t.Errorf("district %+v read as %+v", here.found, there.found)
		}
	}
	there = Locality{}
	if there.Unpack(c, district.District{}, here.Pack(c, own)); there.of != nil {
		t.Errorf("%+v was found for another district", there.found)
	}
}

// TestPackDamaged reads what is cut and what has other bytes.
func TestPackDamaged(t *testing.T) {
	t.Parallel()
	lex, err := words.NewLexicon("")
	if err != nil {
		t.Fatal(err)
	}
	records, _ := copyRecords(t)
	c := New(lex, 1)
	c.Releases = records
	rs := NewReprints()
	rs.Follow(c.Releases)
	var naming Naming
	names, copies := naming.Pack(lex, c), rs.Pack()
	for n := 0; n < len(names); n += 1 + len(names)/500 {
		damaged := Naming{packed: names[:n], of: c}
		if damaged.unpack(lex) != nil {
			t.Errorf("%d of %d bytes are read as names", n, len(names))
		}
		damaged.packed = names[:n] + strings.Repeat("\xff", min(9, len(names)-n)) + names[min(len(names), n+9):]
		damaged.unpack(lex) // does not panic; the checksum of the note is what notices it
	}
	for n := range copies {
		if UnpackReprints(copies[:n], c.Releases) != nil {
			t.Errorf("%d of %d bytes are read as copies", n, len(copies))
		}
	}
	r := packed.Reader{In: "\x06\x02a"}
	if UnpackReleases(&r); r.Err == nil {
		t.Error("records that are cut are read")
	}
}
