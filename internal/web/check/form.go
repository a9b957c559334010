package check

import (
	"errors"
	"fmt"
	"io"
	"mime"
	"net/http"
	"net/url"
	"path"
	"strings"

	"beilun/knowledge/read/release"
)

// draft is what was sent: a file or, without one, a text.
type draft struct {
	name string // says which format it has, as that of a release does
	data []byte
	text string // as it was typed; empty for a file
}

// textName is the name of a text.
const textName = "draft.txt"

// Errors of a form.
var (
	errLarge = errors.New("the draft is too large")
	errForm  = errors.New("it is not a form of this page")
)

// The fields of the form.
const (
	textField = "text"
	fileField = "file"
)

// readForm reads a form. The error is errLarge, or says what is wrong with the form.
func readForm(r *http.Request) (*draft, error) {
	kind, _, err := mime.ParseMediaType(r.Header.Get("Content-Type"))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	var d *draft
	switch kind {
	case "multipart/form-data":
		d, err = readParts(r)
	case "application/x-www-form-urlencoded":
		d, err = readFields(r)
	default:
		return nil, fmt.Errorf("%w: %q", errForm, kind)
	}
	if large := new(http.MaxBytesError); errors.As(err, &large) {
		return nil, errLarge
	}
	if err != nil {
		return nil, err
	}
	if len(d.data) == 0 {
		d.name, d.data = textName, []byte(strings.TrimSpace(d.text))
	} else {
		d.text = "" // a file is sent instead of a text
	}
	return d, nil
}

// readFields reads a form without a file.
func readFields(r *http.Request) (*draft, error) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		return nil, fmt.Errorf("read form: %w", err)
	}
	values, err := url.ParseQuery(string(body))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	return &draft{text: values.Get(textField)}, nil
}

// maxParts is how many parts of a form are read.
const maxParts = 8

// readParts reads the parts of a form.
func readParts(r *http.Request) (*draft, error) {
	parts, err := r.MultipartReader()
	if err != nil {
		return nil, fmt.Errorf("%w: %w", errForm, err)
	}
	d := &draft{}
	for range maxParts {
		p, err := parts.NextPart()
		if errors.Is(err, io.EOF) {
			return d, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read form: %w", err)
		}
		name := p.FormName()
		if name != textField && name != fileField {
			continue
		}
		data, err := io.ReadAll(io.LimitReader(p, release.MaxFile+1))
		switch {
		case err != nil:
			return nil, fmt.Errorf("read %s: %w", name, err)
		case len(data) > release.MaxFile:
			return nil, errLarge
		case name == textField:
			d.text = string(data)
		case len(data) > 0: // a browser sends an empty part without a file
			d.name, d.data = fileName(p.FileName()), data
		}
	}
	return nil, fmt.Errorf("%w: more than %d parts", errForm, maxParts)
}

// fileName returns the last part of a name that a browser gave, whose end says what the
// file is.
func fileName(given string) string {
	name := path.Base(strings.ReplaceAll(strings.ToValidUTF8(given, ""), `\`, "/"))
	if name == "." || name == "/" {
		return textName
	}
	if len(name) > maxName {
		name = strings.ToValidUTF8(name[len(name)-maxName:], "")
	}
	return name
}
