package sites

import (
	"errors"
	"fmt"
	"net/url"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"beilun/knowledge/read"

	"golang.org/x/net/publicsuffix"
)

// What is wrong with the file of addresses or with a line of it.
var (
	ErrFile     = errors.New("the file of addresses cannot be read")
	ErrAddress  = errors.New("it is no address that begins with http:// or https://")
	ErrInterval = errors.New("the interval is not between five minutes and thirty days")
	ErrMost     = errors.New("the number behind max= is not between 1 and 1000")
	ErrTwice    = errors.New("the address is in the file twice")
	ErrMany     = errors.New("the file has too many addresses")
)

// Limits of the file of addresses.
const (
	maxSources    = 200
	maxSourceFile = 1 << 20 // bytes
	usualEvery    = 30 * time.Minute
	leastEvery    = 5 * time.Minute
	mostEvery     = 30 * 24 * time.Hour
	mostNew       = 1000 // that a line may ask for
)

// Source is an address that is looked at again and again: a feed, or a page with a
// list of news.
type Source struct {
	Address   string
	Publisher string        // of pages that name none; "" if the line has none
	Every     time.Duration // between two looks
	Most      int           // new pages of a round; 0: as usual
	Line      int           // in the file, from 1 on
}

// Problem is a line of the file of addresses that has no effect.
type Problem struct {
	Line int    // from 1 on
	Text string // of the line
	Err  error  // wraps one of the errors above
}

// ReadSources reads the file of addresses. The error wraps ErrFile.
func ReadSources(path string) ([]Source, []Problem, error) {
	info, err := os.Stat(path)
	switch {
	case err != nil:
		return nil, nil, fmt.Errorf("%w: %w", ErrFile, err)
	case !info.Mode().IsRegular(): // opening a pipe would wait for its writer
		return nil, nil, fmt.Errorf("%w: %s is no file", ErrFile, path)
	case info.Size() > maxSourceFile:
		return nil, nil, fmt.Errorf("%w: %s has more than %d bytes", ErrFile, path, maxSourceFile)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %w", ErrFile, err)
	}
	text, err := read.Plain(data)
	if err != nil {
		return nil, nil, fmt.Errorf("%w: %s: %w", ErrFile, path, err)
	}
	all, problems := ParseSources(text)
	return all, problems, nil
}

// ParseSources reads the text of a file of addresses: one a line, with an interval
// (6h, 30m), max= and a number, and the name of the publisher behind it in any order.
// What follows a # at the start of a line or after a space is a remark. Lines that
// have no effect are returned as problems.
func ParseSources(text string) (all []Source, problems []Problem) {
	seen := map[string]bool{}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line = strings.TrimSpace(strings.TrimPrefix(line, "\ufeff"))
		fields := strings.Fields(line)
		for i, f := range fields {
			if strings.HasPrefix(f, "#") {
				fields = fields[:i]
				break
			}
		}
		if len(fields) == 0 {
			continue
		}
		s, err := parseSource(fields)
		switch {
		case err == nil && seen[s.Address]:
			err = ErrTwice
		case err == nil && len(all) == maxSources:
			err = fmt.Errorf("%w: at most %d are looked at", ErrMany, maxSources)
		}
		if err != nil {
			problems = append(problems, Problem{n, secret.ReplaceAllString(line, "://…@"), err})
			continue
		}
		seen[s.Address] = true
		s.Line = n
		all = append(all, s)
	}
	return all, problems
}

// secret matches a name with a password in an address.
var secret = regexp.MustCompile(`://[^/\s@]*@`)

// parseSource reads the fields of a line, of which there is one at least.
func parseSource(fields []string) (Source, error) {
	u, err := webURL(nil, fields[0])
	if err != nil {
		return Source{}, fmt.Errorf("%w: %w", ErrAddress, err)
	}
	s := Source{Address: u.String(), Every: usualEvery}
	var name []string
	for _, f := range fields[1:] {
		every, ok := interval(f) // 0 for a unit that none may have
		number, isMost := cutAny(f, words().Most.Words)
		switch {
		case ok:
			if every < leastEvery || every > mostEvery {
				return Source{}, fmt.Errorf("%w: %s", ErrInterval, f)
			}
			s.Every = every
		case isMost:
			if s.Most, err = strconv.Atoi(number); err != nil || s.Most < 1 || s.Most > mostNew {
				return Source{}, fmt.Errorf("%w: %s", ErrMost, f)
			}
		default:
			name = append(name, f)
		}
	}
	s.Publisher = strings.Join(name, " ")
	return s, nil
}

// wholeNumber matches a number and what is behind it.
var wholeNumber = regexp.MustCompile(`^(\d{1,6})(\D+)$`)

// interval returns the time that a field names: 6h, 30m, each with its Chinese words; 0 if
// the field names one in a unit that is not known. ok is false if it names none.
func interval(field string) (time.Duration, bool) {
	field, isEvery := cutAny(field, words().Every.Words)
	m := wholeNumber.FindStringSubmatch(field)
	if m == nil {
		return 0, false
	}
	n, err := strconv.Atoi(m[1])
	if err != nil {
		return 0, false
	}
	for _, unit := range []struct {
		words []string
		of    time.Duration
	}{{words().Minute.Words, time.Minute}, {words().Hour.Words, time.Hour}, {words().Day.Words, 24 * time.Hour}} {
		for _, w := range unit.words {
			if strings.EqualFold(m[2], w) {
				return time.Duration(n) * unit.of, true
			}
		}
	}
	return 0, isEvery || words().NoUnit.Has(strings.ToLower(m[2]))
}

// cutAny returns s without the first of prefixes that it begins with.
func cutAny(s string, prefixes []string) (string, bool) {
	for _, p := range prefixes {
		if rest, ok := strings.CutPrefix(s, p); ok {
			return rest, true
		}
	}
	return s, false
}

// maxAddress bounds an address, in bytes.
const maxAddress = 2000

// webURL returns the address ref, seen from base, in the form in which addresses are
// compared: host in lower case, without the usual port and without a fragment. base
// may be nil.
func webURL(base *url.URL, ref string) (*url.URL, error) {
	if len(ref) > maxAddress {
		return nil, fmt.Errorf("more than %d bytes", maxAddress)
	}
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil {
		return nil, errors.New("it cannot be parsed") // the error of the library quotes all of it
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" || u.User != nil {
		return nil, fmt.Errorf("it has the scheme %q and the host %q", u.Scheme, u.Hostname())
	}
	if port := u.Port(); port != "" && (base == nil || port != base.Port()) && !isWebPort(port, base == nil) {
		return nil, fmt.Errorf("it has the port %s", port)
	}
	u.Host = strings.ToLower(u.Host)
	if u.Scheme == "http" {
		u.Host = strings.TrimSuffix(u.Host, ":80")
	} else {
		u.Host = strings.TrimSuffix(u.Host, ":443")
	}
	if u.Path == "" {
		u.Path = "/"
	}
	u.Fragment, u.RawFragment = "", ""
	u.RawQuery = steadyQuery(escapedQuery(u.RawQuery))
	if at := strings.Index(strings.ToLower(u.Path), ";jsessionid="); at >= 0 { // another one at each look
		u.Path, u.RawPath = u.Path[:at], ""
	}
	return u, nil
}

// isWebPort reports whether a site may be at a port: at any that somebody has written
// down, but not at those of mail and other services because a page says so.
func isWebPort(port string, written bool) bool {
	n, err := strconv.Atoi(port)
	if err != nil || n < 1 || n > 65535 {
		return false
	}
	return written || n >= 1024 || n == 443 || n >= 80 && n < 100 || n >= 800 && n < 900
}

// chance matches a number that is another one at each look: a time, or one of chance.
var chance = regexp.MustCompile(`^(?:\d{10,}|0?\.\d+)$`)

// steadyQuery returns a query without what is in it to get round a cache, which makes an
// address of its own at each look.
func steadyQuery(query string) string {
	parts := strings.Split(query, "&")
	return strings.Join(slices.DeleteFunc(parts, func(part string) bool {
		name, value, _ := strings.Cut(part, "=")
		return chance.MatchString(value) && words().Chance.Has(strings.ToLower(name))
	}), "&")
}

// escapedQuery returns a query without the characters that a request cannot have, which
// browsers escape as well.
func escapedQuery(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c >= 0x7F || strings.IndexByte(`"<>`, c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// isSameSite reports whether a host is that of a source, or below it. www. counts as
// nothing, unless what is behind it is no site's: gov.cn.
func isSameSite(source, host string) bool {
	if host == source && host != "" {
		return true
	}
	source, host = strings.TrimPrefix(source, "www."), strings.TrimPrefix(host, "www.")
	if suffix, _ := publicsuffix.PublicSuffix(source); suffix == source {
		return false
	}
	return source != "" && (host == source || strings.HasSuffix(host, "."+source))
}
