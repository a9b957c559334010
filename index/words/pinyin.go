package words

import (
	_ "embed"
	"strings"
	"sync"
)

// pinyinList is how Han characters are read, without tones: a line for each
// syllable, followed by the characters. A character with several readings is
// listed with the first one. gen_pinyin.go makes it of go-pinyin's table (MIT
// license, data/LICENSE-go-pinyin), which takes several milliseconds at the
// start of each process that has it.
//
//go:generate go run gen_pinyin.go
//go:embed data/pinyin.txt
var pinyinList string

// readings are the syllables of characters. A syllable is a number; 0 is that
// of a character without a reading.
type readings struct {
	pages     [][]uint16 // by character, in pages of 256; nil where none has a reading
	syllables []string
	blurred   []uint16 // by syllable: the first one that many speakers confuse with it
}

var loadReadings = sync.OnceValue(func() *readings {
	rs := &readings{syllables: []string{""}, blurred: []uint16{0}}
	bySound := map[string]uint16{}
	for line := range strings.Lines(pinyinList) {
		syllable, chars, _ := strings.Cut(strings.TrimSuffix(line, "\n"), " ")
		n := uint16(len(rs.syllables))
		first, ok := bySound[blur(syllable)]
		if !ok {
			first = n
			bySound[blur(syllable)] = n
		}
		rs.syllables = append(rs.syllables, syllable)
		rs.blurred = append(rs.blurred, first)
		for _, r := range chars {
			page := int(r >> 8)
			for page >= len(rs.pages) {
				rs.pages = append(rs.pages, nil)
			}
			if rs.pages[page] == nil {
				rs.pages[page] = make([]uint16, 256)
			}
			rs.pages[page][r&255] = n
		}
	}
	return rs
})

func (rs *readings) of(r rune) uint16 {
	if page := int(r >> 8); page < len(rs.pages) && rs.pages[page] != nil {
		return rs.pages[page][r&255]
	}
	return 0
}

// spell returns the pinyin of s without blanks. Characters without a reading
// are left out.
func (rs *readings) spell(s string) string {
	var b strings.Builder
	for _, r := range s {
		b.WriteString(rs.syllables[rs.of(r)])
	}
	return b.String()
}

// SoundAlike reports whether two folded texts sound alike to many speakers.
func SoundAlike(a, b string) bool {
	s := loadReadings().sound(a)
	return s != "" && s == loadReadings().sound(b)
}

// sound returns a key that is the same for what sounds alike.
func (rs *readings) sound(s string) string {
	key := make([]byte, 0, 16)
	for _, r := range s {
		if n := rs.blurred[rs.of(r)]; n > 0 {
			key = append(key, byte(n>>8), byte(n))
		}
	}
	return string(key)
}

// code returns a number for how a Han character sounds, the same for what sounds
// alike, and one of its own for a character without a reading; never 0.
func (rs *readings) code(r rune) uint16 {
	if n := rs.blurred[rs.of(r)]; n > 0 {
		return n
	}
	const unread = 0x8000 // more than there are syllables
	return unread | uint16(r)&(unread-1)
}

var sibilants = strings.NewReplacer("zh", "z", "ch", "c", "sh", "s")

// blur returns a syllable without what many speakers confuse: zh and z, ang and an.
func blur(syllable string) string {
	syllable = sibilants.Replace(syllable)
	for _, end := range []string{"ang", "eng", "ing"} {
		if strings.HasSuffix(syllable, end) {
			return syllable[:len(syllable)-1]
		}
	}
	return syllable
}

// Sounds returns the pinyin of the characters of s, without tones and one for each; a
// character without a reading is returned as it is.
func Sounds(s string) []string {
	out := make([]string, 0, len(s)/3)
	for _, r := range s {
		if n := loadReadings().of(r); n > 0 {
			out = append(out, typed(loadReadings().syllables[n]))
		} else {
			out = append(out, string(r))
		}
	}
	return out
}
