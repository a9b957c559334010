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

// Site is a web site that has a page for each release, and knows which addresses of the
// releases themselves are gone. It does not change, and is safe for concurrent use. A nil
// Site has no pages and knows nothing.
type Site struct {
	Base string                    // its address, without a slash at its end
	Gone func(address string) bool // reports whether an address is known to be gone, at the time of the call; nil: none is
}

// Put fills in the Page and the Site of a release by the digest of its file.
func (s *Site) Put(r *Release, digest string) {
	r.Site, r.Page = s, ""
	if s != nil && s.Base != "" {
		r.Page = s.Base + Pages + "/" + Address(r.ID, digest)
	}
}

// IsGone reports whether an address, that of r or of a copy of it, is known to be gone.
func (r *Release) IsGone(address string) bool {
	return address != "" && r.Site != nil && r.Site.Gone != nil && r.Site.Gone(address)
}
