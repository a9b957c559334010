package doc

import (
	"fmt"
	"strings"
	"unicode/utf16"

	"beilun/knowledge/read/release"
	"beilun/knowledge/read/word"
)

// style is what a style says about paragraphs or characters.
type style struct {
	level                  int
	hidden, raised, struck bool
	base                   int // number of the style that it is based on
	known                  bool
	changes                []byte // to characters
	done                   bool
}

// noStyle is the number of no style, on which no style is based.
const noStyle = 0xFFF

const maxStyles = 5000

// Numbers of styles that are the same in any file, and of built-in ones.
const (
	firstHeading, lastHeading = 1, 9 // as both
	firstContents             = 19   // of tables of contents, built in
	lastContents              = 27
	builtInTitle              = 62
	builtInSubtitle           = 74
)

// readStyles reads the styles (2.9.271), none if the file has none.
func (f *file) readStyles(p place) ([]style, error) {
	b, err := p.in(f.table)
	if err != nil || len(b) < 2 {
		return nil, err
	}
	info, err := (place{2, int(u16(b, 0))}).in(b)
	if err != nil || len(info) < 4 {
		return nil, fmt.Errorf("%w: head of the styles", release.ErrDamaged)
	}
	n, fixed := int(u16(info, 0)), int(u16(info, 2))
	if n > maxStyles {
		return nil, fmt.Errorf("%w: %d styles", release.ErrTooLarge, n)
	}
	b = b[2+len(info):]
	all := make([]style, n)
	for i := range all {
		all[i].base = noStyle
		if len(b) < 2 {
			return nil, fmt.Errorf("%w: %d styles of %d", release.ErrDamaged, i, n)
		}
		one, err := (place{2, int(u16(b, 0))}).in(b)
		if err != nil {
			return nil, err
		}
		b = b[2+len(one):]
		if len(one) >= max(fixed, 10) {
			if all[i], err = f.readStyle(one, fixed); err != nil {
				return nil, err
			}
		}
		if firstHeading <= i && i <= lastHeading {
			all[i].level, all[i].known = word.OutlineLevel(i-firstHeading), true
		}
	}
	for i := range all {
		if err := f.complete(all, i, 0); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// readStyle reads one style (2.9.258): numbers, of which there are fixed bytes, a
// name, and lists of changes.
func (f *file) readStyle(b []byte, fixed int) (style, error) {
	const paragraphs, characters = 1, 2
	builtIn, kind := int(u16(b, 0)&0xFFF), u16(b, 2)&0xF
	s := style{base: int(u16(b, 2) >> 4)}
	b = b[fixed:]
	if len(b) < 2 {
		return s, nil
	}
	name, err := (place{2, 2 * int(u16(b, 0))}).in(b)
	if err != nil {
		return s, err
	}
	s.level, s.known = levelOf(builtIn, wideText(name))
	b = b[min(len(b), 2+len(name)+2):]
	for i := 0; len(b) >= 2; i++ {
		list, err := (place{2, int(u16(b, 0))}).in(b)
		if err != nil {
			return s, err
		}
		b = b[min(len(b), 2+(len(list)+1)&^1):]
		switch {
		case kind == paragraphs && i == 0 && len(list) >= 2:
			if err := s.changePars(f, list[2:]); err != nil {
				return s, err
			}
		case kind == characters && i == 0:
			s.changes = list
		}
	}
	return s, nil
}

// changePars applies a list of changes to paragraphs.
func (s *style) changePars(f *file, list []byte) error {
	return f.eachChange(list, func(change uint16, operand []byte) {
		if change == parOutline && !s.known {
			s.level, s.known = word.OutlineLevel(int(operand[0])), true
		}
	})
}

// levelOf returns the level of a style and whether the style says it.
func levelOf(builtIn int, name string) (int, bool) {
	switch {
	case firstHeading <= builtIn && builtIn <= lastHeading:
		return word.OutlineLevel(builtIn - firstHeading), true
	case firstContents <= builtIn && builtIn <= lastContents:
		return word.LevelContents, true
	case builtIn == builtInTitle:
		return word.LevelTitle, true
	case builtIn == builtInSubtitle:
		return word.LevelHeading, true
	}
	name, _, _ = strings.Cut(name, ",") // other names of it
	return word.LevelOfName(strings.ToLower(name))
}

// complete adds to style i what those say that it is based on.
func (f *file) complete(all []style, i, depth int) error {
	const most = 16 // styles are based on one another, maybe in a circle
	s := &all[i]
	if s.done || depth > most {
		return nil
	}
	s.done = true
	if s.base < len(all) && s.base != i {
		if err := f.complete(all, s.base, depth+1); err != nil {
			return err
		}
		base := all[s.base]
		s.hidden, s.raised, s.struck = base.hidden, base.raised, base.struck
		if !s.known {
			s.level, s.known = base.level, base.known
		}
	}
	look := char{hidden: s.hidden, raised: s.raised, struck: s.struck}
	err := f.eachChange(s.changes, func(change uint16, operand []byte) {
		if change != charStyle {
			look.change(change, operand, nil)
		}
	})
	s.hidden, s.raised, s.struck = look.hidden, look.raised, look.struck
	return err
}

// styleAt returns the style of a number, nil if there is none.
func styleAt(styles []style, n int) *style {
	if n >= len(styles) {
		return nil
	}
	return &styles[n]
}

// levelAt returns the level of the style of a number.
func levelAt(styles []style, n int) int {
	if s := styleAt(styles, n); s != nil {
		return s.level
	}
	return word.LevelBody
}

// wideText returns the text in bytes of UTF-16.
func wideText(b []byte) string {
	units := make([]uint16, len(b)/2)
	for i := range units {
		units[i] = u16(b, 2*i)
	}
	return string(utf16.Decode(units))
}
