package read

import "beilun/knowledge/read/charset"

// Plain returns the text of a file that is no release. data may be in any of the
// encodings of releases.
func Plain(data []byte) (string, error) {
	t, err := charset.Decode(data)
	return t.Text, err
}
