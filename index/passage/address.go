package passage

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"
)

// Lengths of the parts of addresses in hexadecimal digits. Among 100,000 releases two that
// share a part of either length are less likely than one to a hundred.
const (
	digestDigits = 12
	nameDigits   = 10
)

// Pages is the path of the list of releases on the web site, and begins that of each one.
const Pages = "/releases"

// Address returns the last part of the path of a release on the web site by its ID and the
// digest of its file; package anchor says how long that stays.
func Address(id, digest string) string {
	if _, err := hex.DecodeString(digest); err != nil || len(digest) < digestDigits {
		digest = Hash(digest, digestDigits) // of an index that was made of other things than files
	}
	return strings.ToLower(digest[:digestDigits]) + "-" + Hash(id, nameDigits)
}

// Hash returns the first n hexadecimal digits of the SHA-256 of s, at most 64.
func Hash(s string, n int) string {
	sum := sha256.Sum256([]byte(s))
	return hex.EncodeToString(sum[:])[:n]
}

// PageOf returns the address of the page of a release on the web site at site; "" if that
// is "".
func PageOf(site, id, digest string) string {
	if site == "" {
		return ""
	}
	return site + Pages + "/" + Address(id, digest)
}
