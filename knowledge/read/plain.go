package read

// Plain decodes a text file that is no release, in any of the encodings of
// releases, as it stands.
func Plain(data []byte) (string, error) {
	t, err := decode(data)
	return t.text, err
}
