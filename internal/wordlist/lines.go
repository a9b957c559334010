package wordlist

import (
	"fmt"
	"strings"
)

// Lines calls f with the words of each line of text that is neither empty nor a
// comment. It returns an error if a line has fewer than least words or if f
// returns one; name is the file's name in errors.
func Lines(name, text string, least int, f func(words []string) error) error {
	n := 0
	for line := range strings.Lines(text) {
		n++
		words := strings.Fields(line)
		if len(words) == 0 || strings.HasPrefix(words[0], "#") {
			continue
		}
		if len(words) < least {
			return fmt.Errorf("read %s line %d: %s has %d words, want %d or more", name, n, words[0], len(words)-1, least-1)
		}
		if err := f(words); err != nil {
			return fmt.Errorf("read %s line %d: %w", name, n, err)
		}
	}
	return nil
}
