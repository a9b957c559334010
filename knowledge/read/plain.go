package read

import "beilun/knowledge/read/charset"

// Plain decodes a text file that is no release, in any of the encodings of
// releases, as it stands.
func Plain(data []byte) (string, error) {
	t, err := charset.Decode(data)
	return t.Text, err
}
