package sites

import (
	"bytes"
	"errors"
	"fmt"
	"strconv"
	"testing"
)

// TestHeld lets only one process follow the addresses.
func TestHeld(t *testing.T) {
	t.Parallel()
	p := newPlace(t, "https://www.yunxi.example/")
	if _, err := Open(p.options()); !errors.Is(err, ErrHeld) {
		t.Errorf("%v", err)
	}
}

// TestMemory forgets only the damaged lines of its file.
func TestMemory(t *testing.T) {
	t.Parallel()
	p := newPlace(t)
	for i := range 3 {
		if err := p.memory.putPage(page{Address: fmt.Sprintf("https://www.yunxi.example/%d", i), File: "x", Text: strconv.Itoa(i)}); err != nil {
			t.Fatal(err)
		}
	}
	path := p.memory.path
	if err := p.Close(); err != nil {
		t.Fatal(err)
	}
	for _, damage := range []func([]byte) []byte{
		func(b []byte) []byte { return b[:len(b)-20] },
		func(b []byte) []byte { return append(bytes.Repeat([]byte{0}, 100_000), append([]byte("\n"), b...)...) },
	} {
		data := readFile(t, path)
		writeFile(t, path, damage(data))
		p.open(t)
		if _, ok := p.memory.page("https://www.yunxi.example/1"); !ok || p.memory.fileOf("1") != "x" {
			t.Error("what was not damaged is forgotten")
		}
		if err := p.memory.putPage(page{Address: "https://www.yunxi.example/9"}); err != nil {
			t.Fatal(err)
		}
		if err := p.Close(); err != nil {
			t.Fatal(err)
		}
	}
	p.open(t)
	if _, ok := p.memory.page("https://www.yunxi.example/9"); !ok {
		t.Error("a line behind one that was cut off is lost")
	}
}
