// Package dotenv reads a .env file as people write it, with whichever editor: with a
// byte order mark, in UTF-16, with the line ends of Windows, and with paths of Windows,
// whose backslashes are no escapes.
package dotenv

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"regexp"
	"strings"
	"unicode/utf8"

	"github.com/joho/godotenv"
	"golang.org/x/text/encoding/unicode"
)

// MaxSize is the largest file that is read, in bytes.
const MaxSize = 1 << 20

// What is wrong with a file. They quote nothing of it, because it may contain tokens.
var (
	ErrUnreadable = errors.New("cannot be read; make it readable or remove it")
	ErrLarge      = fmt.Errorf("is larger than %d KiB; compare it with .env.example", MaxSize>>10)
	ErrEncoding   = errors.New("is not in UTF-8; open it in an editor and save it with the encoding UTF-8")
)

// LineError says that a line is no NAME=value.
type LineError struct{ Line int } // from 1 on

func (e *LineError) Error() string {
	return fmt.Sprintf("has in line %d something that is not NAME=value; compare it with .env.example", e.Line)
}

// LineOf returns the line that err is about, 0 if it is about none.
func LineOf(err error) int {
	var e *LineError
	if errors.As(err, &e) {
		return e.Line
	}
	return 0
}

// Read returns the settings in a file, and nil if there is no such file. An error is a
// [LineError] or one of those above behind the name, and so a sentence about what to do.
func Read(name string) (map[string]string, error) {
	if info, err := os.Stat(name); err == nil && !info.Mode().IsRegular() { // opening a pipe would wait for its writer
		return nil, fmt.Errorf("%s %w", name, ErrUnreadable)
	}
	f, err := os.Open(name)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("%s %w", name, ErrUnreadable)
	}
	defer f.Close()
	data, err := io.ReadAll(io.LimitReader(f, MaxSize+1))
	if err != nil {
		return nil, fmt.Errorf("%s %w", name, ErrUnreadable)
	}
	m, _, err := Parse(data)
	if err != nil {
		return nil, fmt.Errorf("%s %w", name, err)
	}
	return m, nil
}

// Parse returns the settings in the data of a file, and the data as text in UTF-8 with
// \n as the only line end. An error is a [LineError] or one
// of those above.
func Parse(data []byte) (settings map[string]string, text string, err error) {
	if len(data) > MaxSize {
		return nil, "", ErrLarge
	}
	text, ok := decode(data)
	if !ok {
		return nil, "", ErrEncoding
	}
	m, err := godotenv.Parse(strings.NewReader(literal(text) + "\n")) // a word in a last line without an end is passed over
	if err != nil {                                                   // its message quotes the line
		return nil, "", &LineError{badLine(text)}
	}
	if m == nil {
		m = map[string]string{}
	}
	return m, text, nil
}

// maxValue bounds the lines of a value in quotes that are read to find its end.
const maxValue = 100

// badLine returns the number of the first line of a text, from 1 on, that is no setting
// and does not begin one.
func badLine(text string) int {
	lines := strings.SplitAfter(text+"\n", "\n")
	for i := 0; i < len(lines); {
		n := 1
		for ; n <= maxValue && i+n <= len(lines); n++ {
			if _, err := godotenv.Parse(strings.NewReader(literal(strings.Join(lines[i:i+n], "")))); err == nil {
				break
			}
			if !nameFirst.MatchString(lines[i]) {
				return i + 1
			}
		}
		if n > maxValue || i+n > len(lines) {
			return i + 1
		}
		i += n
	}
	return len(lines)
}

// nameFirst matches a line that begins a setting.
var nameFirst = regexp.MustCompile(`^\s*(?:export\s+)?[A-Za-z0-9_.]+\s*[=:]`)

// decode returns data as text with \n as the only line end. Text in UTF-16 has a byte
// order mark. ok is false if data is no text in UTF-8 or UTF-16; in GBK, for one, its
// Chinese would be wrong and its Latin letters right.
func decode(data []byte) (text string, ok bool) {
	if bytes.HasPrefix(data, []byte{0xff, 0xfe}) || bytes.HasPrefix(data, []byte{0xfe, 0xff}) {
		utf16, err := unicode.UTF16(unicode.LittleEndian, unicode.ExpectBOM).NewDecoder().Bytes(data)
		if err != nil || len(data)%2 != 0 {
			return "", false
		}
		data = utf16
	}
	data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if !utf8.Valid(data) || bytes.ContainsRune(data, 0) {
		return "", false
	}
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(string(data)), true
}

// windowsPath matches a line whose value begins with a drive or with another computer,
// in either sort of quotes or without any. A line without quotes may have a comment.
var windowsPath = regexp.MustCompile(`(?m)^([ \t]*(?:export[ \t]+)?\w+[ \t]*=[ \t]*)` +
	`(?:"((?:[A-Za-z]:[\\/]|\\\\)[^"\n]*)"|'((?:[A-Za-z]:[\\/]|\\\\)[^'\n]*)'|((?:[A-Za-z]:[\\/]|\\\\).*?))[ \t]*(?:[ \t]#.*)?$`)

// literal doubles what godotenv would take for escapes and variables in paths of
// Windows.
func literal(text string) string {
	return windowsPath.ReplaceAllStringFunc(text, func(line string) string {
		m := windowsPath.FindStringSubmatch(line)
		path := m[2] + m[3] + m[4]
		if strings.HasSuffix(path, `\`) { // godotenv takes it for an escape of the quote, doubled or not
			if path = strings.TrimRight(path, `\`); strings.HasSuffix(path, ":") {
				path += "/"
			}
		}
		// In double quotes, \\ is a backslash, \$ a dollar, and there are no quotes.
		return m[1] + `"` + strings.NewReplacer(`\`, `\\`, `$`, `\$`, `"`, `\"`).Replace(path) + `"`
	})
}
