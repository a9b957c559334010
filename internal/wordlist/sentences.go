package wordlist

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
)

// Sentences returns the sentences for people in words/zh.json and words/en.json of files,
// by whether they are English. T is a struct with a field for each. name is that of the
// package in errors. It panics if a file is malformed or has what T has not: data files
// are parts of the program, and the tests of their packages read them.
func Sentences[T any](name string, files fs.FS) map[bool]*T {
	out := map[bool]*T{}
	for english, language := range map[bool]string{false: "zh", true: "en"} {
		w := new(T)
		data, err := fs.ReadFile(files, "words/"+language+".json")
		if err == nil {
			dec := json.NewDecoder(bytes.NewReader(data))
			dec.DisallowUnknownFields()
			err = dec.Decode(w)
		}
		if err != nil {
			panic(fmt.Errorf("%s: words of %s: %w", name, language, err))
		}
		out[english] = w
	}
	return out
}
