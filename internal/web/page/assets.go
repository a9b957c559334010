package page

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io/fs"
	"net/http"
	"path"
	"strings"
	"sync"
	"time"
)

// asset is a file that pages load: a style or a script. Its address has a part of its hash,
// so that it can be kept for ever.
type asset struct {
	name, address string
	data          []byte
}

var assets = sync.OnceValue(func() map[string]asset {
	out := map[string]asset{}
	entries, err := fs.ReadDir(files, "assets")
	if err != nil {
		panic(err) // embedded
	}
	for _, e := range entries {
		data, err := fs.ReadFile(files, "assets/"+e.Name())
		if err != nil {
			panic(err)
		}
		sum := sha256.Sum256(data)
		ext := path.Ext(e.Name())
		address := "/assets/" + strings.TrimSuffix(e.Name(), ext) + "-" + hex.EncodeToString(sum[:6]) + ext
		out[e.Name()] = asset{e.Name(), address, data}
	}
	return out
})

// Asset returns the address of a file of assets.
func Asset(name string) (string, error) {
	a, ok := assets()[name]
	if !ok {
		return "", fmt.Errorf("there is no file %s", name)
	}
	return a.address, nil
}

// Routes adds the styles and scripts of pages to mux.
func Routes(mux *http.ServeMux) {
	for _, a := range assets() {
		mux.HandleFunc("GET "+a.address, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("Cache-Control", "public, max-age=31536000, immutable")
			http.ServeContent(w, r, a.name, time.Time{}, bytes.NewReader(a.data))
		})
	}
}
