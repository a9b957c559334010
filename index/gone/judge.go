package gone

import (
	"context"
	"errors"
	"net/url"
	"path"
	"slices"
	"strings"

	"beilun/index/sites"
	"beilun/knowledge/read"

	"golang.org/x/net/publicsuffix"
)

// judge returns what a look at an address showed.
func judge(ctx context.Context, address string, g *sites.Glance, err error) verdict {
	switch {
	case errors.Is(err, sites.ErrMissing):
		return missing
	case err != nil:
		return unknown
	case !isSameSite(address, g.At): // as the log-in of a network does with all addresses
		return unknown
	case placeOf(g.At) != deep && placeOf(address) == deep:
		return instead
	case g.Page == nil:
		return there
	}
	switch _, err := read.Outline(ctx, "page.html", g.Page); {
	case ctx.Err() != nil:
		return unknown
	case errors.Is(err, read.ErrDeleted):
		return instead
	case errors.Is(err, read.ErrBlocked), errors.Is(err, read.ErrLogin): // so that nobody knows what is behind it
		return unknown
	}
	return there
}

// isSameSite reports whether two addresses are of hosts with one owner.
func isSameSite(a, b string) bool {
	a, b = hostOf(a), hostOf(b)
	if a == b {
		return true
	}
	own, err := publicsuffix.EffectiveTLDPlusOne(a)
	other, bad := publicsuffix.EffectiveTLDPlusOne(b)
	return err == nil && bad == nil && own == other
}

// place is what kind of page an address is by its look.
type place int

const (
	deep  place = iota // one of many
	front              // of its site
	fault              // named 404 or the like
)

// Names of pages, without an ending.
var (
	frontNames = []string{"", "index", "default", "home", "main"}
	faultNames = []string{"404", "error", "notfound", "404error", "error404", "pagenotfound", "nofound"}
)

// placeOf returns what kind of page an address is. A page with parameters is one of many.
func placeOf(address string) place {
	u, err := url.Parse(address)
	if err != nil {
		return deep
	}
	dir, name := path.Split(u.Path)
	name = strings.ToLower(strings.TrimSuffix(name, path.Ext(name)))
	switch {
	case slices.Contains(faultNames, strings.NewReplacer("-", "", "_", "").Replace(name)):
		return fault
	case strings.Trim(dir, "/") == "" && u.RawQuery == "" && slices.Contains(frontNames, name):
		return front
	}
	return deep
}
