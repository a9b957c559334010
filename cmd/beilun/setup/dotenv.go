package setup

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"beilun/internal/dotenv"
)

var (
	errValue = errors.New("the value cannot be written")
	errMerge = errors.New("the file cannot be changed without changing other settings in it")
)

var nameInLine = regexp.MustCompile(`^\s*(?:export\s+)?([A-Za-z0-9_.]+)\s*[=:]`)

// merge returns the .env file old with the settings in set. All other lines, and those
// that have the value already, stay as they are. It returns an error if the result would
// not be read as just that.
func merge(old []byte, set map[string]string) ([]byte, error) {
	before, text, err := dotenv.Parse(old)
	if err != nil {
		return nil, err
	}
	eol := "\n"
	if bytes.Contains(old, []byte("\r\n")) {
		eol = "\r\n"
	}
	var b strings.Builder
	done := map[string]bool{}
	for line := range strings.Lines(text) {
		m := nameInLine.FindStringSubmatch(line)
		value, ours := "", false
		if m != nil {
			value, ours = set[m[1]]
		}
		switch {
		case !ours || before[m[1]] == value:
			b.WriteString(strings.TrimRight(line, "\r\n") + eol)
		case !done[m[1]]:
			quoted, err := quote(value)
			if err != nil {
				return nil, fmt.Errorf("%s: %w", m[1], err)
			}
			b.WriteString(m[1] + "=" + quoted + eol)
		}
		if ours {
			done[m[1]] = true
		}
	}
	for _, name := range slices.Sorted(maps.Keys(set)) {
		if done[name] || set[name] == "" {
			continue
		}
		quoted, err := quote(set[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		b.WriteString(name + "=" + quoted + eol)
	}
	return []byte(b.String()), verify(before, set, []byte(b.String()))
}

// verify returns an error unless data is read as the settings before with those of set.
func verify(before, set map[string]string, data []byte) error {
	want := maps.Clone(before)
	maps.Copy(want, set)
	got, _, err := dotenv.Parse(data)
	if err != nil {
		return errMerge
	}
	for _, m := range []map[string]string{want, got} { // an empty setting is as good as none
		maps.DeleteFunc(m, func(_, v string) bool { return v == "" })
	}
	if !maps.Equal(want, got) {
		return errMerge
	}
	return nil
}

// quote returns v as it is written behind NAME= in a .env file. godotenv has no way to
// write some values with several kinds of quotes, for which it returns an error.
func quote(v string) (string, error) {
	escaped := strings.NewReplacer(`\`, `\\`, `"`, `\"`, `$`, `\$`).Replace(v)
	quoted := strings.NewReplacer(`"`, `\"`, `$`, `\$`).Replace(v)
	for _, q := range []string{v, "'" + v + "'", `"` + escaped + `"`, `"` + quoted + `"`} {
		m, _, err := dotenv.Parse([]byte("X=" + q + "\nY=1\n"))
		if err == nil && len(m) == 2 && m["X"] == v && m["Y"] == "1" {
			return q, nil
		}
	}
	return "", errValue
}

// read returns the file of this name, nil if there is none.
func read(name string) ([]byte, error) {
	data, err := os.ReadFile(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return data, err
}

// write replaces the file of this name, so that there is either the old one or the new
// one. Only its owner can read it. A link to the file stays one.
func write(name string, data []byte) (err error) {
	if target, err := filepath.EvalSymlinks(name); err == nil {
		name = target
	}
	f, err := os.CreateTemp(filepath.Dir(name), ".env-*") // 0600
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if old, serr := os.Stat(name); serr == nil {
		err = keepOwner(f, old)
	}
	if err == nil {
		_, err = f.Write(data)
	}
	if err == nil {
		err = f.Sync()
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), name)
}
